"""The periodic work of this room."""

from datetime import timedelta

from campaigns.deterrence.experiments.running.acts import watch
from core.upkeep.periodic import periodic


@periodic(
    every=timedelta(minutes=1),
    description="Stops experiments at their planned size, and ends those whose page changed.",
)
def watch_experiments() -> str:
    stopped, ended = watch()
    return f"{stopped} stopped at their size, {ended} ended early"
