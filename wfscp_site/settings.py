"""Settings of the project: production by default.

The environment is read here and nowhere else in the project; README.md lists every variable.
``make run``, ``make dev`` and ``make test`` set what a person's own machine needs (launcher.py).
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

import wfscp_site


def required(name):
    """Return the environment variable ``name``, or stop with a sentence that says what to do."""
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(
            f"Set the environment variable {name} (README.md says what it holds), "
            "or use `make run`, which sets it for trying the site on this machine."
        ) from None


def database_at(address):
    """Return Django's settings for the database at ``address``, or stop in the same way."""
    try:
        return dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a database: set it to an address like "
            "postgresql://user:password@host:5432/name, with %23 for # and %40 for @ in the "
            "password."
        ) from None


VERSION = wfscp_site.VERSION
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var"))
BASE_URL = os.environ.get("BASE_URL", "https://localhost").rstrip("/")
HTTPS = urlsplit(BASE_URL).scheme == "https"

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", urlsplit(BASE_URL).hostname).split(",")

INSTALLED_APPS = [
    "partnership.outbox",
    "partnership.accounts",
    "partnership.editing",
    "partnership.library",
    "partnership.directory",
    "partnership.search",
    "partnership.pages",
    "partnership.events",
    "partnership.learning",
    "partnership.policies",
    "partnership.newsletters",
    "partnership.front",
    "partnership.starter",
    "partnership.operations",
    "partnership.publishing",
    "wfscp_site",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.sites",
    "partnership.accounts.apps.AccountScreensConfig",  # Wagtail’s users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "wfscp_site.middleware.add_headers",
    "wfscp_site.logs.name_request",
    "partnership.operations.watching.answer_watchers",
    "django.middleware.security.SecurityMiddleware",
    "wfscp_site.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wfscp_site.middleware.CompressMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "partnership.publishing.headers.say_what_may_be_kept",
    "wfscp_site.middleware.keep_from_caches",
    "partnership.publishing.headers.wait_for_visitors",
    "partnership.accounts.signing_in.sessions.keep_newer_session",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnership.accounts.signing_in.sessions.judge_session",
    "partnership.pages.closed_sites.show_open_sites_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "partnership.ground.partnerships.remember_request",
    "wfscp_site.middleware.refuse_nul",
    "wfscp_site.middleware.RefuseNonsense",
    "partnership.editing.kept_forms.keep_refused_forms",
    "partnership.editing.refusals.ExplainRefusals",
    "allauth.account.middleware.AccountMiddleware",
    "partnership.pages.former_addresses.follow_former_addresses",
]

ROOT_URLCONF = "wfscp_site.urls"
WSGI_APPLICATION = "wfscp_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.pages.context.furniture",
            ],
        },
    },
]

DATABASES = {"default": database_at(required("DATABASE_URL"))}
# PostgreSQL compiles a statement that it takes to be costly, such as those on a database that was
# just filled; here that costs ten times what it saves. DATABASE_URL may say otherwise.
database_options = DATABASES["default"].setdefault("OPTIONS", {})
database_options["options"] = f"-c jit=off {database_options.get('options', '')}".rstrip()

CACHES = {
    # For one request: what a process kept for longer without asking the database, such as the
    # addresses of Wagtail's sites, would be wrong as soon as another process changes it.
    "default": {"BACKEND": "partnership.ground.request_cache.RequestCache"},
    # For as long as visitors see the same, which the database tells.
    "generation": {"BACKEND": "partnership.publishing.kept.GenerationCache"},
    # What is counted across all processes: attempts to sign in, and codes that were used.
    "rates": {
        "BACKEND": "partnership.accounts.signing_in.rates.Counts",
        "LOCATION": "accounts_rate",
        "KEY_FUNCTION": "partnership.accounts.signing_in.rates.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # never full: an attacker must not empty it
    },
}

# What nginx and its companion, `manage.py edge`, share; without it there is no nginx in front.
EDGE_FOLDER = os.environ.get("EDGE_FOLDER")

# Who may read /metrics from another machine, and the certificate whose end is watched.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
CERTIFICATE_FILE = os.environ.get("CERTIFICATE_FILE", "")

