"""The people of the team."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A model of our own from the first migration, so that it can change later."""
