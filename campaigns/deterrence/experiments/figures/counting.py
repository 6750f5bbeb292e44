"""What was counted of an experiment: views of each wording, and the views among them with the outcome."""

from campaigns.deterrence.experiments.figures.statistics import Arm
from campaigns.deterrence.experiments.models import Experiment
from core.measures.indicators import Indicator
from reach.figures import reading


def arms(experiment: Experiment) -> dict[str, Arm]:
    """{letter: counts}, the control first: of what is over as they were at its end, of what runs as they are now."""
    if experiment.is_over:
        return {letter: Arm(**experiment.counts[letter]) for letter in experiment.letters}
    if experiment.is_draft:
        return {}
    found = reading.of_variants(experiment.variants, (Indicator.VIEW, experiment.outcome), (0, experiment.campaign_id))
    return {
        letter: _arm(found.get(experiment.variant(letter), {}), experiment.outcome) for letter in experiment.letters
    }


def _arm(counted: dict[str, int], outcome: str) -> Arm:
    """A view is refused by its own rules and its click by others: there is never more of this than of that."""
    views = counted.get(Indicator.VIEW, 0)
    return Arm(views, min(views, counted.get(outcome, 0)))


def has_reached_size(experiment: Experiment, counted: dict[str, Arm]) -> bool:
    return bool(counted) and min(arm.views for arm in counted.values()) >= experiment.planned
