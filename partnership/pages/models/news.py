"""News: announcements, with the areas and audiences they concern."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from partnership.directory.models import Area, Audience
from partnership.ground.filtering import page_asked_for
from partnership.ground.kept import kept
from partnership.library.models import PartnershipImage
from partnership.library.renditions import remember_renditions, with_renditions
from partnership.pages.feeds import FeedMixin
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, ConcernsMixin, PartnershipPage, names_of


class NewsQuerySet(ListedQuerySet):
    def latest(self):
        """Public news, newest first, with ``area_names``, ready for a list: 1 query."""
        return (
            self.listed().annotate(area_names=names_of(Area, "newspage")).order_by("-date", "-pk")
        )

    def latest_keys(self):
        """The keys of public news, newest first: 1 query."""
        return list(self.listed().order_by("-date", "-pk").values_list("pk", flat=True))


class NewsIndexPage(FeedMixin, PartnershipPage):
    """All news, newest first."""

    PAGE_SIZE = 10

    subpage_types = ["pages.NewsPage"]
    page_description = "Lists the news below it, newest first, with a feed."

    class Meta:
        verbose_name = "news"
        verbose_name_plural = "news"

    def feed_entries(self):
        return NewsPage.objects.child_of(self).latest()

    def get_context(self, request, *args, **kwargs):
        """Add ``news``: the page of the list that ``?page=`` asks for, in 1 query.

        The keys of all are kept, for 1 query more: so the last page is found like the first.
        """
        context = super().get_context(request, *args, **kwargs)
        keys = kept(("news", self.pk), NewsPage.objects.child_of(self).latest_keys)
        news = page_asked_for(keys, self.PAGE_SIZE, request.GET.get("page"))
        news.object_list = NewsPage.objects.latest().filter(pk__in=news.object_list)
        return context | {"news": news}


class NewsPage(BodyMixin, ConcernsMixin, PartnershipPage):
    """One announcement."""

    date = models.DateField(default=timezone.localdate, help_text="The day of the announcement.")
    image = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Optional. Choose a picture that shows real work.",
    )

    objects = ListedPageManager.from_queryset(NewsQuerySet)()
    search_kind = "News"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("date"),
        *ConcernsMixin.concerns_panels,
        FieldPanel("image"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.FilterField("date"),
    ]

    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types = []
    page_description = "An announcement with a date."

    class Meta:
        verbose_name = "news item"
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="news_newest_first")]

    @property
    def search_date(self):
        return self.date

    @classmethod
    def for_visitors(cls):
        """News with the names of areas and audiences, so that the page needs no query for them."""
        return with_renditions(cls.objects, "image").annotate(
            area_names=names_of(Area, "newspage"), audience_names=names_of(Audience, "newspage")
        )

    def get_context(self, request, *args, **kwargs):
        remember_renditions(self, "image")
        return super().get_context(request, *args, **kwargs)
