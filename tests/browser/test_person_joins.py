"""A colleague joins: the record, then posts and seats, on two screens that follow each other."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def test_a_new_person_takes_a_vacant_post(editor, new_tab):
    editor.goto(reverse("wagtailsnippets_directory_person:add"))
    editor.get_by_role("textbox", name="Name").fill("Robin Example")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(
        editor.get_by_text("Which vacant posts and seats does Robin Example take?")
    ).to_be_visible()
    post = re.compile("^Delegated Safeguarding Partner, Cumbria Police")
    editor.get_by_role("checkbox", name=post).check()
    editor.get_by_role("button", name="Save posts and seats").click()
    expect(editor.get_by_role("status").get_by_text("Saved: Robin Example, from")).to_be_visible()
    expect(editor.get_by_role("checkbox", name=post)).to_have_count(0)

    reader = new_tab()
    reader.goto("/members-and-structure/")
    expect(reader.get_by_text("Robin Example")).to_be_visible()
