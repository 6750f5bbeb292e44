"""What a partner is told of its edition: what is in use, what waits, why the last one was refused, how far the files are."""

from dataclasses import dataclass

from campaigns.plan.models import Edition, Partnership

SHOWN = (Edition.State.APPROVED, Edition.State.WAITING, Edition.State.REFUSED, Edition.State.WITHDRAWN)


@dataclass(frozen=True)
class Told:
    partnership: Partnership
    approved: Edition | None
    waiting: Edition | None
    turned_down: Edition | None  # the last that was refused or withdrawn, where nothing has followed it
    done: int
    total: int

    @classmethod
    def of(cls, partnership: Partnership) -> "Told":
        """In two queries."""
        found = list(partnership.editions.filter(state__in=SHOWN).order_by("-asked_at", "-pk"))
        newest = {state: next((one for one in found if one.state == state), None) for state in SHOWN}
        last = found[0] if found and found[0].decided_at and not found[0].is_approved else None
        return cls(
            partnership,
            newest[Edition.State.APPROVED],
            newest[Edition.State.WAITING],
            last,
            *_progress(partnership),
        )

    @property
    def is_making(self) -> bool:
        return self.total > 0


def _progress(partnership: Partnership) -> tuple[int, int]:
    """(files that are done, all of them) of the edition's run, where one is going on."""
    for run in partnership.campaign.press_runs.filter(finished_at=None).only("to_do", "done"):
        if run.to_do and all(thing[3:] == [partnership.pk] for thing in run.to_do):
            return run.done, run.total
    return 0, 0
