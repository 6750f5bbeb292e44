"""Settings of processes that back up and are killed: those of production with the rooms that a backup touches, so that they start at once."""

from config.settings import *  # noqa: F403 (what production has)

INSTALLED_APPS = [
    "reach",
    "operations",
    "tests.operations.gates.apps.GatesConfig",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
AUTH_USER_MODEL = "auth.User"
