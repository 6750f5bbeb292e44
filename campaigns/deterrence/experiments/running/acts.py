"""What is done with an experiment: it starts, stops, is told to the public. Each leaves who did it and when."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.deterrence.experiments.figures.counting import arms, has_reached_size
from campaigns.deterrence.experiments.models import Experiment, State
from campaigns.deterrence.experiments.running import rules
from reach.figures import proportions
from reach.folding.fold import fold


class RefusedError(Exception):
    """It may not be done; `problems` are sentences for the team."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


@transaction.atomic
def start(experiment: Experiment, user, *, at: datetime | None = None) -> None:
    """From here on each view draws a wording, and nothing that was declared is changed. The demonstration began earlier."""
    locked = _locked(experiment, State.DRAFT)
    problems = rules.obstacles(locked)
    if problems:
        raise RefusedError(problems)
    locked.words = rules.shown_words(locked)
    locked.state, locked.started_at, locked.started_by = State.RUNNING, at or timezone.now(), user
    locked.save()
    log(locked, "experiments.start", user=user)
    experiment.refresh_from_db()


def end_early(experiment: Experiment, reason: str, user=None) -> None:
    """By somebody, or because its page does not allow it any more; with the reason, and with what was counted so far."""
    if not reason.strip():
        raise RefusedError([_("Say why it ends before its size.")])
    _end(experiment, State.ENDED, reason.strip()[:300], user)


def stop_at_size(experiment: Experiment, *, at: datetime | None = None) -> bool:
    """Whether it was stopped: every wording was viewed as often as planned."""
    if not has_reached_size(experiment, arms(experiment)):
        return False
    _end(experiment, State.STOPPED, "", None, at)
    return True


@transaction.atomic
def _end(experiment: Experiment, state: State, reason: str, user, at: datetime | None = None) -> None:
    locked = _locked(experiment, State.RUNNING)
    counted = arms(locked)
    locked.counts = {letter: {"views": arm.views, "outcomes": arm.outcomes} for letter, arm in counted.items()}
    locked.state, locked.reason, locked.ended_at, locked.ended_by = state, reason, at or timezone.now(), user
    locked.save()
    log(locked, "experiments.end", user=user, data={"reason": reason})
    experiment.refresh_from_db()


def publish(experiment: Experiment, user, *, is_on: bool) -> None:
    """On the public page of the campaign's results, or off it again; the result itself is kept in any case."""
    if not experiment.is_over:
        raise RefusedError([_("It has not ended: a result is told once nothing can change it any more.")])
    experiment.published_at, experiment.published_by = (timezone.now(), user) if is_on else (None, None)
    experiment.save()
    log(experiment, "experiments.publish" if is_on else "experiments.withdraw", user=user)


def watch() -> tuple[int, int]:
    """How many reached their size, and how many had to end for another reason; runs as often as one likes."""
    running = list(Experiment.objects.running().select_related("campaign"))
    if not running:
        return 0, 0
    fold()
    proportions.look()
    stopped = sum(stop_at_size(one) for one in running)
    return stopped, sum(end_if_broken(one) for one in running if one.is_running)


def end_if_broken(experiment: Experiment) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        reason = rules.broken(experiment)
        if reason:
            end_early(experiment, reason)
    return bool(reason)


def _locked(experiment: Experiment, state: State) -> Experiment:
    """As it is now, and for this transaction alone; RefusedError where somebody was faster."""
    found = Experiment.objects.select_for_update().select_related("campaign").get(pk=experiment.pk)
    if found.state != state:
        raise RefusedError([_("It is not in this state any more: look at it again.")])
    return found
