"""The pattern of a landing page: its words in the language of the site, and the facts that somebody chose.

The words hold no number: what the law provides and what was counted come from facts alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy, override
from wagtail.models import Page

from campaigns.deterrence.models import LandingPage, SelfCheckPage
from campaigns.plan.models import Campaign, Channel, Frame
from core.publication.visibility import public
from core.text.streams import structs
from facts.models import Fact
from facts.shelf import mentioned_in

# {frame: the statement and the lead under it}
STATEMENTS = {
    Frame.LAW: (
        gettext_lazy("Paying for a sexual act is breaking the law."),
        gettext_lazy("Even just once. Even without money: a promise or a benefit is enough."),
    ),
    Frame.HARM: (
        gettext_lazy("It is another person who pays for what you buy."),
        gettext_lazy("An advert does not show the coercion, the debt or the fear. You will not see them."),
    ),
    Frame.NORM: (
        gettext_lazy("You can choose not to buy."),
        gettext_lazy("You can be one of those who do not buy."),
    ),
    Frame.HELP: (
        gettext_lazy("You can stop."),
        gettext_lazy("Talking about it helps. You choose with whom, and what you say."),
    ),
}
# The parts that say in words what the statement of another frame says.
SAID_AGAIN = {"harm": Frame.HARM, "norm": Frame.NORM}
# What else the pattern says, of itself.
TALK, TAKE_STOCK, FIND_HELP = (
    gettext_lazy("Talk to someone"),
    gettext_lazy("Take stock, for yourself alone"),
    gettext_lazy("Find help"),
)
NOTHING_KEPT = gettext_lazy("A few questions. Your answers are neither sent nor kept.")


@dataclass
class ChosenFacts:
    """What stands in each part; none where nothing was chosen."""

    penalty: list[Fact] = field(default_factory=list)
    harm: list[Fact] = field(default_factory=list)
    norm: list[Fact] = field(default_factory=list)


def draft(frame: Frame, channel: Channel, parent: Page, facts: ChosenFacts) -> LandingPage:
    """A page that is not saved yet, in the language of the page that it will stand under."""
    slug = slug_for(parent, frame, channel)
    with override(parent.locale.language_code):
        statement, lead = map(str, STATEMENTS[frame])
        return LandingPage(
            title=statement.rstrip("."),
            slug=slug,
            locale=parent.locale,
            channel=channel,
            frame=frame,
            statement=statement,
            lead=lead,
            penalty=cards(facts.penalty),
            harm=[*said("harm", frame), *cards(facts.harm)],
            norm=[*said("norm", frame), *cards(facts.norm)],
            call_to_action=call_to_action(parent, channel),
            help=[block("helplines", heading=str(TALK), audience=channel.campaign.audience)],
            # Who comes by a search engine does not come by the channel.
            listed_in_search=False,
            indexed=False,
            live=False,
        )


def words(language: str) -> dict[str, str]:
    """{what the pattern says in the site's first language: the same in this one}, as far as its catalogue has it."""
    said = [TALK, TAKE_STOCK, FIND_HELP, NOTHING_KEPT, *(one for both in STATEMENTS.values() for one in both)]
    with override(settings.LANGUAGE_CODE):
        first = [str(one) for one in said]
    with override(language):
        other = [str(one) for one in said]
    pairs = {ours: theirs for ours, theirs in zip(first, other, strict=True) if ours != theirs}
    return pairs | {ours.rstrip("."): theirs.rstrip(".。") for ours, theirs in pairs.items()}


def block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}


def cards(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    return [block("fact_card", fact=fact.pk) for fact in facts]


def said(part: str, frame: Frame) -> list[dict[str, Any]]:
    """The words of a part, unless they are those of the statement already."""
    if SAID_AGAIN[part] == frame:
        return []
    text, detail = map(str, STATEMENTS[SAID_AGAIN[part]])
    return [block("statement", text=text, detail=detail)]


def call_to_action(parent: Page, channel: Channel) -> list[dict[str, Any]]:
    """To the self-check where there is a public one, else to the campaign's page with help, else none."""
    check = public(SelfCheckPage.objects.filter(locale=parent.locale)).order_by("path").first()
    if check:
        text, page, detail = str(TAKE_STOCK), check, str(NOTHING_KEPT)
    else:
        text, page, detail = str(FIND_HELP), channel.campaign.help_page, ""
    if page is None:
        return []
    return [block("call_to_action", text=text, page=page.pk, address="", detail=detail, counted_as="")]


def slug_for(parent: Page, frame: Frame, channel: Channel) -> str:
    """An address that is free under a page, such as "loi-affiches": the same in all languages, so in the site's first one."""
    with override(settings.LANGUAGE_CODE):
        base = slugify(f"{frame.label}-{channel.name}")[:60].strip("-")
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 1000))) if slug not in taken)


COPIED = (
    "title", "seo_title", "search_description", "social_title", "social_description", "social_image",
    "listed_in_search", "indexed", "zone", "locale", "frame", "statement", "lead",
)  # fmt: skip
PARTS = ("penalty", "harm", "norm", "call_to_action", "help")


def same_for(page: LandingPage, channel: Channel) -> LandingPage:
    """The page again for another channel, as it is in its latest draft; not saved yet."""
    written = page.get_latest_revision_as_object()
    fields = {name: getattr(written, name) for name in COPIED}
    parts = {name: list(getattr(written, name).raw_data) for name in PARTS}
    slug = slug_for(page.get_parent(), Frame(written.frame), channel)
    return LandingPage(**fields, **parts, slug=slug, channel=channel, live=False)


def suggested(campaign: Campaign | None) -> ChosenFacts:
    """The facts of the newest landing page, part by part; before there is one, the lightest penalty of the campaign's page."""
    parts = ("penalty", "harm", "norm")
    facts = ChosenFacts()
    for part in parts:
        shown = LandingPage.objects.filter(alias_of=None).exclude(**{part: []}).order_by("-pk")
        setattr(facts, part, next(filter(None, (live(mentioned_in(getattr(page, part))) for page in shown[:20])), []))
    if not facts.penalty and campaign:
        rungs = (fields for page in campaign.pages.all() for name, fields in structs(page) if name == "rungs")
        facts.penalty = live([fields["fact"] for fields in rungs][:1])
    return facts


def live(ids: list[int]) -> list[Fact]:
    known = Fact.objects.filter(live=True).in_bulk(ids)
    return [known[pk] for pk in ids if pk in known]
