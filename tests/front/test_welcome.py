"""Where to start, on the first screen, offers what the person who signs in may do."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "may"), [("editor", False), ("administrator", True)])
def test_the_settings_are_offered_to_those_who_may_change_them(person, browser_of, role, may):
    html = browser_of(person(role)).get("/admin/").content.decode()
    assert "Where to start" in html
    assert ("partnershipsettings" in html.partition("Where to start")[2]) is may
