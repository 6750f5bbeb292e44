"""The self-check and the dialogue of the demonstration, in French, as what their models take."""

from typing import Any

from core import audiences
from demo.pages import Facts, block, child_law, inline, items

Pages = dict[str, int]

# Points by which the ends are told apart: see `questions`.
UNTOLD, PAID, DOUBT = 6, 12, 25
HEAVY, MOST = 16, 24


def self_check(facts: Facts, pages: Pages) -> dict[str, Any]:
    return {
        "title": "Où j’en suis",
        "slug": "ou-j-en-suis",
        "lead": "Quelques questions pour vous, et pour personne d’autre.",
        "search_description": "Faire le point sur l’achat d’actes sexuels, seul avec soi-même, puis savoir par où commencer pour arrêter.",
        "questions": questions(),
        "results": results(facts, pages),
        "help": [doubt(pages), *help_beside()],
    }


def question(kind: str, key: str, text: str, *answers: dict[str, Any], hint: str = "") -> dict[str, Any]:
    return block(kind, key=key, question=text, hint=hint, answers=items(*answers))


def answer(text: str, points: int = 0, goes_to: str = "") -> dict[str, Any]:
    return {"text": text, "points": points, "goes_to": goes_to, "key": ""}


def questions() -> list[dict[str, Any]]:
    """Whoever has never paid has 5 points at most, who keeps it to himself 6 to 11, who has paid 12 at least; a doubt adds 25.

    So each end knows all of it, and what was not said is never read as a no.
    """
    return [
        question(
            "single_choice",
            "achat",
            "Avez-vous déjà donné de l’argent, un cadeau ou un avantage contre un acte sexuel ?",
            answer("Jamais", goes_to="pensee"),
            answer("Une fois", PAID),
            answer("Plusieurs fois", PAID + 1),
            answer("Je préfère ne pas répondre", UNTOLD, goes_to="pensee"),
            hint="Vous êtes seul à lire votre réponse.",
        ),
        question(
            "single_choice",
            "depense",
            "Y avez-vous mis plus de temps ou d’argent que vous ne le vouliez ?",
            answer("Non"),
            answer("Parfois", 1),
            answer("Souvent", 2),
        ),
        question(
            "multiple_choice",
            "apres",
            "Qu’avez-vous ressenti après ?",
            answer("De la honte ou du regret", 1),
            answer("Un vide, de la tristesse", 1),
            answer("La peur d’être découvert", 1),
            answer("L’envie de recommencer", 1),
        ),
        block(
            "scale",
            key="pensee",
            question="Ces temps-ci, à quel point y pensez-vous ?",
            hint="",
            lowest="Jamais",
            highest="Sans cesse",
            steps=5,
            points=1,
            goes_to="",
            from_step=None,
        ),
        question(
            "single_choice",
            "doute",
            "Devant une annonce ou une personne, avez-vous pensé qu’elle était mineure, ou qu’elle n’était pas libre ?",
            answer("Oui", DOUBT),
            answer("Je n’ai pas voulu le savoir", DOUBT),
            answer("Non"),
        ),
        question(
            "single_choice",
            "parler",
            "Y a-t-il quelqu’un à qui vous pouvez en parler ?",
            answer("Oui"),
            answer("Non, personne", 1),
        ),
    ]


