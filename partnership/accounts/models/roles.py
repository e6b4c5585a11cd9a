"""What a group is for; what it may do is stored with Django's and Wagtail's permissions."""

from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Role(models.Model):
    """The plain description of a group, and the permissions the product has given it so far."""

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True)
    description = models.TextField(
        max_length=300, help_text="One or two sentences: who has this role, and what it is for."
    )
    sort_order = models.PositiveSmallIntegerField(default=100)
    # Only people/roles.py uses these two. ``starter`` identifies a role that came with the product,
    # whatever its name is now. ``given`` stops a permission that an administrator removed from
    # being given again.
    starter = models.CharField(max_length=20, blank=True, editable=False)
    given = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    class Meta:
        ordering = ["sort_order", "group__name"]

    def __str__(self):
        return self.group.name
