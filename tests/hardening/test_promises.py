"""What SECURITY.md, docs/licences.md and security.txt promise."""

import re
from datetime import datetime, timedelta

from django.utils import timezone

from wfscp_site.launcher import BASE_DIR


def test_every_package_of_the_site_is_listed_with_its_licence():
    installed = re.findall(r"^([\w.-]+)==", (BASE_DIR / "requirements.txt").read_text(), re.M)
    rows = re.findall(
        r"^\| ([\w.-]+) \| (.+) \|$", (BASE_DIR / "docs/licences.md").read_text(), re.M
    )
    listed = {name for name, licence in rows if name != "package" and licence.strip()}
    assert listed == set(installed)


def test_security_txt_follows_rfc_9116(client, db):
    response = client.get("/.well-known/security.txt?a=b")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines), (
        "A field appears twice; Expires and Preferred-Languages must not."
    )
    assert fields["Contact"].startswith("mailto:")
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timezone.now() < expires < timezone.now() + timedelta(days=365)


def test_no_secret_is_in_the_repository():
    settings = (BASE_DIR / "wfscp_site/settings.py").read_text()
    names = re.findall(r"^(\w*(?:KEY|PASSWORD|SECRET|TOKEN)) = (.*)", settings, re.M)
    assert names
    assert [
        name for name, value in names if "environ" not in value and "required(" not in value
    ] == []
