"""What the kits for collège and lycée have in common: programme, safety, where to find help, sources."""

from demo.facts import LEGIFRANCE
from demo.kits.parts import Part, calls, paragraphs, points, reviewer, source, steps, written
from demo.pages import Facts, block, inline

RULES = points(
    "On parle de personnages inventés, jamais de soi ni de quelqu’un que l’on connaît.",
    "Chacun peut se taire, passer son tour ou sortir un moment.",
    "On écoute sans se moquer. Toutes les questions sont permises.",
    "Ce qui se dit ici n’est pas répété. Si quelqu’un est en danger, l’adulte doit prévenir.",
)
CALLS = "119", "3018", "114", "17", "112"
HELP = points(
    "Dans l’établissement : l’infirmière, l’assistante sociale, le CPE, un professeur.",
)
DISTANCE = paragraphs(
    "Tout passe par des personnages inventés. Si un élève dit « moi » ou nomme un camarade, revenez doucement au récit : « Et notre personnage, que pourrait-il faire ? » Puis voyez-le seul, après la séance.",
    "Ne montrez aucune image ni aucun récit sexuel. Ne racontez pas de fait divers. Ne faites jouer à personne la victime ou l’agresseur.",
)
DISCLOSURE = steps(
    "Écoutez au calme, sans presser. Dites : « Je te crois. Ce n’est pas ta faute. Tu as bien fait de parler. »",
    "Ne promettez pas le secret. Dites à qui vous allez en parler, et pourquoi.",
    "N’enquêtez pas : ne demandez pas de détails, n’interrogez pas la personne mise en cause. Notez les mots exacts, le jour et l’heure.",
    "Prévenez le jour même le chef d’établissement et le service social ou l’infirmière. Pour un conseil ou une alerte, appelez le 119 ; en danger immédiat, le 17 ou le 112.",
    "Ne restez pas seul avec ce que vous avez entendu : parlez-en à un collègue formé.",
)
PREREQUISITES = points(
    "Animez à deux, par petits groupes et dans une salle fermée. Jamais devant une assemblée.",
    "Prévenez le chef d’établissement, l’infirmière et le service social. L’un d’eux reste joignable pendant et après la séance.",
    "Informez les familles des sujets abordés.",
    "Faites répondre à l’évaluation quelques jours avant, sans nom.",
)
SOURCES = [
    source("Code de l’éducation, article L. 312-17-1-1", LEGIFRANCE),
    source("Loi n° 2016-444 du 13 avril 2016", LEGIFRANCE, "2016-04-13"),
    source("Loi n° 2021-478 du 21 avril 2021, d’après violences-sexuelles.info", "https://violences-sexuelles.info/"),
    source("Service-public, fiche F2532", "https://www.service-public.gouv.fr/"),
    source("Académie de Nantes", "https://www.pedagogie.ac-nantes.fr/"),
    source("119 – Allô enfance en danger", "https://www.allo119.gouv.fr/"),
]
REVIEWERS = [reviewer("enseignante (exemple)"), reviewer("infirmière scolaire (exemple)")]


def programme(facts: Facts) -> list[Part]:
    return written(
        paragraphs(
            inline(facts, "school_law"),
            f"Ces séances peuvent s’inscrire dans les {inline(facts, 'school_sessions')} séances annuelles d’éducation à la vie affective, relationnelle et à la sexualité (EVARS).",
        )
    )


def safety() -> list[Part]:
    return [
        block("ground_rules", text=RULES),
        block("distancing", text=DISTANCE),
        block("disclosure", text=DISCLOSURE),
        block("signposting", helplines=calls(*CALLS), text=HELP),
    ]
