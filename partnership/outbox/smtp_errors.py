"""Explains a failure to send a message, and whether sending it again may help."""

import smtplib
import socket
import ssl

LONGEST_REPLY = 300  # characters
CERTIFICATE = (
    "The mail server’s certificate is not trusted. Check that EMAIL_HOST is the name in the "
    "certificate, and that this site’s server trusts the authority that issued it."
)
SECURITY = (
    "The mail server and the site could not agree on a secure connection. Check EMAIL_PORT, "
    "EMAIL_USE_TLS and EMAIL_USE_SSL."
)
NOT_OFFERED = (
    "The mail server does not support something in the settings. Check EMAIL_USE_TLS, and whether "
    "the server needs EMAIL_HOST_USER and EMAIL_HOST_PASSWORD at all."
)
NO_SUCH_NAME = (
    "The mail server named in EMAIL_HOST was not found. Check the name, and that this site’s "
    "server can look up names."
)
SLOW = (
    "The mail server did not answer in time. Check EMAIL_HOST and EMAIL_PORT, and that no firewall "
    "is blocking the connection."
)
NO_GREETING = (
    "The server at EMAIL_HOST does not answer like a mail server. Check EMAIL_PORT, and whether "
    "the server needs EMAIL_USE_SSL."
)
BROKEN_OFF = (
    "The mail server closed the connection before it confirmed the message, which may have arrived."
)
UNREACHABLE = (
    "The mail server could not be reached. Check that it is running, and EMAIL_HOST and EMAIL_PORT."
)
UNFORESEEN = (
    "An unexpected error stopped the message. The worker’s log has the details. Contact the person "
    "who looks after the site."
)
# The first match counts, so the most specific come first.
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


def explain(error, connected):
    """Return a sentence or two for an administrator: what happened, and what to do.

    ``connected`` is whether the failure came after the connection to the server was made.
    """
    code, reply = _reply(error)
    if code is None:
        return _explain_without_reply(error, connected)
    sign_in_failed = isinstance(error, smtplib.SMTPAuthenticationError)
    if code < 500 and not sign_in_failed:
        return f"The mail server can’t take the message now: ‘{reply}’."
    problem, action = _explain_refusal(error)
    return f"The mail server {problem}: ‘{reply}’. {action}"


def is_final(error):
    """Whether the server refuses this message for good.

    A refusal by policy is not final: its cause is often a wrong setup, which can be corrected.
    """
    code, reply = _reply(error)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    by_policy = code == 530 or " 5.7." in reply
    return refused and code >= 500 and not by_policy


def _explain_without_reply(error, connected):
    if connected and isinstance(error, OSError):
        return BROKEN_OFF
    return next(sentence for kind, sentence in WITHOUT_REPLY if isinstance(error, kind))


def _explain_refusal(error):
    """Return what the server refuses, and what to do about it."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "does not let the site sign in", "Check EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
    if isinstance(error, smtplib.SMTPSenderRefused):
        return "refuses the sender", "Check DEFAULT_FROM_EMAIL, and how the site signs in."
    if not is_final(error):
        return (
            "does not let the site send this",
            "Check how the site signs in, or ask the server’s administrator to let the site send.",
        )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "refuses the address", "Check the address, then send the message again."
    return "refuses the message", "Ask the server’s administrator why."


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
