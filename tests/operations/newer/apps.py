"""An app that the site of the dump did not have, so that there is always something to upgrade to."""

from django.apps import AppConfig


class NewerConfig(AppConfig):
    name = "tests.operations.newer"
    label = "newer"
