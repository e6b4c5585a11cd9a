"""``make bench``: all reports, or some: ``python -m tests.bench --peer FOLDER uncached cached``.

Read the figures as ratios within one run: machines differ, and so does one from hour to hour.
"""

import argparse

from tests import conftest  # first: it prepares the environment

# isort: split
from django.db import connections
from django.test.utils import setup_test_environment

from tests.bench import cached, growth, kinds, searches, uncached
from tests.starter_site import run, use_starter_site

DATABASE = "bench"


def main():
    """Print the reports that are asked for, on a database of the starter site, and remove it."""
    options = read_options()
    setup_test_environment()
    use_starter_site(conftest.shared_folder, DATABASE)
    try:
        for name in options.parts or PARTS:
            PARTS[name](options)
    finally:
        connections.close_all()
        run(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        conftest.running.close()


def read_options():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--peer", help="a folder with a checkout of wagtail/bakerydemo")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"not one of {', '.join(PARTS)}: {', '.join(unknown)}")
    return options


PARTS = {
    "kinds": lambda options: kinds.report(),
    "uncached": lambda options: uncached.report(DATABASE, options.peer),
    "cached": lambda options: cached.report(DATABASE),
    "growth": lambda options: growth.report(),
    "searches": lambda options: searches.report(),
}

if __name__ == "__main__":
    main()
