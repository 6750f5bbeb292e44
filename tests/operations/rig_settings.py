"""Settings of the small site: those of production, whose pages need no static files that were collected."""

from config.settings import *  # noqa: F403 (what production has)

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
STATICFILES_FINDERS = []
