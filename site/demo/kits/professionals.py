"""The kit for professionals in training: signs and their limits, receiving what is confided, referring."""

from typing import Any

from campaigns.prevention.kits.vocabulary import Adults, Theme
from core.models.licence import public_licence
from demo.kits import workplace
from demo.kits.parts import (
    Part,
    activity,
    calls,
    handout,
    lines,
    paragraphs,
    points,
    question,
    session,
    slide,
    table,
    written,
)
from demo.pages import Facts, block, inline

SLUG = "reperer-accueillir-orienter"
TO_LOOK_AT = ("la contrainte", "la peur", "le contrôle par un tiers")


def kit(facts: Facts) -> dict[str, Any]:
    return {
        "title": "Repérer, accueillir, orienter",
        "slug": SLUG,
        "lead": "Voir ce qui doit alerter sans soupçonner tout le monde, recevoir une confidence sans nuire, passer le relais à qui peut agir.",
        "search_description": "Trois séances pour le travail social, la santé, la police et l’hôtellerie : repérer, accueillir, orienter.",
        "levels": [Adults.SOCIAL, Adults.HEALTH, Adults.POLICE, Adults.HOTELS],
        "themes": [Theme.SPOTTING, Theme.LAW, Theme.HELP],
        "group_least": 6,
        "group_most": 16,
        "objectives": written(
            points(
                "Décrire des faits qui alertent, et dire ce qu’ils ne prouvent pas.",
                "Accueillir une confidence sans presser, juger ni promettre.",
                "Choisir à qui passer le relais, selon l’âge et le danger.",
            )
        ),
        "programme": written(
            paragraphs(
                f"Cette formation s’appuie sur la loi du {inline(facts, 'law')} : l’achat est interdit, la sortie de la prostitution est accompagnée.",
                "Elle complète les procédures de votre institution ; elle ne les remplace pas.",
            )
        ),
        "prerequisites": written(
            points(
                "Réunissez vos procédures et les noms de vos interlocuteurs.",
                "Animez à deux, dont une personne qui connaît l’accompagnement. Prévoyez un lieu où s’isoler.",
            )
        ),
        "safety": workplace.safety(),
        "sessions": [seeing(facts), listening(), referring(facts)],
        "materials": written(points("les diapositives, projetées ou lues", "une fiche par personne", "vos procédures")),
        "slides": slides(facts),
        "handouts": [*facts_sheet(), *words_sheet(), *relay_sheet()],
        "evaluation": evaluation(),
        "sources": workplace.SOURCES,
        "reviewers": workplace.REVIEWERS,
        "licence": public_licence(),
        "change_note": "Première version de démonstration.",
    }


def seeing(facts: Facts) -> Part:
    return session(
        "Voir sans soupçonner",
        "Séparer ce que l’on voit de ce que l’on suppose.",
        activity(
            15,
            "whole",
            "Ouvrir la formation",
            paragraphs(
                "Posez les règles. Chacun dit son métier et ce qu’il attend. Faites répondre à l’évaluation, sans nom."
            ),
            "évaluation",
        ),
        activity(
            20,
            "pairs",
            "Ce que dit la loi",
            paragraphs(
                f"Demandez : qui est puni, qui est protégé ? Attendu : l’acheteur encourt {inline(facts, 'fine')} d’amende la première fois ; {inline(facts, 'adult_not_punished')}",
                f"Une personne mineure est toujours une victime à protéger. En 2024, {inline(facts, 'victims_2024_minors')} victimes enregistrées étaient mineures.",
            ),
            "diapositives",
        ),
        activity(
            35,
            "small",
            "Faits ou suppositions ?",
            paragraphs(
                "Chaque groupe trie les observations de la fiche 1, puis réécrit une supposition en fait : qui, quand, où, quels mots.",
                "Attendu : ce qui dit l’heure, les gestes et les mots est un fait. Une langue, une tenue, une origine ou un métier ne sont pas des signes. La contrainte, la peur et le contrôle alertent ; un fait seul ne prouve rien.",
            ),
            "fiche 1",
        ),
        activity(
            20,
            "whole",
            "Mettre en commun et clore",
            paragraphs(
                "Chaque groupe lit une phrase réécrite. Demandez ce qui manque pour qu’un collègue puisse agir. Rappelez les numéros et où vous trouver."
            ),
        ),
    )


