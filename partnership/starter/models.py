"""What the loader of content files remembers, so that it never undoes an editor's work."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Site


class Loaded(models.Model):
    """A page or record made from a file, as it was when it was last loaded."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    key = models.TextField(help_text="Its address, name or file name.")
    object_id = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64, help_text="A checksum of the values loaded.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "content_type", "key"], name="one_memory_a_loaded_thing"
            )
        ]

    def __str__(self):
        return self.key
