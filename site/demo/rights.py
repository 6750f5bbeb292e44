"""The French pages of rights and steps: a section, and a page for each subject.

Their addresses and titles are neutral: somebody who looks over a shoulder learns nothing from them.
"""

from typing import Any

from campaigns.outreach.models import Topic
from core import audiences
from demo.pages import Facts, block, inline, items

DESCRIPTION = "Des informations et des numéros utiles."
# What a tab and a history show, where the title of the page says too much.
TABS = {Topic.LEAVING: "Étapes", Topic.EMERGENCY: "Numéros"}
ASK_FOR_A_LANGUAGE = (
    "Demandez votre langue",
    "Dites le nom de votre langue. Vous pouvez demander un interprète : une personne qui traduit.",
)


def section() -> dict[str, Any]:
    return {
        "title": "Vos droits, de l’aide",
        "slug": "vos-droits",
        "lead": "La loi ne vous punit pas. Vous pouvez demander de l’aide, avec ou sans papiers.",
        "search_description": DESCRIPTION,
        "show_in_menus": True,
    }


def section_body(facts: Facts, directory: int) -> list[dict[str, Any]]:
    return [
        block("helplines", heading="Parler à quelqu’un", audience=audiences.OUTREACH),
        help_nearby(directory),
        block(
            "text",
            text=f"<h2>Ce que dit la loi</h2><p>{inline(facts, 'adult_not_punished')}</p><p>Si quelqu’un vous force, vous frappe ou prend votre argent, la loi est de votre côté.</p>",
        ),
    ]


def heads() -> dict[str, dict[str, Any]]:
    """What stands above each page, by its subject; they lead to each other, so each exists before any is written."""
    told = {
        Topic.EMERGENCY: ("En danger", "urgence", "Quelqu’un vous fait du mal, ou va le faire ? Agissez maintenant."),
        Topic.HEALTH: ("Santé", "sante", "Vous pouvez demander des soins, et poser toutes vos questions."),
        Topic.PAPERS: ("Papiers et séjour", "papiers", "Avec ou sans papiers, vous pouvez demander de l’aide."),
        Topic.LEAVING: (
            "Sortir, pas à pas",
            "etapes",
            "L’État aide à quitter la prostitution. Cette aide s’appelle le parcours de sortie. C’est vous qui choisissez.",
        ),
        Topic.HOUSING: ("Logement", "logement", "Chercher où dormir, ce soir et après."),
        Topic.MONEY: ("Argent", "argent", "Vivre sans dépendre de quelqu’un qui vous fait du mal."),
        Topic.CHILDREN: ("Enfants", "enfants", "Protéger vos enfants, et demander de l’aide sans honte."),
        Topic.JUSTICE: ("Justice", "justice", "On vous a fait du mal ? Vous pouvez le dire à la police et au juge."),
        Topic.MINOR: (
            "Vos droits avant 18 ans",
            "moins-de-18",
            "Ce n’est jamais votre faute. Des adultes peuvent vous protéger.",
        ),
    }
    return {
        topic.value: {
            "topic": topic.value,
            "title": title,
            "slug": slug,
            "lead": lead,
            "seo_title": TABS.get(topic, ""),
            "search_description": DESCRIPTION,
        }
        for topic, (title, slug, lead) in told.items()
    }


def steps(heading: str, *told: tuple[str, str]) -> dict[str, Any]:
    return block("steps", heading=heading, steps=items(*({"title": title, "text": text} for title, text in told)))


def text(html: str) -> dict[str, Any]:
    return block("text", text=html)


def leads_to(page: int, words: str, detail: str) -> dict[str, Any]:
    return block("call_to_action", text=words, page=page, address="", detail=detail)


def help_nearby(directory: int) -> dict[str, Any]:
    """Where a page says to ask an association, the way to one stands on it."""
    return leads_to(directory, "Trouver de l’aide près de chez vous", "Par département, par besoin et par langue.")


