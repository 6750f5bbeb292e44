"""What young people try out on the demonstration, in French: two chats that are made up, and a quiz."""

from typing import Any

from demo.pages import block, items
from demo.rights import DESCRIPTION
from facts.models import Helpline
from interactive.verdicts import Verdict

Pages = dict[str, int]
Message = tuple[str, str] | tuple[str, str, int]

FIRST = ("119", "3018", "114")  # the child's own come before the police, on every page
SLUGS = ["le-nouveau-telephone", "un-week-end", "vrai-ou-faux"]


def chats(pages: Pages) -> dict[str, dict[str, Any]]:
    phone, weekend, _quiz = SLUGS
    return {
        "phone": {
            "title": "Le nouveau téléphone",
            "slug": phone,
            "lead": "Une conversation inventée. À toi de choisir ce que l’on répond.",
            "warning": "Quelqu’un demande une photo, puis menace.",
            "friend": "Inès",
            "unknown": "Alex",
            "search_description": DESCRIPTION,
            "scenes": phone_scenes({"page": pages["younger"], "link": "Que faire, pas à pas"}),
            "help": help_beside(),
        },
        "weekend": {
            "title": "Un week-end",
            "slug": weekend,
            "lead": "Une conversation inventée. À toi de choisir ce que l’on répond.",
            "warning": "Quelqu’un pousse une adolescente à voir des adultes pour de l’argent.",
            "friend": "Lina",
            "unknown": "Numéro inconnu",
            "search_description": DESCRIPTION,
            "scenes": weekend_scenes({"page": pages["older"], "link": "En sortir, pas à pas"}),
            "help": help_beside(),
        },
    }


def help_beside() -> list[dict[str, Any]]:
    heading = "Quelqu’un à qui parler"
    return [block("first_helplines", heading=heading, helplines=items(*calls(*FIRST, "17")))]


def calls(*names: str) -> list[int]:
    return [Helpline.objects.get(name=name).pk for name in names]


def scene(key: str, messages: list[Message], *replies: tuple[str, str], **end: Any) -> dict[str, Any]:
    said = items(*({"who": who, "text": text, "pause": sum(pause)} for who, text, *pause in messages))
    led = items(*({"text": text, "goes_to": goes_to} for text, goes_to in replies))
    return block("scene", key=key, messages=said, replies=led, **{"page": None, "link": ""} | end)


def phone_scenes(end: dict[str, Any]) -> list[dict[str, Any]]:
    ines = "J’en parle à Inès."
    return [
        scene(
            "debut",
            [
                ("narrator", "Tu joues en ligne avec Alex depuis deux semaines. Vous ne vous êtes jamais vus."),
                ("unknown", "On fait une bonne équipe, toi et moi."),
                ("me", "Carrément !", 1),
                ("unknown", "J’ai un téléphone neuf qui ne me sert pas. Il est à toi si tu veux.", 2),
            ],
            ("Trop gentil ! Et en échange ?", "echange"),
            ("Non merci, c’est trop.", "refus"),
            (ines, "amie"),
        ),
        scene(
            "echange",
            [
                ("unknown", "Rien. Juste une photo de toi. Pas une photo de classe, hein."),
                ("unknown", "Et ça reste entre nous.", 2),
            ],
            ("D’accord, mais une seule.", "chantage"),
            ("Non. Pas de photo.", "refus"),
            (ines, "amie"),
        ),
        scene(
            "chantage",
            [
                ("narrator", "La photo est partie. Le lendemain, Alex écrit."),
                ("unknown", "Il m’en faut une autre. Sinon je montre la première à tes amis.", 1),
                (
                    "narrator",
                    "Tu as peur, et c’est normal. Ce n’est pas ta faute, et cela peut s’arrêter. N’envoie rien de plus.",
                    2,
                ),
            ],
            (ines, "amie"),
            ("J’appelle le 3018.", "aide"),
        ),
        scene(
            "refus",
            [
                ("unknown", "Je croyais qu’on était amis."),
                (
                    "narrator",
                    "Un ami ne te punit pas quand tu dis non. Tu peux bloquer Alex sans rien expliquer.",
                    2,
                ),
            ],
            ("Je bloque Alex.", "bloque"),
            (ines, "amie"),
        ),
        scene(
            "amie",
            [
                ("friend", "Un cadeau contre une photo, c’est pas un cadeau."),
                ("me", "J’ose pas le dire à la maison.", 1),
                ("friend", "Au 3018, ils écoutent et ils t’engueulent pas. On peut appeler à deux.", 2),
            ],
            ("D’accord, on appelle.", "aide"),
            ("Je le dis à ma tante ce soir.", "adulte"),
        ),
        scene(
            "aide",
            [
                (
                    "narrator",
                    "Au 3018, une personne t’écoute et t’explique quoi faire. C’est gratuit, tous les jours, de 9 h à 23 h, aussi par tchat. Après 23 h, le 119 répond.",
                )
            ],
            **end,
        ),
        scene(
            "adulte",
            [
                (
                    "narrator",
                    "Ta tante t’écoute. Elle ne te gronde pas. Vous décidez ensemble d’appeler le 119 ou le 3018.",
                )
            ],
            **end,
        ),
        scene(
            "bloque",
            [
                (
                    "narrator",
                    "C’est fait. Garde les messages : ils peuvent servir. Si Alex revient sous un autre nom, tu n’as rien à répondre. Et tu peux le dire à un adulte.",
                )
            ],
            **end,
        ),
    ]


