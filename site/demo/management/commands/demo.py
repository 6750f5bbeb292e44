"""Sets the demonstration up, and serves it."""

import subprocess
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core.upkeep.unapplied import unapplied
from core.words import languages
from core.words.catalogues import compile_catalogues
from demo import address, rest, schema
from demo.accounts import create_accounts
from demo.build import begin, the_campaign, write
from operations.static_build import is_built


class Command(BaseCommand):
    help = "Sets up the database, the demonstration content and the static files, then serves. Run again, it changes nothing."

    requires_system_checks = []  # `make check` runs them; here they would cost a second of each start

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="set all of it up, and serve nothing")
        # config.env has read both before: they are the address of all that is made.
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, no_serve, host, port, **options):
        compile_catalogues()
        schema.unpack()
        if unapplied():
            call_command("migrate", interactive=False, verbosity=0)
        compressing = Compressing()
        password = create_accounts()
        built = write(self.say)
        compressing.wait()
        if begin(self.say) or built:
            self.say("Indexing it …")
            rest.index_everything()
        if no_serve:
            rest.make_all(self.say)
        address.follow()
        self.introduce(password)
        if not no_serve:
            self.go_on()
            call_command("serve", host=host, port=port)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def introduce(self, password: str | None) -> None:
        accounts = ", ".join(get_user_model().objects.order_by("pk").values_list("username", flat=True))
        site = settings.BASE_URL
        there = the_campaign().languages
        addresses = "  ".join(f"{site}/{code}/" for code in languages.codes() if code in there)
        self.say(f"\nThe site     {addresses}\nThe admin    {site}/admin/\nThe accounts {accounts}")
        self.say(
            f"The password {password}"
            if password
            else "The password is the one printed when they were created; manage.py changepassword NAME sets another."
        )

    def go_on(self) -> None:
        """Let the worker make what is not there yet, and say what that is."""
        if left := rest.missing():
            rest.enqueue()
            self.say("\nStill to come, from the worker, while you look around:")
            for what, _act in left:
                self.say(f"  {what}")


class Compressing:
    """The static files, in a process of its own: the content is written meanwhile."""

    def __init__(self):
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--prepare"]
        self.process = None if is_built() else subprocess.Popen(command)

    def wait(self) -> None:
        if self.process and self.process.wait():
            raise CommandError("The static files could not be built: see what is said above.")
        # This process may have read, before they were there, that there are none.
        if self.process:
            staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()
