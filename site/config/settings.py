"""All settings: production-safe defaults, read from the environment through `config.env`."""

import socket
from email.utils import parseaddr

from django.utils.translation import gettext_lazy as _

from config import csp, env
from config.env import BASE_DIR

env.load_files()

# The essentials

SECRET_KEY = env.text("SECRET_KEY", help="give a long random string; every node of one site shares it.")
DEBUG = env.flag(
    "DEBUG", False, help="Development only: error pages with source code, the style guide, unhashed files."
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]"] if DEBUG else env.REQUIRED,
    help="the names under which the site answers, separated by commas.",
)
BASE_URL = env.url(
    "BASE_URL",
    "http://127.0.0.1:8000" if DEBUG else env.REQUIRED,
    schemes=("https", "http"),
    help="the site's public address, as in https://campagnes.example.org.",
)
VAR_DIR = env.path(
    "VAR_DIR",
    BASE_DIR / "var",
    shown="var",
    help="Where all that the site produces lies: database, media, static files.",
)
NODE_NAME = env.label(
    "NODE_NAME",
    socket.gethostname(),
    shown="the host's name",
    help="What this machine is called among those of the site: its journal of counts lies under that name.",
)
HTTPS = env.flag(
    "HTTPS", not DEBUG, help="Redirect to HTTPS, send HSTS, mark cookies as secure. Off only on one's own machine."
)

VAR_DIR.mkdir(parents=True, exist_ok=True)

# Applications

INSTALLED_APPS = [
    "home",
    "campaigns.deterrence",
    "campaigns.deterrence.experiments",
    "campaigns.outreach",
    "campaigns.outreach.cards",
    "campaigns.outreach.directory",
    "campaigns.prevention.feedback",
    "campaigns.prevention.kits",
    "campaigns.prevention.catalogue",
    "campaigns.prevention",
    "campaigns.results",
    "campaigns.plan",
    "editorial",
    "facts",
    "interactive",
    "press",
    "reach",
    "testimonies",
    "operations",
    "core",
    "analytical",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # its search fields, where the database is PostgreSQL
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.csp.AreaPolicyMiddleware",
    "core.middleware.WholeAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "editorial.middleware.SignOffMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
        },
    }
]

# Data

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "db.sqlite3"},
        shown="sqlite, in VAR_DIR",
        help="PostgreSQL for more than one machine: postgres://user:password@host:5432/name.",
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Immediate transactions: a write that begins as a read cannot fail half-way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A line that went silent is noticed within a minute by every process; web processes wait less (core/postgresql/patience.py).
    silence = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
    DATABASES["default"] |= {
        "ENGINE": "core.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, **silence, **DATABASES["default"].get("OPTIONS", {})},
    }