def calls(*numbers: str) -> list[dict[str, Any]]:
    """A button for each number, so that nobody has to type it."""
    return [
        block(
            "call_to_action",
            text=f"Appeler le {number}",
            page=None,
            address=f"tel:{number.replace(' ', '')}",
            detail="",
        )
        for number in numbers
    ]


def bodies(facts: Facts, pages: dict[str, int]) -> dict[str, list[dict[str, Any]]]:
    leaving = leads_to(pages["leaving"], "Comprendre le parcours de sortie", "L’aide de l’État, pas à pas.")
    justice = leads_to(pages["justice"], "Le dire à la police", "Pas à pas, et sans y aller sans aide.")
    near = help_nearby(pages["directory"])
    return {
        "emergency": [*emergency(facts), near],
        "health": [*health(), near],
        "papers": [*papers(facts), near, leaving],
        "leaving": [*leaving_steps(facts), near],
        "housing": [*housing(facts), near, leaving],
        "money": [*money(facts), near, leaving],
        "children": [*children(), near],
        "justice": [*justice_steps(facts), near],
        "minor": [*minor(facts), near, justice],
    }


def emergency(facts: Facts) -> list[dict[str, Any]]:
    return [
        *calls("17", "112"),
        block("call_to_action", text="Envoyer un SMS au 114", page=None, address="sms:114", detail=""),
        block(
            "notice",
            kind="danger",
            heading="Appelez tout de suite",
            text="<p>Appelez le 17 ou le 112. C’est gratuit, le jour et la nuit.</p><p>Vous ne pouvez pas parler ? Envoyez un SMS au 114.</p>",
        ),
        steps(
            "Que faire, dans l’ordre",
            (
                "Allez dans un lieu sûr",
                "Un magasin, une pharmacie, une gare : un endroit où il y a du monde. Vous ne pouvez pas partir ? Éloignez-vous de la personne violente. Restez près d’une sortie.",
            ),
            (
                "Dites où vous êtes",
                "Dites la ville, la rue, ce que vous voyez. Dites si quelqu’un a une arme. Dites si quelqu’un est blessé.",
            ),
            ASK_FOR_A_LANGUAGE,
            ("Restez au téléphone", "Si c’est sans danger pour vous, ne raccrochez pas avant qu’on vous le dise."),
        ),
        text(
            f"<h2>Après le danger</h2><p>Voyez un médecin, même si vous n’avez pas mal.</p><p>Gardez les messages, les photos et les vêtements. Ils peuvent aider à montrer ce qui s’est passé.</p><p>{inline(facts, 'adult_not_punished')}</p>"
        ),
    ]


def health() -> list[dict[str, Any]]:
    return [
        block(
            "notice",
            kind="warning",
            heading="N’attendez pas",
            text="<p>Après une violence, voyez un médecin le plus vite possible. Après un rapport sans préservatif, aussi.</p><p>Vous saignez, vous respirez mal, vous pensez à mourir ? Appelez le 112.</p>",
        ),
        steps(
            "Pour voir un médecin",
            (
                "Demandez à une association",
                "Elle peut vous dire où aller, et parfois venir avec vous.",
            ),
            (
                "Dites ce qu’il vous faut",
                "Vous pouvez demander un interprète. Vous pouvez demander à voir une femme, ou un homme.",
            ),
            (
                "Dites seulement ce que vous voulez",
                "Vous n’avez pas à tout raconter. Demandez qui pourra lire ce que vous dites.",
            ),
            (
                "Gardez une trace",
                "Après des coups, demandez au médecin d’écrire ce qu’il a vu. Rangez ce papier dans un lieu sûr.",
            ),
        ),
        text(
            "<h2>Quand cela va mal dans la tête</h2><p>Dormir mal, avoir peur, ne plus rien sentir : cela peut arriver après des violences. Ce n’est pas votre faute. En parler peut aider.</p><p>Le 3919 écoute le jour et la nuit. C’est gratuit. On ne demande pas votre nom.</p>"
        ),
        *calls("3919"),
    ]


