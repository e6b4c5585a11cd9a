"""Messages to colleagues about a page: who gets one, and how times are written in them."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.users.models import UserProfile

from partnership.accounts.people.letters import compose
from partnership.ground.partnerships import site_above


def tell(people, kind, letter, page, **context):
    """Send each of ``people`` the ``letter`` about ``page`` once, unless they chose not to get it.

    ``kind`` is the name of that choice on the page of one's account: 'submitted', 'approved',
    'rejected' or 'updated_comments'.
    """
    for person in people:
        if getattr(UserProfile.get_for_user(person), f"{kind}_notifications"):
            about = {"account": person, "page": page, "site": site_above(page.path)}
            compose(letter, person.email, **about, **context).send()


def names(people, conjunction="or"):
    """Return the names of ``people`` as they are said: 'Ada, Bea or Cem'."""
    *others, last = [str(person) for person in people] or ["no one yet"]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def moment(time):
    """Return ``time`` in words, in local time: '3 December 2026 at 13:05'."""
    return date_format(localtime(time), r"j F Y \a\t H:i")
