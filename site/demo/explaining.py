"""The pages that explain, for whoever buys or suspects: in French, and what their models take. They exist in two languages."""

from collections.abc import Callable
from typing import Any

from core import audiences
from demo.pages import Facts, block, child_rung, inline, items

Pages = dict[str, int]
Body = list[dict[str, Any]]

LANGUAGES = frozenset({"fr", "en"})


def section() -> dict[str, Any]:
    return {
        "title": "La loi, et comment arrêter",
        "slug": "acheteurs",
        "audience": audiences.BUYERS,
        "lead": "Tout lire, page par page : ce qui est interdit, ce que l’on entend dire, que faire d’un doute. Et comment s’arrêter.",
        "search_description": "J’ai payé un acte sexuel, ou j’y pense : la loi, les amendes, les idées reçues, et de l’aide pour arrêter.",
        "show_in_menus": True,
    }


def heads() -> dict[str, dict[str, Any]]:
    """What each page is called, by its key."""
    return {
        "law": {
            "title": "La loi expliquée",
            "slug": "la-loi-expliquee",
            "audience": audiences.BUYERS,
            "lead": "Payer pour un acte sexuel est interdit partout en France. Ce que cela veut dire, peine par peine et date par date.",
            "search_description": "Amende, récidive, personne mineure, stage : ce que risque celui qui paie une fille, un garçon, une escort, même une seule fois.",
        },
        "myths": {
            "title": "Idées reçues",
            "slug": "idees-recues",
            "audience": audiences.BUYERS,
            "lead": "Ce que l’on se dit, ce que l’on entend, et ce que l’on sait. Chaque réponse a sa source.",
            "search_description": "« Elle est d’accord », « on ne se fait jamais prendre » : ce que l’on dit de l’achat d’actes sexuels, et ce que l’on sait.",
        },
        "suspect": {
            "title": "Je soupçonne quelque chose",
            "slug": "je-soupconne-quelque-chose",
            "audience": audiences.PUBLIC,
            "lead": "Vous n’avez pas besoin d’être sûr. Dites ce que vous avez vu : d’autres ont pour métier de vérifier.",
            "search_description": "Voisin, hôtel, transports, ami : quels signes doivent alerter, qui appeler, que dire, et ce qu’il ne faut pas faire.",
        },
    }


def figures_page(facts: Facts, pages: Pages) -> dict[str, Any]:
    """For the public and the press, and no buyers: it tells where and when fewer were fined."""
    return {
        "title": "Les chiffres",
        "slug": "les-chiffres",
        "audience": audiences.PUBLIC,
        "lead": "Combien d’acheteurs sont verbalisés, combien de victimes sont connues, ce que pensent les gens. Avec les données.",
        "search_description": "Acheteurs verbalisés de 2016 à 2024, victimes enregistrées, estimations et opinion : des graphiques, leurs données et leurs sources.",
        "body": figures(facts, pages),
    }


def slugs() -> list[str]:
    return [page["slug"] for page in (section(), *heads().values())] + ["les-chiffres"]


def paths() -> list[str]:
    """Where they are, under a language; the section itself aside."""
    return [f"/{section()['slug']}/{page['slug']}/" for page in heads().values()] + ["/les-chiffres/"]


def bodies(facts: Facts, pages: Pages) -> dict[str, Body]:
    """What each page says, by its key."""
    written: dict[str, Callable[[Facts, Pages], Body]] = {
        "law": law,
        "myths": myths,
        "suspect": suspect,
    }
    return {key: body(facts, pages) for key, body in written.items()}


def contents(pages: Pages) -> Body:
    """The section's own page: one way to each of its pages, the way out last."""
    ways = [
        ("law", "La loi expliquée", "Ce qui est interdit, ce que l’on risque, ce qui se passe ensuite."),
        ("myths", "Idées reçues", "Ce que l’on se dit, et ce que l’on sait."),
        ("suspect", "Je soupçonne quelque chose", "Que voir, que dire, à qui."),
        ("stop", "Arrêter d’acheter", "Par quoi commencer, seul ou avec quelqu’un."),
    ]
    return [*(lead_to(pages[key], text, detail) for key, text, detail in ways), helplines()]


def lead_to(page: int, text: str, detail: str) -> dict[str, Any]:
    return block("call_to_action", text=text, page=page, address="", detail=detail)


def helplines(audience: str = audiences.BUYERS) -> dict[str, Any]:
    return block("helplines", heading="Parler à quelqu’un", audience=audience)


