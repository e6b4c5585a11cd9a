"""What a group of people may do is Wagtail's and Django's; what it is for stands here."""

from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Role(models.Model):
    """The plain description of a group, and which permissions the product gave it so far."""

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True)
    description = models.TextField(
        max_length=300, help_text="One or two sentences: who has this role, and what for."
    )
    sort_order = models.PositiveSmallIntegerField(default=100)
    # Both are for people/roles.py alone: a role that came with the product is known by this word
    # whatever it is called now, and what an administrator took away is not given again.
    starter = models.CharField(max_length=20, blank=True, editable=False)
    given = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    class Meta:
        ordering = ["sort_order", "group__name"]

    def __str__(self):
        return self.group.name
