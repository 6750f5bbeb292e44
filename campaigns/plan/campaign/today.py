"""What this room puts on the list of today: late starts, checks that fail, stale sheets, local editions that wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
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


def sheets(user, now: datetime) -> Iterator[Task]:
    """Stale and recalled ones that no new one replaces, to who may make them anew; one query."""
    if not user.has_perm("plan.change_campaign"):
        return
    found = PrintedItem.objects.filter(~Q(stale_since=None) | ~Q(recalled_at=None), replaced_at=None)
    recalled = Count("pk", filter=~Q(recalled_at=None))
    since = Min(Coalesce("recalled_at", "stale_since"))
    rows = found.order_by().values("campaign", "campaign__name").annotate(all=Count("pk"), back=recalled, since=since)
    for row in rows:
        said = [_stale(row["all"] - row["back"]), _recalled(row["back"])]
        yield Task(
            kind=Kind.SHEETS,
            title=row["campaign__name"],
            url=reverse("campaign_print", args=[row["campaign"]]),
            about=" ".join(filter(None, said)),
            since=row["since"],
            weight=0 if row["back"] else 1,
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


def editions(user, now: datetime) -> Iterator[Task]:
    """To those who decide about them; one query."""
    if not user.has_perm(MAY_DECIDE):
        return
    waiting = Edition.objects.filter(state=Edition.State.WAITING)
    for edition in waiting.select_related("partnership__partner", "partnership__campaign"):
        campaign = edition.partnership.campaign
        yield Task(
            kind=Kind.EDITION,
            title=edition.partnership.partner.name,
            url=reverse("campaign_edition", args=[campaign.pk, edition.pk]),
            about=_("It asks to put its logo on the sheets of “%(campaign)s”.") % {"campaign": campaign.name},
            since=edition.asked_at,
        )


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
