"""The lists of events: to come, past, by month, for calendars. Today's events are to come."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from partnership.directory.models import Area, Audience
from partnership.pages.models.base import names_of
from partnership.pages.queryset import ListedQuerySet

from .sessions import IN_ORDER, EventSession

KEPT_IN_CALENDARS = timedelta(days=60)


def earliest_in_calendars():
    """Return the first day that the calendars people follow still show."""
    return timezone.localdate() - KEPT_IN_CALENDARS


def sessions_of_event():
    """Return the sessions of the event of an outer query, each with its ``last_on``."""
    return EventSession.objects.filter(page=OuterRef("pk")).with_last_day()


def sessions_ahead():
    """Return the sessions of the event of an outer query that are not over, the next first.

    Those that are cancelled come last, as in ``ScheduleMixin.session``. ``on`` is the day of each,
    or today where it is under way.
    """
    return (
        sessions_of_event()
        .ahead()
        .annotate(on=Greatest("date", Value(timezone.localdate())))
        .order_by("is_cancelled", *IN_ORDER)
    )


def next_session():
    """Return the annotations ``next_on``, ``next_at`` and ``next_is_cancelled`` of an event.

    They are the day, or today where it is under way, the time and whether it is cancelled.
    """
    ahead = sessions_ahead()
    return {
        "next_on": Subquery(ahead.values("on")[:1]),
        "next_at": Subquery(ahead.values("starts_at")[:1]),
        "next_is_cancelled": Subquery(ahead.values("is_cancelled")[:1]),
    }


class EventQuerySet(ListedQuerySet):
    def to_come(self):
        """Events that are not over, the next first, those without a date last.

        ``next_on`` is the day of the next session, or today where one is under way. It is None
        for an event without sessions, and for a postponed one whose days are past.
        """
        is_postponed = Q(status=self.model.Status.POSTPONED)
        return (
            self.annotate(**next_session())
            .filter(Exists(sessions_ahead()) | ~Exists(sessions_of_event()) | is_postponed)
            .order_by("next_on", F("next_at").asc(nulls_first=True), "pk")
        )

    def over(self):
        """Events that are over, the latest first, with their ``last_on``."""
        last = sessions_of_event().order_by("is_cancelled", "-last_on").values("last_on")[:1]
        return (
            self.exclude(status=self.model.Status.POSTPONED)
            .annotate(last_on=Subquery(last))
            .filter(Exists(sessions_of_event()) & ~Exists(sessions_ahead()))
            .order_by("-last_on", "-pk")
        )

    def in_month(self, month):
        """Events with a session in the ``Month``."""
        return self.filter(
            Exists(sessions_of_event().filter(date__lte=month.last, last_on__gte=month.first))
        )

    def in_calendars(self):
        """Events with a session that the calendars people follow still show."""
        return self.filter(Exists(sessions_of_event().filter(last_on__gte=earliest_in_calendars())))

    def for_cards(self):
        """With everything components/event_card.html shows: 1 query, and 1 for the sessions."""
        sessions = EventSession.objects.select_related("venue").order_by(*IN_ORDER)
        return (
            self.select_related("kind", "venue")
            .defer("body")
            .prefetch_related(Prefetch("sessions", sessions))
            .annotate(area_names=names_of(Area, "eventpage"))
        )

    def for_filters(self):
        """The names that events are filtered by, in the same order: rows, in 1 query."""
        return self.annotate(
            area_names=names_of(Area, "eventpage"), audience_names=names_of(Audience, "eventpage")
        ).values_list("pk", "kind__name", "area_names", "audience_names", named=True)

    def coming(self):
        """Public events that are not over, the next first, ready for a list: 2 queries."""
        return self.listed().to_come().for_cards()

    def announced(self):
        """Public events, the last published first, ready for a feed: 2 queries."""
        return (
            self.listed()
            .exclude(first_published_at=None)
            .for_cards()
            .order_by("-first_published_at", "-pk")
        )
