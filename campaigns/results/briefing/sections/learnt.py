"""What we learnt: from experiments and other rooms, from rates, from what was read."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.results.briefing.evidence import Evidence
from campaigns.results.briefing.sections.cost import rated
from campaigns.results.briefing.sections.section import LEAST, Depth, Rule, Section, Sentences
from campaigns.results.briefing.words import euros, language, listed, whole
from campaigns.results.templatetags.results_tags import percent
from core import registry

# (campaign, period) → whole sentences in the active language, each with its numbers; those that are certain first.
LEARNT = registry.Kind[Callable[..., list[str]]]()


def by_rooms(one: Evidence) -> Sentences:
    for learnt in LEARNT:
        yield from learnt(one.campaign, one.span.period)


def cheap_and_dear(one: Evidence) -> Sentences:
    found = rated(one)
    if len(found) > 1:
        cheap, dear = found[0], found[-1]
        said = _(
            "An opening costs %(least)s by “%(cheap)s” and %(most)s by “%(dear)s”. Whom each reached, the counts do not say."
        )
        yield said % {
            "least": euros(cheap.per_hit),
            "cheap": cheap.channel.name,
            "most": euros(dear.per_hit),
            "dear": dear.channel.name,
        }


def furthest_read(one: Evidence) -> Sentences:
    """Of pages in one language: that of the page that was viewed most."""
    found = [row for row in one.pages if row.views >= LEAST and row.half.part and row.language == one.pages[0].language]
    if len(found) > 1:
        found.sort(key=lambda row: row.half.share)
        said = _(
            "Its middle is reached in %(most)s of the views of “%(best)s”, and in %(least)s of those of “%(other)s”."
        )
        yield said % {
            "best": found[-1].title,
            "most": percent(found[-1].half.share),
            "other": found[0].title,
            "least": percent(found[0].half.share),
        }


def spoken(one: Evidence) -> Sentences:
    known = [row for row in one.languages if row.entries]
    entries = sum(row.entries for row in known)
    if entries >= LEAST and len(known) > 1:
        first = sorted(known, key=lambda row: -row.entries)[:3]
        told = [
            _("%(language)s %(share)s") % {"language": language(row.language), "share": percent(row.entries / entries)}
            for row in first
        ]
        said = _("Of %(entries)s visits, the pages in these languages had: %(shares)s.")
        yield said % {"entries": whole(entries), "shares": listed(told)}


SECTION = Section(
    "learnt",
    gettext_lazy("What we learnt"),
    (Rule(by_rooms), Rule(cheap_and_dear), Rule(furthest_read), Rule(spoken, Depth.FULL)),
    gettext_lazy("Nothing that these counts can teach: no experiment ended, and no two rates can be compared."),
)