def rung(facts: Facts, title: str, fact: str, fact_2: str = "", text: str = "") -> dict[str, Any]:
    return {"title": title, "fact": facts[fact], "fact_2": facts[fact_2] if fact_2 else None, "text": text}


def law(facts: Facts, pages: Pages) -> Body:
    rungs = items(
        rung(facts, "La première fois", "fine", text="Une contravention, même pour une seule fois."),
        rung(facts, "En cas de récidive", "repeat_fine", text="C’est alors un délit."),
        rung(facts, "Une personne particulièrement vulnérable", "minor_prison", "minor_fine"),
        rung(facts, "Une personne mineure, de 15 à 17 ans", "minor_prison", "minor_fine"),
        child_rung(facts),
    )
    return [
        block(
            "text",
            text=f"<h2>Ce qui est interdit</h2><p>Depuis la loi du {inline(facts, 'law')}, il est interdit de solliciter, d’accepter ou d’obtenir un acte sexuel contre de l’argent, une promesse ou un avantage en nature. Une seule fois suffit.</p><p>Les mots de l’annonce n’y changent rien : « escort », « bon plan », « dépannage ».</p><p>{inline(facts, 'adult_not_punished')} Le délit de racolage a été supprimé.</p>",
        ),
        block("penalty_ladder", heading="Ce que l’on risque", rungs=rungs),
        block("fact_card", fact=facts["rape_since"]),
        block(
            "text",
            text=f"<h2>Ce qui se passe quand on est pris</h2><ol><li>La première fois, l’acheteur est verbalisé. Il encourt une amende de {inline(facts, 'fine')}.</li><li>La loi prévoit aussi un stage de sensibilisation.</li><li>En cas de récidive, ce n’est plus une contravention : c’est un délit, puni d’une amende de {inline(facts, 'repeat_fine')}.</li></ol><p>En 2024, {inline(facts, 'fined_2024')} acheteurs ont été verbalisés.</p>",
        ),
        block(
            "text",
            text=f"<h2>Le stage de sensibilisation</h2><p>Son nom entier : stage de sensibilisation à la lutte contre l’achat d’actes sexuels. Il porte sur les réalités de la prostitution et sur la marchandisation du corps. Il dure au plus {inline(facts, 'course_length')}.</p>",
        ),
        block("fact_card", fact=facts["course_attended"]),
        block("timeline", heading="La loi, date par date", moments=items(*moments(facts))),
        block(
            "statement",
            text="Ce qu’ont dit les juges",
            detail="Deux juridictions ont été saisies. Aucune n’a écarté la loi.",
        ),
        block("fact_card", fact=facts["constitutional"]),
        block("fact_card", fact=facts["european_court"]),
        block(
            "comparison",
            heading="Ce que font d’autres pays",
            column_1="Pays",
            column_2="Achat interdit depuis",
            rows=items(*countries(facts)),
        ),
        lead_to(pages["stop"], "Arrêter d’acheter", "Par quoi commencer, seul ou avec quelqu’un."),
        lead_to(pages["myths"], "Idées reçues", "Ce que l’on se dit, et ce que l’on sait."),
        helplines(),
    ]


def moments(facts: Facts) -> list[dict[str, Any]]:
    told = {
        "law": "La loi interdit l’achat d’actes sexuels et supprime le délit de racolage.",
        "course_decree": "Un décret fixe le contenu du stage de sensibilisation.",
        "constitutional": "Le Conseil constitutionnel juge l’interdiction d’acheter conforme à la Constitution.",
        "minor_law": "Une loi alourdit les peines quand la personne est mineure ou particulièrement vulnérable.",
        "strategy": "L’État présente sa première stratégie nationale de lutte contre le système prostitutionnel.",
        "european_court": "La Cour européenne des droits de l’homme ne constate pas de violation, et demande aux États de réexaminer leur droit régulièrement.",
    }
    return [{"fact": facts[key], "text": text} for key, text in told.items()]


def countries(facts: Facts) -> list[dict[str, Any]]:
    named = {
        "sweden": "Suède",
        "norway": "Norvège",
        "iceland": "Islande",
        "canada": "Canada",
        "northern_ireland": "Irlande du Nord",
        "ireland": "Irlande",
        "israel": "Israël",
    }
    return [{"name": name, "fact": facts[key], "text": ""} for key, name in named.items()]


def myth(facts: Facts, said: str, answer: str, fact: str, fact_2: str = "") -> dict[str, Any]:
    return {
        "myth": said,
        "answer": f"<p>{answer}</p>",
        "fact": facts[fact],
        "fact_2": facts[fact_2] if fact_2 else None,
    }


