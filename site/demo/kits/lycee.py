"""The kit for lycée: who decides, who pays, who profits; figures read with care; a message for other pupils."""

from typing import Any

from campaigns.prevention.kits.vocabulary import Theme
from core.models.licence import public_licence
from demo.facts import CHILD_LAW, EQUALITY_COUNCIL, OBSERVATORY
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
    source,
    table,
    written,
)
from demo.pages import Facts, block, inline

SLUG = "qui-decide-qui-paie-qui-profite"
QUESTIONS = points("Qui décide ?", "Qui paie ?", "Qui profite ?", "Qui prend les risques ?")


def kit(facts: Facts) -> dict[str, Any]:
    return {
        "title": "Qui décide, qui paie, qui profite ?",
        "slug": SLUG,
        "lead": "Regarder derrière une annonce, lire un chiffre et une loi avec esprit critique, écrire un message qui aide sans faire honte.",
        "search_description": "Trois séances pour le lycée : le recrutement en ligne, la loi, les chiffres, l’aide entre élèves.",
        "levels": ["lycee"],
        "themes": [Theme.IMAGES, Theme.GRIP, Theme.LAW, Theme.STEREOTYPES, Theme.HELP],
        "group_least": 10,
        "group_most": 18,
        "objectives": written(
            points(
                "Reconnaître les étapes d’un recrutement et d’un chantage en ligne.",
                "Expliquer qui la loi punit, qui elle protège, et pourquoi.",
                "Distinguer une estimation d’un nombre de victimes enregistrées.",
                "Orienter un ami sans le juger et sans agir seul.",
            )
        ),
        "programme": school.programme(facts),
        "prerequisites": written(school.PREREQUISITES),
        "safety": school.safety(),
        "sessions": [behind(), choices(facts), acting()],
        "materials": written(
            points(
                "les diapositives, projetées ou lues", "une fiche par élève", "des feuilles d’affiche et des feutres"
            )
        ),
        "slides": slides(facts),
        "handouts": [*story_sheet(), *figures_sheet(facts), *message_sheet()],
        "evaluation": evaluation(),
        "sources": [
            *school.SOURCES,
            source("Droit d’enfance, lettre n° 24", CHILD_LAW),
            source("Haut Conseil à l’égalité entre les femmes et les hommes", EQUALITY_COUNCIL),
            source("Première stratégie nationale", OBSERVATORY, "2024-05-02"),
        ],
        "reviewers": school.REVIEWERS,
        "licence": public_licence(),
        "change_note": "Première version de démonstration.",
    }


def behind() -> Part:
    return session(
        "Derrière l’annonce",
        "Voir les personnes et les intérêts qu’une annonce ne montre pas.",
        activity(
            10,
            "whole",
            "Se donner des règles",
            paragraphs(
                "Lisez les règles de la diapositive et complétez-les avec le groupe. Présentez les personnages : Inès, lycéenne ; Alex, qui l’a contactée ; Hugo, son ami ; un acheteur. Aucun n’existe."
            ),
            "diapositives",
        ),
        activity(
            20,
            "small",
            "Le parcours d’Inès",
            paragraphs(
                "Chaque groupe lit la fiche 1 et écrit, pour chaque étape, qui décide, qui paie et qui profite.",
                "Attendu : Alex paraît aider, puis décide et prend l’argent ; l’acheteur paie et rend tout cela possible ; Inès porte seule la peur et les risques.",
            ),
            "fiche 1",
        ),
        activity(
            15,
            "whole",
            "Dessiner le système",
            paragraphs(
                "Placez les quatre personnages au tableau. Le groupe trace des flèches : argent, menace, silence, aide. Demandez quelle flèche il suffirait de couper.",
                "À retenir : on parle souvent d’Inès, rarement de qui paie. Sans acheteur, il n’y a pas de système.",
            ),
            "tableau",
        ),
        activity(
            10,
            "alone",
            "Clore la séance",
            paragraphs(
                "Chacun écrit une question, ou « rien », sans nom. Ramassez tout. Affichez les numéros et dites où vous trouver."
            ),
            "papiers, boîte",
        ),
    )


