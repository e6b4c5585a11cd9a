"""Whatever one process changes, every other shows at the next visit."""

import ast
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache

from partnership.ground.request_cache import RequestCache
from partnership.publishing.kept import GenerationCache
from tests.laws.visiting_process import CHANGES
from tests.starter_site import copied_database, copy_files
from wfscp_site.launcher import BASE_DIR

VISITS = [
    *(("127.0.0.1", address) for address in ("/", "/news/", "/news/feed/", "/sitemap.xml")),
    *(("127.0.0.1", address) for address in ("/about-us/", "/search/?q=news", "/site-map/")),
    ("127.0.0.1", "/learning-and-training/events/"),
    *((f"{host}.example", address) for host in ("second", "third") for address in ("/", "/news/")),
]

# What the code keeps for longer than a request, and why that is never outdated. None of it may
# depend on the database, unless it carries a version that the database tells.
KEPT = {
    "partnership/accounts/people/abilities.py all_abilities": "code: what the apps list",
    "partnership/accounts/trail/kinds.py all_kinds": "code: what the apps list",
    "partnership/ground/text.py slug_formatters": "code: how letters are written",
    "partnership/learning/review_guard.py actions": "code: stays empty",
    "partnership/library/programs/office/package.py _local": "code: of one file in its process",
    "partnership/library/programs/office/package.py _marked": "code: of one file in its process",
    "partnership/operations/health.py our_migrations": "code: the files of this version",
    "partnership/operations/registry.py all_jobs": "code: what the apps list",
    "partnership/pages/slugs.py _formatters": "code: how letters are written",
    "partnership/pages/style_sheets.py links": "code: which style sheets classes need",
    "partnership/pages/style_sheets.py parts": "code: what the style sheets style",
    "partnership/starter/reading.py yaml_implicit_resolvers": "code: stays empty",
}
CODE = [*(BASE_DIR / "partnership").rglob("*.py"), *(BASE_DIR / "wfscp_site").rglob("*.py")]
FILLED_LATER = {"defaultdict", "deque", "dict", "list", "local", "Local", "set", "OrderedDict"}


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """The connection settings of a copy of the test database."""
    with copied_database(django_db_blocker, "processes") as name:
        yield json.dumps({"NAME": name})


@pytest.fixture(scope="module")
def processes(database, tmp_path_factory):
    """Two processes of the site, as functions that one gives an order."""
    data_folder = tmp_path_factory.mktemp("data")
    copy_files(data_folder)
    command = [sys.executable, "-m", "tests.laws.visiting_process", database]
    started = [
        subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=os.environ | {"DATA_DIR": str(data_folder)},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    yield [order_to(process) for process in started]
    for process in started:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def order_to(process):
    """Return a function that gives ``process`` an order and returns its answer."""

    def order(**what):
        print(json.dumps(what), file=process.stdin, flush=True)
        return json.loads(process.stdout.readline())

    return order


def all_visits(order):
    return {visited: order(visit=visited) for visited in VISITS}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_in_every_process_at_the_next_visit(processes, change):
    one, other = processes
    all_visits(other)
    one(change=change)
    seen = all_visits(other)
    assert seen == all_visits(one)
    for visited, (status, text) in seen.items():
        assert status in (200, 302, 404, 503), visited  # 503: its site is closed
        assert "None" not in text, visited


def kept_in(path):
    """Yield the name of everything that the module at ``path`` keeps between two requests."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            words = {each.id for mark in node.decorator_list for each in names(mark)}
            if words & {"cache", "lru_cache", "cached_classmethod"}:
                yield node.name
        if isinstance(node, ast.Global):
            yield from node.names
    for holder in (tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))):
        for node in holder.body:
            if isinstance(node, ast.Assign) and is_filled_later(node.value):
                yield from (name.id for target in node.targets for name in names(target))


def names(node):
    return (each for each in ast.walk(node) if isinstance(each, ast.Name))


def is_filled_later(value):
    """Whether ``value`` is a container that starts empty."""
    if isinstance(value, ast.Call):
        is_empty = not (value.args or value.keywords) or "default" in ast.dump(value.func)
        return is_empty and bool({each.id for each in names(value.func)} & FILLED_LATER)
    return isinstance(value, ast.Dict) and not value.keys


def test_all_that_a_process_keeps_is_named_and_cannot_be_outdated():
    found = {f"{path.relative_to(BASE_DIR)} {name}" for path in CODE for name in kept_in(path)}
    assert found == set(KEPT)


def test_no_cache_belongs_to_one_process_for_longer_than_a_request():
    assert isinstance(caches["default"], RequestCache)
    for name in settings.CACHES:
        assert isinstance(caches[name], RequestCache | GenerationCache | DatabaseCache), name