# Where the worker puts a backup each day, if anywhere: docs/backup.md
BACKUP_FOLDER = os.environ.get("BACKUP_FOLDER")
BACKUP_KEEP = int(os.environ.get("BACKUP_KEEP", "14"))
BACKUP_RECIPIENT = os.environ.get("BACKUP_RECIPIENT")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# 'required': nobody signs in with a password alone. 'offered', on a person's own machine: may.
SECOND_FACTOR = os.environ.get("SECOND_FACTOR", "required")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1" if HTTPS else "0"))
ACCOUNT_ADAPTER = "partnership.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # what the form to sign in asks for
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever has an account was invited by email
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "partnership.accounts.signing_in.reset_links.ResetLinks"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"reset_password": "partnership.accounts.signing_in.forms.AskForNewPasswordForm"}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key,100/d/key",  # wrong passwords, and wrong codes
    "reset_password": "20/m/ip,5/h/key",
    "invitation": "20/m/ip",
}
MFA_ADAPTER = "partnership.accounts.signing_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator gave the address: nobody signs up
MFA_FORMS = {
    "add_webauthn": "partnership.accounts.signing_in.forms.AddPasskeyForm",
    "authenticate_webauthn": "partnership.accounts.signing_in.forms.ShowPasskeyForm",
    "login_webauthn": "partnership.accounts.signing_in.forms.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "partnership.accounts.signing_in.forms.ShowPasskeyAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code before or after, for a clock that is off
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # so a passkey alone is two factors
USERSESSIONS_ADAPTER = "partnership.accounts.signing_in.adapters.SessionsAdapter"
# Signing in with the council's own Microsoft accounts: docs/sign-in-with-microsoft.md
OIDC_SERVER_URL = os.environ.get("OIDC_SERVER_URL", "").rstrip("/")
OIDC_NAME = os.environ.get("OIDC_NAME", "Microsoft")
OIDC_SECOND_FACTOR = os.environ.get("OIDC_SECOND_FACTOR") == "1"
SOCIALACCOUNT_ADAPTER = "partnership.accounts.signing_in.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "provider",
                "name": OIDC_NAME,
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                # What the provider signs tells all; asking it once more would tell less.
                "settings": {"server_url": OIDC_SERVER_URL, "fetch_userinfo": False},
            }
        ],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "partnership" / "editing" / "locale"]  # our words for Wagtail's
FORMAT_MODULE_PATH = ["wfscp_site.formats"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "partnership.library.storage.WholeFileStorage"},
    # Originals, outside the media folder: the site itself serves them, to those who may read them.
    "library": {
        "BACKEND": "partnership.library.storage.WholeFileStorage",
        "OPTIONS": {"location": str(DATA_DIR / "library")},  # as text: tasks are given it
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # nginx gives them to everyone, and runs as someone else.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in Wagtail's editor has many fields

# Mail waits in the database; the worker takes it from there to the mail server, or, where there is
# none, prints it.
EMAIL_BACKEND = "partnership.outbox.backend.OutboxBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
OUTBOX_TRANSPORT = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
EMAIL_USE_SSL = os.environ.get("EMAIL_USE_SSL") == "1"
EMAIL_TIMEOUT = 40  # seconds for each answer; who gives up sooner may send twice
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "webmaster@localhost")

# A visitor never gets a cookie: sessions and the CSRF token live on admin pages alone. No other
# host of the same domain can set or read a cookie with this prefix, which browsers take by HTTPS.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # from signing in, whatever happens: accounts/sessions.py
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# What Wagtail 7.4's admin needs beyond that, measured step by step: inline scripts and styles in
# its choosers, frames for previews, blob: and data: for pictures chosen but not yet uploaded.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "frame-src": [SELF],
    "img-src": [SELF, "blob:", "data:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}

RESPONSE_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    # What browsers offer to pages and no page here uses; passkeys are used.
    "Permissions-Policy": (
        "publickey-credentials-create=(self), publickey-credentials-get=(self), "
        "accelerometer=(), autoplay=(), "
        "browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), gamepad=(), "
        "geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), "
        "local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), "
        "picture-in-picture=(), screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), "
        "usb=(), window-management=(), xr-spatial-tracking=()"
    ),
}

# 'json': each entry is an object without personal data, for programs that collect logs.
LOG_FORMAT = "json" if os.environ.get("LOG_FORMAT") == "json" else "line"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "wfscp_site.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail")},
    "root": {"handlers": ["console"], "level": "INFO"},
}

WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # told like everyone who may publish
WAGTAIL_SITE_NAME = "Partnership website"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Passwords are a matter of the account pages, addresses one of administrators.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_DOCUMENT_FORM_BASE = "partnership.library.document_forms.PartnershipDocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "library.PartnershipDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_IMAGE_MODEL = "library.PartnershipImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "partnership.library.image_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # a photograph of 48 megapixels from a phone
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_WEBP_QUALITY = 75  # docs/decisions/0006
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "english",
    }
}
