"""Changes of who holds a seat, in the rows of its record."""

from datetime import timedelta

from django.utils import timezone


def held_now(tenures, person):
    """Return those of ``tenures`` that ``person`` holds, or will hold, and has not handed over."""
    today = timezone.localdate()
    return [
        tenure
        for tenure in tenures
        if tenure.holder_id == person.pk
        and (tenure.ended_on is None or tenure.ended_on >= today)
        and not any(other.follows(tenure) for other in tenures)
    ]


def vacant(tenures):
    """Return the last of ``tenures`` of each seat that no one holds, today or from a day to come.

    The result is ``{seat in words: tenure}``.
    """
    today, rows, held = timezone.localdate(), {}, set()
    for tenure in tenures:
        rows[tenure.described] = tenure
        if tenure.holder and (tenure.last_day is None or tenure.last_day >= today):
            held.add(tenure.described)
    return {seat: tenure for seat, tenure in rows.items() if seat not in held}


def succeed(rows, tenure, successor, last_day):
    """End ``tenure``, one of ``rows``, on ``last_day``; from the next, ``successor`` holds it.

    Without a successor, it is vacant then.
    """
    ordered = list(rows.all())
    place = ordered.index(tenure)
    tenure = ordered[place]
    tenure.ended_on = last_day
    if successor:
        ordered.insert(place + 1, _next(tenure, successor, last_day + timedelta(days=1)))
    if tenure.started_on and tenure.started_on > last_day:  # it never began
        ordered.remove(tenure)
        rows.remove(tenure)
    _put(rows, ordered)


def fill(rows, tenure, person, first_day):
    """Let ``person`` hold the vacant seat of ``tenure``, one of ``rows`` or new, from a day on."""
    ordered = list(rows.all())
    if tenure not in ordered:
        ordered.append(tenure)
    place = ordered.index(tenure)
    if ordered[place].holder:  # who held it before
        ordered.insert(place + 1, _next(tenure, person, first_day))
    else:
        ordered[place].holder, ordered[place].started_on = person, first_day
        ordered[place].ended_on = None
    _put(rows, ordered)


def _next(tenure, holder, first_day):
    """Return a tenure of ``holder`` in the same seat, from ``first_day``."""
    fields = [field for field in tenure._meta.concrete_fields if not field.primary_key]
    new = type(tenure)(**{field.attname: getattr(tenure, field.attname) for field in fields})
    new.holder, new.started_on, new.ended_on = holder, first_day, None
    return new


def _put(rows, ordered):
    for number, row in enumerate(ordered):
        row.sort_order = number
    rows.add(*ordered)