def papers(facts: Facts) -> list[dict[str, Any]]:
    return [
        text(
            f"<h2>Ce que dit la loi</h2><p>Le titre de séjour est le papier qui permet de vivre en France. Le parcours de sortie est l’aide de l’État pour quitter la prostitution.</p><p>{inline(facts, 'exit_open')} S’il vous faut un titre de séjour, il peut en donner un premier, de {inline(facts, 'exit_permit')}. C’est le préfet qui décide, et il y a des conditions : regardez-les avec une association avant d’aller à la préfecture.</p><h2>Vous êtes citoyenne ou citoyen européen</h2><p>{inline(facts, 'european')} Pour rester plus de trois mois, il y a des conditions : un travail, des ressources ou des études. Une association regarde cela avec vous.</p>"
        ),
        steps(
            "Protéger vos papiers",
            ("Gardez-les en lieu sûr", "Sur vous, ou chez une personne de confiance."),
            (
                "Faites des copies",
                "Photographiez chaque papier. Si personne ne regarde dans votre téléphone, envoyez les photos à une personne de confiance.",
            ),
            (
                "Quelqu’un a pris vos papiers ?",
                "Dites-le à une association. Elle peut vous aider à en demander d’autres.",
            ),
            ("Ne signez rien sans comprendre", "Demandez qu’on vous lise le texte dans votre langue."),
        ),
        block(
            "notice",
            kind="information",
            heading="Avant d’aller à la préfecture",
            text="<p>La préfecture est le bureau de l’État où l’on demande un titre de séjour. Parlez d’abord à une association. Elle regarde votre situation avec vous, et prépare la demande.</p>",
        ),
    ]


def leaving_steps(facts: Facts) -> list[dict[str, Any]]:
    return [
        steps(
            "Sortir, pas à pas",
            (
                "Rencontrer une association agréée",
                "Elle vous écoute, sans vous juger, et prépare la demande avec vous.",
            ),
            ("La demande est examinée", "Une commission du département donne son avis. Le préfet décide."),
            (
                "Le parcours commence",
                "Un accompagnement, un hébergement, une aide pour vivre. S’il vous faut un titre de séjour, l’État peut vous en donner un premier.",
            ),
        ),
        text(
            f"<p>Le parcours de sortie dure {inline(facts, 'exit_length')}. Il peut être renouvelé, jusqu’à {inline(facts, 'exit_longest')}. En mai 2024, {inline(facts, 'associations')} associations étaient agréées.</p><h2>Les mots difficiles</h2><ul><li>Une association agréée est choisie par l’État pour vous aider.</li><li>Le préfet représente l’État dans le département.</li><li>La commission est un groupe de personnes qui donne son avis.</li></ul>"
        ),
        block(
            "notice",
            kind="information",
            heading="Pour commencer",
            text=f"<p>Écrivez à une association, ou appelez-la. Vous pouvez poser des questions sans rien décider.</p><p>{inline(facts, 'exit_open')} Si vous avez des papiers, apportez-les.</p>",
        ),
    ]


def leaving_easy_read(facts: Facts) -> list[dict[str, Any]]:
    return [
        text(
            f"<h2>Le parcours de sortie</h2><p>Vous voulez quitter la prostitution.</p><p>L’État peut vous aider.</p><p>Cette aide s’appelle le parcours de sortie.</p><p>Vous pouvez la demander avec des papiers.</p><p>Vous pouvez la demander sans papiers.</p><p>Le parcours dure {inline(facts, 'exit_length')}.</p><p>Il peut continuer.</p><p>Il dure {inline(facts, 'exit_longest')} au plus.</p>"
        ),
        steps(
            "Que faire ?",
            ("Parlez à une association", "Les personnes de l’association vous écoutent. Elles ne vous jugent pas."),
            ("Faites la demande", "L’association vous aide à écrire la demande."),
            (
                "Attendez la réponse",
                "Des personnes lisent votre demande. Puis le préfet dit oui ou non. Le préfet travaille pour l’État.",
            ),
            (
                "La réponse est oui",
                "On vous aide pour le logement et pour l’argent. Pour les papiers, l’État peut dire oui.",
            ),
        ),
    ]


