"""The French pages of the demonstration, as what their models take."""

from datetime import date
from typing import Any
from uuid import uuid4

from campaigns.plan.models import Frame
from core import audiences
from core.protection.zones import Zone
from demo.facts import FACTS

Facts = dict[str, int]

CAMPAIGN = {
    "name": "Acheter, c’est enfreindre la loi",
    "audience": audiences.BUYERS,
    "frame": Frame.LAW,
}

CALL = "Ne l’envoyez pas."  # of the landing page, and of what is printed and filmed
NORM = ("En janvier 2019, la plupart des gens approuvaient la loi.", "Vous pouvez être de ceux qui n’achètent pas.")


def block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "value": value}


def items(*values: Any) -> list[dict[str, Any]]:
    """The items of a list as they are stored, each with its id: wagtail-localize translates no others."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def inline(facts: Facts, key: str) -> str:
    """A fact inside a sentence, as the editor's button puts it there."""
    return f'<a linktype="fact" id="{facts[key]}">{FACTS[key].name}</a>'


def token(facts: Facts, key: str) -> str:
    """The same in plain text."""
    return f"{{fact:{facts[key]}}}"


def child_law(facts: Facts) -> str:
    """What the law says of whoever buys from a child under 15, the graver first: on each page in the same words."""
    return f"Depuis le {inline(facts, 'rape_since')}, l’adulte qui achète un acte sexuel à un enfant de moins de 15 ans est poursuivi pour viol ou agression sexuelle. Et quand ce n’est ni un viol ni une agression sexuelle, l’achat reste puni : {inline(facts, 'child_prison')} d’emprisonnement et {inline(facts, 'child_fine')} d’amende."


def child_law_in_short(facts: Facts) -> str:
    """What a child is told: that the adult is prosecuted, without the case in which it is another offence."""
    return child_law(facts).partition(" Et quand")[0]


def child_rung(facts: Facts) -> dict[str, Any]:
    """The same on a ladder of penalties."""
    return {
        "title": "Enfant de moins de 15 ans : l’adulte est poursuivi pour viol ou agression sexuelle. Sinon, l’achat est puni de",
        "fact": facts["child_prison"],
        "fact_2": facts["child_fine"],
        "text": "Et quand ce n’est ni un viol ni une agression sexuelle, l’achat reste puni : ce sont les peines écrites ici.",
    }


def home() -> dict[str, Any]:
    return {
        "title": "Agir contre le système prostitutionnel",
        "statement": "Un corps ne s’achète pas.",
        "lead": "La loi française interdit l’achat d’actes sexuels. Elle ne punit pas les personnes en situation de prostitution : elle les aide à en sortir.",
        "search_description": "La loi, les peines, les aides : une information pour chacun, selon sa situation.",
        "doors_heading": "Qui êtes-vous ?",
    }


def home_doors(pages: dict[str, int]) -> list[dict[str, Any]]:
    return [
        block(
            "door",
            audience=audiences.BUYERS,
            title="Vous achetez, ou vous y pensez",
            text="Ce que dit la loi, ce que cela fait, comment arrêter.",
            page=pages["campaign"],
        ),
        block(
            "door",
            audience=audiences.OUTREACH,
            title="Vous êtes en situation de prostitution",
            text="Vos droits, et des personnes qui aident.",
            page=pages["rights"],
        ),
        block(
            "door",
            audience=audiences.YOUNG,
            title="Vous avez moins de 18 ans",
            text="Ce qui n’est pas normal, et à qui en parler.",
            page=pages["young"],
        ),
        block(
            "door",
            audience=audiences.PROFESSIONALS,
            title="Vous êtes parent ou professionnel",
            text="Repérer, écouter, signaler.",
            page=pages["professionals"],
        ),
        block(
            "door",
            audience=audiences.PUBLIC,
            title="Vous voulez comprendre",
            text="La loi et les chiffres, avec leurs sources.",
            page=pages["understand"],
        ),
    ]


