"""What tests of events share: a session in the morning, and how they read what a page says."""

from datetime import time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from justhtml import JustHTML


def morning(day, **values):
    """Return the fields of a session on ``day``."""
    return {"date": day, "starts_at": time(9, 30), "ends_at": time(12)} | values


def text_of(client, address):
    """Return what the main part of a page says."""
    return JustHTML(client.get(address).content.decode(), sanitize=False).query("main")[0].to_text()


def titles(events):
    """Return the titles of ``events``, in their order."""
    return [event.title for event in events]


def queries(client, address):
    """Return the number of queries of a second visit."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def read_microdata(scope):
    """Return the microdata of ``scope``, an itemscope element: ``{property: [value, ...]}``."""
    said = {"type": scope.attrs["itemtype"].removeprefix("https://schema.org/")}

    def read(element):
        for child in element.children:
            if not hasattr(child, "attrs") or child.attrs is None:
                continue
            if name := child.attrs.get("itemprop"):
                said.setdefault(name, []).append(value_of(child))
            if "itemscope" not in child.attrs:
                read(child)

    def value_of(element):
        if "itemscope" in element.attrs:
            return read_microdata(element)
        for attribute in ("content", "href", "datetime"):
            if attribute in element.attrs:
                return element.attrs[attribute].removeprefix("https://schema.org/")
        return element.to_text()

    read(scope)
    return said


def microdata(client, address):
    page = JustHTML(client.get(address).content.decode(), sanitize=False)
    [said] = [read_microdata(element) for element in page.query("main > [itemscope]")]
    return said
