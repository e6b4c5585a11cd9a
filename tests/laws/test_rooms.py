"""The rooms of the house: nobody names an app above, and what apps list for others is found."""

import ast
import re
import tomllib

import pytest
from django.apps import apps

from partnership.ground import contributions
from tests.laws.kinds import KINDS, NAMES
from wfscp_site.launcher import BASE_DIR

PYPROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
LAYERS = [
    [name.strip(" ()") for name in layer.split("|")]
    for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
    if contract.get("containers") == ["partnership"]
    for layer in contract["layers"]
]
ROOMS = [room for layer in LAYERS for room in layer if (BASE_DIR / "partnership" / room).is_dir()]


def modules(room):
    """Every module of ``room`` with its syntax tree, migrations apart."""
    for path in sorted((BASE_DIR / "partnership" / room).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def rooms_not_below(room):
    """The rooms above ``room``, and its siblings."""
    place = next(number for number, layer in enumerate(LAYERS) if room in layer)
    return {other for layer in LAYERS[: place + 1] for other in layer} - {room}


@pytest.mark.parametrize("room", ROOMS)
def test_it_names_no_room_above_or_beside_it_in_a_text(room):
    others = "|".join(rooms_not_below(room))
    naming = re.compile(rf"partnership\.({others})\b|({others})(\.[A-Za-z_]+|/[\w/]+\.(html|txt))")
    found = [
        f"{path.relative_to(BASE_DIR)}, line {node.lineno}: {node.value}"
        for path, tree in modules(room)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and naming.fullmatch(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_what_it_lists_for_other_apps_is_where_they_look(room):
    names = set(re.findall(r"``\w+\.(\w+)``", contributions.__doc__))
    for path, tree in modules(room):
        defined = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name in defined & names:
            assert f"``{path.stem}.{name}``" in contributions.__doc__, path


def test_every_room_is_an_app_or_the_ground():
    installed = {app.label for app in apps.get_app_configs() if app.name.startswith("partnership.")}
    assert set(ROOMS) == installed | {"ground"}


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_kind_of_page_says_what_may_be_below_it(kind):
    assert "subpage_types" in vars(kind)