REDIS_URL = env.url(
    "REDIS_URL",
    "",
    schemes=("redis", "rediss", "unix"),
    help="A cache that several nodes share, and where they tell each other of changes; without it each process has its own.",
)
CACHES = {
    "default": {"BACKEND": "core.shared_cache.SharedCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
PAGE_CACHE_MB = env.number(
    "PAGE_CACHE_MB",
    0 if DEBUG else 64,
    help="Megabytes of pages that each web process keeps ready to be sent; 0 for none.",
)
STALE_MAX = env.number(
    "STALE_MAX",
    3600,
    help="For how many seconds a page that cannot be made anew, because the database is away, is shown as it was last made.",
)
SHARED_HTML_SECONDS = env.number(
    "SHARED_HTML_SECONDS",
    0,
    help="For how long a shared cache in front may keep open pages. Their visits are then not counted.",
)
TASKS = {
    "default": {
        # Development needs no worker.
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if DEBUG else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
STORAGES = {
    "default": {"BACKEND": "core.whole_files.WholeFiles"},
    "private": {"BACKEND": "core.whole_files.WholeFiles", "OPTIONS": {"location": VAR_DIR / "private"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "core.static_files.JoinedManifestStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the banner's styles need no CORS, and nothing else is for other sites
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
ACCEL_REDIRECT = env.location(
    "ACCEL_REDIRECT",
    "",
    help="An internal location of the nginx in front, with an alias of `media/`, as in /sent-by-nginx/: it then sends the files.",
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor: a field for each part of each block.

# Languages: French first; the order is that of the language switcher.

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fr", _("French")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("bg", _("Bulgarian")),
    ("ar", _("Arabic")),
    ("zh-hans", _("Simplified Chinese")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# A translation is born as a draft, whatever its source is: only people publish.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
MACHINE_TRANSLATOR = env.text(
    "MACHINE_TRANSLATOR",
    "",
    help="The class of wagtail-localize that translates by machine, into drafts alone; without it, none does.",
)
if MACHINE_TRANSLATOR:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": MACHINE_TRANSLATOR}

LINK_HOSTS = env.words(
    "LINK_HOSTS", [], help="Other hosts to which tracked links may lead, separated by commas; none without it."
)
CHECK_OUTSIDE_LINKS = env.flag(
    "CHECK_OUTSIDE_LINKS", True, help="Off where the site may not call others: links to them are then not checked."
)

# Wagtail

WAGTAIL_SITE_NAME = env.text("SITE_NAME", "Campaigns", help="The name that the admin shows.")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # every date of a campaign is meant, shown and typed in Paris time
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # it would tell another host who works here
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = env.number(
    "AUTOSAVE_INTERVAL",
    5000,
    help="Milliseconds between the editor's automatic saves; 0 for none, where each revision must be deliberate.",
)
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # those who review are told
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        # No embeds: they would call another host. No pictures: they have a block, with caption, credit and rights.
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "fact"]},
    }
}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "core/password_required.html"
WAGTAILIMAGES_IMAGE_MODEL = "core.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.image_forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.CampaignDocument"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # each is saved, none is opened under this site's name
MEDIA_MAX_UPLOAD_SIZE = 500 * 1024 * 1024
CAPTIONS_MAX_UPLOAD_SIZE = 1024 * 1024
WAGTAILMEDIA = {
    "MEDIA_MODEL": "core.CampaignMedia",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
# One configuration for every language: `core.search` normalises words before they are indexed or looked for.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}

# Security

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = (
    env.number("HSTS_SECONDS", 31_536_000, help="How long browsers keep to HTTPS, in seconds.") if HTTPS else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag(
    "BEHIND_PROXY",
    False,
    help="On where a proxy sets X-Forwarded-Proto, removes the client's own, and ends X-Forwarded-For with the client's address.",
)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # not DENY: the editor's preview shows the page in a frame of this site
CSRF_TRUSTED_ORIGINS = [BASE_URL]

CONSENT_KEYS = env.keys(
    "CONSENT_KEY",
    help="Encrypts the documents of consents; needed once one is stored. Several, after a comma: the first encrypts, all decrypt.",
)

# Analytics: django-analytical must never send a name (it would, by default) nor set a cookie.

ANALYTICAL_AUTO_IDENTIFY = False
MATOMO_DISABLE_COOKIES = True
MATOMO_URL = env.url(
    "MATOMO_URL",
    "",
    schemes=("https", "http"),
    plain=True,
    help="A Matomo that open pages report to, as in https://stats.example.org/matomo; without it, none.",
)
MATOMO_SITE_ID = env.number("MATOMO_SITE_ID", 0, shown="none", help="The number that this site has in that Matomo.")
env.require_together(MATOMO_URL=MATOMO_URL, MATOMO_SITE_ID=MATOMO_SITE_ID)
MATOMO_DOMAIN_PATH = MATOMO_URL.partition("://")[2]
SECURE_CSP = csp.with_statistics(csp.PUBLIC, MATOMO_URL)

# Mail and logs

DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "no-reply@localhost", help="The sender of the site's mails.")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
MAILERS = {
    "default": env.mailer(
        "MAIL_URL",
        "console://",
        help="Where mails go: smtp://user:password@host:587, smtps:// for TLS from the start, console:// to print them.",
    )
}
LOG_LEVEL = env.choice(
    "LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "WARNING", help="The least severe message that is logged."
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django logs each 404 with its address: a visitor's path through the site is nobody's to keep.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "propagate": False, "level": "INFO"},
    },
}
