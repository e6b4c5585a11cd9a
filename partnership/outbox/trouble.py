"""What a failure to hand over a message means: in words, and whether trying again may help."""

import smtplib
import socket
import ssl

LONGEST_REPLY = 300  # characters
CERTIFICATE = (
    "The mail server’s certificate is not trusted. Check that EMAIL_HOST is the name in the "
    "certificate, and that the server of this site trusts whoever issued it."
)
SECURITY = (
    "The mail server and the site could not agree on a secure connection. Check EMAIL_PORT, "
    "EMAIL_USE_TLS and EMAIL_USE_SSL."
)
NOT_OFFERED = (
    "The mail server does not offer what the settings ask for. Check EMAIL_USE_TLS, and whether "
    "it wants EMAIL_HOST_USER and EMAIL_HOST_PASSWORD at all."
)
NO_SUCH_NAME = (
    "No mail server of the name in EMAIL_HOST was found. Check the name, and that the server of "
    "this site can look up names."
)
SLOW = (
    "The mail server did not answer in time. Check EMAIL_HOST and EMAIL_PORT, and that no firewall "
    "stands between."
)
NO_GREETING = (
    "What answers at EMAIL_HOST does not greet as a mail server does. Check EMAIL_PORT, and "
    "whether it wants EMAIL_USE_SSL."
)
BROKEN_OFF = (
    "The mail server broke off before it confirmed the message, which may have arrived all the "
    "same."
)
UNREACHABLE = (
    "The mail server could not be reached. Check that it is running, and EMAIL_HOST and EMAIL_PORT."
)
UNFORESEEN = (
    "Something nobody foresaw stopped the message. The log of the worker says what; please tell "
    "whoever looks after the site."
)
# The first that fits counts, so the particular stand before the general.
WITHOUT_REPLY = [
    (ssl.SSLCertVerificationError, CERTIFICATE),
    (ssl.SSLError, SECURITY),
    (smtplib.SMTPNotSupportedError, NOT_OFFERED),
    (socket.gaierror, NO_SUCH_NAME),
    (TimeoutError, SLOW),
    (smtplib.SMTPServerDisconnected, NO_GREETING),
    (OSError, UNREACHABLE),
    (Exception, UNFORESEEN),
]


def in_words(error, connected):
    """Return a sentence or two for an administrator: what happened, and what to do.

    ``connected`` tells a failure in the middle of a message from one on the way to the server.
    """
    code, reply = _reply(error)
    if connected and code is None and isinstance(error, OSError):
        return BROKEN_OFF
    if code is None:
        return next(words for kind, words in WITHOUT_REPLY if isinstance(error, kind))
    if isinstance(error, smtplib.SMTPAuthenticationError):
        what = "does not let the site sign in"
        do = "Check EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
    elif code < 500:
        return f"The mail server can’t take the message now: “{reply}”."
    elif isinstance(error, smtplib.SMTPSenderRefused):
        what, do = "refuses the sender", "Check DEFAULT_FROM_EMAIL, and how the site signs in."
    elif not is_final(error):
        what = "does not let the site send this"
        do = "Check how the site signs in to it, or ask whoever runs it to let the site send."
    elif isinstance(error, smtplib.SMTPRecipientsRefused):
        what, do = "refuses the address", "Check it, then send the message anew."
    else:
        what, do = "refuses the message", "Ask whoever runs it why."
    return f"The mail server {what}: “{reply}”. {do}"


def is_final(error):
    """Whether the server refuses this message for good.

    A refusal by policy is not final: it means a wrong setup as often as anything, and someone may
    put that right.
    """
    code, reply = _reply(error)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    by_policy = code == 530 or " 5.7." in reply
    return refused and code >= 500 and not by_policy


def _reply(error):
    """Return the code and the text with which the server answered, or (None, "")."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        ((code, text),) = error.recipients.values()
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return None, ""
    text = text.decode(errors="replace") if isinstance(text, bytes) else text
    return code, " ".join(f"{code} {text}".replace("\0", "").split())[:LONGEST_REPLY]