def results(facts: Facts, pages: Pages) -> list[dict[str, Any]]:
    stop = {"page": pages["stop"], "link": "Arrêter d’acheter"}
    fine = f"<p>Dès la première fois, acheter est puni de {inline(facts, 'fine')} d’amende. Et une autre personne le paie plus cher que vous.</p>"
    told = "<p>Vous n’avez pas besoin d’être sûr pour le dire. En cas de danger, appelez le 17 ou le 112 ; pour un enfant ou un adolescent, appelez le 119.</p>"
    minor = f"<p>{child_law(facts)}</p><p>Acheter un acte sexuel à une personne mineure de 15 à 17 ans est puni de {inline(facts, 'minor_prison')} d’emprisonnement et de {inline(facts, 'minor_fine')} d’amende.</p>"
    not_alone = "<p>Vous n’êtes pas obligé de continuer, ni d’en sortir seul. Vous venez de regarder les choses en face : c’est un commencement.</p>"
    return [
        result(
            0,
            2,
            "Cela tient peu de place dans votre vie",
            f"<p>Ne le faites pas. En janvier 2019, {inline(facts, 'opinion_good')} des personnes interrogées disaient que la loi est une bonne chose : vous pouvez être de ceux qui n’achètent pas.</p><p>Si l’idée revient, parlez-en avant d’agir.</p>",
            stop,
        ),
        result(
            3,
            UNTOLD - 1,
            "Cela prend de la place. C’est le moment d’en parler",
            f"<p>Vous vous posez la question : c’est déjà un pas. Le suivant est de le dire à une personne de confiance, à un médecin ou à un psychologue.</p>{fine}",
            stop,
        ),
        result(
            UNTOLD,
            PAID - 1,
            "Vous n’avez pas tout dit, et c’est votre droit",
            f"<p>Ce que vous taisez ici, vous pouvez le dire à une personne de confiance, à un médecin ou à un psychologue.</p>{fine}",
            stop,
        ),
        result(
            PAID,
            HEAVY - 1,
            "La loi l’interdit dès la première fois",
            f"{fine}<p>Une fois ou plusieurs, vous pouvez en rester là, et le dire à une personne de confiance, à un médecin ou à un psychologue.</p>",
            stop,
        ),
        result(
            HEAVY,
            MOST,
            "Cela pèse, sur vous et sur d’autres",
            f"{not_alone}<p>Aujourd’hui, faites une seule chose : fermez l’annonce, effacez le numéro (notez-les d’abord si vous avez un doute sur un âge ou une contrainte). La page « Arrêter d’acheter » dit la suite.</p>",
            stop,
        ),
        result(DOUBT, DOUBT + PAID - 1, "Votre doute peut protéger quelqu’un", told + minor, stop),
        result(DOUBT + PAID, DOUBT + MOST, "Arrêtez, et dites votre doute", not_alone + told + minor, stop),
    ]


def result(least: int, most: int, title: str, text: str, leads_to: dict[str, Any]) -> dict[str, Any]:
    return block("score_result", least=least, most=most, title=title, text=text, **leads_to)


def doubt(pages: Pages) -> dict[str, Any]:
    """Below each end, for whoever thinks of somebody; where that page exists in no other language, the end says whom to call."""
    return block(
        "call_to_action",
        text="J’ai un doute sur une personne",
        page=pages["suspect"],
        address="",
        detail="Que voir, que dire, à qui.",
    )


def help_beside() -> list[dict[str, Any]]:
    """The same beside each end; its words are those of the campaign."""
    return [block("helplines", heading="Parler à quelqu’un", audience=audiences.BUYERS)]


def dialogue(facts: Facts, pages: Pages) -> dict[str, Any]:
    return {
        "title": "Pourquoi êtes-vous là ?",
        "slug": "pourquoi-etes-vous-la",
        "search_description": "Un dialogue avec un programme, qui répond par des faits et dit par où commencer pour arrêter.",
        "exchanges": exchanges(facts, pages),
        "help": help_beside(),
    }


def turn(key: str, says: str, *replies: tuple[str, str], page: int | None = None, link: str = "") -> dict[str, Any]:
    led = items(*({"text": text, "goes_to": goes_to} for text, goes_to in replies))
    return block("exchange", key=key, says=says, replies=led, page=page, link=link)