def listening() -> Part:
    return session(
        "Accueillir une confidence",
        "Répondre sans presser, sans juger et sans promettre.",
        activity(
            10,
            "whole",
            "Reprendre",
            paragraphs("Chacun peut dire ce qui lui est resté de la première séance. Relisez les règles."),
        ),
        activity(
            30,
            "pairs",
            "Choisir ses mots",
            paragraphs(
                "Avec la fiche 2, remplacez chaque phrase qui ferme par une phrase qui ouvre. Lisez-les à voix basse, l’un à l’autre, sans jouer de personnage.",
                "Attendu : peu de questions, aucune sur les actes ; dire que l’on croit ; dire ce que l’on fera ; demander ce que la personne souhaite.",
            ),
            "fiche 2",
        ),
        activity(
            35,
            "small",
            "Deux situations",
            paragraphs(
                "Sonia, majeure, dit à une infirmière qu’elle voudrait « que ça s’arrête » et demande que cela reste entre elles. Théo, mineur, laisse entendre à son éducateur qu’un homme lui paie ses repas.",
                "Pour chacun : que dire, que taire, que noter, qui prévenir ? Attendu : avec Sonia, avancer avec son accord ; pour Théo, prévenir le responsable, appeler le 119 et le lui expliquer.",
            ),
        ),
        activity(
            15,
            "whole",
            "Clore la séance",
            paragraphs(
                "Rappelez que l’on ne reste pas seul avec une confidence : chacun note à qui, dans son équipe, il en parlerait."
            ),
        ),
    )


def referring(facts: Facts) -> Part:
    return session(
        "Passer le relais",
        "Savoir qui appeler, quand, et ce qu’une personne peut demander.",
        activity(
            20,
            "whole",
            "Le parcours de sortie",
            paragraphs(
                f"Présentez le parcours : autorisé pour {inline(facts, 'exit_length')}, renouvelables, {inline(facts, 'exit_longest')} au plus, avec une association agréée. {inline(facts, 'exit_open')}",
                inline(facts, "exit_offers"),
            ),
            "diapositives",
        ),
        activity(
            40,
            "small",
            "Un cas par métier",
            paragraphs(
                "Chaque groupe prend le cas de son métier sur la fiche 3 et écrit ce qu’il fait, avec ses propres procédures.",
                "Attendu, travail social et santé : écouter, demander l’accord de l’adulte, orienter vers une association ; pour un mineur, le 119.",
                "Attendu, police : traiter la personne en victime, l’entendre à l’écart de qui l’accompagne, prévenir une association.",
                "Attendu, hôtel : rester comme d’habitude, noter les faits, prévenir le responsable, appeler le 17. Ne pas frapper à la porte, ne pas interroger, ne pas accuser.",
            ),
            "fiche 3, vos procédures",
        ),
        activity(
            20,
            "alone",
            "Mon aide-mémoire",
            paragraphs(
                "Chacun écrit les noms et les numéros de ses interlocuteurs, puis les fait vérifier par un collègue."
            ),
            "fiche 3",
        ),
        activity(
            10,
            "whole",
            "Évaluer et se quitter",
            paragraphs(
                "Faites répondre de nouveau à l’évaluation. Attendu : un signe isolé ne prouve rien ; on dit à la personne mineure à qui l’on en parle, et l’on appelle le 119 ; à l’hôtel, on note, on prévient et l’on appelle le 17 ; le parcours de sortie est ouvert avec ou sans titre de séjour valable. Dites comment vous joindre."
            ),
            "évaluation",
        ),
    )


def slides(facts: Facts) -> list[Part]:
    return [
        slide("Repérer, accueillir, orienter", paragraphs("Chacun à sa place, personne tout seul.")),
        slide("Nos règles", workplace.RULES),
        slide("Ce que la loi interdit", paragraphs(f"{inline(facts, 'adult_not_punished')} L’achat est interdit.")),
        slide("Avant 18 ans", paragraphs("Toujours une victime à protéger.")),
        slide("Ce qui doit alerter", points(*TO_LOOK_AT), "Un signe seul ne prouve rien."),
        slide("Dire ce que l’on a vu", paragraphs("Qui, quand, où, quels mots. Des faits, pas des conclusions.")),
        slide("Quelqu’un se confie", workplace.DISCLOSURE, "Laisser le temps de lire : c’est le protocole."),
        slide(
            "Le parcours de sortie",
            paragraphs(inline(facts, "exit_open"), inline(facts, "exit_offers")),
            "Une association agréée aide à faire la demande.",
        ),
        block("helpline_slide", title="Qui appeler", helplines=calls(*workplace.CALLS), text=workplace.HELP, notes=""),
    ]


