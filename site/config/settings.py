"""All settings: production-safe defaults, read from the environment through `config.env`."""

import socket
from email.utils import parseaddr
from importlib.util import find_spec

from django.utils.translation import gettext_lazy as _

from config import csp, env, formats
from config.env import BASE_DIR
from country import TIME_ZONE

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
THEME_DIR = env.path(
    "THEME_DIR",
    None,
    shown="none",
    help="A folder of the operator's own `templates` and `static`, which come before the project's (docs/extending.md).",
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
    *filter(find_spec, ["demo"]),  # the site does without: its folder may be taken away
    "home.events",
    "home.newsroom",
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
    "editorial.signing_in",
    "editorial.audit_log",
    "editorial",
    "facts",
    "handbook",
    "themes",
    "interactive",
    "letterbox",
    "press",
    "reach",
    "readerships",
    "testimonies",
    "operations",
    "country",
    "intake",
    "core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "analytical",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "editorial.access.config.UsersConfig",
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
    "django.contrib.humanize",  # the words of Wagtail’s “13 minutes ago”
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
    "core.web.middleware.WholeAddressMiddleware",
    "core.web.middleware.DressMiddleware",
    "core.renditions.waiting.NobodyWaitsMiddleware",
    "serving.static.static_files.StaticFilesMiddleware",
    "core.web.middleware.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.web.middleware.LocaleMiddleware",
    "core.web.middleware.CommonMiddleware",
    "core.protection.dress.KeepingMiddleware",
    "core.words.typography.SpacesMiddleware",
    "reach.visits.giving.TokenMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.web.redirects.RedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.signing_in.door.middleware.SigningInMiddleware",
    "editorial.access.choosing.ChoosingMiddleware",
    "core.web.well_formed.WellFormedMiddleware",
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
        "DIRS": [THEME_DIR / "templates"] if THEME_DIR else [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "core.web.template_loading.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.web.context_processors.site",
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
    # A line that went silent is noticed within a minute by every process; web processes wait less (serving/postgresql/patience.py).
    silence = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
    DATABASES["default"] |= {
        "ENGINE": "serving.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, **silence, **DATABASES["default"].get("OPTIONS", {})},
    }
REDIS_URL = env.url(
    "REDIS_URL",
    "",
    schemes=("redis", "rediss", "unix"),
    help="A cache that several nodes share; without it each process has its own.",
)
CACHES = {
    "default": {"BACKEND": "serving.shared_cache.SharedCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
BODY_SECONDS = env.number(
    "BODY_SECONDS",
    30,
    minimum=1,
    help="Seconds in which what a client sends must have come, and one more for each BODY_RATE bytes that came.",
)
BODY_RATE = env.number(
    "BODY_RATE", 4096, minimum=1, help="The bytes a second at which a large upload may come at the slowest."
)
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
FRONTEND_CACHE_URL = env.url(
    "FRONTEND_CACHE_URL",
    "",
    schemes=("http", "https"),
    help="Where a cache in front takes PURGE requests: it is told what was withdrawn, replaced or deleted. Without it, none is.",
)
FRONTEND_CACHE_BACKEND = env.text(
    "FRONTEND_CACHE_BACKEND", "", help="Instead of it, the class of wagtail.contrib.frontend_cache that tells a CDN."
)
FRONTEND_CACHE_OPTIONS = env.pairs(
    "FRONTEND_CACHE_OPTIONS", help="What that class needs, as in ZONEID=…,BEARER_TOKEN=… for Cloudflare."
)
WAGTAILFRONTENDCACHE = env.frontend_cache(FRONTEND_CACHE_URL, FRONTEND_CACHE_BACKEND, FRONTEND_CACHE_OPTIONS)
TASKS = {
    "default": {
        # Development needs no worker.
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if DEBUG else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
STORAGE = env.object_storage(
    "STORAGE_URL",
    help="An S3 server that keeps uploaded files, for more than one machine: s3://key:secret@host:port/bucket?region=eu-west-3. `secure=off` for plain HTTP.",
)
STORAGE_CA = env.authorities(
    "STORAGE_CA",
    help="A file with the certificates of the authorities that vouch for that server, where it has one of your own; without it, the public ones.",
)
STORAGES = {
    "default": {"BACKEND": "serving.files.whole.WholeFiles"},
    "private": {"BACKEND": "serving.files.whole.WholeFiles", "OPTIONS": {"location": VAR_DIR / "private"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "serving.static.static_files.JoinedManifestStorage"
    },
}
if STORAGE:
    STORAGES |= {
        alias: {
            "BACKEND": "serving.files.object_storage.ObjectStorage",
            "OPTIONS": STORAGE | {"verify": STORAGE_CA or True, "location": folder},
        }
        for alias, folder in (("default", "media"), ("private", "private"))
    }
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [*([THEME_DIR / "static"] if THEME_DIR else []), BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the banner's styles need no CORS, and nothing else is for other sites
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
ACCEL_REDIRECT = env.location(
    "ACCEL_REDIRECT",
    "",
    help="An internal location of the nginx in front, as in /sent-by-nginx/: it then sends the files of `media/` and `private/`.",
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
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/libraries"]  # our words, and our words for those of libraries
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True  # in the country's TIME_ZONE
FORMAT_MODULE_PATH = "config.formats"
# Of a language that has no formats of its own.
DATE_INPUT_FORMATS, TIME_INPUT_FORMATS, DATETIME_INPUT_FORMATS = (
    formats.SLASHES,
    formats.TIMES,
    formats.with_times(formats.SLASHES),
)
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
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # every date of a campaign is meant, shown and typed in the country's
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
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "core/password_required.html"
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"  # one door alone, with all that guards it
WAGTAILEMBEDS_FINDERS = []  # nothing is fetched from another host because of what an editor pasted
WAGTAILIMAGES_IMAGE_MODEL = "core.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.files.image_forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# HEIC is kept as JPEG, SVG as PNG: core.uploads.kinds.redrawn.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.CampaignDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.files.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # each is saved, none is opened under this site's name
MEDIA_MAX_UPLOAD_SIZE = 500 * 1024 * 1024
CAPTIONS_MAX_UPLOAD_SIZE = 1024 * 1024
WAGTAILMEDIA = {
    "MEDIA_MODEL": "core.CampaignMedia",
    "MEDIA_FORM_BASE": "core.files.forms.MediaForm",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
# One configuration for every language: `core.words.search` normalises words before they are indexed or looked for.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}

# Security

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = (
    env.number("HSTS_SECONDS", 31_536_000, help="How long browsers keep to HTTPS, in seconds.") if HTTPS else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
TRUSTED_PROXIES = env.networks(
    "TRUSTED_PROXIES",
    help="Addresses and networks of the proxies in front, separated by commas: they alone say who the client is and whether it came by HTTPS.",
)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "editorial.signing_in.door.keeping.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # not DENY: the editor's preview shows the page in a frame of this site
CSRF_TRUSTED_ORIGINS = [BASE_URL]

CONSENT_KEYS = env.keys(
    "CONSENT_KEY",
    help="Encrypts the documents of consents; needed once one is stored. Several, after a comma: the first encrypts, all decrypt.",
)

MESSAGE_KEYS = env.keys(
    "MESSAGE_KEY",
    help="Encrypts what visitors send by forms; without it no form takes a message. Several, after a comma: the first encrypts, all decrypt.",
)

# Backups

BACKUP_DIR = env.path(
    "BACKUP_DIR",
    None,
    shown="none",
    help="A folder for backups: each night one is made there and verified. It should lie on another disk.",
)
BACKUP_KEEP = env.number("BACKUP_KEEP", 14, minimum=1, help="How many of the newest backups are kept in BACKUP_DIR.")
BACKUP_KEYS = env.keys(
    "BACKUP_KEY",
    help="Encrypts backups; several, after a comma: the first encrypts, all decrypt. Keep it apart from them.",
)

# Signing in: allauth's settings say what `editorial.signing_in` serves of it; nobody signs up.

REQUIRE_SECOND_FACTOR = env.flag(
    "REQUIRE_SECOND_FACTOR",
    True,
    help="Publishers, legal reviewers and administrators need a passkey or an authenticator app. Off only for a demonstration.",
)
SESSION_HOURS = env.number(
    "SESSION_HOURS", 12, minimum=1, help="Hours after which everybody who works in the admin signs in again."
)
SESSION_IDLE_MINUTES = env.number(
    "SESSION_IDLE_MINUTES", 60, minimum=5, help="Minutes without work in the admin after which a session ends."
)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
AUDIT_LOG_DAYS = env.number("AUDIT_LOG_DAYS", 365, minimum=30, help="Days for which the audit log keeps an entry.")
AUTHENTICATION_BACKENDS = ["editorial.signing_in.backend.Backend"]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "editorial.signing_in.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "editorial.signing_in.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "editorial.signing_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "editorial.signing_in.forms.CodeForm",
    "reauthenticate": "editorial.signing_in.forms.CodeAgainForm",
    "add_webauthn": "editorial.signing_in.forms.AddPasskeyForm",
    "edit_webauthn": "editorial.signing_in.forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
OIDC_SERVER_URL = env.url(
    "OIDC_SERVER_URL",
    "",
    schemes=("https", "http") if DEBUG else ("https",),
    plain=True,
    help="An OpenID Connect provider by which accounts that exist may sign in, as in https://id.example.org; without it, none.",
)
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "", help="The name that the provider gave this site.")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", "", help="The secret that goes with it.")
env.require_together(
    OIDC_SERVER_URL=OIDC_SERVER_URL, OIDC_CLIENT_ID=OIDC_CLIENT_ID, OIDC_CLIENT_SECRET=OIDC_CLIENT_SECRET
)
OIDC_NAME = env.text("OIDC_NAME", "OpenID Connect", help="What the button calls the provider.")
OIDC_TRUST_EMAIL = env.flag(
    "OIDC_TRUST_EMAIL",
    False,
    help="On where the provider answers for every address that it tells and sends no email_verified, as ProConnect does.",
)
OIDC_SECOND_FACTOR = env.flag(
    "OIDC_SECOND_FACTOR", False, help="On where the provider itself asks for a second factor: none is then asked here."
)
SOCIALACCOUNT_ADAPTER = "editorial.signing_in.openid.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"]}}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APP"] = {
        "provider_id": "openid",
        "name": OIDC_NAME,
        "client_id": OIDC_CLIENT_ID,
        "secret": OIDC_CLIENT_SECRET,
        "settings": {"server_url": OIDC_SERVER_URL, "verified_email": OIDC_TRUST_EMAIL},
    }

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
MATOMO_DOMAIN_PATH = MATOMO_URL.partition("://")[2]  # read by django-analytical
SECURE_CSP = csp.PUBLIC

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
METRICS_PORT = env.number(
    "METRICS_PORT",
    0,
    shown="none",
    help="The port on which `serve` tells Prometheus how the site is doing; none without it.",
)
METRICS_HOST = env.text(
    "METRICS_HOST", "127.0.0.1", help="The address of METRICS_PORT: one that visitors do not reach."
)
LOG_LEVEL = env.choice(
    "LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "WARNING", help="The least severe message that is logged."
)
LOG_FORMAT = env.choice(
    "LOG_FORMAT", ["line", "json"], "line", help="How the log is written: lines for people, or a JSON object a line."
)
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "config.logs.JsonLines", "node": NODE_NAME},
    },
    "filters": {"without_secrets": {"()": "config.logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["without_secrets"]}
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django logs each 404 with its address: a visitor's path through the site is nobody's to keep.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "propagate": False, "level": "INFO"},
    },
}