def myths(facts: Facts, pages: Pages) -> Body:
    about_law = [
        myth(
            facts,
            "« Elle est majeure et d’accord : rien ne l’interdit. »",
            f"La loi interdit de payer, même une personne majeure, même d’accord. On risque {inline(facts, 'fine')} d’amende dès la première fois.",
            "fine",
        ),
        myth(
            facts,
            "« Je ne paie pas, j’offre. »",
            "Un repas, un cadeau, une nuit sous un toit : une promesse ou un avantage en nature suffit.",
            "fine",
        ),
        myth(
            facts,
            "« Une fois, ce n’est rien. »",
            f"La loi vise aussi celui qui paie une seule fois. En cas de récidive, c’est un délit : {inline(facts, 'repeat_fine')} d’amende.",
            "fine",
            "repeat_fine",
        ),
        myth(
            facts,
            "« C’est elle qui sera punie. »",
            f"{inline(facts, 'adult_not_punished')} Elle peut demander de l’aide.",
            "adult_not_punished",
        ),
        myth(
            facts,
            "« Cette loi ne tiendra pas. »",
            f"Le Conseil constitutionnel l’a jugée conforme à la Constitution le {inline(facts, 'constitutional')}. Le {inline(facts, 'european_court')}, la Cour européenne des droits de l’homme n’a pas constaté de violation.",
            "constitutional",
            "european_court",
        ),
        myth(
            facts,
            "« Il n’y a qu’en France. »",
            f"La Suède l’a fait avant, en {inline(facts, 'sweden')}. Le Canada a suivi le {inline(facts, 'canada')}, avant la France.",
            "sweden",
            "canada",
        ),
    ]
    about_people = [
        myth(
            facts,
            "« On ne se fait jamais prendre. »",
            f"En 2024, {inline(facts, 'fined_2024')} acheteurs ont été verbalisés. Chacun encourait {inline(facts, 'fine')} d’amende ; en cas de récidive, c’est un délit, puni de {inline(facts, 'repeat_fine')} d’amende. La loi prévoit aussi un stage de sensibilisation.",
            "fined_2024",
            "repeat_fine",
        ),
        myth(
            facts,
            "« Je vois bien si elle est mineure, ou forcée. »",
            f"Une annonce ne montre ni l’âge, ni la contrainte, ni la dette. En 2024, {inline(facts, 'victims_2024_minors')} des victimes enregistrées étaient mineures.",
            "victims_2024_minors",
            "victims_2024",
        ),
        myth(
            facts,
            "« Tout le monde pense comme moi. »",
            f"En janvier 2019, {inline(facts, 'opinion_good')} des personnes interrogées disaient que la loi est une bonne chose, et {inline(facts, 'opinion_keep')} étaient contre son abrogation.",
            "opinion_good",
            "opinion_keep",
        ),
    ]
    return [
        block("myths", heading="Sur la loi", myths=items(*about_law)),
        block("myths", heading="Sur les autres, et sur soi", myths=items(*about_people)),
        lead_to(
            pages["check"],
            "Faire le point, pour vous seul",
            "Quelques questions. Vos réponses ne sont ni envoyées ni gardées.",
        ),
        lead_to(pages["law"], "La loi expliquée", "Peine par peine, date par date."),
        helplines(),
    ]


def bars(facts: Facts, **named: str) -> list[dict[str, Any]]:
    """Bars by their fact's key; one that begins with `none` has no figure."""
    return items(*({"label": label, "fact": facts.get(key)} for key, label in named.items()))


def figures(facts: Facts, pages: Pages) -> Body:
    fined = bars(
        facts,
        fined_2016="2016",
        fined_2017="2017",
        fined_2018="2018",
        none="2019 à 2021",
        fined_2022="2022",
        fined_2023="2023",
        fined_2024="2024",
    )
    return [
        block(
            "fact_chart",
            heading="Acheteurs verbalisés, année par année",
            text="Le nombre le plus élevé est celui de 2017. Pour les années 2019 à 2021, aucun chiffre vérifié : la place reste vide.",
            column="Année",
            bars=fined,
        ),
        block("fact_card", fact=facts["fined_2024_paris"]),
        block("fact_card", fact=facts["fined_2024_nowhere"]),
        block(
            "fact_chart",
            heading="Victimes enregistrées en 2024",
            text="Ce sont celles que l’on connaît.",
            column="Qui",
            bars=bars(facts, victims_2024="Toutes les victimes", victims_2024_minors="Dont personnes mineures"),
        ),
        block(
            "fact_chart",
            heading="Ce que pensent les gens de la loi",
            text="",
            column="Réponse",
            bars=bars(facts, opinion_good="Une bonne chose", opinion_keep="Contre son abrogation"),
        ),
        block(
            "statement",
            text="Des estimations",
            detail="Personne ne connaît le nombre exact. Une estimation dit qui l’a faite, et quand.",
        ),
        block("fact_card", fact=facts["estimate_people"]),
        block("fact_card", fact=facts["estimate_women"]),
        block("fact_card", fact=facts["estimate_minors"]),
        lead_to(pages["understand"], "Comprendre la loi et ses chiffres", "Avec chaque source."),
        helplines(audiences.PUBLIC),
    ]


