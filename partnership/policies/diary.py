"""Policies whose review is due."""

from partnership.ground.diary import review_entry
from partnership.ground.partnerships import not_elsewhere

from .models import PolicyPage


def reviews():
    for policy in PolicyPage.objects.live().filter(not_elsewhere()).exclude(review_on=None):
        yield review_entry(policy.review_on, "the policy", policy)


DIARY = [reviews]
