"""The command ``manage.py load_site``."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from partnership.directory.models import Contact
from tests.starter.content import HOST, change

pytestmark = pytest.mark.django_db


class TestTheCommand:
    def test_prints_each_stage_and_counts(self, folder, capsys):
        call_command("load_site", folder, hostname=(HOST, 81))
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"Reading {folder}"
        assert lines[-1].endswith(" created, 0 already there")
        assert Site.objects.get(hostname=HOST).port == 81

    def test_reads_the_address(self, folder):
        call_command("load_site", folder, f"--hostname={HOST}:8443")
        assert Site.objects.get(hostname=HOST).port == 8443
        with pytest.raises(CommandError, match="not a host name"):
            call_command("load_site", folder, "--hostname=https://example.org")

    def test_refuses_to_load_a_second_time(self, folder):
        call_command("load_site", folder, f"--hostname={HOST}")
        message = (
            f"{HOST}:8000: This site has pages already, so give another address with --hostname "
            "or use a new database. Nothing was loaded."
        )
        with pytest.raises(CommandError) as refused:
            call_command("load_site", folder, f"--hostname={HOST}")
        assert str(refused.value) == message
        assert refused.value.returncode == 1

    def test_keeps_what_was_added_before_there_was_a_partnership(self, folder):
        home = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="welcome"))
        site = Site.objects.create(hostname="localhost", root_page=home)
        contact = Contact.objects.create(name="The number", site=site)
        call_command("load_site", folder, f"--hostname={HOST}")
        contact.refresh_from_db()
        assert contact.site is None
        assert not Site.objects.filter(pk=site.pk).exists()

    def test_refuses_in_one_sentence(self, folder):
        change(folder, "people.yaml", "- name: Ben", "- nmae: Ben")
        with pytest.raises(CommandError, match="people.yaml, line 5: .* Nothing was loaded."):
            call_command("load_site", folder, f"--hostname={HOST}")
