"""Newsletter series in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from .models import NewsletterSeries


class NewsletterSeriesViewSet(SnippetViewSet):
    model = NewsletterSeries
    icon = "mail"
    list_display = ["name", "publisher", "sort_order"]
