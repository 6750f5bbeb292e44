"""A finding in words: what is out of line, what to do about it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns.plan.models import Channel, TrackedLink
from campaigns.results.figures.definitions import Words
from campaigns.results.templatetags.results_tags import percent
from campaigns.results.tomorrow.rules import Finding
from core.words import languages, numbers
from facts.models import Helpline


@dataclass(frozen=True)
class Rule:
    """`said` takes what `_told` gives; `looks` says when the rule speaks."""

    key: str
    name: Words
    said: Words
    todo: Words
    looks: Words


RULES = {
    rule.key: rule
    for rule in (
        Rule(
            "silent-code",
            _("A code that nobody opens any more"),
            _("Nobody has opened %(subject)s for three days, where about %(expected)s times were expected."),
            _("Go and see whether the poster still hangs and whether its code can be read; open its address yourself."),
            _(
                "It had a week of openings or more; three days without any would come by chance in less than one week of twenty."
            ),
        ),
        Rule(
            "fallen-language",
            _("A language that falls behind"),
            _(
                "%(subject)s had %(seen)s visits in the last seven days, where about %(expected)s were expected from its share of the week before."
            ),
            _("Look whether its pages are live and current, and whether what leads to them still runs."),
            _(
                "It had 70 visits in the week before; its share of all visits fell by a quarter or more, and further than chance makes it vary from day to day."
            ),
        ),
        Rule(
            "dear-channel",
            _("A channel that costs four times another"),
            _("An opening costs %(seen)s € by %(subject)s, and %(expected)s € by %(other)s."),
            _(
                "Shift what is left of the budget, or change what it shows; keep it if it reaches people whom the other does not."
            ),
            _(
                "Both have 100 openings or more on the days whose cost is known, and one opening costs four times that of the cheapest."
            ),
        ),
        Rule(
            "left-page",
            _("A page that most leave before its middle"),
            _(
                "%(seen)s of the views of %(subject)s come to its middle, and %(expected)s of those of the campaign’s other pages."
            ),
            _(
                "Put what the advertisement promised into its first screen, and shorten what stands before the first act."
            ),
            _(
                "It had 200 views in 14 days, fewer than half of them came to its middle, and fewer than chance explains beside the other pages."
            ),
        ),
        Rule(
            "busy-helpline",
            _("A helpline that gets many more calls"),
            _("%(subject)s took %(seen)s calls in its last week, and %(expected)s in a usual one."),
            _(
                "Ask it today whether it can answer all of them. If not, spread or pause what you paid for: an unanswered call does harm."
            ),
            _(
                "It told of its calls by the day for five weeks; the last had 50 or more, half as many again as the four before, and more than chance explains."
            ),
        ),
    )
}


@dataclass(frozen=True)
class Sentence:
    """`address` leads to where it is looked at; empty where there is no such place."""

    finding: Finding
    rule: Rule
    subject: str
    said: str
    address: str


def sentences(findings: list[Finding]) -> list[Sentence]:
    """In the language that is active; a query for each kind of subject."""
    names = _names(findings)
    return [_sentence(finding, names) for finding in findings]


def _names(findings: list[Finding]) -> dict[str, Mapping[str, str]]:
    def keys(rule: str) -> list[str]:
        return [key for one in findings if one.rule == rule for key in (one.subject, one.other) if key]

    links = TrackedLink.objects.filter(pk__in=keys("silent-code")).select_related("channel", "placement")
    return {
        "silent-code": {str(one.pk): f"/s/{one.code} ({(one.placement or one.channel).name})" for one in links},
        "fallen-language": {
            key: languages.language(key).name if key in languages.codes() else key for key in keys("fallen-language")
        },
        "dear-channel": _titled(Channel.objects.filter(pk__in=keys("dear-channel")).values_list("pk", "name")),
        "left-page": _titled(Page.objects.filter(pk__in=keys("left-page")).values_list("pk", "title")),
        "busy-helpline": {str(one.pk): str(one) for one in Helpline.objects.filter(pk__in=keys("busy-helpline"))},
    }


def _titled(found) -> dict[str, str]:
    return {str(pk): _("“%(title)s”") % {"title": title} for pk, title in found}


def _sentence(finding: Finding, names: dict[str, Mapping[str, str]]) -> Sentence:
    rule, known = RULES[finding.rule], names[finding.rule]
    written = {"dear-channel": lambda n: numbers.written(n, 2), "left-page": percent}.get(
        finding.rule, lambda n: numbers.written(round(n))
    )
    subject = known.get(finding.subject, finding.subject)
    told = {
        "subject": subject,
        "seen": written(finding.seen),
        "expected": written(finding.expected),
        "other": known.get(finding.other, finding.other),
    }
    address = reverse("wagtailadmin_pages:edit", args=[finding.subject]) if finding.rule == "left-page" else ""
    return Sentence(finding, rule, subject, str(rule.said) % told, address)
