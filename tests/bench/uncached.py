"""The application alone, without nginx's pages, beside Wagtail's own demonstration and a new site.

``make bench peer=FOLDER`` compares with a checkout of github.com/wagtail/bakerydemo in FOLDER,
with its production settings and demonstration content. Its programs are in FOLDER/.venv:

    python3 -m venv .venv
    .venv/bin/pip install -r requirements/production.txt gunicorn

Where the machine's Python is too old for the Django it asks for, as 3.11 is for Django 6, install
the Django of this site instead. Its database and that of the new site, which ``wagtail start`` of
the same programs makes, are on the database server of this bench, and removed at the end.
"""

from contextlib import ExitStack

from tests.bench.applications import bakerydemo, stock_wagtail, this_site
from tests.bench.content import Size, grow_to
from tests.bench.load import has_wrk, side_by_side

CONNECTIONS = 16
# Of each kind of page: its address here and there, each with words that it shows.
PAGES = {
    "home": (("/", "Worried about a child?"), ("/", "Welcome to the Wagtail Bakery")),
    "index": (("/news/", "News"), ("/blog/", "Blog")),
    "dated item": (
        ("/news/two-new-partnerships/", "safeguarding partnerships"),
        ("/blog/wild-yeast/", "Wild Yeast"),
    ),
    "plain page": (("/privacy-and-cookies/", "Privacy"), ("/breads/anadama-bread/", "Anadama")),
}
AS_MUCH_AS_THERE = Size(news=6, events=0, documents=0)  # with one of the starter site: 7 a list
NEW_HOME = ("/", "Welcome to your new Wagtail site!")


def report(database, peer):
    """Print how this site, on a copy of ``database``, compares with what is in ``peer``."""
    print("\nUncached: the application alone")
    if not peer:
        print("Left out without `peer=FOLDER`: see tests/bench/uncached.py.")
    elif has_wrk():
        grow_to(AS_MUCH_AS_THERE)
        with ExitStack() as running:
            here = running.enter_context(this_site(database))
            there = running.enter_context(bakerydemo(peer))
            new = running.enter_context(stock_wagtail(peer))
            compare(here, there, new)


def compare(here, there, new):
    """Print a row for each kind of page; all sites are asked in turns."""
    print(f"{CONNECTIONS} connections; ms are processors' time of a visit, with the database's")
    print(f"{'':12}{'here':>14}{'bakerydemo':>18}{'':>16}{'stock home':>18}")
    print(
        f"{'':12}" + f"{'visits/s':>10}{'ms':>6}" + 2 * f"{'visits/s':>12}{'ms':>6}{'ratios':>14}"
    )
    for kind, (page, peers) in PAGES.items():
        targets = {
            "here": here.target(*page),
            "bakerydemo": there.target(*peers),
            "stock": new.target(*NEW_HOME),
        }
        taken = side_by_side(targets, CONNECTIONS)
        ours = taken.pop("here")
        print(f"{kind:12}{ours.rate:10.1f}{ours.cost:6.1f}", end="")
        for other in taken.values():
            ratios = f"{ours.rate / other.rate:.1f} {other.cost / ours.cost:.1f}"
            print(f"{other.rate:12.1f}{other.cost:6.1f}{ratios:>14}", end="")
        print(f"   failed: {sum(each.failed for each in (ours, *taken.values()))}", flush=True)
