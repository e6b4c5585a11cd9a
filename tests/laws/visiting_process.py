"""A process of the site: it shows addresses and changes data, as the lines of its input say.

Its argument is the connection's settings as JSON. Each line is JSON, and so is each answer:
``{"visit": [host, address]}`` answers ``[status, text]``, and ``{"change": name}`` answers null.
"""

import json
import re
import sys

import django
from django.conf import settings

HOSTS = ["127.0.0.1", "second.example", "third.example"]


def change_slug_of_home():
    """The home page gets another slug, as an editor gives it."""
    from partnership.front.models import HomePage

    home = HomePage.objects.get(sites_rooted_here__is_default_site=True)
    home.slug = f"{home.slug}-again"
    home.save_revision().publish()


def change_slug_of_home_in_sql():
    """The same, with no signal that any process could hear."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET url_path = replace(url_path, split_part(url_path, '/', 2),"
            " 'a-home') WHERE depth > 1 AND path LIKE (SELECT path || '%' FROM wagtailcore_page"
            " JOIN wagtailcore_site ON root_page_id = wagtailcore_page.id WHERE is_default_site)"
        )


def change_host():
    """The site gets another host and port."""
    from wagtail.models import Site

    Site.objects.filter(is_default_site=True).update(hostname="www.first.example", port=443)


def add_site(name="second"):
    """A second site is made, as by a command."""
    from partnership.pages.models import NewsIndexPage
    from tests import sites

    home = sites.add_site(name)
    home.add_child(instance=NewsIndexPage(title="News", slug="news", show_in_menus=True))
    return home.sites_rooted_here.get()


def open_site():
    """A site that was closed is opened."""
    from partnership.pages.models import PartnershipSettings

    PartnershipSettings.objects.update(is_open=True)


def close_site():
    """The first site is closed."""
    from partnership.pages.models import PartnershipSettings

    PartnershipSettings.objects.filter(site__is_default_site=True).update(is_open=False)


def change_root():
    """Another page becomes the first of a site."""
    from wagtail.models import Page

    site = add_site("third")
    site.root_page = Page.objects.child_of(site.root_page).get(slug="news")
    site.save()


def rename_partnership():
    """The partnership gets another name and colour."""
    from partnership.pages.models import PartnershipSettings

    PartnershipSettings.objects.update(name="Another Name", accent="lake")


def rename_page_of_menu():
    """A page of the menu gets another title."""
    from wagtail.models import Page

    Page.objects.filter(slug="news").update(title="What is new")


def make_page_private():
    """A page of the menu becomes private."""
    from wagtail.models import Page, PageViewRestriction

    about = Page.objects.get(slug="about-us")
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)


def delete_pictures():
    """The resized pictures are deleted, to be cut again."""
    from partnership.library.models import PartnershipRendition

    PartnershipRendition.objects.all().delete()


def rename_kinds():
    """The kinds, areas and audiences get other names."""
    from django.db.models import Value
    from django.db.models.functions import Concat

    from partnership.directory.models import Area, Audience
    from partnership.events.models import EventKind

    for kind in (Area, Audience, EventKind):
        kind.objects.update(name=Concat("name", Value(" again")))


CHANGES = {
    change.__name__: change
    for change in (
        change_slug_of_home,
        change_slug_of_home_in_sql,
        change_host,
        add_site,
        change_root,
        close_site,
        open_site,
        rename_partnership,
        rename_page_of_menu,
        make_page_private,
        delete_pictures,
        rename_kinds,
    )
}


def visit(client, host, address):
    """Return the status and text of a visit, but for what is random in a picture's address."""
    answer = client.get(address, headers={"host": host})
    text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    return [answer.status_code, re.sub(r"(/media/images/)[\w.-]+", r"\1", text)]


def change(name):
    """Make the change ``name``."""
    CHANGES[name]()


def main():
    """Do what each line of the input says."""
    settings.DATABASES["default"].update(json.loads(sys.argv[1]))
    settings.ALLOWED_HOSTS = [*HOSTS, "testserver"]
    django.setup()
    from django.test import Client

    client = Client(raise_request_exception=False)
    for line in sys.stdin:
        order = json.loads(line)
        result = visit(client, *order["visit"]) if "visit" in order else change(order["change"])
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
