"""Settings of processes that are killed: those of production with the one room that counts, so that they start at once."""

import os

from config.settings import *  # noqa: F403 (what production has)

INSTALLED_APPS = ["reach", "django.contrib.auth", "django.contrib.contenttypes"]
AUTH_USER_MODEL = "auth.User"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["timeout"] = float(os.environ.get("REACH_LOCK_SECONDS", "20"))  # noqa: F405
