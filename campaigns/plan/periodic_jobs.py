"""The periodic work of this room."""

from datetime import timedelta

from campaigns.plan.launch import checks as readiness
from campaigns.plan.launch import preparation
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.models import Campaign, LinkImport, PartnerMail, PrintedItem
from campaigns.plan.partners import mails as partner_mails
from campaigns.plan.partners.imports import files as partner_files
from campaigns.plan.sheets.staleness import check
from campaigns.plan.tasks import mails as task_mails
from core.upkeep.periodic import periodic
from intake.previews import forget


@periodic(every=timedelta(minutes=1), description="Starts waves and closes campaigns whose minute has come.")
def run_launches() -> str:
    return "; ".join(schedule.run_due())


@periodic(every=timedelta(hours=1), description="Examines every campaign that is not closed, for the boards.")
def examine_campaigns() -> str:
    campaigns = list(Campaign.objects.filter(closed_at=None))
    for campaign in campaigns:
        preparation.examine(campaign)
    return f"{len(campaigns)} examined"


@periodic(every=timedelta(hours=1), description="Flags printed sheets whose facts or words are no longer the same.")
def check_sheets() -> str:
    """Facts enter into force and go out of it by their dates, with nobody doing anything."""
    return f"{check(PrintedItem.objects.all())} changed"


@periodic(every=timedelta(minutes=5), description="Draws and reads the codes of new links, a few at a time.")
def read_new_codes() -> str:
    """So that neither a panel nor a launch waits for hundreds of them."""
    links = readiness.unread_codes()
    readiness.read_codes(links)
    return f"{len(links)} read"


@periodic(every=timedelta(minutes=10), description="Tells people once a day by mail that something waits for them.")
def mail_what_waits() -> str:
    written = task_mails.write_due()
    sent, failed = task_mails.send_waiting()
    return f"{written} written, {sent} sent, {failed} not sent"


@periodic(every=timedelta(minutes=15), description="Sends mails to partners that have not gone out yet.")
def mail_partners() -> str:
    sent, failed = partner_mails.send_waiting(PartnerMail.objects.all())
    return f"{sent} sent, {failed} not sent"


@periodic(
    every=timedelta(hours=1), description="Removes files of links that were uploaded a day ago and never imported."
)
def forget_link_files() -> str:
    return f"{forget(LinkImport.objects.filter(applied_at=None))} removed"


@periodic(
    every=timedelta(hours=1),
    description="Removes files of partners that nobody imported, and after a month their undo.",
)
def forget_partner_files() -> str:
    return f"{partner_files.forget_files()} removed"
