"""Practice reviews: what was learned after a child was harmed, and what was done about it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from partnership.ground.dates import start_of
from partnership.ground.privacy import if_open, is_private
from partnership.learning.forms import PracticeReviewPageForm
from partnership.learning.review_rules import a_year_after, author_error
from partnership.library.models import PartnershipDocument

from .actions import ReviewAction
from .documents import ResourceDocument
from .resources import ResourcePage


class PracticeReviewPage(ResourcePage):
    """The report of a local child safeguarding practice review (LCSPR), and the action taken."""

    briefing = models.ForeignKey(
        ResourcePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The briefing with the main points of this review for practitioners.",
    )
    afterwards = models.TextField(
        "action since the review",
        blank=True,
        help_text="What the partners did after the review, in a few sentences. List the agreed "
        "actions below.",
    )
    # The day since which everyone can read it without a break; see update_public_since.
    public_since = models.DateField(null=True, editable=False)

    base_form_class = PracticeReviewPageForm
    search_kind = "Practice reviews"

    content_panels = [
        *ResourcePage.content_panels,
        PageChooserPanel("briefing"),
        FieldPanel("afterwards"),
        InlinePanel(
            "actions",
            label="action",
            help_text="What was agreed after the review, and the current status of each action.",
        ),
    ]

    not_for_the_next = [*ResourcePage.not_for_the_next, "briefing", "afterwards", "actions"]
    exclude_fields_in_copy = ["public_since"]
    parent_page_types = ["learning.ResourceIndexPage"]
    subpage_types = []
    page_description = "The report of a practice review, and what was done after it."

    class Meta:
        verbose_name = "practice review"

    @classmethod
    def for_visitors(cls):
        """With its briefing, its actions and who does them: 1 query more than a resource."""
        actions = ReviewAction.objects.select_related("organisation")
        return (
            super()
            .for_visitors()
            .select_related("briefing")
            .annotate(briefing_is_private=is_private("briefing__path"))
            .prefetch_related(Prefetch("actions", actions))
        )

    def public_from(self, day, goes_live_at=None):
        """Return the day from which the year of a review dated ``day`` counts.

        It is the later of ``day`` and the day since which everyone can read it here. If it is not
        public yet, that is the day of ``goes_live_at``, or today.
        """
        expected = timezone.localdate(goes_live_at)
        return max(day, self.public_since or expected)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.public_since = self.public_since  # not part of a draft
        return page

    def save(self, *args, **kwargs):
        until = self.public_until
        if self.live and self.expire_at and timezone.localdate(self.expire_at) < until:
            # It was published later than planned, so its year ends later too.
            self.expire_at = start_of(until)
        result = super().save(*args, **kwargs)
        update_public_since()
        self.refresh_from_db(fields=["public_since"])
        return result

    def publish(self, revision, *args, **kwargs):
        """Refuse a draft that its form would refuse, whoever publishes it and how.

        It may have been complete when it was sent for approval or scheduled.
        """
        rows = list(revision.as_object().documents.all())
        if all(row.document_id for row in rows):  # else what is missing is named first
            documents = [row.document for row in rows]
            read = [document for document in documents if document.read_at]
            errors = filter(None, [self.removal_error(documents), *map(author_error, read)])
            if error := next(errors, ""):
                raise ValidationError({"documents": error})
        return super().publish(revision, *args, **kwargs)

    @property
    def public_until(self):
        """The day on which the year that the law requires is over."""
        return a_year_after(self.public_from(self.date))

    def removal_error(self, documents):
        """Return an error if keeping only ``documents`` removes a public one, or an empty string.

        Within its year, the documents that everyone can open from the page must stay.
        """
        if not self.live or not self.public_since or timezone.localdate() >= self.public_until:
            return ""
        rows = ResourceDocument.objects.filter(page=self.pk)
        shown = PartnershipDocument.objects.public().filter(pk__in=rows.values("document"))
        missing = [document for document in shown if document not in documents]
        if not missing:
            return ""
        names = " and ".join(f"‘{document}’" for document in missing)
        return (
            f"The law requires the report to be public for at least a year, so {names} must stay "
            f"here until {date_format(self.public_until, 'j F Y')}. Choose it again. To correct "
            "it, replace its file in the library. If you must remove it before then, unpublish "
            "this page and give a reason."
        )

    @cached_property
    def briefing_is_private(self):
        """For previews. The queryset for visitors annotates it."""
        return bool(self.briefing and self.briefing.get_view_restrictions())

    @property
    def open_briefing(self):
        """The briefing, if everyone can open it."""
        return if_open(self.briefing, self.briefing_is_private)

    @property
    def progress(self):
        """A sentence such as '2 of 5 agreed actions completed', or empty without actions."""
        states = [action.state for action in self.actions.all()]
        if not states:
            return ""
        completed = states.count(ReviewAction.State.DONE)
        return f"{completed} of {len(states)} agreed actions completed"

    @property
    def actions_by_state(self):
        """``[(State, [ReviewAction, ...]), ...]``, those under way first, without empty states."""
        actions = list(self.actions.all())
        by_state = [
            (state, [action for action in actions if action.state == state])
            for state in ReviewAction.State
        ]
        return [(state, of_state) for state, of_state in by_state if of_state]


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([post_page_move, page_unpublished])
def update_public_since(**kwargs):
    """Update the day since which everyone can read each review: 2 queries.

    The year starts again for a review that was private or unpublished for a time.
    """
    public = PracticeReviewPage.objects.listed().values("pk")
    reviews = PracticeReviewPage.objects
    reviews.filter(public_since=None, pk__in=public).update(public_since=timezone.localdate())
    reviews.exclude(public_since=None).exclude(pk__in=public).update(public_since=None)