def choices(facts: Facts) -> Part:
    return session(
        "La loi et les chiffres",
        "Expliquer le choix de la loi et lire un chiffre avec sa source.",
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
            15,
            "pairs",
            "Qui la loi vise-t-elle ?",
            paragraphs(
                f"En binôme, dites ce que la loi prévoit pour Inès et pour l’acheteur. Attendu : Inès, mineure, est une victime à protéger ; l’acheteur d’un acte sexuel à une personne de 15 à 17 ans encourt {inline(facts, 'minor_prison')} d’emprisonnement et {inline(facts, 'minor_fine')} d’amende.",
                f"Ajoutez : {inline(facts, 'adult_not_punished')} Acheter reste interdit : l’amende est de {inline(facts, 'fine')} la première fois.",
            ),
        ),
        activity(
            20,
            "small",
            "Lire un chiffre",
            paragraphs(
                "Chaque groupe lit la fiche 2 et dit de chaque nombre : qui le donne, ce qu’il compte, ce qu’il ne compte pas.",
                "Attendu : un nombre de victimes enregistrées ne compte que celles que l’on a repérées ; une estimation essaie de compter aussi les autres. Les deux ne se comparent pas.",
            ),
            "fiche 2",
        ),
        activity(
            10,
            "whole",
            "Clore la séance",
            paragraphs(
                "Chaque groupe donne une phrase exacte, avec sa source, que l’on pourrait publier. Rappelez les numéros."
            ),
        ),
    )


def acting() -> Part:
    return session(
        "Un message qui aide",
        "Répondre à un ami, puis s’adresser à d’autres élèves sans faire peur ni honte.",
        activity(
            5,
            "whole",
            "Retrouver l’histoire",
            paragraphs("Inès écrit à Hugo : « Alex a des photos de moi. Il dit qu’il les enverra si j’arrête. »"),
        ),
        activity(
            15,
            "pairs",
            "Répondre à Inès",
            paragraphs(
                "En binôme, écrivez la réponse de Hugo. Attendu : je te crois, ce n’est pas ta faute ; ne paie pas, ne réponds plus, garde les preuves ; on va voir un adulte ; le 3018 aide contre le chantage, le 119 protège."
            ),
            "fiche 3",
        ),
        activity(
            25,
            "small",
            "Écrire une affiche",
            paragraphs(
                "Chaque groupe écrit une affiche pour le lycée et la vérifie avec la fiche 3. Ni corps, ni larmes, ni menottes : des mots, un geste possible, un numéro.",
                "Chaque groupe montre la sienne ; les autres disent ce qui aiderait Inès à parler.",
            ),
            "fiche 3, feuilles, feutres",
        ),
        activity(
            10,
            "alone",
            "Évaluer et se quitter",
            paragraphs(
                "Faites répondre à l’évaluation. Attendu : qui achète enfreint la loi ; avant 18 ans, la personne est une victime à protéger ; un nombre enregistré compte ce que l’on a repéré ; face au chantage, on garde les preuves et l’on appelle le 3018. Dites quand vous restez disponibles."
            ),
            "évaluation",
        ),
    )


def slides(facts: Facts) -> list[Part]:
    return [
        slide("Qui décide, qui paie, qui profite ?", paragraphs("Des personnages inventés, un système bien réel.")),
        slide("Nos règles", school.RULES, "Demander au groupe s’il manque une règle."),
        slide("Le parcours d’Inès", QUESTIONS),
        slide(
            "Les mots qui cachent",
            paragraphs("« Escort », « plan », « dépannage » : les mots changent, la chose reste la même."),
            "Ne pas demander d’autres mots : on parle de ce qu’ils cachent.",
        ),
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
        slide(
            "Un chiffre, une source",
            paragraphs(f"En 2024, {inline(facts, 'victims_2024')} victimes ont été enregistrées."),
            "Demander ce que ce nombre ne compte pas.",
        ),
        slide(
            "Face au chantage",
            points("Ne pas payer, ne plus répondre.", "Garder les preuves.", "En parler : 3018, 119, un adulte."),
        ),
        block(
            "helpline_slide",
            title="À qui parler",
            helplines=calls(*school.CALLS),
            text=school.HELP,
            notes="Laisser cette diapositive affichée à la fin de chaque séance.",
        ),
    ]


