"""How colleagues write comments on pages, ask for approval and decide; and the mail they get."""

from django.urls import reverse

from partnership.outbox.models import Message


def received():
    """Return ``[(first name of the recipient, subject), ...]`` of all messages, in order."""
    rows = Message.objects.order_by("pk").values_list("recipient", "subject")
    return [(to.partition("@")[0].capitalize(), subject) for to, subject in rows]


def text_to(name):
    """Return the text of the newest message to the person ``name``."""
    message = Message.objects.filter(recipient=f"{name.lower()}@example.org").last()
    return bytes(message.content).decode()


def submit(page, user):
    """Save a draft of ``page`` and ask for it to be published, once more if it came back."""
    page.save_revision(user=user)
    if state := page.current_workflow_state:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)


def decide(browser, page, action, comment=""):
    """Approve ``page`` or request changes as a person does from its form; return what follows."""
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    return browser.post(address, {"comment": comment}, follow=True).content.decode()


def edit(browser, page):
    """Return what the form of ``page`` shows."""
    return browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def comment_on(browser, page, text="Is this right?", **about_thread):
    """Save the form of the news item ``page`` with a new comment on its summary.

    ``about_thread`` is for a comment that there is: see ``comments``.
    """
    fields = {
        "title": page.title,
        "slug": page.slug,
        "date": page.date.isoformat(),
        "search_description": page.search_description,
        "body-count": "0",
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = browser.post(address, fields | comments(text, **about_thread))
    assert answer.status_code == 302, answer.context["form"].errors


def comments(text, thread=None, reply="", is_resolved=False):
    """Return what a form sends for a new comment, or for a reply to ``thread`` or its end."""
    row = {"user": "", "contentpath": "search_description", "text": text, "position": ""}
    row |= {"id": "", "replies-TOTAL_FORMS": "0", "replies-INITIAL_FORMS": "0"}
    if thread:
        row |= {"id": str(thread.pk), "text": thread.text}
    if is_resolved:
        row["resolved"] = "on"
    if reply:
        row |= {"replies-TOTAL_FORMS": "1", "replies-0-text": reply, "replies-0-id": ""}
    counts = {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "1" if thread else "0"}
    return counts | {f"comments-0-{name}": value for name, value in row.items()}
