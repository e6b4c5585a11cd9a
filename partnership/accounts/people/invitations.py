"""Send an invitation, send it again, withdraw it, accept it."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.accounts.models import Invitation
from partnership.accounts.trail.audit import record
from partnership.outbox.models import Message

from .letters import compose


@transaction.atomic
def send(invitation, request, action="invited"):
    """Put the message with a new link in the outbox; an earlier link ends.

    An earlier message that is still waiting is withdrawn. The mail server need not answer now.
    """
    token = invitation.renew()
    if invitation.message:
        invitation.message.withdraw()
    link = reverse("account_invitation", args=[token])
    letter = compose("invitation", invitation.email, invitation=invitation, link=link)
    [invitation.message] = Message.objects.put(letter)
    invitation.save()
    record(action, request=request, about=invitation.email, details=names_of(invitation.roles))


def send_again(invitation, request):
    """Send a new link, good for another three days."""
    send(invitation, request, "invited_again")


@transaction.atomic
def withdraw(invitation, request):
    """End the link, and withdraw the message if it is still waiting."""
    invitation.withdrawn_at = timezone.now()
    if invitation.message:
        invitation.message.withdraw()
    invitation.save()
    record("invitation_withdrawn", request=request, about=invitation.email)


@transaction.atomic
def accept(invitation, request, password=None, **names):
    """Create the account and return it.

    Returns None if the invitation has just been used or ended, or if its address already has an
    account. Without ``password`` the person can only sign in another way.
    """
    invitation = Invitation.objects.select_for_update().open().filter(pk=invitation.pk).first()
    users = get_user_model().objects
    if invitation is None or users.filter(email__iexact=invitation.email).exists():
        return None
    names = names or {"first_name": invitation.first_name, "last_name": invitation.last_name}
    user = users.create_user(invitation.email, password, **names)
    user.groups.set(invitation.roles.all())
    invitation.accepted_at = timezone.now()
    invitation.account = user
    invitation.save()
    record(
        "invitation_accepted",
        request=request,
        actor=user,
        details=names_of(invitation.roles),
    )
    return user


def accept_for(email, request):
    """Accept the open invitation to ``email`` for someone a sign-in provider vouches for.

    Returns the new account, or None if there is no such invitation.
    """
    invitation = Invitation.objects.open().filter(email__iexact=email).first()
    return accept(invitation, request) if invitation else None


def names_of(roles):
    """Return the names of ``roles``, a relation to groups, separated by commas."""
    return ", ".join(roles.order_by("name").values_list("name", flat=True))
