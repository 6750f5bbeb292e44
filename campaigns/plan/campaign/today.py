"""What this room puts on the list of today: late starts, checks that fail, stale sheets, local editions that wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import CharField, Count, F, IntegerField, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.plan.campaign import board
from campaigns.plan.campaign.board import Unready
from campaigns.plan.copying.permissions import may_begin_again
from campaigns.plan.editions.desk import MAY_DECIDE
from campaigns.plan.models import Edition, PrintedItem
from core.editor.calendar import day_of
from core.editor.today import Kind, Next, Task


def starts(user, now: datetime) -> Iterator[Task]:
    """What should have started, to who may start it; what fails checks, to who may mend them too."""
    may_launch, may_mend = user.has_perm("plan.launch_campaign"), user.has_perm("plan.change_campaign")
    if not may_launch and not may_mend:
        return
    found = board.plans_for(user, now).unready.shown
    columns = board.spoken([row.campaign for row in found])
    for row in found:
        failing = {code: cell.failing for code, cell in zip(columns, row.cells, strict=True) if cell and cell.failing}
        is_late = row.days_late > 0 and may_launch
        said = [_("It should have started: start it, or give it another date.")] if is_late else []
        said += _checks(row, failing) if may_mend else []
        if said:
            url = reverse("campaign_readiness", args=[row.campaign.pk])
            yield Task(
                kind=Kind.START if is_late else Kind.CHECKS,
                title=str(row.wave or row.campaign),
                url=f"{url}?wave={row.wave.pk}" if row.wave else url,
                about=" ".join(said),
                due=day_of(now) - timedelta(days=row.days_late),
                languages=tuple(failing),
            )


def _checks(row: Unready, failing: dict[str, int]) -> list[str]:
    """What is to be done about its checks, in a sentence; none where all passed."""
    if failing:
        number = sum(failing.values())
        return [ngettext("%(count)d check fails.", "%(count)d checks fail.", number) % {"count": number}]
    return [] if any(cell and cell.asked for cell in row.cells) else [_("Its checks were never asked.")]


def made(user, now: datetime) -> Iterator[Task]:
    """Stale and recalled sheets that no new one replaces, to who may make them anew; local editions, to who decides. One query."""
    found = [_sheets()] if user.has_perm("plan.change_campaign") else []
    found += [_editions()] if user.has_perm(MAY_DECIDE) else []
    for row in found[0].union(*found[1:], all=True).order_by() if found else ():
        yield _sheets_task(row) if row["edition"] is None else _edition_task(row)


def _sheets() -> QuerySet:
    found = PrintedItem.objects.filter(~Q(stale_since=None) | ~Q(recalled_at=None), replaced_at=None).order_by()
    return found.values(of=F("campaign"), campaign_name=F("campaign__name")).annotate(
        edition=Value(None, IntegerField()),
        partner=Value("", CharField()),
        all=Count("pk"),
        back=Count("pk", filter=~Q(recalled_at=None)),
        since=Min(Coalesce("recalled_at", "stale_since")),
    )


def _editions() -> QuerySet:
    found = Edition.objects.filter(state=Edition.State.WAITING).order_by()
    return found.values(
        of=F("partnership__campaign"),
        campaign_name=F("partnership__campaign__name"),
        edition=F("pk"),
        partner=F("partnership__partner__name"),
        all=Value(0),
        back=Value(0),
        since=F("asked_at"),
    )


def _sheets_task(row: dict) -> Task:
    said = [_stale(row["all"] - row["back"]), _recalled(row["back"])]
    return Task(
        kind=Kind.SHEETS,
        title=row["campaign_name"],
        url=reverse("campaign_print", args=[row["of"]]),
        about=" ".join(filter(None, said)),
        since=row["since"],
        weight=0 if row["back"] else 1,
    )


def _edition_task(row: dict) -> Task:
    return Task(
        kind=Kind.EDITION,
        title=row["partner"],
        url=reverse("campaign_edition", args=[row["of"], row["edition"]]),
        about=_("It asks to put its logo on the sheets of “%(campaign)s”.") % {"campaign": row["campaign_name"]},
        since=row["since"],
    )


def _stale(number: int) -> str:
    said = ngettext("%(count)d sheet says what was true before.", "%(count)d sheets say what was true before.", number)
    return said % {"count": number} if number else ""


def _recalled(number: int) -> str:
    said = ngettext(
        "%(count)d sheet was recalled and has no successor.",
        "%(count)d sheets were recalled and have no successor.",
        number,
    )
    return said % {"count": number} if number else ""


def next_of_planner(user) -> Next | None:
    if may_begin_again(user):
        return Next(_("Plan a campaign"), reverse("campaign_new"))
    return None


def next_of_publisher(user) -> Next | None:
    if user.has_perm("plan.launch_campaign"):
        return Next(_("See what keeps each campaign back, and who holds it up."), reverse("campaigns_readiness"))
    return None


def next_of_everybody(user) -> Next:
    return Next(_("See in the calendar what comes next."), reverse("calendar"))
