"""What every kind of page promises to editors."""

from django.urls import reverse
from wagtail.models import Page

from tests.laws.kinds import KINDS, example


def test_the_starter_site_has_one(page, kind):
    assert page is not None, f"The starter content has no published {kind.__name__}."


def test_it_has_a_description_for_editors(kind):
    assert kind.page_description


def test_it_is_offered_only_under_its_parents(db, admin_client, kind):
    for parent_kind in KINDS:
        parent = example(parent_kind)
        address = reverse(
            "wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent.pk]
        )
        allowed = (
            parent_kind in kind.allowed_parent_page_models()
            and kind in parent_kind.allowed_subpage_models()
            and kind.can_create_at(parent)
        )
        assert (admin_client.get(address).status_code == 200) is allowed, parent_kind


def test_it_has_a_place_in_the_tree(kind):
    assert kind.allowed_parent_page_models(), "It cannot be created anywhere."
    assert Page not in kind.allowed_parent_page_models() or kind.__name__ == "HomePage"
