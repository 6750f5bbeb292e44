"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from campaigns.deterrence.experiments import learnt, periodic_jobs, public
from campaigns.deterrence.experiments.running import guards, taken_down
from campaigns.deterrence.experiments.running.serving import Experiments
from campaigns.plan.relay.reached import RESTS
from campaigns.results import frame
from campaigns.results.briefing.sections.learnt import LEARNT
from campaigns.results.public import sections
from core import registry
from core.editor.roles import ADMINISTRATOR, EDITOR, GRANTS, PUBLISHER, grant
from core.editor.tabs import Tab
from core.publication import sign_off, varying
from core.upkeep import periodic

GIVES = [
    registry.LISTENING(guards),
    sign_off.GUARDS(guards.wording_is_fit),
    varying.VARIES(Experiments()),
    frame.TABS(Tab("results_experiments", _("Experiments"), "copy")),
    sections.SECTIONS(
        sections.Section("experiments", "experiments/public.html", public.told, public.as_json, public.as_rows)
    ),
    RESTS(taken_down.rest),
    LEARNT(learnt.said),
    periodic.JOBS.of(periodic_jobs),
    GRANTS(
        grant("experiments.add_experiment", to=[EDITOR, ADMINISTRATOR]),
        grant("experiments.start_experiment", to=[PUBLISHER, ADMINISTRATOR]),
    ),
]