def home_body(facts: Facts) -> list[dict[str, Any]]:
    return [
        block("statement", text="Une loi que la plupart approuvaient en janvier 2019", detail=""),
        block("fact_card", fact=facts["opinion_good"]),
        block("fact_card", fact=facts["opinion_keep"]),
        block("helplines", heading="Parler à quelqu’un", audience=audiences.PUBLIC),
    ]


def campaign_index() -> dict[str, Any]:
    return {
        "title": "Campagnes",
        "slug": "campagnes",
        "intro": "Les campagnes nationales d’information, en cours et passées.",
        "search_description": "Les campagnes nationales d’information contre le système prostitutionnel.",
        "show_in_menus": True,
    }


def campaign(facts: Facts, pages: dict[str, int]) -> dict[str, Any]:
    return {
        "title": "Acheter, c’est enfreindre la loi",
        "slug": "acheter-est-interdit",
        "statement": "Payer pour un acte sexuel, c’est enfreindre la loi.",
        "lead": "Même une seule fois. Même sans argent : une promesse ou un avantage suffit.",
        "object_words": "Bonsoir, c’est combien ?",
        "call": CALL,
        "call_to_action": call_to_action(pages),
        "summary": "La loi, les peines, ce que l’achat fait aux personnes, et comment arrêter.",
        "search_description": "Ce que risque l’acheteur d’un acte sexuel, ce que l’achat fait aux personnes, et comment arrêter.",
        "social_title": "Payer pour un acte sexuel, c’est enfreindre la loi",
        "body": campaign_body(facts, pages),
        "posts": posts(facts),
    }


def call_to_action(pages: dict[str, int]) -> list[dict[str, Any]]:
    return [
        block(
            "call_to_action",
            text="Faire le point, pour vous seul",
            page=pages["check"],
            address="",
            detail="Quelques questions. Vos réponses ne sont ni envoyées ni gardées.",
        )
    ]


def campaign_body(facts: Facts, pages: dict[str, int]) -> list[dict[str, Any]]:
    rungs = items(
        {"title": "La première fois", "fact": facts["fine"], "fact_2": None, "text": ""},
        {"title": "En cas de récidive", "fact": facts["repeat_fine"], "fact_2": None, "text": "C’est alors un délit."},
        {
            "title": "Personne mineure de 15 à 17 ans, ou particulièrement vulnérable",
            "fact": facts["minor_prison"],
            "fact_2": facts["minor_fine"],
            "text": "",
        },
        child_rung(facts),
    )
    doubts = items(
        {
            "question": "« Elle est majeure, et d’accord. »",
            "answer": "<p>La loi vise celui qui achète. La personne majeure en situation de prostitution, elle, n’est pas punie : elle a droit à une aide.</p>",
        },
        {
            "question": "« Je ne paie pas, j’offre. »",
            "answer": "<p>Une promesse ou un avantage en nature suffit : un repas, un hébergement, un cadeau.</p>",
        },
        {
            "question": "« Cette loi ne tiendra pas. »",
            "answer": f"<p>Le Conseil constitutionnel l’a jugée conforme à la Constitution le {inline(facts, 'constitutional')}. Le {inline(facts, 'european_court')}, la Cour européenne des droits de l’homme n’a pas constaté de violation.</p>",
        },
    )
    steps = items(
        {
            "title": "Renoncez, maintenant",
            "text": "Un doute sur un âge ou une contrainte ? Notez d’abord l’annonce et le numéro. Puis fermez, effacez. Renoncer ne demande l’accord de personne.",
        },
        {
            "title": "Dites-le à quelqu’un",
            "text": "Un proche, un médecin, un psychologue : mettre des mots sur ce que l’on fait aide à s’arrêter.",
        },
        {
            "title": "Si une personne vous a paru mineure ou contrainte, signalez-le",
            "text": "Vous pouvez la protéger : gardez l’annonce et le numéro jusque-là. Les numéros à appeler sont plus bas.",
        },
    )
    return [
        block("penalty_ladder", heading="Ce que vous risquez", rungs=rungs),
        block(
            "text",
            text=f"<h2>Cela n’arrive pas qu’aux autres</h2><p>En 2024, {inline(facts, 'fined_2024')} acheteurs ont été verbalisés.</p><p>Un stage de sensibilisation à la lutte contre l’achat d’actes sexuels porte sur les réalités de la prostitution et sur la marchandisation du corps. Il dure au plus {inline(facts, 'course_length')}.</p>",
        ),
        block(
            "statement",
            text="Ce que vous achetez, c’est une autre personne qui le paie.",
            detail="Une annonce ne montre ni la contrainte, ni la dette, ni la peur. Vous ne les verrez pas.",
        ),
        block("fact_card", fact=facts["victims_2024"]),
        block("fact_card", fact=facts["victims_2024_minors"]),
        block(
            "statement",
            text=NORM[0],
            detail=NORM[1],
        ),
        block("fact_card", fact=facts["opinion_good"]),
        block("accordion", heading="Ce que l’on se dit", questions=doubts),
        block("steps", heading="Et maintenant : arrêter", steps=steps),
        block(
            "call_to_action",
            text="Faire le point, pour vous seul",
            page=pages["check"],
            address="",
            detail="Quelques questions. Vos réponses ne sont ni envoyées ni gardées.",
        ),
        block(
            "call_to_action",
            text="Arrêter d’acheter",
            page=pages["stop"],
            address="",
            detail="Par quoi commencer, seul ou avec quelqu’un.",
        ),
        block(
            "notice",
            kind="danger",
            heading="Une personne est en danger",
            text="<p>Appelez le 17 ou le 112. Pour un enfant ou un adolescent, appelez le 119. Si vous ne pouvez pas parler, envoyez un SMS au 114.</p>",
        ),
        block("helplines", heading="Parler à quelqu’un", audience=audiences.BUYERS),
        block("share", heading="Faire passer"),
    ]


