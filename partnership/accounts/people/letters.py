"""Messages about accounts: plain text, one template each, with the subject on its first line."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from wagtail.models import Site

from partnership.ground.partnerships import own_address, visited_site


def compose(name, address, site=None, **context):
    """Return the message ``name`` to ``address``, ready to send; ``site`` is what it is about."""
    site = site or visited_site() or Site.objects.filter(is_default_site=True).first()
    context |= {
        "site_name": (site and site.site_name) or settings.WAGTAIL_SITE_NAME,
        "site_address": own_address(),
    }
    text = render_to_string(f"accounts/letters/{name}.txt", context)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(subject, body.strip() + "\n", to=[address])


def send_new_address_notice(user, earlier_address):
    """Write to both addresses, so that a change no one asked for does not go unseen."""
    for address in (earlier_address, user.email):
        letter = compose("new_address", address, account=user, earlier_address=earlier_address)
        letter.send()


def send_second_factor_notice(user):
    """Write to ``user`` that an administrator reset their two-step verification."""
    compose("second_factor_reset", user.email, account=user).send()
