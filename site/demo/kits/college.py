"""The kit for collège: what becomes pressure, what the law says, how to help a friend."""

from typing import Any

from campaigns.prevention.kits.vocabulary import Theme
from core.models.licence import public_licence
from demo.kits import school
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

SLUG = "le-cadeau-de-trop"
ALERTS = (
    "Le secret : « N’en parle à personne. »",
    "L’isolement : « Moi seul te comprends. »",
    "La dette : « Après tout ce que je t’ai donné… »",
    "La menace : « Je montrerai tes messages. »",
)
TO_SAY = "« Je te crois. Ce n’est pas ta faute. »"


def kit(facts: Facts) -> dict[str, Any]:
    return {
        "title": "Le cadeau de trop",
        "slug": SLUG,
        "lead": "Reconnaître une pression qui se cache derrière des cadeaux, savoir qui la loi protège, aider un ami sans rester seul.",
        "search_description": "Trois séances pour la 4e et la 3e : reconnaître une pression, connaître la loi, demander de l’aide.",
        "levels": ["4e", "3e"],
        "themes": [Theme.CONSENT, Theme.GRIP, Theme.LAW, Theme.HELP],
        "group_least": 8,
        "group_most": 15,
        "objectives": written(
            points(
                "Distinguer une attention d’une pression.",
                "Savoir que payer un acte sexuel est interdit et que la victime n’est pas coupable.",
                "Savoir quoi dire à un ami, et à quel adulte en parler.",
            )
        ),
        "programme": school.programme(facts),
        "prerequisites": written(school.PREREQUISITES),
        "safety": school.safety(),
        "sessions": [story(), law(facts), friend()],
        "materials": written(
            points(
                "les diapositives, projetées ou lues",
                "une fiche par élève, un crayon",
                "une boîte fermée et des papiers identiques",
            )
        ),
        "slides": slides(facts),
        "handouts": [*story_sheet(), *law_sheet(facts), *help_sheet()],
        "evaluation": evaluation(),
        "sources": school.SOURCES,
        "reviewers": school.REVIEWERS,
        "licence": public_licence(),
        "change_note": "Première version de démonstration.",
    }


def story() -> Part:
    return session(
        "Une attention, une pression",
        "Repérer le moment où une attention devient une pression.",
        activity(
            10,
            "whole",
            "Se donner des règles",
            paragraphs(
                "Lisez les règles de la diapositive. Demandez s’il en manque une et ajoutez-la. Dites qu’aujourd’hui l’on parle de Lina et de Max, qui n’existent pas."
            ),
            "diapositives",
        ),
        activity(
            20,
            "small",
            "L’histoire de Lina",
            paragraphs(
                "Chaque groupe lit la fiche 1 et entoure, pour chaque moment : attention, doute ou pression. Un élève note pourquoi.",
                "Attendu : un compliment n’alerte pas ; le secret, l’isolement, la dette et la menace alertent. On peut ne pas être d’accord sur le moment exact : c’est utile.",
            ),
            "fiche 1",
        ),
        activity(
            15,
            "whole",
            "Mettre en commun",
            paragraphs(
                "Chaque groupe donne un moment et sa raison. Demandez ensuite : qui aurait pu aider Lina, et comment ?",
                "À retenir : un vrai cadeau ne se rembourse pas. Celui qui manipule est responsable ; Lina ne l’est pas.",
            ),
        ),
        activity(
            10,
            "alone",
            "Clore la séance",
            paragraphs(
                "Chacun écrit une question, ou « rien », sans nom ; ainsi tous écrivent. Ramassez dans la boîte. Distribuez la fiche 3 et dites où vous trouver."
            ),
            "papiers, boîte, fiche 3",
        ),
    )