def exchanges(facts: Facts, pages: Pages) -> list[dict[str, Any]]:
    stop, doubt = "Je voudrais arrêter.", "J’ai un doute sur une personne."
    check = f'<a linktype="page" id="{pages["check"]}">faire le point, pour vous seul</a>'
    way_out = {"page": pages["stop"], "link": "Arrêter d’acheter"}
    return [
        turn(
            "debut",
            "<p>Vous cherchiez peut-être autre chose. Prenez une minute : qu’est-ce qui vous amène ?</p>",
            ("Je me demande ce que je risque.", "risque"),
            ("La personne est d’accord.", "accord"),
            ("Je me sens seul.", "seul"),
            (doubt, "doute"),
            (stop, "arreter"),
        ),
        turn(
            "risque",
            f"<p>La première fois, {inline(facts, 'fine')} d’amende. En cas de récidive, c’est un délit : {inline(facts, 'repeat_fine')} d’amende. La loi prévoit aussi un stage de sensibilisation.</p><p>{child_law(facts)}</p><p>Si la personne est mineure de 15 à 17 ans, la loi prévoit {inline(facts, 'minor_prison')} d’emprisonnement et {inline(facts, 'minor_fine')} d’amende.</p>",
            ("En quoi consiste le stage ?", "stage"),
            ("Et la personne, que risque-t-elle ?", "personne"),
            (stop, "arreter"),
        ),
        turn(
            "stage",
            f"<p>Le stage de sensibilisation à la lutte contre l’achat d’actes sexuels porte sur les réalités de la prostitution. Il dure au plus {inline(facts, 'course_length')}.</p><p>Depuis 2017, plus de {inline(facts, 'course_attended')} acheteurs ont suivi les stages de la Fondation Scelles.</p>",
            ("Je veux lire ce que dit la loi.", "loi"),
            (stop, "arreter"),
        ),
        turn(
            "accord",
            f"<p>Une annonce ne montre ni la contrainte, ni la dette, ni la peur. Vous ne les verrez pas.</p><p>En 2024, {inline(facts, 'victims_2024')} victimes ont été enregistrées ; {inline(facts, 'victims_2024_minors')} étaient mineures.</p>",
            ("Et la personne, que risque-t-elle ?", "personne"),
            (doubt, "doute"),
            ("Je n’y avais pas pensé.", "arreter"),
        ),
        turn(
            "personne",
            f"<p>{inline(facts, 'adult_not_punished')} La loi vise celui qui achète. Elle offre à l’autre une aide pour en sortir.</p>",
            ("Je veux lire ce que dit la loi.", "loi"),
            (doubt, "doute"),
            (stop, "arreter"),
        ),
        turn(
            "seul",
            "<p>La solitude fait mal, et elle n’a rien de honteux. Mais un acte payé n’est pas une rencontre : l’autre est là pour l’argent, ou parce qu’on l’y force.</p>",
            ("Je voudrais en parler à quelqu’un.", "parler"),
            (stop, "arreter"),
        ),
        turn(
            "loi",
            "<p>La loi, les décisions des juges et les chiffres tiennent sur une page, avec leurs sources.</p>",
            page=pages["understand"],
            link="Comprendre la loi et ses chiffres",
        ),
        turn(
            "doute",
            "<p>Votre doute peut protéger quelqu’un. En cas de danger, appelez le 17 ou le 112 ; pour un enfant ou un adolescent, appelez le 119.</p>",
            page=pages["suspect"],
            link="Je soupçonne quelque chose",
        ),
        turn(
            "parler",
            f"<p>Ce soir, vous pouvez fermer la page de l’annonce, {check}, et lire « Arrêter d’acheter ».</p><p>Un proche, un médecin, un psychologue : mettre des mots sur ce que l’on vit aide.</p><p>Si une écoute vous est ouverte, elle est donnée avec les numéros de cette page.</p>",
            **way_out,
        ),
        turn(
            "arreter",
            "<p>Renoncer ne demande l’accord de personne. Un doute sur un âge ou une contrainte ? Notez d’abord l’annonce et le numéro. Puis fermez, effacez, et dites-le à quelqu’un aujourd’hui.</p>",
            **way_out,
        ),
    ]