def step(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "text": text}


def entry(question: str, answer: str) -> dict[str, Any]:
    return {"question": question, "answer": answer}


def suspect(facts: Facts, pages: Pages) -> Body:
    everywhere = items(
        step(
            "Notez ce que vous voyez",
            "Le jour, l’heure, le lieu, une plaque, des mots entendus. Les faits, pas vos conclusions.",
        ),
        step(
            "N’enquêtez pas, n’intervenez pas",
            "Ne suivez personne, n’accusez personne. Vous pourriez mettre la personne en danger, et vous aussi.",
        ),
        step("Signalez", "En danger immédiat, le 17 ou le 112. Pour un enfant ou un adolescent, le 119."),
        step("Dites-le une deuxième fois", "Si cela continue, rappelez. Plusieurs signalements se complètent."),
    )
    places = items(
        entry(
            "Voisin, voisine, gardien d’immeuble",
            "<ul><li>Des visites courtes et nombreuses, à toute heure, d’hommes qui ne se connaissent pas.</li><li>Des personnes qui changent souvent, qui ne sortent jamais seules.</li><li>Un logement loué quelques jours, puis un autre.</li></ul><p>Notez les jours et les heures, puis appelez le 17. Ne frappez pas à la porte.</p>",
        ),
        entry(
            "Hôtel, location de courte durée",
            "<ul><li>Une très jeune personne avec un adulte qui parle pour elle et garde ses papiers.</li><li>Une chambre payée par quelqu’un qui n’y dort pas, prolongée jour après jour.</li><li>Beaucoup de visites, de linge, et l’on refuse le ménage.</li></ul><p>Prévenez votre responsable et appelez le 17. Gardez la fiche et les images comme votre établissement le prévoit. À l’accueil, restez comme d’habitude.</p>",
        ),
        entry(
            "Taxi, train, car, aire d’autoroute",
            "<ul><li>Quelqu’un qui ne sait pas où il va, et que l’on attend à l’arrivée.</li><li>Une personne surveillée, qui n’a ni son téléphone ni son billet.</li><li>Une adolescente que l’on dépose dans des hôtels, le soir.</li></ul><p>Notez la ligne, l’heure et l’arrêt. Prévenez votre poste de commande, ou le 17. Si vous ne pouvez pas parler, envoyez un SMS au 114.</p>",
        ),
        entry(
            "Ami, amie, proche",
            "<ul><li>De l’argent ou des cadeaux sans explication, un deuxième téléphone.</li><li>Une nouvelle relation qui décide de tout, et des amis que l’on ne voit plus.</li><li>Des absences, de la peur, des marques.</li></ul><p>Dites ce que vous voyez, sans accuser : « Je m’inquiète. Je suis là, quoi qu’il arrive. » Ne promettez pas le secret si la personne est mineure : appelez le 119.</p>",
        ),
    )
    return [
        block(
            "notice",
            kind="danger",
            heading="Une personne est en danger",
            text="<p>Appelez le 17 ou le 112. Pour un enfant ou un adolescent, appelez le 119. Si vous ne pouvez pas parler, envoyez un SMS au 114.</p>",
        ),
        block("steps", heading="Ce qui aide, où que vous soyez", steps=everywhere),
        block("accordion", heading="Selon votre place", questions=places),
        block(
            "notice",
            kind="information",
            heading="Un signe seul ne prouve rien",
            text=f"<p>Une langue étrangère, une tenue ou un métier ne sont pas des signes. Ce sont la contrainte, la peur et le contrôle qui doivent alerter.</p><p>{inline(facts, 'adult_not_punished')} Signaler, c’est parler de ceux qui exploitent et de ceux qui achètent.</p>",
        ),
        helplines(audiences.PUBLIC),
        lead_to(pages["hotels"], "Hôtels et hébergements", "Pour celles et ceux qui accueillent."),
        lead_to(pages["professionals"], "Repérer, écouter, signaler", "Pour les parents et les professionnels."),
        block("share", heading="Faire passer"),
    ]
