"""The periodic work of this room."""

from datetime import timedelta

from django.core.management import call_command

from core.models.images import withdraw_out_of_rights
from core.periodic import periodic


@periodic(every=timedelta(minutes=1), description="Publishes and expires what was scheduled.")
def publish_scheduled() -> None:
    call_command("publish_scheduled", verbosity=0)


@periodic(every=timedelta(hours=1), description="Withdraws images whose rights have ended.")
def withdraw_images() -> str:
    return f"{withdraw_out_of_rights()} withdrawn"
