"""Asking for an edition, and deciding on it. What is decided is told to the partner once it is committed."""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.plan.editions import mails
from campaigns.plan.models import Campaign, Edition, Partnership, PressRun, PrintedItem
from campaigns.plan.sheets import watching
from campaigns.plan.sheets.edition_runs import begin
from campaigns.plan.sheets.recall import recall
from core.uploads.kinds.logos import Logo
from made.files import drop, sha256_of, whole
from press.content import PressError

State = Edition.State


class EditionError(PressError):
    """An edition cannot be asked for, or not be decided on any more; the message says why."""


def ask(partnership: Partnership, logo: Logo, departement: str, emblem: str) -> Edition:
    """One more waits for the team, in the place of what waited before; the approved one stays as it is."""
    edition = Edition(
        partnership=partnership, width=logo.width, height=logo.height, departement=departement, emblem=emblem
    )
    file = ContentFile(logo.png)
    edition.sha256 = sha256_of(file)
    with transaction.atomic():
        _hold(partnership)
        if partnership.ended_at or not partnership.partner.is_verified:
            raise EditionError(_("The address of your organisation is not verified yet."))
        for former in partnership.editions.filter(state=State.WAITING):
            former.delete()
            drop(former.logo)
        edition.logo.save("logo.png", file, save=False)
        with whole(edition.logo):
            edition.save()
    return edition


@transaction.atomic
def approve(edition: Edition, user) -> PressRun | None:
    """It takes the place of the one before, and its sheets are being made; None where there is nothing to make yet."""
    current = _waiting(edition)
    if not current.partnership.partner.is_verified:
        raise EditionError(_("The address of this partner is not verified: verify it first."))
    for former in current.partnership.editions.filter(state=State.APPROVED):
        _end(former, State.REPLACED)
    _decide(current, State.APPROVED, user)
    watching.edition_changed(current.partnership)
    return begin(current, user)


@transaction.atomic
def refuse(edition: Edition, user, reason: str) -> None:
    current = _waiting(edition)
    _decide(current, State.REFUSED, user, _said(reason))
    _forget_logo(current)


@transaction.atomic
def withdraw(edition: Edition, user, reason: str) -> list[PrintedItem]:
    """Its sheets are recalled with it, of whatever age; returns them."""
    _hold(edition.partnership)
    current = edition.partnership.editions.filter(pk=edition.pk, state=State.APPROVED).first()
    if current is None:
        raise EditionError(_("This edition is not in use any more."))
    reason = _said(reason)
    _decide(current, State.WITHDRAWN, user, reason)
    _forget_logo(current)
    campaign = current.partnership.campaign
    of_partner = campaign.printed.filter(edition__partnership=current.partnership, recalled_at=None)
    ids = list(of_partner.values_list("pk", flat=True))
    return recall(campaign, ids, reason, user) if ids else []


@transaction.atomic
def end(partnership: Partnership) -> None:
    """With the partner's part its logos go; its sheets are stale from then on, for the team to recall."""
    for one in partnership.editions.filter(state__in=[State.APPROVED, State.WAITING]):
        _end(one, State.WITHDRAWN)
    watching.edition_changed(partnership)


def _said(reason: str) -> str:
    if not reason.strip():
        raise EditionError(_("Say why: the partner reads it."))
    return reason.strip()


def _hold(partnership: Partnership) -> None:
    """Two who decide, or ask, at the same moment do so one after the other."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def _waiting(edition: Edition) -> Edition:
    _hold(edition.partnership)
    joined = Edition.objects.select_related("partnership__partner", "partnership__campaign")
    found = joined.filter(pk=edition.pk, state=State.WAITING).first()
    if found is None:
        raise EditionError(_("This edition does not wait any more: it was decided on, or another was asked for."))
    return found


def _decide(edition: Edition, state: str, user, reason: str = "") -> None:
    edition.state, edition.reason = state, reason
    edition.decided_at, edition.decided_by = timezone.now(), user
    edition.told_at, edition.problem = None, ""
    edition.save(update_fields=["state", "reason", "decided_at", "decided_by", "told_at", "problem"])
    data = {"partner": str(edition.partnership.partner), "edition": edition.pk, "reason": reason}
    log(_campaign(edition), f"plan.edition_{state}", user=user, data=data)
    transaction.on_commit(partial(mails.send.enqueue, edition.pk), robust=True)


def _campaign(edition: Edition) -> Campaign:
    return edition.partnership.campaign


def _end(edition: Edition, state: str) -> None:
    edition.state = state
    edition.save(update_fields=["state"])
    _forget_logo(edition)


def _forget_logo(edition: Edition) -> None:
    drop(edition.logo)
    edition.logo = ""
    edition.save(update_fields=["logo"])
