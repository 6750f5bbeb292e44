"""What was done: channels, pages, what was made and passed on, and the remarks of the team."""

from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.section import Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import ended, language, listed, whole

MOST_REMARKS = 12


def shown(one: Evidence) -> Sentences:
    done = one.done
    if done.channels:
        said = _("Channels planned: %(channels)s; placements: %(places)s – %(names)s.")
        yield said % {
            "channels": whole(len(done.channels)),
            "places": whole(done.places),
            "names": listed(done.channels),
        }


def published(one: Evidence) -> Sentences:
    done = one.done
    if done.pages:
        names = [language(code) for code in done.languages]
        said = ngettext(
            "%(number)s page of the campaign is public, in: %(languages)s.",
            "%(number)s pages of the campaign are public, in: %(languages)s.",
            done.pages,
        )
        yield said % {"number": whole(done.pages), "languages": listed(names)}


def passed_on(one: Evidence) -> Sentences:
    done = one.done
    parts = (
        (_("sheets and pictures"), done.sheets),
        (_("films"), done.films),
        (_("partners who pass it on"), done.partners),
        (_("posts on networks"), done.posts),
    )
    told = [_("%(name)s: %(number)s") % {"name": name, "number": whole(n)} for name, n in parts if n]
    if told:
        yield _("Made and passed on – %(parts)s.") % {"parts": listed(told)}


def remarks(one: Evidence) -> Sentences:
    notes = (mark for mark in one.happened if mark.kind in ("note", "slot"))
    for mark in islice(notes, MOST_REMARKS):
        yield _("Noted by the team, %(when)s: %(text)s") % {"when": mark.when, "text": ended(mark.text)}


SECTION = Section(
    "done",
    gettext_lazy("What was done"),
    (Rule(shown), Rule(published), Rule(passed_on), Rule(remarks, Depth.FULL)),
    gettext_lazy("No channel is planned, and no page of the campaign is public."),
)
