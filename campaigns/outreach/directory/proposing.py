"""What shall change in the directory: proposed by one person, accepted or refused by another, and undone the same way."""

from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.outreach.directory import changes, writing
from campaigns.outreach.directory.changes import Changes
from campaigns.outreach.directory.models import Organisation, Proposal

ADD, DECIDE, VIEW = "directory.add_proposal", "directory.decide_proposal", "directory.view_entry"


class RefusedError(Exception):
    """Nothing was changed; `message` says why and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def draft(found: Changes, author, origin: str, **fields: Any) -> Proposal:
    """Keep what would change; it waits for nobody yet."""
    return Proposal.objects.create(origin=origin, author=author, rows=found.rows, before=found.before, **fields)


def propose(rows: list[dict[str, Any]], author, origin: str, **fields: Any) -> Proposal | None:
    """Submit rows for a decision; None where they change nothing. Raises RefusedError."""
    found = changes.of(rows)
    refuse_incomplete(found)
    if not found.found:
        return None
    return draft(found, author, origin, submitted_at=timezone.now(), **fields)


def submit(proposal: Proposal) -> None:
    """Whoever looked at a preview says that it is what they mean."""
    done = Proposal.objects.filter(pk=proposal.pk, submitted_at=None).update(submitted_at=timezone.now())
    if not done:
        raise RefusedError(_("This was submitted already. Nothing was submitted a second time."))


def refuse_incomplete(found: Changes) -> None:
    if found.incomplete:
        reference, missing = found.incomplete[0]
        labels = ", ".join(changes.BY_FIELD[one].label for one in missing)
        reason = _("“%(reference)s” is not in the directory, and a new entry needs: %(fields)s.")
        raise RefusedError(reason % {"reference": reference, "fields": labels})


def may_decide(proposal: Proposal, user) -> bool:
    return user.has_perm(DECIDE) and proposal.author_id != user.pk


def conflicts(proposal: Proposal, *, lock: bool = False) -> list[str]:
    """References of entries that say something else by now than when this was proposed; locked, they stay as they are."""
    there = changes.entries(proposal.before, writing.locked() if lock else None)
    found = []
    for reference, before in proposal.before.items():
        entry = there.get(reference)
        current = changes.values(entry) if entry else None
        if before is None or current is None:
            same = before is current
        else:
            same = all(current[one] == value for one, value in before.items())
        if not same:
            found.append(reference)
    return found


def accept(proposal: Proposal, user) -> None:
    """Write all rows, judged again as things are now, or none of them. Raises RefusedError."""
    try:
        with transaction.atomic():
            current = _decided(proposal, user, accepted=True)
            changed = conflicts(current, lock=True)
            if changed:
                raise RefusedError(_changed_since(changed))
            writing.write(current.rows)
    except DatabaseError:
        raise RefusedError(
            _("Something else was written at the same moment, so nothing was changed: look at it again.")
        ) from None


def refuse(proposal: Proposal, user, reason: str) -> None:
    if not reason.strip():
        raise RefusedError(_("Say why: whoever proposed it reads the reason."))
    with transaction.atomic():
        _decided(proposal, user, accepted=False, reason=reason)


def _decided(proposal: Proposal, user, *, accepted: bool, reason: str = "") -> Proposal:
    """The proposal with the decision on it; whoever decides at the same time waits here, and then sees it."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not current.submitted_at:
        raise RefusedError(_("This was not submitted yet."))
    if current.decided_at:
        raise RefusedError(_("This is decided already. Nothing was changed a second time."))
    if not user.has_perm(DECIDE):
        raise RefusedError(_("You may not decide on proposals for the directory."))
    if current.author_id == user.pk:
        raise RefusedError(_("You proposed this yourself: somebody else has to decide."))
    current.decided_at, current.decided_by = timezone.now(), user
    current.accepted, current.reason = accepted, reason.strip()
    current.save(update_fields=["decided_at", "decided_by", "accepted", "reason"])
    log(instance=current, action=f"directory.{'accept' if accepted else 'refuse'}", user=user)
    return current


def _changed_since(references: list[str]) -> str:
    said = _("Since this was proposed, these entries have changed: %(entries)s. Nothing was written: propose it again.")
    some = ", ".join(references[:5]) + (" …" if len(references) > 5 else "")
    return said % {"entries": some}


def again(proposal: Proposal, user) -> Proposal | None:
    """The same rows, proposed on what the entries say now, by whoever asks for it."""
    return propose(proposal.rows, user, Proposal.Origin.FORM, note=proposal.note, organisation=proposal.organisation)


def undo(proposal: Proposal, user) -> Proposal | None:
    """Propose what was there before; what was new is withdrawn. None where nothing of it is left to undo."""
    if not proposal.accepted:
        raise RefusedError(_("This was not accepted: there is nothing to undo."))
    rows = [
        {"reference": reference} | ({"withdrawn": True} if before is None else before)
        for reference, before in proposal.before.items()
    ]
    return propose(rows, user, Proposal.Origin.FORM, undoes=proposal)


def waiting_for(organisation: Organisation, since) -> int:
    """Corrections that an organisation has sent since a moment."""
    recent = Q(created_at__gte=since)
    return organisation.proposals.filter(recent, origin=Proposal.Origin.CORRECTION).count()