def story_sheet() -> list[Part]:
    stages = (
        "Inès cherche un petit travail. Alex lui écrit : « De l’argent facile, entre amis. »",
        "Alex avance de l’argent pour un téléphone. Il dit qu’elle le remboursera plus tard.",
        "Alex publie une annonce avec un faux âge et fixe le prix.",
        "Un acheteur répond. Il ne pose aucune question.",
        "Inès veut arrêter. Alex parle de la dette et des photos.",
    )
    return handout(
        "Fiche 1 : le parcours d’Inès",
        block("text", text=paragraphs("Inès a moins de 18 ans. Elle n’existe pas.")),
        table(
            "Étape par étape",
            ("Étape", "Qui décide ?", "Qui paie ?", "Qui profite ?"),
            *((stage, "…", "…", "…") for stage in stages),
        ),
        block("text", text=paragraphs("À quelle étape, et qui, aurait pu changer la suite ?")),
        lines(5),
    )


def figures_sheet(facts: Facts) -> list[Part]:
    said = (
        f"Le Gouvernement estimait en mai 2024 à {inline(facts, 'estimate_people')} le nombre de personnes en situation de prostitution, dont {inline(facts, 'estimate_minors')} de mineurs.",
        f"En 2024, {inline(facts, 'victims_2024')} victimes ont été enregistrées, dont {inline(facts, 'victims_2024_minors')} mineures.",
        f"En 2024, {inline(facts, 'fined_2024')} acheteurs ont été verbalisés.",
    )
    return handout(
        "Fiche 2 : lire un chiffre",
        block("text", text=points(*said)),
        table(
            "Vérifier un nombre",
            ("Question", "Réponses possibles"),
            ("Qui le donne ?", "le Gouvernement, une association, une enquête"),
            ("Que compte-t-il ?", "des personnes estimées, enregistrées ou verbalisées"),
            ("Que ne compte-t-il pas ?", "celles que personne n’a repérées"),
        ),
        block("text", text=paragraphs("Mes réponses pour chaque nombre, puis une phrase exacte avec sa source :")),
        lines(8),
    )


def message_sheet() -> list[Part]:
    return handout(
        "Fiche 3 : un message qui aide",
        block("helplines", helplines=calls(*school.CALLS)),
        block("text", text=school.HELP),
        table(
            "Vérifier son affiche",
            ("Un message qui aide", "Un message qui blesse"),
            ("dit que ce n’est pas la faute de la victime", "demande pourquoi elle n’a rien dit"),
            ("parle de qui paie et de qui profite", "montre un corps ou une scène choquante"),
            ("propose un geste possible, aujourd’hui", "fait peur sans donner d’issue"),
            ("donne un numéro vérifié", "promet que tout s’arrangera"),
        ),
        block("text", text=paragraphs("Mon brouillon :")),
        lines(6),
    )


def evaluation() -> list[Part]:
    unsure = "Je ne sais pas"
    return [
        question(
            "Une personne majeure vend un acte sexuel. Que dit la loi ?",
            "Les deux sont punis",
            "Qui achète enfreint la loi",
            unsure,
            right=2,
            why="La loi interdit d’acheter un acte sexuel. La personne qui le vend n’est pas punie.",
        ),
        question(
            "Avant 18 ans, la personne est…",
            "une victime à protéger",
            "coupable si elle a dit oui",
            unsure,
            right=1,
            why="Une personne mineure est protégée, même si elle a dit oui. Qui paie ou manipule en est seul responsable.",
        ),
        question(
            "Un nombre de victimes enregistrées, c’est…",
            "ce que l’on a repéré",
            "tout ce qui existe",
            unsure,
            right=1,
            why="On ne compte que les victimes repérées. Les autres ne figurent dans aucun nombre.",
        ),
        question(
            "On menace un ami de publier ses photos. Que faire ?",
            "Payer pour que cela cesse",
            "Garder les preuves et appeler le 3018",
            unsure,
            right=2,
            why="Payer n’assure pas que la menace cesse. Les preuves servent à porter plainte et à demander le retrait des images.",
        ),
    ]