def weekend_scenes(end: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        scene(
            "debut",
            [
                ("narrator", "Vendredi soir. Lina, une amie du lycée, t’écrit."),
                ("friend", "Dispo ce week-end ? J’ai un bon plan."),
                ("friend", "Plein d’argent en une soirée. T’as juste à être sympa.", 2),
            ],
            ("Sympa comment ?", "question"),
            ("Tu vas bien, toi ?", "lina"),
            ("Non, pas pour moi.", "non"),
        ),
        scene(
            "question",
            [
                ("friend", "Une soirée avec des gens plus vieux. Tu verras bien."),
                ("me", "Et toi, tu en as envie ?", 1),
                ("friend", "J’ai pas le choix. Je dois de l’argent à quelqu’un.", 2),
            ],
            ("À qui ?", "lina"),
            ("Si je viens, ça t’aide ?", "vient"),
        ),
        scene(
            "vient",
            [
                ("friend", "S’il a quelqu’un d’autre, il me laissera tranquille."),
                ("narrator", "Lina ne te veut pas de mal. Quelqu’un la force, et veut t’atteindre par elle.", 2),
            ],
            ("On va en sortir ensemble.", "lina"),
            ("Qui te force ?", "menace"),
        ),
        scene(
            "menace",
            [
                ("narrator", "Un numéro inconnu t’écrit."),
                ("unknown", "Lina m’a parlé de toi. Tu viens, ou je raconte tout sur elle.", 1),
                ("narrator", "C’est une menace. Tu n’as pas à répondre. Garde le message.", 2),
            ],
            ("Je ne réponds pas, j’appelle le 119.", "appel"),
            ("Je le montre à l’infirmière du lycée.", "adulte"),
        ),
        scene(
            "non",
            [
                ("friend", "Ok. Oublie."),
                ("narrator", "Tu peux dire non sans t’expliquer. Et Lina a peut-être besoin d’aide.", 2),
            ],
            ("Lina, tu peux tout me dire.", "lina"),
            ("J’en parle à un adulte.", "adulte"),
        ),
        scene(
            "lina",
            [
                ("friend", "J’ose le dire à personne. J’ai dit oui, au début."),
                ("me", "Ce n’est pas ta faute. C’est celui qui paie qui n’a pas le droit.", 1),
                ("friend", "Tu restes avec moi si j’en parle ?", 2),
            ],
            ("Oui. On appelle le 119 ensemble.", "appel"),
            ("Oui. On va voir l’infirmière du lycée.", "adulte"),
        ),
        scene(
            "appel",
            [
                (
                    "narrator",
                    "Au 119, quelqu’un répond jour et nuit. L’appel ne se voit pas sur la facture. On dit seulement ce que l’on veut.",
                )
            ],
            **end,
        ),
        scene(
            "adulte",
            [
                (
                    "narrator",
                    "L’infirmière écoute, sans juger. Elle sait qui peut protéger Lina. Tu as bien fait d’en parler.",
                )
            ],
            **end,
        ),
    ]


