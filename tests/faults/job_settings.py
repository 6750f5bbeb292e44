"""Settings of workers that are killed: those of production, whose mails go to files."""

from config.settings import *  # noqa: F403 (what production has)

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": VAR_DIR / "mails"},  # noqa: F405
    }
}