def housing(facts: Facts) -> list[dict[str, Any]]:
    return [
        steps(
            "Où dormir ce soir",
            (
                "Appelez le 115",
                "C’est gratuit, le jour et la nuit, partout en France. Le 115 cherche une place pour dormir.",
            ),
            ASK_FOR_A_LANGUAGE,
            ("Rappelez", "Les places sont limitées. Il faut parfois appeler plusieurs fois."),
        ),
        *calls("115"),
        steps(
            "Partir d’un lieu dangereux",
            ("Parlez-en à quelqu’un", "Une association peut chercher avec vous un endroit où dormir."),
            (
                "Préparez un sac",
                "Vos papiers, un peu d’argent, vos médicaments, un chargeur. Cachez-le, ou laissez-le chez une personne de confiance.",
            ),
            ("Choisissez le moment", "Partez quand la personne violente n’est pas là."),
            (
                "Gardez votre adresse pour vous",
                "Ne dites pas où vous allez. Regardez si votre téléphone montre où vous êtes.",
            ),
        ),
        block(
            "notice",
            kind="danger",
            heading="Vous êtes en danger maintenant",
            text="<p>Appelez le 17 ou le 112. Vous ne pouvez pas parler ? Envoyez un SMS au 114.</p>",
        ),
        text(
            f"<h2>Un toit contre un acte sexuel</h2><p>On vous loge et, en échange, on vous demande un acte sexuel ? C’est la personne qui le demande qui ne respecte pas la loi. Ce n’est pas vous.</p><h2>Un logement pour plus longtemps</h2><p>{inline(facts, 'exit_offers')}</p>"
        ),
    ]


def money(facts: Facts) -> list[dict[str, Any]]:
    return [
        steps(
            "Reprendre la main sur votre argent",
            (
                "Gardez vos codes pour vous",
                "Ne donnez ni votre carte, ni vos codes. Si quelqu’un les a, demandez à la banque de les changer.",
            ),
            ("Mettez un peu de côté", "Même très peu. Choisissez un endroit que personne ne connaît."),
            (
                "Faites le point avec une association",
                "Elle vous dit quelles aides vous pouvez demander, et remplit les papiers avec vous.",
            ),
            (
                "Pensez à la suite",
                "Apprendre le français, apprendre un métier, chercher un travail : demandez à l’association par où commencer.",
            ),
        ),
        block(
            "notice",
            kind="information",
            heading="On vous dit que vous devez de l’argent",
            text="<p>On vous fait payer un voyage, une chambre, une protection ? Ne signez rien. Notez qui demande, combien, et depuis quand. Parlez-en à une association ou à la police.</p><p>Si quelqu’un vous force, vous frappe ou prend votre argent, la loi est de votre côté.</p>",
        ),
        text(f"<h2>Une aide pour vivre</h2><p>{inline(facts, 'exit_offers')}</p>"),
    ]


def children() -> list[dict[str, Any]]:
    return [
        block(
            "notice",
            kind="danger",
            heading="Un enfant est en danger",
            text="<p>Appelez le 119. C’est gratuit, le jour et la nuit. L’appel ne se voit pas sur la facture. Le 119 est là pour protéger les enfants.</p><p>Le danger est immédiat ? Appelez le 17 ou le 112.</p>",
        ),
        *calls("119"),
        steps(
            "Si vous partez avec vos enfants",
            (
                "Demandez conseil avant",
                "Une association peut vous dire comment partir, et où aller avec des enfants.",
            ),
            (
                "Préparez leurs affaires",
                "Leurs papiers, leur carnet de santé, leurs médicaments, un jouet qu’ils aiment.",
            ),
            ("Parlez-leur simplement", "Dites que ce n’est pas leur faute, et que vous les protégez."),
            (
                "Prévenez l’école",
                "Demandez qui peut venir les chercher. Dites si quelqu’un est dangereux pour eux.",
            ),
        ),
        text(
            "<h2>Vous attendez un enfant</h2><p>Voyez un médecin ou une sage-femme dès que vous le pouvez. La sage-femme s’occupe des femmes enceintes et des bébés. Vous pouvez venir avec une personne de confiance, et demander un interprète.</p><h2>Demander de l’aide</h2><p>Demander de l’aide, c’est déjà protéger vos enfants.</p>"
        ),
    ]


