"""Which collection a new picture or document begins in."""

import re

import pytest


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_a_file_added_in_a_chooser_is_for_the_whole_team(admin_client, kind):
    """Administrators may use other collections, in which their colleagues do not see it."""
    html = admin_client.get(f"/admin/{kind}/chooser/").json()["html"]
    field = re.search(r'<select name="[^"]*upload-collection".*?</select>', html, re.DOTALL)[0]
    assert re.search(r"selected[^>]*>\s*Website", field)