def posts(facts: Facts) -> list[dict[str, Any]]:
    """Ready-to-post copy of the campaign, one for each length."""
    return [
        block("post", length="short", text="Acheter un acte sexuel est interdit en France. Même une seule fois."),
        block(
            "post",
            length="medium",
            text="Acheter un acte sexuel est interdit partout en France, même une seule fois. La personne majeure en situation de prostitution, elle, n’est pas punie. Ce que dit la loi, et comment arrêter :",
        ),
        block(
            "post",
            length="long",
            text=f"Depuis la loi du {token(facts, 'law')}, acheter un acte sexuel est interdit partout en France, même une seule fois, même sans argent : une promesse ou un avantage en nature suffit.\n\nLa personne majeure en situation de prostitution n’est pas punie. Elle peut demander de l’aide.\n\nVous achetez, ou vous y pensez ? Ce que dit la loi, ce que cela fait, comment arrêter :",
        ),
    ]


def standing(facts: Facts) -> dict[str, dict[str, Any]]:
    """The standard pages by their key."""
    return {
        "understand": understand(facts),
        "young": young(facts),
        "professionals": professionals(facts),
        "legal": legal(),
        "privacy": privacy(),
        "security": security(),
    }


def understand(facts: Facts) -> dict[str, Any]:
    countries = [
        ("Suède", "janvier 1999"),
        ("Norvège", "janvier 2009"),
        ("Islande", "2009"),
        ("Canada", "6 décembre 2014"),
        ("Irlande du Nord", "juin 2015"),
        ("France", "avril 2016"),
        ("Irlande", "mars 2017"),
        ("Israël", "10 juillet 2020"),
    ]
    rows = items(*({"cell_1": country, "cell_2": since, "cell_3": "", "cell_4": ""} for country, since in countries))
    return {
        "title": "Comprendre la loi",
        "slug": "comprendre",
        "lead": "Ce que la loi interdit, ce qu’elle offre, et ce que disent les chiffres, avec leurs sources.",
        "search_description": "La loi du 13 avril 2016, les décisions des juges, les chiffres et les autres pays.",
        "show_in_menus": True,
        "body": [
            block(
                "text",
                text=f"<h2>Ce que dit la loi</h2><p>La loi du {inline(facts, 'law')} interdit l’achat d’actes sexuels et supprime le délit de racolage. La première fois, l’acheteur encourt une amende de {inline(facts, 'fine')} ; en cas de récidive, de {inline(facts, 'repeat_fine')}.</p><p>{inline(facts, 'adult_not_punished')} Elle peut demander un parcours de sortie, d’une durée de {inline(facts, 'exit_length')} renouvelables, et de {inline(facts, 'exit_longest')} au plus.</p>",
            ),
            block("fact_card", fact=facts["constitutional"]),
            block("fact_card", fact=facts["european_court"]),
            block(
                "statement",
                text="Ce que disent les chiffres",
                detail="Une estimation reste une estimation : chaque nombre dit d’où il vient.",
            ),
            block("fact_card", fact=facts["estimate_people"]),
            block("fact_card", fact=facts["estimate_women"]),
            block("fact_card", fact=facts["exit_people"]),
            block(
                "table",
                caption="Pays qui interdisent l’achat d’actes sexuels (sources : gov.scot, jafnretti.is, justice.gc.ca, tfht.org)",
                column_1="Pays",
                column_2="Depuis",
                column_3="",
                column_4="",
                rows=rows,
            ),
        ],
    }


