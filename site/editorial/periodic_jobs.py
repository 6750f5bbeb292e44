"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from editorial.accessibility import weekly as accessibility
from editorial.correction import telling
from editorial.models import TranslationImport
from editorial.outside import checking
from editorial.review import links as review_links
from editorial.rota import absences
from intake.previews import forget


@periodic(every=timedelta(hours=1), description="Gathers the links to other sites that live pages show.")
def collect_outside_links() -> str:
    return f"{checking.collect()} known"


@periodic(every=timedelta(minutes=5), description="Asks links to other sites, each once a day, whether they answer.")
def check_outside_links() -> str:
    """A few seconds at a time: launches wait for the same worker."""
    return f"{checking.check()} asked"


@periodic(every=timedelta(minutes=15), description="Checks the accessibility of live pages, each once a week.")
def check_accessibility() -> str:
    """A few seconds at a time, as for links."""
    checked, wrong = accessibility.check()
    return f"{checked} checked; {wrong} pages with problems"


@periodic(
    every=timedelta(days=1),
    description="Removes the mail addresses of reviewers without account, a year after their link.",
)
def forget_reviewers() -> str:
    """Who approved what stays, by name: it is the record of the sign-off."""
    return f"{review_links.forget()} forgotten"


@periodic(every=timedelta(days=1), description="Removes absences of people who decide, ninety days after their end.")
def forget_absences() -> str:
    return f"{absences.forget()} forgotten"


@periodic(
    every=timedelta(hours=1), description="Removes files of agencies that were uploaded a day ago and never imported."
)
def forget_translation_files() -> str:
    return f"{forget(TranslationImport.objects.filter(applied_at=None))} removed"


@periodic(
    every=timedelta(days=1),
    description="Looks again whom no mail tells that a correction was withdrawn, in the thirty days after it.",
)
def settle_whom_to_tell() -> str:
    return f"{telling.settle_all()} not told yet"
