"""The helplines of the demonstration: national services, as their sources describe them."""

from dataclasses import dataclass, field

from core import audiences
from core.audiences import AUDIENCES
from facts.models import Helpline

Kind = Helpline.Kind
EVERYONE = list(AUDIENCES)
BUYERS, OUTREACH, YOUNG, PROFESSIONALS, PUBLIC = (
    audiences.BUYERS,
    audiences.OUTREACH,
    audiences.YOUNG,
    audiences.PROFESSIONALS,
    audiences.PUBLIC,
)


@dataclass(frozen=True)
class HelplineText:
    title: str
    purpose: str
    source_title: str
    source_url: str
    audiences: list[str]
    sort_order: int
    hours: str = ""
    note: str = ""
    ways: dict[str, str] = field(default_factory=dict)
    kind: str = Kind.INFORMATION
    listens_to: list[str] = field(default_factory=list)
    always_open: bool = False


HELPLINES = {
    "17": HelplineText(
        "Police et gendarmerie", "En cas de danger immédiat.", "Service-public", "https://www.service-public.gouv.fr/",
        EVERYONE, 10, ways={"number": "17"}, kind=Kind.EMERGENCY, always_open=True,
    ),
    "112": HelplineText(
        "Urgences en Europe", "Police, secours et médecins, depuis tout téléphone.", "Service-public", "https://www.service-public.gouv.fr/",
        [BUYERS, OUTREACH, PUBLIC], 20, ways={"number": "112"}, kind=Kind.EMERGENCY, always_open=True,
    ),
    "114": HelplineText(
        "Urgences par SMS", "Pour qui ne peut pas parler ou entendre.", "Service-public", "https://www.service-public.gouv.fr/",
        EVERYONE, 30, ways={"sms_number": "114"}, kind=Kind.EMERGENCY, always_open=True,
    ),
    "119": HelplineText(
        "Enfance en danger", "Un enfant ou un adolescent est en danger : soi-même ou quelqu’un d’autre.", "119 – Allô enfance en danger", "https://www.allo119.gouv.fr/",
        [YOUNG, PROFESSIONALS, PUBLIC, BUYERS], 40, note="Confidentiel. N’apparaît pas sur les factures.", ways={"number": "119"}, kind=Kind.LISTENING, listens_to=[YOUNG, PROFESSIONALS, PUBLIC], always_open=True,
    ),
    "3018": HelplineText(
        "Violences numériques", "Images intimes, chantage, harcèlement en ligne.", "3018", "https://e-enfance.org/",
        [YOUNG, PROFESSIONALS], 50, hours="Tous les jours, de 9 h à 23 h", note="Aussi par tchat et par application.", ways={"number": "3018"}, kind=Kind.LISTENING, listens_to=[YOUNG, PROFESSIONALS],
    ),
    "3919": HelplineText(
        "Violences Femmes Info", "Écoute, informe et oriente. Anonyme.", "Solidarité femmes", "https://www.solidaritefemmes.org/",
        [OUTREACH, PUBLIC, PROFESSIONALS], 60, note="Douze autres langues à certaines heures ; la vôtre n’en fait peut-être pas partie : demandez. Ce n’est pas un numéro d’urgence.", ways={"number": "3919"}, kind=Kind.LISTENING, listens_to=[OUTREACH, PUBLIC, PROFESSIONALS], always_open=True,
    ),
    "116006": HelplineText(
        "Numéro d’aide aux victimes", "Écoute les victimes et les oriente, tous les jours de la semaine.", "France Victimes", "https://www.france-victimes.fr/",
        [OUTREACH, PUBLIC], 70, note="La nuit, ou si personne ne répond : en danger, appelez le 17 ou le 112.", ways={"number": "116 006"}, kind=Kind.LISTENING, listens_to=[OUTREACH, PUBLIC],
    ),
    "115": HelplineText(
        "Hébergement d’urgence", "Cherche une place pour dormir. Les places sont limitées : il faut parfois rappeler.", "Réfugiés.info ; Code de l’action sociale et des familles, article D. 345-8", "https://refugies.info/",
        [OUTREACH], 75, note="Avec un interprète si besoin.", ways={"number": "115"}, always_open=True,
    ),
    "nid": HelplineText(
        "Mouvement du Nid", "Association qui rencontre et accompagne les personnes en situation de prostitution.", "Mouvement du Nid", "https://mouvementdunid.org/",
        [OUTREACH, PUBLIC, PROFESSIONALS], 80, ways={"website": "https://mouvementdunid.org/"},
    ),
    "amicale": HelplineText(
        "Amicale du Nid", "Association qui accompagne la sortie de la prostitution.", "Amicale du Nid", "https://amicaledunid.org/",
        [OUTREACH, PROFESSIONALS], 90, ways={"website": "https://amicaledunid.org/"},
    ),
    "scelles": HelplineText(
        "Fondation Scelles", "Organise des stages de sensibilisation pour les acheteurs.", "Fondation Scelles", "https://www.fondationscelles.org/",
        [BUYERS], 100, ways={"website": "https://www.fondationscelles.org/"},
    ),
    "acpe": HelplineText(
        "Agir contre la prostitution des enfants", "Association qui conseille les parents et les professionnels.", "ACPE", "https://www.acpe-asso.org/",
        [PROFESSIONALS], 110, ways={"website": "https://www.acpe-asso.org/"},
    ),
}  # fmt: skip

# Whom a child to whom it has happened calls first.
FIRST_CALLS = ("119", "3018")
