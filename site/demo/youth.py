"""The French pages for young people and parents: a section, a page for each age, and one for parents. They exist in two languages.

What they try out, the chats and the quiz, is in `youth_trials.py`. Addresses and titles are neutral, as on every protected page.
"""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from campaigns.prevention.models import Band, ChatPage, QuizPage, YouthPage
from demo import youth_trials
from demo.pages import Facts, block, child_law, child_law_in_short, inline, items
from demo.rights import DESCRIPTION, leads_to, steps, text

Body = list[dict[str, Any]]
Pages = dict[str, int]

LANGUAGES = frozenset({"fr", "en"})


def build(add: Callable, change: Callable, home: Page, facts: Facts, pages: Pages) -> None:
    """The pages lead to each other, so each age exists before any is written."""
    first = block(
        "first_helplines",
        heading="Quelqu’un à qui parler",
        helplines=items(*youth_trials.calls(*youth_trials.FIRST)),
    )
    top = add(home, YouthPage(first=[first], body=section_body(), **section()))
    ages = {key: add(top, YouthPage(first=[first], **head)) for key, head in heads().items()}
    pages |= {"youth": top.pk} | {key: page.pk for key, page in ages.items()}
    for key, fields in youth_trials.chats(pages).items():
        pages[key] = add(top, ChatPage(**fields)).pk
    pages["quiz"] = add(top, QuizPage(**youth_trials.quiz(pages))).pk
    for key, written in bodies(facts, pages).items():
        change(ages[key], body=written)


def slugs() -> list[str]:
    return [page["slug"] for page in (section(), *heads().values())] + youth_trials.SLUGS


def section() -> dict[str, Any]:
    return {
        "title": "Infos jeunes",
        "slug": "infos-jeunes",
        "lead": "Des situations, des réponses, des gens à qui parler. Choisis ton âge.",
        "search_description": DESCRIPTION,
    }


def section_body() -> Body:
    return [
        block(
            "notice",
            kind="information",
            heading="Lire en laissant moins de traces",
            text="<p>Ce site ne garde rien de ta visite. Ton navigateur, lui, peut garder une trace. Le bouton en haut de la page te fait sortir tout de suite.</p>",
        )
    ]


def heads() -> dict[str, dict[str, Any]]:
    """What stands above each page, by its key."""
    leaving = "Tu peux la quitter quand tu veux."
    told = {
        "younger": (
            Band.YOUNGER,
            "12–14 ans",
            "infos-12-14",
            "Des cadeaux, des secrets, des photos : ce qui n’est pas normal, et qui peut t’aider.",
            f"Cette page parle de pression et de photos intimes. {leaving}",
        ),
        "older": (
            Band.OLDER,
            "15–18 ans",
            "infos-15-18",
            "« Escorte », « bon plan », « michetonnage » : ce qu’il y a derrière les mots, et comment en sortir.",
            f"Cette page parle de pression, d’argent et d’actes sexuels. {leaving}",
        ),
        "parents": (
            Band.PARENTS,
            "Pour les parents",
            "infos-parents",
            "Voir sans espionner, écouter sans juger, agir sans attendre.",
            "Cette page parle d’adolescents à qui l’on fait du mal.",
        ),
    }
    return {
        key: {
            "band": band.value,
            "title": title,
            "slug": slug,
            "lead": lead,
            "warning": warning,
            "search_description": DESCRIPTION,
        }
        for key, (band, title, slug, lead, warning) in told.items()
    }


def bodies(facts: Facts, pages: Pages) -> dict[str, Body]:
    return {
        "younger": [
            *younger(facts),
            for_a_friend(),
            leads_to(pages["phone"], "Lire une conversation", "Un cadeau, puis une photo : que répondrais-tu ?"),
            quiz(pages),
        ],
        "older": [
            *older(),
            for_a_friend(),
            *at_eighteen(facts, pages),
            leads_to(pages["weekend"], "Lire une conversation", "Une amie propose un plan : que répondrais-tu ?"),
            quiz(pages),
        ],
        "parents": [
            leads_to(
                pages["professionals"],
                "Vous avez trouvé des messages ?",
                "Ce qu’il faut garder, et qui appeler : le 119, le 3018.",
            ),
            *parents(facts),
            leads_to(pages["older"], "Lire ce que lisent les 15–18 ans", ""),
            leads_to(
                pages["professionals"], "Repérer, écouter, signaler", "La page des parents et des professionnels."
            ),
        ],
    }


def quiz(pages: Pages) -> dict[str, Any]:
    return leads_to(pages["quiz"], "Vrai ou faux ?", "Cinq questions. Personne ne note.")


def younger(facts: Facts) -> Body:
    return [
        text(
            "<h2>Tu n’as rien fait de mal</h2><p>Quelqu’un te demande des photos de ton corps, ou un acte sexuel, contre de l’argent, un cadeau ou un service ? C’est cette personne qui n’a pas le droit.</p><p>Ce n’est jamais ta faute. Même si tu as dit oui. Même si tu as gardé le cadeau.</p>"
        ),
        text(
            "<h2>Ce qui doit t’alerter</h2><ul><li>Quelqu’un que tu connais à peine te fait de gros cadeaux.</li><li>On te demande de garder un secret.</li><li>On te dit : « Tu me dois bien ça. »</li><li>On te demande une photo, puis une autre.</li><li>On te menace de tout montrer.</li></ul>"
        ),
        steps(
            "Que faire",
            ("Arrête de répondre", "Tu en as le droit, à tout moment, sans expliquer pourquoi."),
            ("Garde les messages", "Ne les efface pas : ils aident à montrer ce qui s’est passé."),
            (
                "Parle à un adulte de confiance",
                "Un parent, l’infirmière du collège, un professeur, un éducateur. Si le premier ne t’écoute pas, va en voir un autre.",
            ),
            (
                "Appelle le 119 ou le 3018",
                "Le 3018 aide quand il y a des photos, du chantage ou des messages : de 9 h à 23 h, aussi par tchat. Le 119 répond jour et nuit : après 23 h, appelle-le.",
            ),
        ),
        text(
            f"<h2>Ce que dit la loi</h2><p>{child_law_in_short(facts)}</p><p>Tu as 15 ans ou plus ? Celui qui achète un acte sexuel à une personne de 15 à 17 ans risque {inline(facts, 'minor_prison')} de prison et {inline(facts, 'minor_fine')} d’amende.</p><p>Un cadeau ou un service, c’est aussi payer.</p>"
        ),
    ]


