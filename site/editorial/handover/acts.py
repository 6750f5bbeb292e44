"""Handing over: all of it or nothing, with an entry in the history of the account."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Exists, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.editor.handover import HELD, LISTED, SHOWN, Held
from core.editor.page_history import note
from core.publication.sign_off import SignOffError
from editorial.handover.held import PAGES

HANDED_OVER, TAKEN_OVER = "editorial.handed_over", "editorial.taken_over"
CLOSED = "editorial.account_closed"
PAGE_HANDED_OVER = "editorial.page_handed_over"


@dataclass(frozen=True)
class Share:
    """What of one sort a person holds, and why the other may not take it."""

    held: Held
    rows: models.QuerySet
    number: int
    names: list[str]
    lacks: str = ""

    @property
    def first(self) -> list[str]:
        return self.names[:SHOWN]

    @property
    def others(self) -> list[str]:
        return self.names[SHOWN:]

    @property
    def more(self) -> int:
        return self.number - SHOWN

    @property
    def unlisted(self) -> int:
        return self.number - len(self.names)


def may_hand_over(user, account) -> bool:
    """Whoever manages accounts; what a superuser holds, superusers alone."""
    return user.has_perm("core.change_user") and (user.is_superuser or not account.is_superuser)


def successors(account) -> models.QuerySet:
    """Active accounts that may open the admin."""
    enters = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
    found = get_user_model().objects.filter(enters, is_active=True).exclude(pk=account.pk).distinct()
    return found.order_by("last_name", "first_name", "username")


def shares(account, successor=None) -> list[Share]:
    """One query says of which sorts there is anything; a few more for each of these, however much there is."""
    return [_share(held, account, successor) for held in _sorts(account)]


def _sorts(account) -> list[Held]:
    there = {f"sort_{number}": Exists(held.of(account)) for number, held in enumerate(HELD)}
    found = get_user_model().objects.filter(pk=account.pk).annotate(**there).values_list(*there).get()
    return [held for held, is_there in zip(HELD, found, strict=True) if is_there]


def _share(held: Held, account, successor) -> Share:
    rows = held.of(account)
    first = list(rows[: LISTED + 1])
    number = rows.count() if len(first) > LISTED else len(first)
    names = [held.name(row) for row in first[:LISTED]]
    takes = successor and number and not held.ends
    return Share(held, rows, number, names, held.lacks(rows, successor) if takes else "")


@transaction.atomic
def hand_over(account, successor, by) -> list[Share]:
    """Raises SignOffError where the successor may not take all of it; nothing is handed over then."""
    if successor not in successors(account):
        raise SignOffError(_("This account cannot take anything over: it is closed, or may not open the admin."))
    given = shares(account, successor)
    if refused := [share.lacks for share in given if share.lacks]:
        raise SignOffError(" ".join(dict.fromkeys(refused)))
    pages = [page for share in given if share.held is PAGES for page in share.rows]
    for share in given:
        share.held.give(share.rows, successor)
    note(pages, PAGE_HANDED_OVER, by, {"from": account.get_username(), "to": successor.get_username()})
    said: dict[str, Any] = {"to": successor.get_username(), "what": {str(one.held.label): one.number for one in given}}
    said["names"] = list(dict.fromkeys(name for one in given for name in one.names))
    log(instance=account, action=HANDED_OVER, user=by, data=said)
    log(instance=successor, action=TAKEN_OVER, user=by, data=said | {"from": account.get_username()})
    return given


@transaction.atomic
def close(account, by) -> None:
    """Nobody signs in with it any more; what it did keeps its name."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    log(instance=account, action=CLOSED, user=by)
