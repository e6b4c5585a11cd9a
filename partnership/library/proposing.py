"""Proposals for documents: how they are made, compared with the document and accepted."""

from difflib import unified_diff
from functools import partial
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.forms import TypedChoiceField
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.documents.forms import get_document_form

from partnership.accounts.people.letters import compose
from partnership.editing.refusals import reasons

from .models import DocumentProposal, PartnershipDocument
from .permissions import publishers_of
from .reading import SECONDS_AN_EDITOR_WAITS, read

MOST_LINES = 2_000  # of each file that are compared
MOST_CHANGES = 200  # lines that are shown


class Change(NamedTuple):
    """One field of a document, as it is and as it is proposed, in words."""

    label: str
    now: str
    proposed: str


def proposal_for(document):
    """Return the proposal that waits for ``document``, or None."""
    return DocumentProposal.objects.filter(document=document.pk).first()


def keep_proposal(proposal, user, has_new_file):
    """Save ``proposal`` of ``user``, whose new file is written already, and tell publishers.

    Raises OSError when no process can be started to read the file.
    """
    proposal.proposed_by, proposal.proposed_at = user, timezone.now()
    if has_new_file:
        reading = read(proposal.file.path, proposal.file_extension, SECONDS_AN_EDITOR_WAITS)
        proposal.page_count, proposal.faults = reading.page_count, reading.faults
        proposal.hidden_parts, proposal.text_pages = reading.hidden_parts, reading.text_pages
    before = proposal_for(proposal.document)
    if before and before.file and before.file.name != proposal.file.name:
        transaction.on_commit(partial(before.file.storage.delete, before.file.name))
    if not (proposal.values or proposal.file):
        if before:
            proposal.delete()
        return
    proposal.save()
    for publisher in publishers_of(proposal.document):
        compose("document_proposed", publisher.email, account=publisher, proposal=proposal).send()


def form_of(proposal, user, file=None):
    """Return the document's form with the proposed fields alone, sent by ``user``.

    It changes the document when it is saved; ``file`` is the proposed one, if it is to be stored.
    """
    sent = QueryDict(mutable=True)
    for name, values in proposal.values.items():
        sent.setlist(name, values)
    sent["publish_hidden"] = "on"  # who accepts it has been shown what it hides
    document = PartnershipDocument.objects.get(pk=proposal.document_id)
    form = get_document_form(PartnershipDocument)(
        sent, {"file": file} if file else {}, instance=document, user=user
    )
    for name in [*form.fields]:
        if name not in proposal.values and not (name == "file" and file):
            del form.fields[name]
    return form


def changes_in(proposal, user):
    """Return a ``Change`` for each field that is proposed, besides the file."""
    form = form_of(proposal, user)
    changes = []
    for name, field in form.fields.items():
        sent = field.widget.value_from_datadict(form.data, {}, name)
        try:
            proposed = field.clean(sent)
        except ValidationError:
            proposed = sent  # what it names has been deleted meanwhile
        now = getattr(form.instance, name)
        if name == "what_changed":
            now = form.instance.what_is_new
        label = capfirst(field.label or name.replace("_", " "))
        changes.append(Change(label, in_words(form, name, now), in_words(form, name, proposed)))
    return changes


def in_words(form, name, value):
    """Return ``value`` of the form's field ``name`` as people say it."""
    field = form.fields[name]
    choices = dict(field.choices) if isinstance(field, TypedChoiceField) else {}
    if name == "tags":
        value = ", ".join(value if isinstance(value, list) else value.names())
    if value in choices:
        return choices[value]
    if value in (None, ""):
        return field.empty_label if name == "site" else "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return date_format(value, "j F Y") if hasattr(value, "isoformat") else str(value)


def text_changes(proposal):
    """Return what differs between the texts of the two files: ``[("+" or "-", line), ...]``.

    Empty without a proposed file, and at most ``MOST_CHANGES`` lines.
    """
    if not proposal.file:
        return []
    now, proposed = _lines(proposal.document.text_pages), _lines(proposal.text_pages)
    marked = list(unified_diff(now, proposed, lineterm="", n=0))[2:]
    changed = [(line[0], line[1:]) for line in marked if not line.startswith("@@")]
    return changed[:MOST_CHANGES]


def _lines(pages):
    lines = (" ".join(line.split()) for page in pages for line in page.splitlines())
    return [line for line in lines if line][:MOST_LINES]


def accept(proposal, user):
    """Make the document what ``proposal`` says, on behalf of its author, and remove it.

    Returns why the document's form refuses it now, which changes nothing, or an empty string.
    """
    form = form_of(proposal, user, _copy_of(proposal.file))
    if not form.is_valid():
        return reasons(ValidationError(form.errors.as_data()))
    form.author = proposal.proposed_by or user
    form.save()
    proposal.delete()
    return ""


def _copy_of(file):
    """Return the stored ``file`` to be stored again, as it goes with its proposal; or None."""
    if not file:
        return None
    with file.open() as opened:
        return ContentFile(opened.read(), file.name)


def tell_author(proposal, is_accepted, user, reason=""):
    """Write to the author of ``proposal`` what ``user`` decided, unless that is the author."""
    author = proposal.proposed_by
    if author and author != user and author.is_active:
        context = {"account": author, "proposal": proposal, "user": user, "reason": reason}
        compose("proposal_decided", author.email, is_accepted=is_accepted, **context).send()