def older() -> Body:
    return [
        text(
            "<h2>Derrière les mots</h2><p>Escorte, bon plan, dépannage, michetonnage, sugar : on te parle d’argent facile, de sorties, d’un service. Si l’on attend de toi un acte sexuel en échange, celui qui paie enfreint la loi. Ce n’est pas à toi d’avoir honte.</p><p>Cela peut commencer avec quelqu’un de gentil : une amie qui propose, un garçon qui paie tout. Puis viennent la dette, la peur ou les photos.</p>"
        ),
        text(
            "<h2>Ce qui doit t’alerter</h2><ul><li>On décide pour toi : tes horaires, tes vêtements, ton téléphone.</li><li>On te dit que tu dois rembourser.</li><li>On t’éloigne de tes amis ou de ta famille.</li><li>On te demande d’amener une amie, un ami.</li><li>Tu ne peux plus dire non.</li></ul>"
        ),
        steps(
            "En sortir, pas à pas",
            (
                "Dis-le à une personne",
                "Un adulte de confiance, l’infirmière du lycée, un éducateur. Tu peux dire seulement ce que tu veux.",
            ),
            (
                "En danger maintenant ? Mets-toi à l’abri",
                "Appelle le 17. Si tu ne peux pas parler, envoie un SMS au 114.",
            ),
            (
                "On te menace avec des photos ?",
                "Ne paie pas. N’envoie rien de plus. Garde les messages, et appelle le 3018 : il répond de 9 h à 23 h, aussi par tchat. Après 23 h, appelle le 119.",
            ),
            (
                "Redemande de l’aide",
                "Une aide ne te convient pas ? Demandes-en une autre. Il n’est jamais trop tard.",
            ),
        ),
    ]


def for_a_friend() -> dict[str, Any]:
    return steps(
        "Pour une amie, un ami",
        ("Écoute, sans juger", "Dis : « Je te crois. Ce n’est pas ta faute. »"),
        ("Ne promets pas le secret", "Dis que tu veux aider, et qu’il faut un adulte pour cela."),
        ("Ne règle pas cela à sa place", "Ne contacte pas la personne qui lui fait du mal."),
        (
            "Trouvez un adulte ensemble",
            "Tu peux aussi appeler le 119 pour quelqu’un d’autre que toi.",
        ),
    )


def at_eighteen(facts: Facts, pages: Pages) -> Body:
    """What protects whoever reads, and no amount: a ladder of penalties reads as a tariff here."""
    law = f'<a linktype="page" id="{pages["understand"]}">Comprendre la loi</a>'
    return [
        text(
            f"<h2>À 18 ans : ce qui change</h2><p>Jusqu’à tes 18 ans, la loi te protège davantage : celui qui paie est puni plus lourdement. Pour en savoir plus : {law}.</p><h2>À 18 ans : ce qui ne change pas</h2><ul><li>Acheter un acte sexuel est interdit, avant comme après.</li><li>{inline(facts, 'adult_not_punished')}</li><li>Avant 18 ans non plus, la loi ne punit pas : elle protège.</li><li>Le 17, le 112 et le 114 répondent à tout le monde.</li><li>On peut demander de l’aide. Le 119 est fait pour les enfants et les adolescents ; le 116 006 écoute les victimes, gratuitement, tous les jours. La nuit, en danger, appelle le 17 ou le 112.</li></ul>"
        ),
    ]


def parents(facts: Facts) -> Body:
    return [
        text(
            "<h2>Ce que vous pouvez voir</h2><p>Un signe seul ne prouve rien. Plusieurs ensemble appellent une conversation.</p><ul><li>De l’argent, des vêtements ou un téléphone que votre enfant n’explique pas.</li><li>Des absences, des fugues, un second téléphone.</li><li>De nouvelles fréquentations, plus âgées.</li><li>De la peur, un repli, une grande fatigue.</li></ul>"
        ),
        steps(
            "En parler",
            (
                "Choisissez un moment calme",
                "Dites ce que vous voyez, sans accuser : « Je m’inquiète, et je suis là. »",
            ),
            ("Écoutez", "Ne demandez pas de détails. Dites que ce n’est pas sa faute."),
            (
                "Gardez le lien",
                "Ne répondez pas à sa place, ne confisquez pas tout, n’effacez aucun message.",
            ),
            (
                "Faites-vous aider",
                "Appelez le 119, même si vous n’êtes pas sûr. En cas de danger immédiat, appelez le 17.",
            ),
        ),
        text(
            f"<h2>Ce que dit la loi</h2><p>{child_law(facts)}</p><p>Celui qui achète un acte sexuel à une personne de 15 à 17 ans risque {inline(facts, 'minor_prison')} de prison et {inline(facts, 'minor_fine')} d’amende. Votre enfant n’est pas coupable : on lui fait du mal.</p>"
        ),
    ]
