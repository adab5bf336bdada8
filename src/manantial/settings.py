"""Django's settings, all read from the installation's folder (see ``home.py``)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from manantial.home import Home

HOME = Home.find()
PACKAGE = Path(__file__).parent
DOCS = next(folder for folder in (PACKAGE / "docs", PACKAGE.parent.parent / "docs") if folder.is_dir())

SECRET_KEY = HOME.secret_key()
DEBUG = HOME.flag("debug")
ALLOWED_HOSTS = [host.strip() for host in HOME.setting("hosts", "localhost,127.0.0.1,[::1]").split(",")]
PUBLIC_ADDRESS = HOME.setting("public_address")  # https://… of a server; empty on a laptop

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "manantial",
    "django.forms",  # after our own: its templates where we have none
]

MIDDLEWARE = [
    "manantial.site.middleware.CarefulRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "manantial.alliance.addresses.AllianceAddresses",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "manantial.people.access.ActorOfRequest",
    "manantial.site.middleware.KeepDrafts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "manantial.urls"
WSGI_APPLICATION = "manantial.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["manantial.site.tags", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csrf",
                "manantial.site.context.page",
            ],
        },
    }
]
FORM_RENDERER = "manantial.site.forms.Renderer"

DATABASES = {"default": HOME.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "manantial.Account"
AUTHENTICATION_BACKENDS = ["manantial.people.backends.AllianceAccounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:enter"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "manantial.site.web.refused_form"

LANGUAGE_CODE = "es-mx"
LANGUAGES = [("es-mx", "Español"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "America/Mexico_City"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

FILE_UPLOAD_TEMP_DIR = str(HOME.path) if HOME.path.is_dir() else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
UPLOAD_LIMIT = int(HOME.setting("upload_limit", str(320 * 1024 * 1024)))  # bytes of one request
TRANSCRIBE_MODEL = HOME.setting("transcribe_model")  # folder of a model that writes down speech; empty: there is none
ARRIVAL_LIMIT = int(HOME.setting("arrival_limit", str(2 * 1024**3)))  # bytes of a file that comes in pieces

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PUBLIC_ADDRESS.startswith("https://"):
    # A laptop on its own hotspot has no certificate; a server with a name does.
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS.rstrip("/")]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["terminal"], "level": HOME.setting("log_level", "WARNING").upper()},
    # A room of phones that asks at once waits in line; that is no trouble anybody at the terminal could mend.
    "loggers": {"waitress.queue": {"level": "ERROR"}},
}
