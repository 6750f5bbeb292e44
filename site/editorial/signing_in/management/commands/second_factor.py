"""The last resort, where nobody is left who could reset a second factor in the admin."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from editorial.signing_in import resetting


class Command(BaseCommand):
    help = "Takes the second factor of an account away (reset), ends its sessions, and tells its owner by mail."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["reset"])
        parser.add_argument("username")

    def handle(self, *, username, **options):
        account = get_user_model().objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"There is no account {username!r}. The users are listed under Settings → Users.")
        taken = resetting.reset(account)
        self.stdout.write(
            f"{taken} removed. {username} signs in with the password, and sets up a new one where required."
        )