def young(facts: Facts) -> dict[str, Any]:
    return {
        "title": "Moins de 18 ans",
        "slug": "moins-de-18-ans",
        "audience": audiences.YOUNG,
        "zone": Zone.PROTECTED,
        "lead": "Un acte sexuel contre de l’argent, un cadeau ou un toit, avant 18 ans : ce n’est jamais de ta faute.",
        "search_description": "Des informations et des numéros utiles.",
        "show_in_menus": True,
        "body": [
            block(
                "text",
                text="<h2>« Escorte », « bon plan », « dépannage »</h2><p>Les mots changent, la chose reste la même. Si quelqu’un te propose de l’argent, un cadeau ou un logement contre un acte sexuel, c’est lui qui enfreint la loi.</p><h2>Quelques signes</h2><ul><li>On te demande de garder un secret.</li><li>On te dit que tu dois rembourser.</li><li>On te menace de montrer des photos.</li><li>Tu ne peux plus dire non.</li></ul>",
            ),
            block("text", text=f"<p>{child_law_in_short(facts)}</p>"),
            block("fact_card", fact=facts["minor_prison"]),
            block("fact_card", fact=facts["minor_fine"]),
            block(
                "notice",
                kind="information",
                heading="C’est arrivé à une amie, à un ami ?",
                text="<p>Crois-la, crois-le. Ne juge pas. N’essaie pas de régler cela tout seul : parles-en à un adulte de confiance, ou appelle le 119.</p>",
            ),
            block("helplines", heading="Quelqu’un à qui parler", audience=audiences.YOUNG),
        ],
    }


def professionals(facts: Facts) -> dict[str, Any]:
    steps = items(
        {
            "title": "Écouter",
            "text": "Laissez parler, sans presser, sans promettre le secret. Dites que ce n’est pas sa faute.",
        },
        {
            "title": "Ne pas enquêter",
            "text": "Notez les mots exacts. Ne demandez pas de détails : d’autres ont pour métier de les recueillir.",
        },
        {"title": "Signaler", "text": "Appelez le 119, et le 17 en cas de danger immédiat."},
    )
    return {
        "title": "Parents et professionnels",
        "slug": "parents-et-professionnels",
        "audience": audiences.PROFESSIONALS,
        "lead": "Repérer une situation, écouter sans juger, signaler à qui peut agir.",
        "search_description": "Que faire quand un enfant ou un adolescent est exposé à la prostitution : écouter, signaler, prévenir.",
        "show_in_menus": True,
        "body": [
            block(
                "call_to_action",
                text="Appeler le 119",
                page=None,
                address="tel:119",
                detail="Un enfant en danger, ou un doute : jour et nuit, gratuit et confidentiel.",
            ),
            block(
                "notice",
                kind="information",
                heading="Vous avez trouvé des messages ?",
                text="<p>Ne les effacez pas, et ne répondez pas à la place de votre enfant. Dites-lui que ce n’est pas sa faute. Appelez le 119, même si vous n’êtes pas sûr.</p><p>Des images intimes, du chantage ? Appelez le 3018 : c’est gratuit, tous les jours, de 9 h à 23 h.</p>",
            ),
            block("steps", heading="Un enfant se confie à vous", steps=steps),
            block(
                "text",
                text=f"<h2>À l’école</h2><p>{inline(facts, 'school_law')}</p><p>Depuis septembre 2025, {inline(facts, 'school_sessions')} séances par an d’éducation à la vie affective, relationnelle et à la sexualité sont obligatoires.</p>",
            ),
            block("fact_card", fact=facts["victims_2024_minors"]),
            block(
                "notice",
                kind="warning",
                heading="Une séance isolée ne suffit pas",
                text="<p>Une intervention sans préparation fait surgir des confidences que personne n’attend. Préparez des règles de groupe, une mise à distance, et la conduite à tenir si un élève se confie.</p>",
            ),
            block("helplines", heading="Qui appeler", audience=audiences.PROFESSIONALS),
        ],
    }


