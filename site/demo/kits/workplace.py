"""What the kit for professionals says of safety, of where to find help and of its sources."""

from demo.facts import CHILD_LAW, LEGIFRANCE
from demo.kits.parts import Part, calls, paragraphs, points, reviewer, source, steps
from demo.pages import block

ASSOCIATIONS = " et ".join(
    f'{name} (<a href="https://{site}/">{site}</a>)'
    for name, site in (("Mouvement du Nid", "mouvementdunid.org"), ("Amicale du Nid", "amicaledunid.org"))
)
RULES = points(
    "Aucun nom, aucun lieu, aucun détail qui permette de reconnaître quelqu’un.",
    "Chacun peut se taire ou sortir : le sujet peut toucher chacun de nous.",
    "On discute des pratiques, jamais de la valeur des personnes.",
)
CALLS = "17", "112", "114", "119", "3919"
HELP = points(
    f"Associations : {ASSOCIATIONS}.",
)
DISCLOSURE = steps(
    "Accueillez au calme : « Je vous crois. Vous n’y êtes pour rien. Que souhaitez-vous, là, maintenant ? »",
    "Ne promettez pas un secret que vous ne pourrez pas tenir. Dites ce que vous allez faire, et pourquoi.",
    "N’enquêtez pas. Notez les mots exacts, le jour et l’heure.",
    "Personne mineure : prévenez votre responsable le jour même et appelez le 119. Danger immédiat : le 17 ou le 112.",
    "Personne majeure : demandez son accord avant d’orienter, et respectez son rythme.",
)
SOURCES = [
    source("Loi n° 2016-444 du 13 avril 2016", LEGIFRANCE, "2016-04-13"),
    source("Service-public, fiche F2532", "https://www.service-public.gouv.fr/"),
    source("Ministère chargé des solidarités", "https://solidarites.gouv.fr/"),
    source("Droit d’enfance, lettre n° 24", CHILD_LAW),
]
REVIEWERS = [reviewer("éducateur spécialisé (exemple)"), reviewer("formatrice en hôtellerie (exemple)")]


def safety() -> list[Part]:
    return [
        block("ground_rules", text=RULES),
        block(
            "distancing",
            text=paragraphs(
                "Les cas sont inventés. Si un participant parle d’une situation en cours, arrêtez et voyez-la avec lui après la séance. Ne jouez aucune violence, ne montrez aucune image de victime."
            ),
        ),
        block("disclosure", text=DISCLOSURE),
        block("signposting", helplines=calls(*CALLS), text=HELP),
    ]
