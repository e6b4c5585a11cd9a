"""What people with each role can do, and where an administrator can see it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowTask,
)

from partnership.accounts.models import AuditEntry, Role, SecondReader
from partnership.accounts.people.abilities import abilities_of, all_abilities, held_by
from partnership.accounts.people.roles import (
    STARTER_ROLES,
    abilities_given_to,
    give_starter_permissions,
)
from partnership.directory.models import Contact, Person
from partnership.front.models import HomePage
from partnership.ground.collections import website_collection
from partnership.library.models import PartnershipDocument
from partnership.pages.models import NewsPage

upgrade = import_module("partnership.accounts.migrations.0003_second_reader_by_default")

# What the admin shows, and which of the roles may see it there.
ADDRESSES = {
    "wagtailadmin_home": "editor publisher administrator auditor",
    "wagtailusers_users:index": "administrator auditor",
    "wagtailusers_users:add": "administrator",
    "wagtailusers_groups:index": "administrator",
    "accounts_invitations": "administrator",
    "accounts_roles": "administrator auditor",
    "accounts_report": "administrator auditor",
    "accounts_dormant": "administrator auditor",
    "accounts_audit": "administrator auditor",
    "operations_jobs": "administrator auditor",
    "outbox_messages": "administrator auditor",
    "search_empty": "publisher administrator auditor",
    "wagtailsnippets_search_synonyms:list": "publisher administrator",
    "wagtailsnippets_directory_contact:add": "publisher administrator",
    "wagtailsnippets_directory_contact:list": "editor publisher administrator auditor",
    "wagtaildocs:add": "editor publisher administrator",
    "wagtailadmin_collections:index": "administrator",
    "wagtailredirects:index": "publisher administrator",
    "wagtailadmin_workflows:index": "administrator",
    "wagtailsites:index": "administrator",
    "accounts_pages": "administrator auditor",
    "library_faults": "editor publisher administrator",
}


@pytest.mark.parametrize("role", STARTER_ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_each_role_opens_only_the_pages_it_needs(name, role, person, browser_of):
    response = browser_of(person(role)).get(reverse(name))
    assert (response.status_code == 200) is (role in ADDRESSES[name].split())


def test_an_editor_drafts_and_a_publisher_publishes(person, browser_of):
    news = NewsPage.objects.live().first()
    address = reverse("wagtailadmin_pages:edit", args=[news.pk])
    drafting = browser_of(person("editor")).get(address).content.decode()
    publishing = browser_of(person("publisher", "Bea")).get(address).content.decode()
    assert "action-publish" not in drafting
    assert "Ask for approval" in drafting
    assert "action-publish" in publishing


def test_drafts_are_approved_by_one_second_reader(db):
    (task,) = Workflow.objects.get().tasks
    assert isinstance(task.specific, SecondReader)
    assert not GroupApprovalTask.objects.exists()


def earlier_approval(*roles):
    """Set up the approval that releases before 1.5 came with, by the ``roles``."""
    workflow = Workflow.objects.get()
    workflow.tasks.delete()
    task = GroupApprovalTask.objects.create(name="Publishers")
    task.groups.set(Group.objects.filter(role__starter__in=roles))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    Workflow.objects.update(name="Publishers")
    return task


def test_the_approval_of_earlier_releases_becomes_a_second_reader(person):
    task = earlier_approval("publisher")
    page = NewsPage.objects.live().first()
    Workflow.objects.get().start(page, person("editor"))
    upgrade.turn_publishers_into_second_readers(apps, None)
    workflow = Workflow.objects.get()
    assert (workflow.name, workflow.tasks.get().name) == ("Second reader", "Second reader")
    assert workflow.tasks.get().pk == task.pk
    assert page.current_workflow_task.get_actions(page, person("administrator", "Bea"))
    page.current_workflow_task_state.approve(user=person("publisher", "Cem"))
    assert not page.workflow_in_progress


def test_an_approval_that_an_administrator_changed_stays_as_it_is(db):
    earlier_approval("publisher", "administrator")
    upgrade.turn_publishers_into_second_readers(apps, None)
    assert Workflow.objects.get().name == "Publishers"
    assert GroupApprovalTask.objects.get().groups.count() == 2


def test_wagtails_own_groups_are_replaced(db):
    assert sorted(Group.objects.values_list("name", flat=True)) == [
        "Administrator",
        "Auditor",
        "Editor",
        "Publisher",
    ]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_administrators_see_a_private_document_in_the_admin(role, person, browser_of):
    private = Collection.get_first_root_node().add_child(name="For partners")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = PartnershipDocument.objects.create(
        title="Minutes in confidence",
        collection=private,
        file=ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf"),
    )
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    browser = browser_of(person(role))
    assert b"Minutes in confidence" not in browser.get(reverse("wagtaildocs:index")).content
    assert browser.get(edit).status_code == 302
    administrator = browser_of(person("administrator", "Bea"))
    assert b"Minutes in confidence" in administrator.get(edit).content


def test_an_editor_can_change_documents_of_the_starter_site(person, browser_of):
    document = PartnershipDocument.objects.first()
    assert document.collection == website_collection()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert browser_of(person("editor")).get(address).status_code == 200


def test_an_editor_chooses_contacts_but_cannot_change_them(person, browser_of):
    browser = browser_of(person("editor"))
    contact = Contact.objects.first()
    chooser = Contact.snippet_viewset.chooser_viewset
    assert str(contact) in browser.get(reverse(chooser.get_url_name("choose"))).content.decode()
    change = reverse(Contact.snippet_viewset.get_url_name("edit"), args=[contact.pk])
    assert browser.get(change).status_code == 302


def test_an_auditor_changes_nothing(person, browser_of):
    """Every form in the admin is closed to them."""
    browser = browser_of(person("auditor"))
    home = HomePage.objects.first()
    closed = [
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[home.pk]),
        reverse("wagtailadmin_pages:delete", args=[home.pk]),
        reverse(Person.snippet_viewset.get_url_name("add")),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailusers_groups:add"),
    ]
    assert {browser.get(address).status_code for address in closed} <= {302, 403}
    assert {browser.post(address).status_code for address in closed} <= {302, 403}
    assert HomePage.objects.filter(pk=home.pk, live=True).exists()


def test_each_ability_names_the_roles_that_give_it(person):
    user = person("editor")
    user.groups.add(Group.objects.get(name="Auditor"))
    why = {ability.name: roles for ability, roles in abilities_of(user)}
    assert why[all_abilities()["enter"].name] == ["Editor", "Auditor"]
    assert why[all_abilities()["write"].name] == ["Editor"]
    assert all_abilities()["publish"].name not in why


def test_an_ability_that_two_roles_give_together_counts(person):
    user = person()
    add, change = (Permission.objects.get(codename=name) for name in ("add_page", "change_page"))
    root = Page.get_first_root_node()
    for number, permission in enumerate((add, change)):
        group = Group.objects.create(name=f"Part {number}")
        group.page_permissions.create(page=root, permission=permission)
        user.groups.add(group)
    assert [(a.name, why) for a, why in abilities_of(user)] == [
        (all_abilities()["write"].name, ["Part 0", "Part 1"])
    ]


@pytest.mark.parametrize("role", STARTER_ROLES)
def test_each_starter_role_has_all_its_abilities(role, db):
    group = Group.objects.get(role__starter=role)
    held = held_by(group)
    assert abilities_given_to(role)
    assert all(ability.is_given_by(held) for ability in abilities_given_to(role))


def test_a_permission_that_an_administrator_removed_is_not_given_again(db):
    publisher = Group.objects.get(role__starter="publisher")
    removed = publisher.permissions.get(codename="delete_contact")
    publisher.permissions.remove(removed)
    give_starter_permissions()
    assert removed not in publisher.permissions.all()


def test_a_permission_that_is_new_in_a_release_is_given_once(db):
    publisher = Group.objects.get(role__starter="publisher")
    permission = publisher.permissions.get(codename="delete_contact")
    publisher.permissions.remove(permission)
    publisher.role.given.remove(" directory.delete_contact")  # as if no release had named it
    publisher.role.save()
    give_starter_permissions()
    assert permission in publisher.permissions.all()


def test_a_role_that_was_deleted_does_not_come_back(db):
    Group.objects.get(role__starter="auditor").delete()
    give_starter_permissions()
    assert not Role.objects.filter(starter="auditor").exists()


def test_the_page_who_can_do_what_names_roles_people_and_reasons(person, browser_of):
    person("publisher", "Bea")
    browser = browser_of(person("administrator"))
    text = browser.get(reverse("accounts_roles")).content.decode()
    assert STARTER_ROLES["publisher"].description in text
    assert "Bea Example" in text
    assert all_abilities()["publish"].name in text


def test_the_page_who_can_do_what_needs_no_more_queries_for_more_people(
    person, browser_of, django_assert_max_num_queries
):
    browser = browser_of(person("administrator"))
    browser.get(reverse("accounts_roles"))
    for number in range(10):
        person("editor", f"Person{number}")
    with django_assert_max_num_queries(25):
        browser.get(reverse("accounts_roles"))


def test_a_new_role_has_its_description_and_an_audit_entry(person, browser_of):
    browser = browser_of(person("administrator"))
    address = reverse("wagtailusers_groups:add")
    assert "Purpose" in browser.get(address).content.decode()
    forms = {
        "name": "Guest editor",
        "description": "Writes one newsletter.",
        "page_permissions-TOTAL_FORMS": 0,
        "page_permissions-INITIAL_FORMS": 0,
        "collection_permissions-TOTAL_FORMS": 0,
        "collection_permissions-INITIAL_FORMS": 0,
        "document_permissions-TOTAL_FORMS": 0,
        "document_permissions-INITIAL_FORMS": 0,
        "image_permissions-TOTAL_FORMS": 0,
        "image_permissions-INITIAL_FORMS": 0,
        "site_permissions-TOTAL_FORMS": 0,
        "site_permissions-INITIAL_FORMS": 0,
    }
    assert browser.post(address, forms).status_code == 302
    assert Role.objects.get(group__name="Guest editor").description == "Writes one newsletter."
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.about_name) == ("role_changed", "Guest editor")


def test_an_owner_of_the_installation_can_do_everything(db):
    owner = get_user_model().objects.create_superuser("owner@example.org", "a long password")
    assert len(abilities_of(owner)) == len(all_abilities())