def law(facts: Facts) -> Part:
    return session(
        "Qui la loi protège",
        "Savoir ce qui est interdit, à qui, et pourquoi la victime n’est pas coupable.",
        activity(
            10,
            "whole",
            "Répondre à la boîte",
            paragraphs(
                "Répondez aux questions que vous avez triées avant la séance. Celle qui semble parler de quelqu’un de réel ne se lit pas en classe : suivez le protocole."
            ),
            "boîte",
        ),
        activity(
            20,
            "pairs",
            "Vrai ou faux ?",
            paragraphs(
                "L’histoire continue : Max parle d’un « bon plan ». Quelqu’un paierait pour passer la soirée avec Lina. Les élèves lisent la fiche 2 et entourent vrai ou faux.",
                "Attendu, dans l’ordre : vrai, vrai, faux, faux, vrai. Faites dire pourquoi avant de donner la réponse.",
            ),
            "fiche 2",
        ),
        activity(
            15,
            "whole",
            "La loi en clair",
            paragraphs(
                f"Dites : qui paie enfreint la loi et encourt une amende de {inline(facts, 'fine')}. Si la personne a entre 15 et 17 ans, il encourt {inline(facts, 'minor_prison')} d’emprisonnement et {inline(facts, 'minor_fine')} d’amende. Si elle a moins de 15 ans, l’adulte est poursuivi pour viol ou agression sexuelle.",
                "Puis : avant 18 ans, la personne est toujours une victime à protéger, même si elle a dit oui. Des volontaires le redisent avec leurs mots.",
            ),
            "diapositives",
        ),
        activity(
            10,
            "whole",
            "Clore la séance",
            paragraphs(
                "Qui veut dit une phrase qu’il pourrait répéter à un ami. Rappelez les numéros et restez dans la salle après la sonnerie."
            ),
        ),
    )


def friend() -> Part:
    return session(
        "Aider un ami, se faire aider",
        "Savoir répondre à un ami et passer le relais à un adulte.",
        activity(
            5,
            "whole",
            "Retrouver l’histoire",
            paragraphs(
                "Lina écrit à Noé, son ami : « Je dois de l’argent à Max. Je ne peux le dire à personne. »",
            ),
        ),
        activity(
            25,
            "small",
            "Que répondre ?",
            paragraphs(
                "Chaque groupe écrit la réponse de Noé avec la fiche 3, puis décide à quel adulte Noé va parler.",
                "Attendu : la croire, dire que ce n’est pas sa faute, ne pas promettre le secret, proposer d’aller voir un adulte ensemble, donner le 119.",
            ),
            "fiche 3",
        ),
        activity(
            15,
            "whole",
            "Lire les réponses",
            paragraphs(
                "Lisez les réponses vous-même. Le groupe dit ce qui aide Lina, puis ce que l’on pourrait changer. Noé n’a pas à régler cela seul, ni à rencontrer Max.",
            ),
        ),
        activity(
            10,
            "alone",
            "Évaluer et se quitter",
            paragraphs(
                "Faites répondre à l’évaluation. Attendu : un cadeau alerte s’il faut le rendre ou le taire ; celui qui paie enfreint la loi ; avant 18 ans, la personne est une victime à protéger ; on croit son ami et l’on va voir un adulte avec lui. Dites quand vous restez disponibles.",
            ),
            "évaluation",
        ),
    )


def slides(facts: Facts) -> list[Part]:
    return [
        slide("Le cadeau de trop", paragraphs("Une histoire inventée, pour apprendre à aider.")),
        slide("Nos règles", school.RULES, "Demander au groupe s’il manque une règle."),
        slide("Lina et Max", paragraphs("Où est l’attention ? Où commence la pression ?")),
        slide("Ce qui doit alerter", points(*ALERTS), "Un signe seul ne prouve rien. On en parle à un adulte."),
        slide("Ce n’est jamais la faute de la victime", paragraphs("Celui qui manipule est responsable.")),
        slide(
            "Ce que la loi interdit",
            paragraphs(
                f"Depuis la loi du {inline(facts, 'law')}, payer un acte sexuel est interdit : avec de l’argent, un cadeau ou un toit."
            ),
        ),
        slide(
            "Qui la loi protège",
            paragraphs("Avant 18 ans : toujours une victime à protéger.", inline(facts, "adult_not_punished")),
        ),
        slide("Aider un ami", paragraphs(TO_SAY, "On va voir un adulte, ensemble.")),
        block(
            "helpline_slide",
            title="À qui parler",
            helplines=calls(*school.CALLS),
            text=school.HELP,
            notes="Laisser cette diapositive affichée à la fin de chaque séance.",
        ),
    ]


