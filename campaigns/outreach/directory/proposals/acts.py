"""What shall change in the directory: proposed by one person, accepted or refused by another, and undone the same way."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.outreach.directory.corrections import links
from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from campaigns.outreach.directory.proposals import changes, kinds, writing
from campaigns.outreach.directory.proposals.changes import Changes
from campaigns.outreach.directory.proposals.kinds import ENTRIES, Kind
from campaigns.plan.signals import place_help_changed
from intake.previews import whole_or_nothing
from intake.problems import NotAppliedError

ADD, DECIDE, VIEW = "directory.add_proposal", "directory.decide_proposal", "directory.view_entry"


def draft(found: Changes, author, origin: str, **fields: Any) -> Proposal:
    """Keep what would change; it waits for nobody yet."""
    fields |= {"rows": found.rows, "before": found.before, "about": found.kind.about}
    return Proposal.objects.create(origin=origin, author=author, **fields)


def propose(rows: list[dict[str, Any]], author, origin: str, kind: Kind = ENTRIES, **fields: Any) -> Proposal | None:
    """Submit rows for a decision; None where they change nothing. Raises NotAppliedError."""
    found = changes.of(rows, kind)
    refuse_incomplete(found)
    if not found.found:
        return None
    return draft(found, author, origin, submitted_at=timezone.now(), **fields)


def submit(proposal: Proposal) -> None:
    """Whoever looked at a preview says that it is what they mean."""
    done = Proposal.objects.filter(pk=proposal.pk, submitted_at=None).update(submitted_at=timezone.now())
    if not done:
        raise NotAppliedError(_("This was submitted already. Nothing was submitted a second time."))


def refuse_incomplete(found: Changes) -> None:
    if found.incomplete:
        reference, missing = found.incomplete[0]
        labels = ", ".join(found.kind.by_field[one].label for one in missing)
        reason = _("“%(reference)s” is not in the directory, and a new entry needs: %(fields)s.")
        raise NotAppliedError(reason % {"reference": reference, "fields": labels})


def may_decide(proposal: Proposal, user) -> bool:
    return user.has_perm(DECIDE) and proposal.author_id != user.pk and not came_by_known_link(proposal, user)


def came_by_known_link(proposal: Proposal, user) -> bool:
    """Whether somebody could have sent it while signed out, by a link of an organisation that they had seen or sent."""
    is_correction = proposal.origin == Proposal.Origin.CORRECTION and proposal.organisation is not None
    return is_correction and links.was_known_to(proposal.organisation, user, proposal.created_at)


def conflicts(proposal: Proposal) -> list[str]:
    """What says something else by now than when this was proposed."""
    return _conflicts(proposal, kinds.of(proposal).there(proposal.before))


def _conflicts(proposal: Proposal, there: dict[str, Any]) -> list[str]:
    kind = kinds.of(proposal)
    return [
        kind.called(reference, there.get(reference))
        for reference, before in proposal.before.items()
        if not _still_says(kind, there.get(reference), before)
    ]


def _still_says(kind: Kind, one: Any | None, before: dict[str, Any] | None) -> bool:
    if before is None or one is None:
        return before is one
    current = kind.values(one)
    return all(current[field] == value for field, value in before.items())


def accept(proposal: Proposal, user) -> None:
    """Write all rows, judged again as things are now, or none of them. Raises NotAppliedError."""
    with whole_or_nothing(_at_the_same_moment()):
        current = _decided(proposal, user, accepted=True)
        kind = kinds.of(current)
        there = kind.there(current.before, lock=True)
        if changed := _conflicts(current, there):
            raise NotAppliedError(_changed_since(changed))
        before = _territories(kind, current)
        writing.write(current.rows, kind, there)
        place_help_changed.send(sender=Proposal, territories=before | _territories(kind, current))


def _territories(kind: Kind, proposal: Proposal) -> set[str]:
    """Where help is told of otherwise, before it is written and after; a place may move."""
    if kind is not ENTRIES:
        return set()
    references, found = list(proposal.before), set()
    for at in range(0, len(references), kinds.AT_ONCE):
        entries = Entry.objects.filter(reference__in=references[at : at + kinds.AT_ONCE]).order_by()
        found.update(entries.values_list("territory", flat=True).distinct())
    return found - {""}


def refuse(proposal: Proposal, user, reason: str) -> None:
    if not reason.strip():
        raise NotAppliedError(_("Say why: whoever proposed it reads the reason."))
    with whole_or_nothing(_at_the_same_moment()):
        _decided(proposal, user, accepted=False, reason=reason)


def _at_the_same_moment() -> str:
    return _("Something else was written at the same moment, so nothing was changed: look at it again.")


def _decided(proposal: Proposal, user, *, accepted: bool, reason: str = "") -> Proposal:
    """The proposal with the decision on it; whoever decides at the same time waits here, and then sees it."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not current.submitted_at:
        raise NotAppliedError(_("This was not submitted yet."))
    if current.decided_at:
        raise NotAppliedError(_("This is decided already. Nothing was changed a second time."))
    if not user.has_perm(DECIDE):
        raise NotAppliedError(_("You may not decide on proposals for the directory."))
    if current.author_id == user.pk:
        raise NotAppliedError(_("You proposed this yourself: somebody else has to decide."))
    if came_by_known_link(current, user):
        raise NotAppliedError(
            _(
                "It came by a link that you have seen or sent, so that it could be your own: somebody else has to decide."
            )
        )
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
    """The same rows, proposed on what is there now, by whoever asks for it."""
    about = {"note": proposal.note, "organisation": proposal.organisation}
    return propose(proposal.rows, user, Proposal.Origin.FORM, kinds.of(proposal), **about)


def undo(proposal: Proposal, user) -> Proposal | None:
    """Propose what was there before; what was new is withdrawn. None where nothing of it is left to undo."""
    if not proposal.accepted:
        raise NotAppliedError(_("This was not accepted: there is nothing to undo."))
    rows = [
        {"reference": reference} | ({"withdrawn": True} if before is None else before)
        for reference, before in proposal.before.items()
    ]
    return propose(rows, user, Proposal.Origin.FORM, kinds.of(proposal), undoes=proposal)


def waiting_for(organisation: Organisation, since) -> int:
    """Corrections that an organisation has sent since a moment."""
    recent = Q(created_at__gte=since)
    return organisation.proposals.filter(recent, origin=Proposal.Origin.CORRECTION).count()