def with_parents(professionals: list[dict[str, Any]], pages: dict[str, int]) -> list[dict[str, Any]]:
    """After the call and what parents read first, the way to their own page."""
    call, first, *others = professionals
    way = block(
        "call_to_action",
        text="Pour les parents",
        page=pages["parents"],
        address="",
        detail="Voir sans espionner, écouter sans juger, agir sans attendre.",
    )
    return [call, first, way, *others]


def with_ages(young: list[dict[str, Any]], pages: dict[str, int]) -> list[dict[str, Any]]:
    """Before what is said to all who are under 18, the way to the page for one's age."""
    ways = [
        (
            "younger",
            "12–14 ans",
            "Des cadeaux, des secrets, des photos : ce qui n’est pas normal, et qui peut t’aider.",
        ),
        (
            "older",
            "15–18 ans",
            "« Escorte », « bon plan », « michetonnage » : ce qu’il y a derrière les mots, et comment en sortir.",
        ),
        ("youth", "Infos jeunes", "Des situations, des réponses, des gens à qui parler."),
    ]
    led = [block("call_to_action", text=text, page=pages[key], address="", detail=detail) for key, text, detail in ways]
    return [*led, *young]


def legal() -> dict[str, Any]:
    return {
        "title": "Mentions légales",
        "slug": "mentions-legales",
        "search_description": "Qui édite et qui héberge ce site.",
        "body": [
            block("operator", heading="Éditeur et hébergeur"),
            block(
                "text",
                text="<h2>Réutilisation</h2><p>Sauf mention contraire, les textes de ce site peuvent être réutilisés sous la Licence Ouverte 2.0. Les images et les vidéos portent chacune leur licence.</p><h2>Faits et sources</h2><p>Chaque fait est montré avec sa source, sa date et le jour de sa dernière vérification. Une erreur ? Écrivez-nous : elle sera corrigée partout à la fois.</p>",
            ),
        ],
    }