def quiz(pages: Pages) -> dict[str, Any]:
    return {
        "title": "Vrai ou faux ?",
        "slug": SLUGS[-1],
        "lead": "Cinq idées que l’on entend. Personne ne note.",
        "warning": "Les questions parlent de pression et de photos intimes.",
        "search_description": DESCRIPTION,
        "questions": questions(),
        "results": results({"page": pages["youth"], "link": "Des infos pour ton âge"}),
        "help": help_beside(),
    }


def true_or_false(key: str, claim: str, right: str, if_true: str, if_false: str) -> dict[str, Any]:
    told = {"Vrai": if_true, "Faux": if_false}
    answers = [
        {
            "text": text,
            "points": int(text == right),
            "goes_to": "",
            "key": "",
            "right": text == right,
            "explanation": explanation,
        }
        for text, explanation in told.items()
    ]
    verdict = Verdict.TRUE if right == "Vrai" else Verdict.FALSE
    return block("explained_choice", key=key, question=claim, verdict=verdict.value, hint="", answers=items(*answers))


def questions() -> list[dict[str, Any]]:
    return [
        true_or_false(
            "cadeau",
            "Si tu as accepté un cadeau, tu dois quelque chose en échange.",
            "Faux",
            "C’est ce que l’on veut te faire croire. Un cadeau ne se rembourse pas : tu ne dois rien.",
            "Un cadeau ne se rembourse pas. Qui demande quelque chose en échange fait pression.",
        ),
        true_or_false(
            "loi",
            "Payer un acte sexuel à une personne de 15 à 17 ans est puni de prison.",
            "Vrai",
            "La loi punit celui qui paie, même avec un cadeau ou un service.",
            "La loi punit celui qui paie, même avec un cadeau ou un service.",
        ),
        true_or_false(
            "non",
            "Quand on a dit oui au début, on ne peut plus dire non.",
            "Faux",
            "On te l’a peut-être dit. Mais on peut dire non à tout moment, même après avoir dit oui.",
            "On peut dire non à tout moment, même après avoir dit oui.",
        ),
        true_or_false(
            "photos",
            "Quelqu’un menace de montrer tes photos : payer règle le problème.",
            "Faux",
            "On y pense quand on a peur. Mais qui a été payé peut demander plus. Garde les messages, n’envoie rien, appelle le 3018.",
            "Qui a été payé peut demander plus. Garde les messages, n’envoie rien, appelle le 3018.",
        ),
        true_or_false(
            "secret",
            "Une amie est en danger et te demande le secret : en parler à un adulte, c’est la trahir.",
            "Faux",
            "On a peur de perdre son amitié. Mais un secret qui met en danger ne se porte pas seul : en parler, c’est la protéger.",
            "Un secret qui met en danger ne se porte pas seul : en parler, c’est la protéger.",
        ),
    ]


def results(further: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        block(
            "score_result",
            least=0,
            most=2,
            title="Ces idées, on les entend partout",
            text="<p>Tu as maintenant de quoi y répondre, pour toi ou pour quelqu’un d’autre. Et si l’une d’elles te touche de près, tu peux en parler.</p>",
            **further,
        ),
        block(
            "score_result",
            least=3,
            most=5,
            title="Tu sais repérer la pression",
            text="<p>Une amie, un ami peut en avoir besoin. Savoir ne protège pas de tout : si cela t’arrive, ce n’est pas ta faute, et tu peux en parler.</p>",
            **further,
        ),
    ]
