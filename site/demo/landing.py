"""The landing pages of the demonstration: four frames on three channels, under a page for buyers, in French."""

from dataclasses import dataclass
from typing import Any

from campaigns.plan.links.leading import lead_to
from campaigns.plan.models import Campaign, Channel, Frame
from core import audiences
from demo.accounts import account
from demo.pages import CALL, NORM, Facts, block, call_to_action, items, token
from demo.stopping import alone

Pages = dict[str, int]

DESCRIPTION = "Ce que risque l’acheteur d’un acte sexuel, ce que l’achat fait aux personnes, et comment arrêter."
HARM = (
    "Ce que vous achetez, c’est une autre personne qui le paie.",
    "Une annonce ne montre ni la contrainte, ni la dette, ni la peur. Vous ne les verrez pas.",
)
MESSAGE = "Bonsoir, c’est combien ?"
MESSAGE_LEAD = "Payer pour un acte sexuel : {fine} d’amende. Même une seule fois."
GIFT = "Je t’offre un cadeau. On se voit ?"
TO_A_FRIEND = "Tu as cinq minutes ? J’ai besoin de te parler."
GOOD = "Janvier 2019 : pour {opinion}, cette loi est une bonne chose."
FINE_LEAD = "Dès la première fois : {fine} d’amende. Même sans argent : une promesse ou un avantage suffit."


@dataclass(frozen=True)
class Text:
    """What differs from one landing page to the next; `channel` is a kind of the plan."""

    channel: str
    frame: str
    slug: str
    title: str
    statement: str
    lead: str
    penalties: tuple[str, ...] = ("fine", "repeat_fine")
    object_words: str = ""


TEXTS = [
    Text(
        "search", Frame.LAW, "loi-moteurs-de-recherche", "Payer pour un acte sexuel, c’est enfreindre la loi",
        CALL, MESSAGE_LEAD, object_words=MESSAGE,
    ),
    Text(
        "social", Frame.LAW, "loi-reseaux-sociaux", "Un cadeau contre un acte sexuel, c’est un achat",
        "Un cadeau contre un acte sexuel, c’est un achat. Il est interdit.", FINE_LEAD, ("fine", "minor_prison", "minor_fine"), GIFT,
    ),
    Text(
        "poster", Frame.LAW, "loi-affiches", "Acheter un acte sexuel est interdit en France",
        "Acheter un acte sexuel est interdit en France. Même une seule fois.", "", ("ladder",), MESSAGE,
    ),
    Text("social", Frame.HARM, "prejudice-reseaux-sociaux", "Ce que vous achetez, une autre personne le paie", *HARM),
    Text("poster", Frame.NORM, "norme-affiches", NORM[0].removesuffix("."), GOOD, NORM[1]),
    Text(
        "search", Frame.HELP, "aide-moteurs-de-recherche", "Comment arrêter d’acheter",
        "Vous pouvez arrêter.", "Vous pouvez commencer aujourd’hui, seul, avec un proche ou avec un médecin.",
        object_words=TO_A_FRIEND,
    ),
]  # fmt: skip


def for_buyers(facts: Facts, pages: Pages) -> dict[str, Any]:
    """The page under which they stand."""
    return {
        "title": "Avant de payer",
        "slug": "acheter",
        "audience": audiences.BUYERS,
        "lead": "L’amende, ce que l’achat fait à une autre personne, par où s’arrêter : l’essentiel en une page.",
        "search_description": DESCRIPTION,
        "body": [
            *call_to_action(pages),
            block("fact_card", fact=facts["fine"]),
            block("fact_card", fact=facts["repeat_fine"]),
            *stop(pages),
            block(
                "call_to_action",
                text="Comprendre la loi et ses chiffres",
                page=pages["understand"],
                address="",
                detail="Avec chaque source.",
            ),
            *help_for_buyers(),
        ],
    }


def landing_pages(campaign: Campaign, facts: Facts, pages: Pages) -> list[dict[str, Any]]:
    channels = {channel.kind: channel for channel in campaign.channels.all()}
    return [fields(text, channels[text.channel], facts, pages) for text in TEXTS]


def fields(text: Text, channel: Channel, facts: Facts, pages: Pages) -> dict[str, Any]:
    return {
        "title": text.title,
        "slug": text.slug,
        "search_description": DESCRIPTION,
        "channel": channel,
        "frame": text.frame,
        "statement": text.statement.format(opinion=token(facts, "opinion_good")),
        "lead": text.lead.format(fine=token(facts, "fine")),
        "object_words": text.object_words,
        "penalty": ladder(facts) if "ladder" in text.penalties else cards(facts, *text.penalties),
        "harm": [*said(HARM, text), *cards(facts, "victims_2024", "victims_2024_minors")],
        "norm": cards(facts, "opinion_keep")
        if text.frame == Frame.NORM
        else [*said(NORM, text), *cards(facts, "opinion_good")],
        "call_to_action": stop(pages) if text.frame == Frame.HELP else call_to_action(pages),
        "help": [alone() if text.frame == Frame.HELP else way_out(pages), *help_for_buyers()],
        "listed_in_search": False,
        "indexed": False,
    }


def cards(facts: Facts, *keys: str) -> list[dict[str, Any]]:
    return [block("fact_card", fact=facts[key]) for key in keys]


def ladder(facts: Facts) -> list[dict[str, Any]]:
    rungs = items(
        {"title": "La première fois", "fact": facts["fine"], "fact_2": None, "text": ""},
        {"title": "En cas de récidive", "fact": facts["repeat_fine"], "fact_2": None, "text": "C’est alors un délit."},
    )
    return [block("penalty_ladder", heading="Ce que vous risquez", rungs=rungs)]


def said(words: tuple[str, str], text: Text) -> list[dict[str, Any]]:
    """A part in words, unless the statement says them."""
    statement, detail = words
    return [] if text.statement == statement else [block("statement", text=statement, detail=detail)]


def stop(pages: Pages) -> list[dict[str, Any]]:
    return [
        block(
            "call_to_action",
            text="Arrêter d’acheter",
            page=pages["stop"],
            address="",
            detail="Par quoi commencer, seul ou avec quelqu’un.",
        )
    ]


def way_out(pages: Pages) -> dict[str, Any]:
    """Where the call to action leads elsewhere."""
    link = f'<a linktype="page" id="{pages["stop"]}">Arrêter d’acheter</a>'
    return block("text", text=f"<p>{link} : par quoi commencer, seul ou avec quelqu’un.</p>")


def help_for_buyers() -> list[dict[str, Any]]:
    return [block("helplines", heading="Parler à quelqu’un", audience=audiences.BUYERS)]


def lead_links(campaign: Campaign) -> None:
    """All links of a channel lead to pages of its own: placements to one and the other in turn, the channel to the first."""
    for channel in campaign.channels.filter(landing_pages__isnull=False).distinct():
        first, second = channel.landing_pages.order_by("pk")
        placed = channel.links.exclude(placement=None).order_by("pk")
        placed.filter(pk__in=list(placed.values_list("pk", flat=True))[1::2]).update(page=second.pk)
        lead_to(channel, first, account("editor"))
