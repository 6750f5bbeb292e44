"""What the demonstration's campaign wanted to know, sealed before its launch, and a survey before and after: invented, and said to be."""

from datetime import timedelta

from campaigns.plan.models import Campaign
from campaigns.results.models import Protocol, Survey
from campaigns.results.models.protocols import digest_of
from campaigns.results.protocol.content import SURVEY, Outcome
from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from demo.accounts import account

BEFORE, AFTER = timedelta(days=14), timedelta(days=12)
QUESTION = "En France, est-il interdit d’acheter un acte sexuel ?"
NORM = "Parmi les hommes que vous connaissez, la plupart désapprouveraient-ils l’achat d’un acte sexuel ?"
INVENTED = "Inventé pour la démonstration : aucune enquête n’a eu lieu"
WORDS = {
    "hypotheses": "Plan inventé pour la démonstration. Après les deux premières vagues, davantage de personnes savent que l’achat "
    "d’un acte sexuel est interdit et puni.",
    "looks": "L’enquête une fois, deux semaines après la vague 2. Les visites une fois, à la fin de la vague 3.",
    "decides": "La direction de la communication. Sans différence d’au moins quatre points, la vague 3 change de message.",
    "reason": "",
}
# {question: {group: (base before, base after, {answer: (per cent before, per cent after)})}}
ANSWERS = {
    QUESTION: {
        "": (1000, 1000, {"Oui": ("58", "64.5"), "Non": ("24", "20.5"), "Ne sait pas": ("18", "15")}),
        "18 à 24 ans": (96, 94, {"Oui": ("51", "58.5"), "Non": ("41.7", "34"), "Ne sait pas": ("7.3", "7.5")}),
    },
    NORM: {"": (1000, 1000, {"Oui": ("47", "48.5"), "Non": ("29", "28"), "Ne sait pas": ("24", "23.5")})},
}


def build(campaign: Campaign) -> None:
    seal(campaign)
    ask(campaign)


def seal(campaign: Campaign) -> None:
    """As of two weeks before the launch, which the demonstration sets in the past, too."""
    third = campaign.waves.get(name__startswith="Vague 3")
    publisher, sealed_at = account("publisher"), campaign.starts_at - BEFORE
    outcomes = [
        Outcome(
            SURVEY,
            QUESTION,
            expected="De 58 % à 64 % de « Oui »",
            least="4 points",
            before="58",
            size=1000,
            matters="4",
            effect="1.3",
        ),
        Outcome(Indicator.ENTRY.value, "", third.pk, third.name, "15 000 visites", "12 000 visites"),
    ]
    content = WORDS | {
        "outcomes": [one.as_kept() for one in outcomes],
        "campaign": {"short_name": campaign.slug, "name": campaign.name},
        "version": 1,
        "sealed_at": sealed_at.isoformat(),
        "sealed_by": publisher.get_full_name() or publisher.get_username(),
        "began_at": None,
        "previous": None,
    }
    Protocol.objects.create(
        campaign=campaign,
        version=1,
        content=content,
        author=account("editor"),
        changed_at=sealed_at,
        sealed_at=sealed_at,
        sealed_by=publisher,
        digest=digest_of(content),
    )


def ask(campaign: Campaign) -> None:
    """Asked before the first wave and after the second."""
    second = campaign.waves.get(name__startswith="Vague 2")
    Survey.objects.create(
        campaign=campaign,
        name="Enquête avant et après (démonstration, chiffres inventés)",
        institute=INVENTED,
        mode="En ligne, deux échantillons de 1 000 personnes (inventés)",
        first_day=day_of(campaign.starts_at - BEFORE),
        last_day=day_of(second.ends_at + AFTER),
        weighting="Sexe, âge, région et profession (inventé)",
        design_effect="1.3",
        file_name="demonstration-enquete.csv",
        rows=rows(),
        made_by=account("editor"),
        applied_at=second.ends_at + AFTER,
    )


def rows() -> list[dict]:
    asked = [
        {
            "question": question,
            "answer": answer,
            "group": group,
            "wave": wave,
            "count": None,
            "share": share,
            "base": base,
        }
        for question, groups in ANSWERS.items()
        for group, (*bases, answers) in groups.items()
        for answer, shares in answers.items()
        for wave, base, share in zip(("pre", "post"), bases, shares, strict=True)
    ]
    return [{"line": line, "effect": None} | row for line, row in enumerate(asked, start=2)]