def justice_steps(facts: Facts) -> list[dict[str, Any]]:
    return [
        text(
            f"<h2>Ce que dit la loi</h2><p>{inline(facts, 'adult_not_punished')}</p><p>Si quelqu’un vous force, vous frappe ou prend votre argent, la loi est de votre côté.</p>"
        ),
        steps(
            "Porter plainte, pas à pas",
            (
                "Écrivez ce qui s’est passé",
                "Porter plainte, c’est dire à la police ou à la gendarmerie qu’on vous a fait du mal. Notez le jour, le lieu, les noms.",
            ),
            (
                "Gardez tout ce qui peut le montrer",
                "Les messages, les photos, les numéros de téléphone, les annonces, les papiers du médecin.",
            ),
            (
                "Venez avec quelqu’un",
                "Une association, une amie, un ami. Si vous n’avez pas de papiers, parlez d’abord à une association.",
            ),
            (
                "Demandez un interprète",
                "Dites le nom de votre langue. Dites si vous préférez parler à une femme, ou à un homme.",
            ),
            (
                "Lisez avant de signer",
                "Demandez qu’on vous lise le texte. Faites corriger ce qui est faux. Demandez une copie.",
            ),
        ),
        block(
            "notice",
            kind="information",
            heading="Vous avez peur",
            text="<p>Dites-le tout de suite à la personne qui vous écoute. Vous pouvez aussi parler d’abord à une association, ou appeler le 116 006. C’est le numéro d’aide aux victimes, gratuit tous les jours. La nuit, si vous êtes en danger, appelez le 17 ou le 112.</p>",
        ),
        *calls("116 006"),
    ]


def minor(facts: Facts) -> list[dict[str, Any]]:
    return [
        block(
            "notice",
            kind="information",
            heading="Ce n’est pas votre faute, et quelqu’un vous écoute",
            text="<p>Appelez le 119, le jour et la nuit, ou le 3018, de 9 h à 23 h. C’est gratuit.</p>",
        ),
        *calls("119", "3018"),
        text(
            f"<h2>Ce que dit la loi</h2><p>Quelqu’un vous donne de l’argent, un cadeau ou un toit contre un acte sexuel ? C’est cette personne que la loi punit.</p><p>Vous avez de 15 à 17 ans ? Celui qui achète risque {inline(facts, 'minor_prison')} de prison et {inline(facts, 'minor_fine')} d’amende.</p><p>Vous avez moins de 15 ans ? Depuis le {inline(facts, 'rape_since')}, l’adulte qui paie est poursuivi pour viol ou agression sexuelle.</p>"
        ),
        steps(
            "Que faire, dans l’ordre",
            (
                "Dites-le à un adulte de confiance",
                "Un parent, une infirmière, un professeur, un éducateur. Si cet adulte ne vous croit pas, parlez à un autre.",
            ),
            (
                "Appelez le 119",
                "C’est gratuit, le jour et la nuit. Vous pouvez dire seulement ce que vous voulez. L’appel ne se voit pas sur la facture.",
            ),
            (
                "On vous menace avec des photos ?",
                "Ne payez pas. N’envoyez rien de plus. Gardez les messages, et appelez le 3018 : c’est gratuit, tous les jours, de 9 h à 23 h.",
            ),
            ("Vous êtes en danger maintenant ?", "Appelez le 17. Vous ne pouvez pas parler ? Envoyez un SMS au 114."),
        ),
        block(
            "notice",
            kind="information",
            heading="Ce que personne n’a le droit de vous dire",
            text="<p>« Tu l’as voulu. » « Tu dois rembourser. » « Personne ne te croira. » Ce n’est pas vrai.</p>",
        ),
    ]
