"""The periodic work of this room."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from core.frontend_cache.outbox import is_on
from core.frontend_cache.sending import send_all
from core.models import PendingPurge
from core.models.images import withdraw_out_of_rights
from core.publication.sign_off import SignedOff, SignOffError, require
from core.renditions.making import mend
from core.upkeep.engines import ENGINES
from core.upkeep.periodic import periodic


@periodic(every=timedelta(minutes=1), description="Publishes and expires what was scheduled.")
def publish_scheduled() -> str:
    """What is no longer approved when its hour comes loses its date, and keeps nothing else from going live."""
    refused = []
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
        about = revision.as_object()
        try:
            if isinstance(about, SignedOff):
                require(about)
        except SignOffError as error:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(instance=about, action="wagtail.schedule.cancel", revision=revision, data={"reason": error.message})
            refused.append(error.message)
            continue
        with transaction.atomic():  # with its entry in the history, whoever is killed meanwhile
            revision.publish(log_action="wagtail.publish.scheduled")
    with transaction.atomic():
        call_command("publish_scheduled", verbosity=0)  # what expires
    return " ".join(refused)


@periodic(every=timedelta(hours=1), description="Withdraws images whose rights have ended.")
def withdraw_images() -> str:
    return f"{withdraw_out_of_rights()} withdrawn"


@periodic(every=timedelta(minutes=10), description="Makes the sizes of pictures that are missing.")
def make_renditions() -> str:
    """Those whose worker was killed, and those of what went live around Wagtail."""
    made, failed = mend()
    return f"{made} made, {failed} failed"


@periodic(every=timedelta(minutes=5), description="Takes up again what was cut short while it was being made.")
def resume_making() -> str:
    return ", ".join(f"{engine.resume()} {engine.name}" for engine in ENGINES.values()) + " resumed"


@periodic(every=timedelta(minutes=1), description="Tells the cache in front what it may not show any more.")
def tell_frontend_cache() -> str:
    """What it did not hear when it was told first; it counts as failed until all is heard."""
    told, _problem = send_all() if is_on() else (0, "")
    unheard = PendingPurge.objects.unheard() if is_on() else PendingPurge.objects.none()
    if last := unheard.order_by("-attempts").first():
        raise OSError(f"{unheard.count()} addresses were not heard: {last.problem}")
    return f"{told} addresses"


@periodic(
    every=timedelta(hours=6), description="Tells SQLite how full its tables are, as PostgreSQL finds out by itself."
)
def measure_tables() -> str:
    """Without it SQLite takes an index of which all rows are alike for a good one, and answers slower with each page."""
    if connection.vendor != "sqlite":
        return "not needed"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("PRAGMA optimize(0x10002)")  # the tables that have changed, all of them, from a sample
    return "done"
