"""The facts of the demonstration, each with its source."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from facts.models import Fact

VERIFIED_ON = date(2026, 11, 24)
REVIEW_BY = date(2027, 11, 24)
HIGH, MEDIUM = Fact.Confidence.HIGH, Fact.Confidence.MEDIUM

LEGIFRANCE = "https://www.legifrance.gouv.fr/"
EQUALITY = "https://www.egalite-femmes-hommes.gouv.fr/"
EQUALITY_COUNCIL = "https://www.haut-conseil-egalite.gouv.fr/"
CHILD_LAW = "https://droitdenfance.org/"
OBSERVATORY = "https://onpe.france-enfance-protegee.fr/"
IPSOS = "https://www.ipsos.com/fr-fr"
SCOTLAND = ("Scottish Government, evidence review", "https://www.gov.scot/", "en")
EVERY = frozenset(code for code, _name in settings.LANGUAGES)
EXPLAINED = frozenset({"fr", "en"})  # what only the pages that explain show

# What a fact said before it was corrected, so that its history holds two versions to compare.
BEFORE = {"law": "La loi du {value} interdit l’achat d’actes sexuels."}


@dataclass(frozen=True)
class FactText:
    """One fact as it is built: the value as an editor types it, the words in French."""

    name: str
    value: str
    unit: str
    label: str
    sentence: str
    source_title: str
    source_url: str
    source_date: date | None = None
    in_force_from: date | None = None
    confidence: str = HIGH
    source_language: str = "fr"
    languages: frozenset[str] = EVERY
    withheld_because: str = ""  # from buyers


WHERE = "Dirait à l’acheteur où il risque peu."
FALLING = "La baisse dirait à l’acheteur que l’on verbalise moins."


def fined(year: str, number: str) -> FactText:
    return FactText(
        f"Acheteurs verbalisés en {year}",
        number,
        "number",
        f"acheteurs verbalisés en {year}",
        f"En {year}, {{value}} acheteurs ont été verbalisés en France.",
        "Haut Conseil à l’égalité entre les femmes et les hommes",
        EQUALITY_COUNCIL,
        languages=EXPLAINED,
        withheld_because=FALLING,
    )


def banned(country: str, since: str, source_title: str, source_url: str, language: str) -> FactText:
    return FactText(
        f"Achat interdit : {country}",
        since,
        "date",
        f"date de l’interdiction d’acheter ({country})",
        f"Pays ou région où l’achat d’actes sexuels est interdit : {country} (depuis : {{value}}).",
        source_title,
        source_url,
        source_language=language,
        languages=EXPLAINED,
    )


FACTS = {
    "law": FactText(
        "Loi de 2016, date", "2016-04-13", "date",
        "date de la loi qui interdit l’achat d’actes sexuels",
        "La loi du {value} interdit l’achat d’actes sexuels et supprime le délit de racolage.",
        "Loi n° 2016-444, JORF n° 0088 du 14 avril 2016", LEGIFRANCE, date(2016, 4, 13),
    ),
    "fine": FactText(
        "Achat, première fois, amende", "1500", "euro",
        "d’amende",
        "Solliciter, accepter ou obtenir un acte sexuel contre de l’argent, une promesse ou un avantage en nature, même occasionnellement, est une contravention de la cinquième classe, punie de {value} d’amende.",
        "Code pénal, article 611-1", LEGIFRANCE, None, date(2016, 4, 15),
    ),
    "repeat_fine": FactText(
        "Achat, récidive, amende", "3750", "euro",
        "d’amende en cas de récidive",
        "En cas de récidive, l’achat d’un acte sexuel est un délit, puni de {value} d’amende.",
        "Code pénal, article 225-12-1 ; ministère chargé de l’égalité entre les femmes et les hommes, mai 2024", EQUALITY,
    ),
    "minor_prison": FactText(
        "Achat, mineur de 15 à 17 ans ou personne vulnérable, prison", "5", "year",
        "d’emprisonnement",
        "Acheter un acte sexuel à une personne mineure de 15 à 17 ans, ou particulièrement vulnérable, est puni de {value} d’emprisonnement.",
        "Loi n° 2021-478", "https://violences-sexuelles.info/", date(2021, 4, 21),
    ),
    "minor_fine": FactText(
        "Achat, mineur de 15 à 17 ans ou personne vulnérable, amende", "75000", "euro",
        "d’amende",
        "Acheter un acte sexuel à une personne mineure de 15 à 17 ans, ou particulièrement vulnérable, est aussi puni de {value} d’amende.",
        "Loi n° 2021-478", "https://www.fondationscelles.org/", date(2021, 4, 21),
    ),
    "child_prison": FactText(
        "Achat, enfant de moins de 15 ans, prison", "10", "year",
        "d’emprisonnement",
        "L’adulte qui achète un acte sexuel à un enfant de moins de 15 ans est poursuivi pour viol ou agression sexuelle ; quand ce n’est ni un viol ni une agression sexuelle, l’achat reste puni de {value} d’emprisonnement.",
        "Code pénal, article 225-12-2", CHILD_LAW, confidence=MEDIUM,
    ),
    "child_fine": FactText(
        "Achat, enfant de moins de 15 ans, amende", "150000", "euro",
        "d’amende",
        "L’adulte qui achète un acte sexuel à un enfant de moins de 15 ans est poursuivi pour viol ou agression sexuelle ; quand ce n’est ni un viol ni une agression sexuelle, l’achat reste aussi puni de {value} d’amende.",
        "Code pénal, article 225-12-2", CHILD_LAW, confidence=MEDIUM,
    ),
    "rape_since": FactText(
        "Enfant de moins de 15 ans, poursuite pour viol", "2021-04-23", "date",
        "date depuis laquelle l’adulte est poursuivi pour viol ou agression sexuelle",
        "Depuis le {value}, l’adulte qui achète un acte sexuel à un enfant de moins de 15 ans est poursuivi pour viol ou agression sexuelle.",
        "Loi n° 2021-478", "https://violences-sexuelles.info/", date(2021, 4, 21), confidence=MEDIUM,
    ),
    "adult_not_punished": FactText(
        "La personne en situation de prostitution n’est pas punie", "", "",
        "La personne majeure en situation de prostitution n’est pas punie.",
        "La personne majeure en situation de prostitution n’est pas punie.",
        "Service-public, fiche F2532", "https://www.service-public.gouv.fr/",
    ),
    "course_length": FactText(
        "Stage de sensibilisation, durée", "1", "month",
        "au plus : la durée du stage de sensibilisation",
        "Le stage de sensibilisation à la lutte contre l’achat d’actes sexuels dure au plus {value}.",
        "Décret n° 2016-1709 (JUSD1630257D)", LEGIFRANCE, date(2016, 12, 12),
    ),
    "course_attended": FactText(
        "Stages de la Fondation Scelles", "900", "number",
        "acheteurs et plus ont suivi ces stages",
        "Depuis 2017, plus de {value} acheteurs ont suivi les stages de la Fondation Scelles.",
        "Tous bénévoles", "https://www.tousbenevoles.org/", confidence=MEDIUM,
    ),
    "fined_2024": FactText(
        "Acheteurs verbalisés en 2024", "1146", "number",
        "acheteurs verbalisés en 2024",
        "En 2024, {value} acheteurs ont été verbalisés en France.",
        "Haut Conseil à l’égalité entre les femmes et les hommes", EQUALITY_COUNCIL,
    ),
    "fined_2024_paris": FactText(
        "Acheteurs verbalisés en 2024, part de Paris", "58", "percent",
        "des acheteurs verbalisés en 2024 l’ont été à Paris",
        "En 2024, {value} des acheteurs verbalisés l’ont été à Paris.",
        "Haut Conseil à l’égalité entre les femmes et les hommes", EQUALITY_COUNCIL, languages=EXPLAINED, withheld_because=WHERE,
    ),
    "victims_2024": FactText(
        "Victimes enregistrées en 2024", "1579", "number",
        "victimes enregistrées en 2024",
        "En 2024, {value} victimes ont été enregistrées.",
        "Droit d’enfance, lettre n° 24", CHILD_LAW,
    ),
    "victims_2024_women": FactText(
        "Victimes enregistrées en 2024, part des femmes", "94", "percent",
        "des victimes enregistrées en 2024 sont des femmes ou des filles",
        "En 2024, {value} des victimes enregistrées étaient des femmes ou des filles.",
        "Droit d’enfance, lettre n° 24", CHILD_LAW,
    ),
    "victims_2024_minors": FactText(
        "Victimes enregistrées en 2024, mineurs", "659", "number",
        "victimes mineures enregistrées en 2024",
        "En 2024, {value} des victimes enregistrées étaient mineures.",
        "Droit d’enfance, lettre n° 24", CHILD_LAW,
    ),
    "estimate_people": FactText(
        "Estimation du nombre de personnes", "40000", "number",
        "personnes en situation de prostitution en France, selon l’estimation du Gouvernement",
        "Le Gouvernement estimait en mai 2024 à {value} le nombre de personnes en situation de prostitution en France.",
        "Première stratégie nationale de lutte contre le système prostitutionnel", OBSERVATORY, date(2024, 5, 2),
    ),
    "estimate_women": FactText(
        "Estimation de la part des femmes", "85", "percent",
        "sont des femmes, selon l’estimation du Gouvernement",
        "Selon l’estimation du Gouvernement de mai 2024, {value} des personnes en situation de prostitution sont des femmes.",
        "Première stratégie nationale de lutte contre le système prostitutionnel", OBSERVATORY, date(2024, 5, 2),
    ),
    "opinion_good": FactText(
        "Opinion, la loi est une bonne chose", "78", "percent",
        "des personnes interrogées en janvier 2019 disaient que la loi est une bonne chose",
        "En janvier 2019, {value} des personnes interrogées disaient que la loi est une bonne chose.",
        "Ipsos, janvier 2019", IPSOS,
    ),
    "opinion_keep": FactText(
        "Opinion, contre l’abrogation", "71", "percent",
        "étaient contre son abrogation en janvier 2019",
        "En janvier 2019, {value} des personnes interrogées étaient contre l’abrogation de la loi.",
        "Ipsos, janvier 2019", IPSOS,
    ),
    "constitutional": FactText(
        "Conseil constitutionnel", "2019-02-01", "date",
        "date à laquelle le Conseil constitutionnel a jugé la loi conforme",
        "Le {value}, le Conseil constitutionnel a jugé l’interdiction d’acheter conforme à la Constitution.",
        "Conseil constitutionnel, décision n° 2018-761 QPC", "https://www.conseil-constitutionnel.fr/", date(2019, 2, 1),
    ),
    "european_court": FactText(
        "Cour européenne des droits de l’homme", "2024-07-25", "date",
        "date à laquelle la Cour européenne n’a pas constaté de violation",
        "Le {value}, la Cour européenne des droits de l’homme a jugé que la loi française ne viole pas l’article 8 de la Convention, tout en invitant les États à réexaminer leur droit régulièrement.",
        "CEDH, M. A. et autres c. France, n° 63664/19", "https://hudoc.echr.coe.int/", date(2024, 7, 25),
    ),
    "exit_length": FactText(
        "Parcours de sortie, durée d’une période", "6", "month",
        "renouvelables : une période du parcours de sortie",
        "Le parcours de sortie est autorisé par le préfet pour {value}, renouvelables.",
        "Ministère chargé des solidarités ; Service-public, fiche F2532", "https://solidarites.gouv.fr/",
    ),
    "exit_longest": FactText(
        "Parcours de sortie, durée la plus longue", "24", "month",
        "au plus : la durée du parcours de sortie",
        "Le parcours de sortie dure au plus {value}.",
        "Ministère chargé des solidarités ; Service-public, fiche F2532", "https://solidarites.gouv.fr/",
    ),
    "exit_open": FactText(
        "Parcours de sortie, avec ou sans titre de séjour", "", "",
        "Le parcours de sortie est ouvert avec ou sans titre de séjour valable.",
        "Le parcours de sortie est ouvert avec ou sans titre de séjour valable.",
        "Ministère chargé des solidarités ; Service-public, fiche F2532", "https://solidarites.gouv.fr/",
    ),
    "exit_offers": FactText(
        "Parcours de sortie, ce qu’il peut donner", "", "",
        "Le parcours de sortie peut donner un accompagnement, un hébergement et une aide financière.",
        "Le parcours de sortie peut donner un accompagnement, un hébergement et une aide financière.",
        "Ministère chargé des solidarités ; Service-public, fiche F2532", "https://solidarites.gouv.fr/",
    ),
    "exit_permit": FactText(
        "Parcours de sortie, premier titre de séjour", "6", "month",
        "le premier titre de séjour du parcours de sortie",
        "Le parcours de sortie peut donner un premier titre de séjour de {value} à une personne étrangère qui doit en avoir un.",
        "Ministère chargé des solidarités ; Service-public, fiche F2532", "https://solidarites.gouv.fr/",
    ),
    "european": FactText(
        "Citoyens européens, titre de séjour", "", "",
        "Un citoyen de l’Espace économique européen ou de la Suisse n’a pas besoin de titre de séjour.",
        "Un citoyen de l’Espace économique européen ou de la Suisse n’a pas besoin de titre de séjour pour rester en France plus de trois mois. Ce droit a des conditions.",
        "Service-public, fiche F2651", "https://www.service-public.gouv.fr/",
    ),
    "exit_people": FactText(
        "Parcours de sortie, personnes", "903", "number",
        "personnes dans un parcours de sortie au 31 décembre 2024",
        "Au 31 décembre 2024, {value} personnes suivaient un parcours de sortie.",
        "Sénat, rapport r24-814", "https://www.senat.fr/",
    ),
    "associations": FactText(
        "Associations agréées", "121", "number",
        "associations agréées en mai 2024",
        "En mai 2024, {value} associations étaient agréées pour accompagner le parcours de sortie.",
        "Ministère chargé de l’égalité entre les femmes et les hommes, mai 2024", EQUALITY,
    ),
    "school_law": FactText(
        "Information à l’école", "", "",
        "Les collèges et les lycées informent sur les réalités de la prostitution et les dangers de la marchandisation du corps.",
        "Une information sur les réalités de la prostitution et les dangers de la marchandisation du corps est donnée au collège et au lycée, par groupes d’âge homogène.",
        "Code de l’éducation, article L. 312-17-1-1", LEGIFRANCE,
    ),
    "school_sessions": FactText(
        "EVARS, séances", "3", "number",
        "séances par an d’éducation à la vie affective, relationnelle et à la sexualité",
        "Depuis septembre 2025, {value} séances par an d’éducation à la vie affective, relationnelle et à la sexualité sont obligatoires.",
        "Académie de Nantes", "https://www.pedagogie.ac-nantes.fr/",
    ),
    "course_decree": FactText(
        "Stage de sensibilisation, décret", "2016-12-12", "date",
        "date du décret sur le stage de sensibilisation",
        "Le décret du {value} fixe le contenu du stage de sensibilisation à la lutte contre l’achat d’actes sexuels.",
        "Décret n° 2016-1709 (JUSD1630257D)", LEGIFRANCE, date(2016, 12, 12), languages=EXPLAINED,
    ),
    "minor_law": FactText(
        "Peines alourdies, loi de 2021, date", "2021-04-21", "date",
        "date de la loi qui alourdit les peines",
        "La loi du {value} alourdit les peines de qui achète un acte sexuel à une personne mineure de 15 à 17 ans, ou particulièrement vulnérable.",
        "Loi n° 2021-478", "https://violences-sexuelles.info/", date(2021, 4, 21), languages=EXPLAINED,
    ),
    "strategy": FactText(
        "Stratégie nationale, date", "2024-05-02", "date",
        "date de la première stratégie nationale",
        "La première stratégie nationale de lutte contre le système prostitutionnel date du {value}.",
        "Première stratégie nationale de lutte contre le système prostitutionnel", OBSERVATORY, date(2024, 5, 2), languages=EXPLAINED,
    ),
    "fined_2016": fined("2016", "799"),
    "fined_2017": fined("2017", "2072"),
    "fined_2018": fined("2018", "1939"),
    "fined_2022": fined("2022", "1155"),
    "fined_2023": fined("2023", "1160"),
    "fined_2024_nowhere": FactText(
        "Acheteurs verbalisés en 2024, départements sans aucun", "36", "number",
        "départements où aucun acheteur n’a été verbalisé en 2024",
        "En 2024, aucun acheteur n’a été verbalisé dans {value} départements.",
        "Haut Conseil à l’égalité entre les femmes et les hommes", EQUALITY_COUNCIL, languages=EXPLAINED, withheld_because=WHERE,
    ),
    "estimate_minors": FactText(
        "Estimation de la part des mineurs", "30", "percent",
        "sont mineures, selon l’estimation du Gouvernement",
        "Selon l’estimation du Gouvernement de mai 2024, {value} des personnes en situation de prostitution sont mineures.",
        "Première stratégie nationale de lutte contre le système prostitutionnel", OBSERVATORY, date(2024, 5, 2), languages=EXPLAINED,
    ),
    "sweden": banned("Suède", "1999-01", *SCOTLAND),
    "norway": banned("Norvège", "2009-01", *SCOTLAND),
    "iceland": banned("Islande", "2009", "Jafnréttisstofa", "https://www.jafnretti.is/", "is"),
    "canada": banned("Canada", "2014-12-06", "Ministère de la Justice du Canada", "https://www.justice.gc.ca/", "fr"),
    "northern_ireland": banned("Irlande du Nord", "2015-06", *SCOTLAND),
    "ireland": banned("Irlande", "2017-03", *SCOTLAND),
    "israel": banned("Israël", "2020-07-10", "Task Force on Human Trafficking and Prostitution", "https://tfht.org/", "en"),
}  # fmt: skip