def privacy() -> dict[str, Any]:
    return {
        "title": "Données personnelles",
        "slug": "donnees-personnelles",
        "search_description": "Ce que ce site sait de vous : rien.",
        "body": [
            block(
                "statement",
                text="Ce site ne sait pas qui vous êtes.",
                detail="Il n’appelle aucun autre site et ne garde rien sur votre appareil, sauf un cookie si vous demandez à ne plus être compté.",
            ),
            block(
                "text",
                text="<h2>Ce que nous ne faisons pas</h2><ul><li>Nous ne demandons ni nom ni compte.</li><li>Nous n’enregistrons ni votre adresse, ni votre appareil, ni ce que vous cherchez.</li><li>Nous ne transmettons rien à un réseau social ni à une régie publicitaire.</li></ul><h2>Quand vous nous écrivez</h2><p>Le formulaire d’accessibilité envoie votre message à l’équipe par courriel. Le site n’en garde rien. Votre adresse n’est demandée que si vous voulez une réponse.</p><p>Les autres formulaires disent qui lit votre message et pendant combien de jours il est conservé : il l’est chiffré, puis supprimé, ou plus tôt si vous le demandez avec la référence qui vous est donnée.</p><p>Les sauvegardes, chiffrées, gardent un message quelques jours de plus. Une réponse part par courriel, sans être chiffrée.</p><h2>Les appels et les SMS</h2><p>Quand quelqu’un touche un lien de téléphone ou de SMS, ce site compte que cela est arrivé, sans savoir qui ni vers quel numéro ; sur les pages destinées aux personnes en danger et aux jeunes, il ne le compte pas. L’historique de votre appareil, lui, peut montrer vos appels et vos messages.</p><h2>Vos droits</h2><p>Vous pouvez demander à voir ce que nous gardons de vous, à le corriger, à l’effacer, ou vous opposer à ce que nous le gardions. Les mentions légales disent qui répond de ce site et qui l’héberge.</p><p>Vous pouvez écrire à l’adresse consacrée aux données, indiquée dans les mentions légales, ou saisir la Commission nationale de l’informatique et des libertés (CNIL).</p>",
            ),
        ],
    }


def security() -> dict[str, Any]:
    return {
        "title": "Signaler une faille",
        "slug": "signaler-une-faille",
        "search_description": "Comment signaler une faille de sécurité de ce site.",
        "body": [
            block(
                "text",
                text="<h2>Vous avez trouvé une faille</h2><p>Écrivez à l’adresse de sécurité indiquée ci-dessous. Dites ce que vous avez vu, où, et comment le reproduire. N’allez pas plus loin que nécessaire, ne lisez pas les données d’autrui, et laissez-nous le temps de corriger avant d’en parler.</p><p>Nous répondons, nous corrigeons, et nous vous citons si vous le souhaitez.</p>",
            ),
            block("operator", heading="À qui écrire"),
        ],
    }


def accessibility() -> dict[str, Any]:
    return {
        "title": "Accessibilité",
        "slug": "accessibilite",
        "search_description": "La déclaration d’accessibilité de ce site.",
        "status": "none",
        "scope": "Cette déclaration vaut pour le site de démonstration de la plateforme. L’organisme qui déploie la plateforme y écrit la sienne.",
        "results": "Aucun audit de conformité n’a encore été réalisé par un tiers : le site est donc déclaré non conforme, quels que soient les contrôles de l’équipe.\nLes contrôles automatiques (axe) ne relèvent aucune erreur sur les pages de la démonstration.",
        "not_accessible": "Aucun contenu non accessible n’est connu à ce jour.",
        "exempt": "",
        "declared_on": date(2026, 11, 24),
        "technologies": "HTML\nCSS\nJavaScript (le site se lit sans)\nSVG",
        "environment": "Chromium, au clavier seul\nChromium, sans JavaScript\nChromium, zoom à 400 %",
        "tools": "axe-core\nLighthouse\nvnu, le vérificateur HTML du W3C",
        "audited_pages": "Accueil\nCampagne\nRecherche\nVos droits, de l’aide\nAccessibilité",
        "contact": "Si vous ne pouvez pas lire une page ou vous servir d’un service, dites-le-nous : nous vous donnerons l’information sous une autre forme.",
        "remedies": "Si vous n’obtenez pas de réponse, vous pouvez saisir le Défenseur des droits :\nen ligne : https://formulaire.defenseurdesdroits.fr/\npar courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07",
        "multi_year_plan": "Le schéma pluriannuel est publié par l’organisme qui déploie la plateforme.",
        "annual_plan": "Le plan d’action de l’année est publié par l’organisme qui déploie la plateforme.",
    }


def site_map() -> dict[str, Any]:
    return {"title": "Plan du site", "slug": "plan-du-site", "search_description": "Toutes les pages de ce site."}


def search() -> dict[str, Any]:
    return {
        "title": "Recherche",
        "slug": "recherche",
        "search_description": "Chercher dans ce site.",
        "show_in_menus": True,
        "listed_in_search": False,
        "indexed": False,
    }
