"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from core.editor import handover, today
from core.editor.roles import ADMINISTRATOR, EDITOR, GRANTS, LAWYER, NEEDED, PUBLISHER, grant
from core.navigation.slots import PLACES
from core.publication import cached, page_rules
from core.upkeep import doctor, periodic
from letterbox import periodic_jobs, readers, rules, slots
from letterbox import today as waiting
from letterbox.models import Message
from letterbox.models.message import VIEW

GIVES = [
    page_rules.RULES(rules.forms_in_the_open),
    PLACES["footer_links"](slots.way_to_correct),
    PLACES["press_room"](slots.way_to_ask),
    today.TODAY(waiting.messages),
    cached.UNSEEN("letterbox_message"),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("letterbox.checks"),
    NEEDED(readers.needs),
    handover.HELD(
        handover.by_field(
            _("Messages from the public that they are answering"),
            Message.objects.taken,
            "handler",
            lacks=readers.beyond,
        )
    ),
    GRANTS(grant(VIEW, to=[EDITOR, PUBLISHER, LAWYER, ADMINISTRATOR])),
]