def story_sheet() -> list[Part]:
    circled = "attention · doute · pression"
    moments = (
        "Max, rencontré dans un jeu en ligne, fait des compliments à Lina.",
        "Il lui offre un casque. Elle n’a rien demandé.",
        "Il lui demande de ne parler de lui à personne.",
        "Il dit que ses amis sont jaloux et que lui seul la comprend.",
        "Il dit : « Après tout ce que je t’ai donné, tu me dois un service. »",
        "Il menace de montrer leurs messages à tout le collège.",
    )
    return handout(
        "Fiche 1 : l’histoire de Lina",
        block("text", text=paragraphs("Lina est en 3e. Elle n’existe pas. Pour chaque moment, entourez un mot.")),
        table("Que se passe-t-il ?", ("Moment", "Entourez"), *((moment, circled) for moment in moments)),
        block("text", text=paragraphs("À quel moment, et par qui, Lina aurait-elle pu être aidée ?")),
        lines(5),
    )


def law_sheet(facts: Facts) -> list[Part]:
    circled = "vrai · faux"
    sentences = (
        "Payer un acte sexuel est interdit en France.",
        "Un cadeau ou un toit compte comme un paiement.",
        "Avant 18 ans, qui a dit oui est puni.",
        "Si la personne était d’accord, celui qui paie ne risque rien.",
        "On peut appeler le 119 pour un ami.",
    )
    return handout(
        "Fiche 2 : vrai ou faux ?",
        table("Ce que dit la loi", ("Phrase", "Entourez"), *((sentence, circled) for sentence in sentences)),
        block(
            "text",
            text=paragraphs(
                f"En 2024, {inline(facts, 'victims_2024_minors')} victimes enregistrées étaient mineures. Elles ont droit à une protection.",
                "J’écris la loi avec mes mots :",
            ),
        ),
        lines(4),
    )


def help_sheet() -> list[Part]:
    return handout(
        "Fiche 3 : à qui parler ?",
        block("helplines", helplines=calls(*school.CALLS)),
        block("text", text=school.HELP),
        table(
            "Un ami se confie à moi",
            ("Ce qui aide", "Ce qui n’aide pas"),
            (TO_SAY, "« Pourquoi as-tu fait ça ? »"),
            ("« On va voir un adulte, ensemble. »", "« Je ne le dirai à personne. »"),
            ("Garder les messages reçus.", "Les faire circuler, ou répondre à la place."),
        ),
        block("text", text=paragraphs("Les adultes à qui je peux parler (cette fiche reste à moi) :")),
        lines(3),
    )


def evaluation() -> list[Part]:
    unsure = "Je ne sais pas"
    return [
        question(
            "Quand un cadeau doit-il alerter ?",
            "Jamais",
            "Quand il faut le rendre en service ou en secret",
            unsure,
            right=2,
            why="Un vrai cadeau ne se rembourse pas, et n’a pas besoin d’être caché.",
        ),
        question(
            "Quelqu’un paie un acte sexuel. Qui enfreint la loi ?",
            "Celui qui paie",
            "La personne payée",
            unsure,
            right=1,
            why="La loi interdit de payer un acte sexuel. La personne payée n’est pas punie.",
        ),
        question(
            "Avant 18 ans, la personne est…",
            "coupable si elle a dit oui",
            "une victime à protéger",
            unsure,
            right=2,
            why="Une personne mineure est protégée, même si elle a dit oui. Qui paie ou manipule en est seul responsable.",
        ),
        question(
            "Un ami te confie qu’on le menace. Que faire ?",
            "Garder le secret",
            "Le croire et aller voir un adulte avec lui",
            unsure,
            right=2,
            why="Un secret qui met en danger se partage avec un adulte. Y aller ensemble évite de rester seul.",
        ),
    ]
