"""Messages about accounts: plain text, one template each, the subject on its first line."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from wagtail.models import Site


def write(name, address, **context):
    """Return the message ``name`` to ``address``, ready to be sent."""
    site = Site.objects.filter(is_default_site=True).first()
    context |= {
        "site_name": (site and site.site_name) or settings.WAGTAIL_SITE_NAME,
        "site_address": settings.WAGTAILADMIN_BASE_URL,
    }
    text = render_to_string(f"accounts/letters/{name}.txt", context)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(subject, body.strip() + "\n", to=[address])


def tell_about_new_address(user, earlier_address):
    """Tell both addresses, so that a change nobody asked for does not go unseen."""
    for address in (earlier_address, user.email):
        letter = write("new_address", address, account=user, earlier_address=earlier_address)
        letter.send()


def tell_about_second_factor(user):
    """Tell somebody that an administrator reset their second factor."""
    write("second_factor_reset", user.email, account=user).send()
