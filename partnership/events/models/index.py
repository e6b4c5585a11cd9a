"""The page that lists all events: coming up, month by month, and past."""

from itertools import groupby

from django.db.models import Max, Min
from django.http import Http404
from django.utils import timezone
from wagtail.contrib.routable_page.models import path, re_path

from partnership.directory.models import Area, Audience
from partnership.events.calendars import build_calendar, calendar_response
from partnership.events.months import Month
from partnership.ground.filtering import Facet, Filters, in_place, page_asked_for
from partnership.ground.kept import kept
from partnership.ground.lists import places_in_lists
from partnership.pages.feeds import FeedMixin
from partnership.pages.models.base import BodyMixin, PartnershipPage
from partnership.pages.models.partnership import PartnershipSettings

from .events import EventPage
from .kinds import EventKind
from .queryset import earliest_in_calendars
from .sessions import EventSession

YEARS_AROUND = 2  # years that the calendar shows before the first event and after the last
MONTHS_INDEXED = 12  # months before and after now that search engines may index


def facets(places):
    """Return how events are filtered, in the order of the ``places_in_lists``."""
    order = in_place(places)
    return {
        "kind": Facet("Kind", lambda row: [row.kind__name], order),
        "area": Facet("Area", lambda row: row.area_names or None, order),
        "audience": Facet("For", lambda row: row.audience_names or None, order),
    }


class EventIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All events: coming up, month by month and past, and a calendar file of them."""

    PAGE_SIZE = 20

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    subpage_types = ["events.EventPage"]
    page_description = "Lists the events below it, with a calendar people can follow."

    class Meta:
        verbose_name = "events"
        verbose_name_plural = "events"

    @property
    def events(self):
        """The events below this page that everyone may see."""
        return EventPage.objects.child_of(self).listed()

    @path("")
    def index_route(self, request):
        """Serve the events to come, grouped by month."""
        filters = self.filters("coming", self.events.to_come(), request)
        events = self.paginate(filters, EventPage.objects.to_come(), request)
        months = [
            (month, list(of_month))
            for month, of_month in groupby(
                events, key=lambda event: event.next_on and Month.of(event.next_on)
            )
        ]
        return self.render_view(request, "coming", filters, events=events, months=months)

    @path("past/", name="past")
    def past(self, request):
        """Serve the events that are over, the latest first."""
        filters = self.filters("past", self.events.over(), request)
        events = self.paginate(filters, EventPage.objects.over(), request)
        return self.render_view(request, "past", filters, events=events)

    @path("month/", name="this_month")
    @path("month/<int:year>/<int:number>/", name="month")
    def month(self, request, year=None, number=None):
        """Serve a month as a calendar. Raises Http404 for a month far from all events."""
        this_month = Month.of(timezone.localdate())
        month = this_month if year is None else Month(year, number)
        first, last = self.year_range()
        if not (1 <= month.month <= 12 and first <= month.year <= last):
            raise Http404
        filters = self.filters(month, self.events.in_month(month), request)
        sessions = EventSession.objects.in_month(month).filter(
            page__in=[row.pk for row in filters.rows]
        )
        distance = 12 * (month.year - this_month.year) + month.month - this_month.month
        return self.render_view(
            request,
            "month",
            filters,
            month=month,
            weeks=month.weeks(sessions),
            today=timezone.localdate(),
            before=month.before if month.before.year >= first else None,
            after=month.after if month.after.year <= last else None,
            is_far=abs(distance) > MONTHS_INDEXED,
        )

    @re_path(r"^calendar\.ics/?$", name="calendar")
    def calendar(self, request):
        """Serve a calendar file to follow, of events from two months ago onwards.

        That of all events is kept, which most people follow; the others are many.
        """
        if request.GET:
            calendar = self.calendar_file(request)
        else:
            key = ("calendar", self.pk, request.get_host())
            calendar = kept(key, lambda: self.calendar_file(request))
        return calendar_response(calendar, f"{self.slug}.ics")

    def calendar_file(self, request):
        """Return the calendar of the events that fit the filters of ``request``, as bytes."""
        filters = self.filters("calendar", self.events.in_calendars(), request)
        events = EventPage.objects.filter(pk__in=[row.pk for row in filters.rows])
        name = ", ".join([self.title, *(choice.name for choice in filters.chosen)])
        calendar = build_calendar(
            events.for_cards().order_by("pk"),
            request,
            f"{PartnershipSettings.for_request(request)}: {name}",
            since=earliest_in_calendars(),
        )
        return calendar.to_ical()

    def filters(self, view, events, request):
        """Return the ``Filters`` for the ``events`` of a ``view`` that the address asks for.

        A choice stays chosen even if no event matches it, so that it holds in the other views. What
        the events are filtered by is kept, for 2 queries.
        """
        places, rows = kept(
            ("events", self.pk, view),
            lambda: (places_in_lists(EventKind, Area, Audience), list(events.for_filters())),
        )
        return Filters(facets(places), rows, request.GET, also_known=places)

    def paginate(self, filters, events, request):
        """Return the page of the list that ``?page=`` asks for, in the order of ``events``."""
        keys = [row.pk for row in filters.rows]
        page = page_asked_for(keys, self.PAGE_SIZE, request.GET.get("page"))
        page.object_list = events.for_cards().filter(pk__in=page.object_list)
        return page

    def render_view(self, request, view, filters, **context):
        """Render the view ‘coming’, ‘month’ or ‘past’. Its links keep the chosen filters."""
        asked = filters.query.rstrip("&")
        suffix = f"?{asked}" if asked else ""
        calendar = request.build_absolute_uri(self.calendar_url + suffix)
        context |= {
            "view": view,
            "filters": filters,
            "suffix": suffix,
            "calendar": calendar,
            "webcal": "webcal:" + calendar.partition(":")[2],
        }
        return self.render(request, template=f"events/{view}.html", context_overrides=context)

    def year_range(self):
        """Return the first and last year that the calendar shows: 1 query."""
        bounds = EventSession.objects.filter(page__in=self.events).aggregate(
            first=Min("date"), last=Max("date")
        )
        today = timezone.localdate()
        first, last = min(bounds["first"] or today, today), max(bounds["last"] or today, today)
        return first.year - YEARS_AROUND, last.year + YEARS_AROUND

    @property
    def calendar_url(self):
        """The address of the calendar file of all events, within the site."""
        return self.url + self.reverse_subpage("calendar")

    def feed_entries(self):
        return EventPage.objects.child_of(self).announced()

    def feed_day(self, entry):
        return timezone.localdate(entry.first_published_at)

    def feed_words(self, entry):
        off = f"{entry.mark}. " if entry.is_off else ""
        return f"{off}{entry.when}. {entry.where}. {entry.summary}"
