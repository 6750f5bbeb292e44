"""The periodic work of this room."""

from datetime import timedelta

from django.db.models import Q

from campaigns.plan.models import Campaign
from campaigns.results.alarms import watch
from campaigns.results.mails import mailing, reports
from campaigns.results.models import MediaImport, SharedResults, Survey
from campaigns.results.public.telling import tell
from core.upkeep.periodic import periodic
from intake.previews import forget


@periodic(
    every=timedelta(hours=1),
    description="Tells the public what was sealed of campaigns whose results are public or shared.",
)
def tell_public_results() -> str:
    shared = SharedResults.objects.open().values("campaign")
    read = Campaign.objects.filter(Q(public_results__is_on=True) | Q(pk__in=shared))
    told = sum(tell(campaign) for campaign in read)
    return f"{told} told"


@periodic(every=timedelta(minutes=10), description="Looks for spikes and silences in the hours of running waves.")
def watch_reach() -> str:
    return str(watch.watch())


@periodic(every=timedelta(minutes=10), description="Writes the mails with numbers that are due, and sends what waits.")
def mail_results() -> str:
    written = reports.write_due()
    sent, failed = mailing.send_waiting()
    return f"{written} written, {sent} sent, {failed} not sent"


@periodic(
    every=timedelta(hours=1),
    description="Removes files of figures and surveys that were uploaded a day ago and never imported.",
)
def forget_uploads() -> str:
    waiting = (MediaImport.objects.filter(applied_at=None), Survey.objects.filter(applied_at=None))
    return f"{sum(forget(files, 'made_at') for files in waiting)} removed"
