"""The contact register: one record for each number, address or link that people rely on.

A page embeds the record, never the number, so no two pages can contradict each other. A number
that no one has checked, or no one has checked lately, is never shown to the public.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from partnership.directory.forms import ContactForm
from partnership.directory.places import PlacesPanel
from partnership.ground.partnerships import Belonging, unique_to_each

from .organisations import Area

NAME_TAKEN = "There is a contact with this name already. Choose another name."


def validate_telephone(value):
    """Reject a value that no telephone in the United Kingdom can dial.

    Numbers from 0 have ten or eleven digits (Ofcom, National Telephone Numbering Plan), apart from
    Childline’s; others are short ones such as 999, or begin with + and a country.
    """
    if not re.fullmatch(r"\+?[\d ]{3,20}", value):
        raise ValidationError("Type a telephone number using only digits and spaces.")
    digits = value.replace(" ", "")
    is_short = not digits.startswith(("0", "+")) and len(digits) <= 6
    is_whole = digits.startswith("0") and len(digits) in (10, 11)
    is_foreign = digits.startswith("+") and len(digits) >= 10
    if not (is_short or is_whole or is_foreign or digits == "08001111"):
        raise ValidationError(
            f"This number has {len(digits.strip('+'))} digits: some are missing, or there are too "
            "many. Check it."
        )


class ContactQuerySet(models.QuerySet):
    def public(self):
        """Contacts that visitors may see: verified by a person, and not expired."""
        today = timezone.localdate()
        return self.exclude(Q(verified_on=None) | Q(value="") | Q(verify_again_by__lt=today))


class Contact(Belonging, index.Indexed):
    """One way to reach someone: a number, an email or postal address, or an online form."""

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", "Telephone number"
        EMAIL = "email", "Email address"
        TEXT = "text", "Number for text messages"
        LINK = "link", "Website or online form"
        POST = "post", "Postal address"

    VALIDATORS = {
        Kind.TELEPHONE: validate_telephone,
        Kind.TEXT: validate_telephone,
        Kind.EMAIL: validate_email,
        Kind.LINK: URLValidator(schemes=["https", "http"]),
    }

    name = models.CharField(
        max_length=120,
        help_text="Who answers, in words that a worried person understands, such as ‘Children’s "
        "services, out of hours’.",
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        default=Kind.TELEPHONE,
        help_text="Decides what happens when a visitor selects the contact.",
    )
    value = models.CharField(
        "number, address or link",
        max_length=300,
        blank=True,
        help_text="Type it only here. Every page that shows this contact uses it.",
    )
    waiting_value = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="What replaces the value once someone has verified it.",
    )
    link_text = models.CharField(
        max_length=120, blank=True, help_text="For a website or form: the link text."
    )
    hours = models.CharField(
        max_length=200, blank=True, help_text="When someone answers, such as ‘Day and night’."
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text="Anything a caller should know, such as ‘Free to call’.",
    )
    source = models.URLField(
        blank=True,
        help_text="Where they publish it themselves, for the next person who verifies it. "
        "Visitors do not see this.",
    )
    other_way_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="other_ways",
        verbose_name="another way to reach",
        help_text="Only for another way to reach the same people, such as a video call in British "
        "Sign Language. ‘Report a concern’ shows it below the contact you choose here.",
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        help_text="The area it serves. Leave empty for a national contact.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts_owned",
        help_text="The colleague who keeps this contact up to date.",
    )
    verified_on = models.DateField(
        "last verified on",
        null=True,
        blank=True,
        help_text="Set only when someone ticks the box above.",
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts_verified",
        help_text="Who checked the contact last.",
    )
    verified_how = models.CharField(
        "how it was verified",
        max_length=200,
        blank=True,
        help_text="For example, ‘called and asked’ or ‘opened the form’.",
    )
    verify_every = models.PositiveSmallIntegerField(
        "verify again after (days)",
        default=180,
        validators=[MinValueValidator(1)],
        help_text="After this many days visitors no longer see the contact, until someone "
        "verifies it again. National numbers change too: use 365 for them.",
    )
    verify_again_by = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="From the day after this, visitors do not see the contact until someone "
        "verifies it again.",
    )

    objects = ContactQuerySet.as_manager()
    base_form_class = ContactForm

    panels = [
        PlacesPanel(heading="What visitors see"),
        FieldPanel("name"),
        FieldPanel("site"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("area")]),
        FieldPanel("value"),
        FieldPanel("link_text"),
        FieldPanel("hours"),
        FieldPanel("note"),
        FieldPanel("other_way_to"),
        MultiFieldPanel(
            [
                FieldPanel("verified_now"),
                FieldPanel("verified_how"),
                FieldPanel("source"),
                FieldPanel("hide_now"),
                FieldPanel("hide_anyway"),
                FieldPanel("verify_every"),
                FieldPanel("owner"),
                FieldRowPanel(
                    [
                        FieldPanel("verified_on", read_only=True),
                        FieldPanel("verified_by", read_only=True),
                        FieldPanel("verify_again_by", read_only=True),
                    ]
                ),
            ],
            heading="Verification",
            help_text="Visitors see a contact only after a person has verified it. If you change "
            "the number, address or link, visitors still see the old one until someone verifies "
            "the new one.",
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("area_id"),
        index.FilterField("site_id"),
    ]

    class Meta:
        ordering = ["name"]
        constraints = unique_to_each("name", "contact_of_a_name", NAME_TAKEN)

    def __str__(self):
        if self.hidden_because:
            return f"{self.name} (hidden: {self.hidden_because})"
        if self.waiting_value:
            return f"{self.name} (a new value waits to be verified)"
        return self.name

    def clean(self):
        super().clean()
        if self.value and (validate := self.VALIDATORS.get(self.kind)):
            try:
                validate(self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from error
        if self.pk and self.other_way_to_id == self.pk:
            raise ValidationError({"other_way_to": "Choose another contact than this one."})
        if self.other_way_to and self.other_way_to.other_way_to_id:
            raise ValidationError(
                {"other_way_to": f"‘{self.other_way_to.name}’ is another way itself."}
            )

    def verify(self, user, how=""):
        """Note that ``user`` (None for the starter content) checked the contact today."""
        self.verified_on = timezone.localdate()
        self.verified_by = user
        self.verified_how = how
        self.waiting_value = ""
        self.set_end_of_verification()

    def set_end_of_verification(self):
        """Set the last day on which visitors see the contact, from the day it was verified."""
        self.verify_again_by = self.verified_on + timedelta(days=self.verify_every)

    def unverify(self):
        """Hide the contact from visitors until a person verifies it."""
        self.verified_on = self.verified_by = self.verify_again_by = None
        self.waiting_value = ""

    @property
    def hidden_because(self):
        """Why visitors do not see the contact, for editors; empty when visitors do see it."""
        if self.verified_on is None or not self.value:
            return "not verified yet"
        if self.verify_again_by and self.verify_again_by < timezone.localdate():
            return f"verification expired after {date_format(self.verify_again_by)}"
        return ""

    @property
    def is_public(self):
        """Whether visitors may see the contact: the same rule as the queryset's ``public``."""
        return not self.hidden_because

    @property
    def public_other_ways(self):
        """Other ways to reach the same people that visitors may see, by name.

        No query after ``prefetch_related("other_ways")``.
        """
        return [way for way in self.other_ways.all() if way.is_public]

    @property
    def seen_by_visitors(self):
        """What visitors see and what waits to be verified, in a few words for editors."""
        seen = self.text if self.is_public else f"Nothing: {self.hidden_because}"
        waiting = self.waiting_value if self.is_public else self.value
        return f"{seen} (waits: {waiting})" if waiting else seen

    @property
    def href(self):
        """The address that its link opens; empty for a postal address."""
        match self.kind:
            case self.Kind.TELEPHONE:
                return "tel:" + self.value.replace(" ", "")
            case self.Kind.TEXT:
                return "sms:" + self.value.replace(" ", "")
            case self.Kind.EMAIL:
                return "mailto:" + self.value
            case self.Kind.LINK:
                return self.value
        return ""

    @property
    def text(self):
        """The text shown to visitors: the words of a link, or the number or address itself."""
        if self.kind == self.Kind.LINK and self.link_text:
            return self.link_text
        return self.value
