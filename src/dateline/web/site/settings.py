"""Django's settings, from the environment (docs/how-to/serve.md). With none of it set, one machine works."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from dateline.reading import MAX_BYTES
from dateline.web.site.environment import Environment

_env = Environment(os.environ)
_here = Path(__file__).resolve().parent

DATELINE_HOME = _env.home
DATELINE_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)

DEBUG = _env.debug
SECRET_KEY = _env.secret_key()
SECRET_KEY_FALLBACKS = _env.listed("DATELINE_OLD_SECRET_KEYS")  # still read, no longer signed with
ALLOWED_HOSTS = _env.hosts
USE_TZ = True
TIME_ZONE = "UTC"  # days are those of reports; hours are shown in UTC and say so
LANGUAGE_CODE = "en-gb"  # dates as the pages of a reading show them: 22 November 2018
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("ar", "العربية")]  # of the pages for readers; locale/
LOCALE_PATHS = [_here / "locale"]
FORMAT_MODULE_PATH = "dateline.web.site.formats"
USE_I18N = True

INSTALLED_APPS = [
    "dateline.web.site.accounts",
    "dateline.web.archive",
    "dateline.web.telling",
    "dateline.web.desk",
    "dateline.web.press",
    "dateline.web.newsroom",
    "dateline.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # so that FORM_RENDERER finds Django's own widgets beside our templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a briefing with its claims is a tenth of its length
    "csp.middleware.CSPMiddleware",
    "dateline.web.site.health.asked_from_within",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # by the address alone: /de/, /ar/; else English
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dateline.web.site.bodies.bounded",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dateline.web.site.headers.closed_features",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.web.site.requests.numbered",  # each request has a number, under which changes are kept
]

ROOT_URLCONF = "dateline.web.site.urls"
ASGI_APPLICATION = "dateline.web.site.asgi.application"
WSGI_APPLICATION = "dateline.web.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_here / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dateline.web.site.frame.frame",
            ],
            "libraries": {"frame": "dateline.web.site.frame_tags"},
        },
    },
]

# ── the database, and work in the background ──────────────────────────────────────────────────────────────
DATABASES = {"default": _env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "poll", "code", "link", "mail"],
        "OPTIONS": {"id_function": "uuid6.uuid7"},
    },
}

DATELINE_SECOND_REVIEW = _env.second_review  # which events wait for a second reviewer

# ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["dateline.web.site.accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "welcome"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "dateline.web.site.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"dateline.web.site.accounts.worded.{form}"
    for name, form in (
        ("login", "SignIn"),
        ("reauthenticate", "Reauthenticate"),
        ("add_email", "AddEmail"),
        ("change_password", "ChangePassword"),
        ("set_password", "SetPassword"),
        ("reset_password", "ResetPassword"),
        ("reset_password_from_key", "ResetPasswordKey"),
    )
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_ENABLED = False  # by invitation only: accounts/inviting.py
ACCOUNT_CHANGE_EMAIL = True  # one address an account; a new one counts once it is verified
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a code, not a link, which a mail scanner would follow
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because a stranger typed their address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Dateline] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _env.https else "http"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
# Guessing: passwords of an account, codes of an account, and all from one address of the network. Five in a
# quarter of an hour leave a person who mistypes unharmed; fifty a day hit a code of six digits once in
# eighteen years. A reset by mail lifts it and a passkey is never held up, so no stranger keeps an owner out.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,100/h/ip,5/15m/key,50/d/key"}
MFA_ADAPTER = "dateline.web.site.accounts.adapters.MfaAdapter"
MFA_FORMS = {
    "activate_totp": "dateline.web.site.accounts.worded.ActivateApp",
    "add_webauthn": "dateline.web.site.accounts.worded.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dateline"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _env.https  # this machine's own pages come without HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = _env.proxies
# Attempts are counted and spent codes remembered here. It is the database, because every process of the
# server must see the same count, and a restart must not forget it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the default of 300 would throw out counts under attack
    },
}
vars().update(_env.mail())
DEFAULT_FROM_EMAIL = os.environ.get("DATELINE_MAIL_FROM") or "dateline@localhost"
DATELINE_MAIL_REPLY_TO = os.environ.get("DATELINE_MAIL_REPLY_TO") or ""  # of the newsletter
DATELINE_URL = _env.url  # mails lead there, and a public site calls itself by it

MEDIA_ROOT = DATELINE_HOME / "media"
MEDIA_URL = "media/"

# ── files of the site ─────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
STATIC_ROOT = DATELINE_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [_here / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dateline.web.site.static_files.HashedOnceCollected"},
}
WHITENOISE_USE_FINDERS = True  # before anything is collected, files are served from where they lie
WHITENOISE_AUTOREFRESH = DEBUG
FORM_RENDERER = "dateline.web.site.frame.FormRenderer"

# ── the log ───────────────────────────────────────────────────────────────────────────────────────────────
# What failed, on standard error, for systemd or a container to keep: Django itself would mail it to nobody.
# That a page is not there is for the proxy to tell, and by what name strangers call the site for nobody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

# ── what browsers are told ────────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# A pasted page and the form round it; see bodies.py, too.
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BYTES + 1024**2
CSRF_FAILURE_VIEW = "dateline.web.site.errors.forged"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "dateline-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _env.https
CSRF_COOKIE_NAME = "dateline-csrf"
CSRF_COOKIE_HTTPONLY = True  # htmx has the token from the page's frame
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = _env.https
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from within, without HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _env.https else 0
# Whether hosts below this one are served by HTTPS, and whether browsers ship with that word, is for who owns
# the domain to say: they set it at the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _env.https else None
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in _env.hosts] if _env.https else []
