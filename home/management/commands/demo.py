"""Sets the demonstration up, and serves it."""

from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks_db.models import DBTaskResult

from campaigns.plan.models import Campaign
from core.catalogues import compile_catalogues
from home.demo import address, experiments
from home.demo.accounts import create_accounts
from home.demo.build import build
from home.demo.plan import order_sheets
from home.demo.reach import count_the_past
from operations.static_build import build_static

INDEXING = ["modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"]


class Command(BaseCommand):
    help = "Sets up the database, the demonstration content and the static files, then serves. Run again, it changes nothing."

    requires_system_checks = []  # `make check` runs them; here they would cost a second of each start

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="set up only")
        # config.env has read both before: they are the address of all that is made.
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, no_serve, host, port, **options):
        compile_catalogues()
        call_command("migrate", interactive=False, verbosity=0)
        if build_static():
            self.say("Compressed the static files.")
        password = create_accounts()
        if build(self.say):
            self.say("Indexing it …")
            index_everything()
            campaign = Campaign.objects.earliest("pk")
            order_sheets(campaign)
            if not campaign.annotations.exists():
                self.say("Counting what its past waves reached …")
                tried = experiments.begin(campaign)
                count_the_past(campaign)
                experiments.finish(tried, campaign)
        address.follow()
        self.introduce(password)
        if not no_serve:
            call_command("serve", host=host, port=port)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def introduce(self, password: str | None) -> None:
        accounts = ", ".join(get_user_model().objects.order_by("pk").values_list("username", flat=True))
        site = settings.BASE_URL
        languages = "  ".join(f"{site}/{code}/" for code, _name in settings.LANGUAGES)
        self.say(f"\nThe site     {languages}\nThe admin    {site}/admin/\nThe accounts {accounts}")
        self.say(
            f"The password {password}"
            if password
            else "The password is the one printed when they were created; DEMO_PASSWORD sets it for new ones."
        )


def index_everything() -> None:
    """Index all in one pass, in place of the pass for each change that waits for a worker."""
    DBTaskResult.objects.ready().filter(task_path__in=INDEXING).delete()
    call_command("update_index", verbosity=0, stdout=StringIO())
    call_command("rebuild_references_index", verbosity=0, stdout=StringIO())
