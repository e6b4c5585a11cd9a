"""The links by which people set a new password."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator


class ResetLinks(EmailAwarePasswordResetTokenGenerator):
    """A link ends when its person's sessions do, for example when their account is deactivated."""

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}-{user.sign_outs}"