def facts_sheet() -> list[Part]:
    circled = "fait · supposition"
    seen = (
        "« Elle n’est pas d’ici, c’est sûrement un réseau. »",
        "« À 22 h, un homme répond à sa place et garde ses papiers. »",
        "« Elle est habillée comme ça, on comprend tout de suite. »",
        "« Trois fois cette semaine, il regarde la porte et se tait quand son téléphone sonne. »",
        "« Il a toujours de l’argent sur lui, c’est forcément cela. »",
    )
    return handout(
        "Fiche 1 : fait ou supposition ?",
        table("Observations inventées", ("Observation", "Entourez"), *((one, circled) for one in seen)),
        block("text", text=paragraphs("Je réécris une supposition en fait :")),
        lines(5),
    )


def words_sheet() -> list[Part]:
    return handout(
        "Fiche 2 : des mots qui ouvrent",
        table(
            "Une phrase ferme, une phrase ouvre",
            ("Qui ferme", "Qui ouvre"),
            ("« Pourquoi n’êtes-vous pas partie ? »", "« Vous n’y êtes pour rien. »"),
            ("« Racontez-moi tout. »", "« Dites ce que vous voulez, à votre rythme. »"),
            ("« Cela restera entre nous. »", "« Je vous dirai à qui j’en parle, et pourquoi. »"),
            ("« Il faut porter plainte. »", "« Voici ce qui est possible. Que souhaitez-vous ? »"),
        ),
        block("text", text=paragraphs("Mes mots à moi :")),
        lines(4),
    )


def relay_sheet() -> list[Part]:
    return handout(
        "Fiche 3 : passer le relais",
        table(
            "Un cas par métier",
            ("Métier", "Ce qui est vu"),
            ("Travail social", "Une jeune fille ne rentre plus le soir ; elle a un deuxième téléphone et peur."),
            ("Santé", "Une patiente ne vient jamais seule ; quelqu’un répond pour elle."),
            ("Police", "Lors d’un contrôle, une personne regarde son accompagnateur avant chaque réponse."),
            ("Hôtel", "Une très jeune personne, un adulte qui garde ses papiers, beaucoup de visites."),
        ),
        block("text", text=paragraphs("Dans le cas de mon métier, ce que je fais et qui je préviens :")),
        lines(5),
        block("helplines", helplines=calls(*workplace.CALLS)),
        block("text", text=f"{workplace.HELP}{paragraphs('Mes interlocuteurs, noms et numéros :')}"),
        lines(4),
    )


def evaluation() -> list[Part]:
    unsure = "Je ne sais pas"
    return [
        question(
            "Que prouve un signe isolé ?",
            "Rien à lui seul",
            "Une exploitation",
            unsure,
            right=1,
            why="Un signe seul peut avoir d’autres causes. C’est ce qui se répète et se recoupe qui doit alerter.",
        ),
        question(
            "Une personne mineure vous demande le secret. Que faire ?",
            "Le promettre",
            "Lui dire à qui vous en parlez, et appeler le 119",
            unsure,
            right=2,
            why="Un secret promis empêche de protéger. Dire ce que l’on va faire garde la confiance.",
        ),
        question(
            "À l’hôtel, vous soupçonnez une exploitation. Que faire ?",
            "Frapper à la porte",
            "Noter, prévenir le responsable, appeler le 17",
            unsure,
            right=2,
            why="Frapper à la porte peut mettre en danger la personne, et vous-même.",
        ),
        question(
            "Qui peut demander un parcours de sortie ?",
            "Une personne avec ou sans titre de séjour valable",
            "Une personne avec un titre de séjour seulement",
            unsure,
            right=1,
            why="La loi n’exige pas de titre de séjour valable pour demander ce parcours.",
        ),
    ]
