"""Settings of an upgrade: those of the tests, and an app that the site of the dump did not have."""

from tests.settings import *  # noqa: F403 (what every test has)

INSTALLED_APPS = [*INSTALLED_APPS, "tests.operations.newer.apps.NewerConfig"]  # noqa: F405
