"""The page for whoever wants to stop, in every language: acts that need nobody, and what one wants to know before asking for help."""

from typing import Any

from core import audiences
from demo.pages import block, items


def head() -> dict[str, Any]:
    return {
        "title": "Arrêter d’acheter",
        "slug": "je-veux-arreter",
        "audience": audiences.BUYERS,
        "show_in_menus": True,
        "lead": "Vous n’avez rien à justifier ici. Voici par quoi commencer, seul, avec un proche ou avec un médecin.",
        "search_description": "Arrêter de payer pour du sexe, arrêter d’y aller : par quoi commencer aujourd’hui, à qui en parler, et que faire si l’on recommence.",
    }


def step(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "text": text}


def entry(question: str, answer: str) -> dict[str, Any]:
    return {"question": question, "answer": f"<p>{answer}</p>"}


def alone() -> dict[str, Any]:
    steps = items(
        step(
            "Fermez l’annonce, effacez le numéro",
            "Supprimez aussi les comptes et les favoris. Un doute sur un âge ou une contrainte ? Notez d’abord l’annonce et le numéro.",
        ),
        step("Sortez de la pièce", "Marchez, faites autre chose pendant une heure."),
        step(
            "Notez ce qui vient juste avant",
            "Le soir, la fatigue, l’alcool, un déplacement, la solitude : préparez autre chose pour ces moments-là.",
        ),
    )
    return block("steps", heading="Trois gestes qui ne demandent personne", steps=steps)


def for_whom_is_paid(rights: int) -> dict[str, Any]:
    """Whoever wants to stop being paid reads the title of this page as her own."""
    link = f'<a linktype="page" id="{rights}">Vos droits, de l’aide</a>'
    return block("text", text=f"<p>Cette page s’adresse à qui paie pour du sexe. C’est vous que l’on paie ? {link}</p>")


def body(pages: dict[str, int]) -> list[dict[str, Any]]:
    with_somebody = items(
        step("Dites-le à une personne", "Une phrase suffit : « J’ai payé pour du sexe, et je veux arrêter. »"),
        step("Prenez un rendez-vous", "Avec un médecin ou un psychologue. Vous pouvez lui montrer cette page."),
    )
    return [
        for_whom_is_paid(pages["rights"]),
        alone(),
        block("steps", heading="Avec quelqu’un", steps=with_somebody),
        block(
            "notice",
            kind="information",
            heading="Un doute sur un âge, ou une contrainte ?",
            text="<p>Avant d’effacer : notez l’annonce et le numéro, et dites-le au 17 ou au 119.</p>",
        ),
        block("accordion", heading="Avant de demander de l’aide", questions=items(*questions())),
        block(
            "call_to_action",
            text="Faire le point, pour vous seul",
            page=pages["check"],
            address="",
            detail="Quelques questions. Vos réponses ne sont ni envoyées ni gardées.",
        ),
        block("helplines", heading="Parler à quelqu’un", audience=audiences.BUYERS),
    ]


def questions() -> list[dict[str, Any]]:
    return [
        entry(
            "Que se passe-t-il ensuite ?",
            "Lire cette page ou faire le point ne prévient personne. À qui vous écoute, vous dites ce que vous voulez, et vous arrêtez quand vous voulez.",
        ),
        entry(
            "Quelqu’un peut-il m’écouter ?",
            "Le bas de cette page dit si une écoute est ouverte pour vous, et laquelle. Tant qu’il n’y en a pas, adressez-vous à un médecin, à un psychologue ou à un proche.",
        ),
        entry(
            "Combien cela coûte-t-il ?",
            "Cette page et le point que vous y faites ne coûtent rien. Appeler le 17, le 112 ou le 119 est gratuit, comme envoyer un SMS au 114. Le prix d’un rendez-vous se demande en le prenant.",
        ),
        entry(
            "Est-ce anonyme ?",
            "Sur ce site, oui : on ne vous demande ni nom ni compte, et vos réponses ne sont ni envoyées ni gardées. Votre appareil, lui, peut garder la trace de votre visite et de vos appels.",
        ),
        entry(
            "Et si je recommence ?",
            "Reprenez au début, le jour même. Une rechute dit quel moment n’était pas prévu ; elle n’efface pas ce que vous avez déjà fait.",
        ),
        entry(
            "Je pense à une personne que j’ai payée.",
            "Si elle vous a paru mineure, forcée ou en danger, dites-le : appelez le 17, ou le 119 pour un enfant ou un adolescent. Ne cherchez pas à la revoir pour l’aider vous-même.",
        ),
    ]
