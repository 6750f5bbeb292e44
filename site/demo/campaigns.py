"""The campaigns beside that of the buyers: for people in prostitution, for young people, and one that is over. `campaign_builder` makes them."""

from dataclasses import dataclass
from typing import Any

from campaigns.outreach.models import RightsPage
from campaigns.plan.models import Frame
from campaigns.prevention.models import YouthPage
from core import audiences
from core.words.languages import codes
from demo import themes
from demo.kits import college, lycee, professionals
from home.models import StandardPage


@dataclass(frozen=True)
class Text:
    """Its words in French; `act` is (text, detail) of the button beside the statement, `leads_to` the type and slug of its page."""

    slug: str
    name: str
    audience: str
    frame: str
    theme: dict[str, Any]
    languages: tuple[str, ...]
    statement: str
    lead: str
    summary: str
    act: tuple[str, str]
    leads_to: tuple[type, str]
    days: tuple[int, int]  # from which to which, counted from today
    objective: str
    partner: str = ""  # who shows its sheets
    kits: tuple[str, ...] = ()  # slugs of those that go with it
    is_over: bool = False


RIGHTS = Text(
    slug="vous-avez-des-droits",
    name="Vous avez des droits",
    audience=audiences.OUTREACH,
    frame=Frame.HELP,
    theme=themes.DOOR,
    languages=("fr", "en", *(code for code in codes() if code.partition("-")[0] in ("ar", "zh"))),
    statement="Vous avez des droits.",
    lead="La loi ne vous punit pas. Vous pouvez demander de l’aide, avec ou sans papiers.",
    summary="Des droits, des soins, des personnes qui écoutent.",
    act=("Voir vos droits", "Sujet par sujet, dans votre langue."),
    leads_to=(RightsPage, "vos-droits"),
    days=(-40, 140),
    objective="Que chaque personne sache qu’elle a des droits, et à qui parler.",
    partner="Centre de santé (démonstration)",
    kits=(professionals.SLUG,),
)
GIFT = Text(
    slug="un-cadeau-et-apres",
    name="Un cadeau, et après ?",
    audience=audiences.YOUNG,
    frame=Frame.HELP,
    theme=themes.GIFT,
    languages=("fr", "en"),
    statement="Un cadeau, et après ?",
    lead="On t’offre quelque chose. Puis on te demande quelque chose. Ce n’est pas ta faute, et on peut t’aider.",
    summary="Quand un cadeau devient une dette : ce qui n’est pas normal, et à qui en parler.",
    act=("Choisir ton âge", "Des situations, des réponses, des gens à qui parler."),
    leads_to=(YouthPage, "infos-jeunes"),
    days=(-20, 100),
    objective="Que chaque jeune sache reconnaître la pression, et à qui en parler.",
    partner="Maison des jeunes (démonstration)",
    kits=(college.SLUG, lycee.SLUG),
)
OVER = Text(
    slug="ce-n-est-pas-un-service",
    name="Ce n’est pas un service",
    audience=audiences.PUBLIC,
    frame=Frame.NORM,
    theme=themes.REFUSAL,
    languages=("fr", "en"),
    statement="Ce n’est pas un service.",
    lead="Un acte sexuel ne s’achète pas. La loi le dit, pour tout le monde.",
    summary="La loi interdit l’achat d’actes sexuels, et ne punit pas les personnes en situation de prostitution.",
    act=("Comprendre la loi", "Ce qu’elle interdit, ce qu’elle offre, et ses chiffres."),
    leads_to=(StandardPage, "comprendre"),
    days=(-400, -340),
    objective="Que la loi soit connue de tous, et comprise.",
    is_over=True,
)
TEXTS = (RIGHTS, GIFT, OVER)
LANGUAGES = {one.slug: frozenset(one.languages) for one in TEXTS}
