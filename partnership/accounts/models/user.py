"""Who may sign in: a user is known by an email address."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models


class UserManager(BaseUserManager):
    """Make users from an email address and a password."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """Return a new user; without ``password`` the account cannot sign in with one.

        Raises ValueError when ``email`` is empty.
        """
        if not email:
            raise ValueError("A user needs an email address: they sign in with it.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Return a new user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """Return the user who signs in with ``email``, in any mix of capitals."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A member of the business team, or an administrator."""

    username = None
    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Someone with this email address already has an account."},
        help_text="The person signs in with this address and receives messages at it.",
    )

    # How many times they were signed out everywhere. Every session, pending sign-in and link for a
    # new password must match this number, so they all end together.
    sign_outs = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    def save(self, *args, **kwargs):
        """Save; an account without a password gets one that no one can know.

        Wagtail leaves the password empty, which Django treats as one that could be typed.
        """
        self.email = self.email.lower()
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}-{self.sign_outs}"

    def get_session_auth_fallback_hash(self):
        for fallback in super().get_session_auth_fallback_hash():
            yield f"{fallback}-{self.sign_outs}"

    def __str__(self):
        return self.get_full_name() or self.email

    @property
    def roles_in_words(self):
        """The names of the person's roles, separated by commas."""
        if self.is_superuser:
            return "Owner of this installation"
        return ", ".join(sorted(group.name for group in self.groups.all()))
