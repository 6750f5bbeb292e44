"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from core import registry
from core.editor import calendar, panels, today
from core.editor.roles import ADMINISTRATOR, GRANTS, grant
from core.editor.search.sources import SEARCHED
from core.navigation import outside as outside_links
from core.navigation import signposts
from core.navigation.slots import PLACES
from core.publication import cached, circulation, erasure, page_rules, readiness
from core.text import rich_text
from core.text import tokens as kinds
from core.upkeep import doctor, periodic
from core.words import search
from facts import indexing, periodic_jobs, slots
from facts.desk import calendar_events, outside, standing
from facts.desk import readiness as checks
from facts.desk import search as found
from facts.desk import today as tasks
from facts.readers import withholding
from facts.readers.first_calls import first_calls
from facts.sentences import inline, tokens
from facts.typed import listing
from facts.typed import readiness as checks_of_typed
from facts.typed.panel import TypedNumbersPanel

GIVES = [
    registry.LISTENING(indexing),
    kinds.KINDS(tokens.Facts()),
    rich_text.EXPANDERS(inline.expand_facts),
    search.WORDS(indexing.words_of_facts),
    PLACES["skip_links"](slots.way_to_helplines),
    PLACES["start_of_content"](first_calls),
    PLACES["after_answer"](first_calls),
    PLACES["after_content"](slots.sources),
    PLACES["footer"](slots.helplines),
    PLACES["unavailable"](slots.last_known_helplines),
    PLACES["translation_editor"](slots.typed_numbers, slots.tokens),
    PLACES["approval"](slots.typed_in_the_draft, slots.typed_where_a_fact_changes),
    panels.PANELS(TypedNumbersPanel(heading=_("Numbers of law typed by hand"))),
    page_rules.RULES(tokens.refusals, withholding.refusals),
    signposts.UNFIT(withholding.showing),
    erasure.ERASERS(listing.forget),
    outside_links.ADDRESSES(outside.of_facts),
    circulation.COPIES(standing.pages),
    calendar.EVENTS(calendar_events.days),
    today.TODAY(tasks.checks),
    SEARCHED(found.facts, found.helplines),
    readiness.CHECKS.of(checks),
    readiness.CHECKS.of(checks_of_typed),
    cached.UNSEEN("facts_answerednumber", "facts_typednumber", "facts_readpage"),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("facts.doctor_checks"),
    GRANTS(grant("facts.change_firstcalls", to=[ADMINISTRATOR])),
]
