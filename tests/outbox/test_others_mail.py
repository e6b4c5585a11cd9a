"""Mail that Django and Wagtail send themselves waits in the outbox too."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.mail import mail_admins
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from partnership.outbox.jobs import send_messages
from partnership.outbox.models import Message


def test_a_request_for_approval_waits_in_the_outbox(
    mail_server, administrator, django_capture_on_commit_callbacks
):
    approver = get_user_model().objects.create_user("approver@example.org")
    group = Group.objects.create(name="Approvers of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    approver.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = Page.objects.filter(depth=2).get().specific
    page.title = "A new title"
    page.save_revision()

    with django_capture_on_commit_callbacks(execute=True):
        workflow.start(page, administrator)

    assert Message.objects.waiting().filter(recipient="approver@example.org").count() == 1
    send_messages()
    assert "A new title" in mail_server.next_to("approver@example.org")["Subject"]


def test_a_message_to_the_server_administrators_waits_in_the_outbox(mail_server, db, settings):
    settings.ADMINS = [("Server team", "server@example.org")]
    mail_admins("Disk full", "Look.")
    send_messages()
    assert "Disk full" in mail_server.next_to("server@example.org")["Subject"]
