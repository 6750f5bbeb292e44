"""The 101 départements and the other overseas territories, by their codes (INSEE, Code officiel géographique)."""

import re

from django.utils.translation import gettext_lazy as _

# A name is data of France, written as INSEE writes it in every language.
METROPOLITAN = {
    "01": "Ain", "02": "Aisne", "03": "Allier", "04": "Alpes-de-Haute-Provence", "05": "Hautes-Alpes",
    "06": "Alpes-Maritimes", "07": "Ardèche", "08": "Ardennes", "09": "Ariège", "10": "Aube", "11": "Aude",
    "12": "Aveyron", "13": "Bouches-du-Rhône", "14": "Calvados", "15": "Cantal", "16": "Charente",
    "17": "Charente-Maritime", "18": "Cher", "19": "Corrèze", "2A": "Corse-du-Sud", "2B": "Haute-Corse",
    "21": "Côte-d’Or", "22": "Côtes-d’Armor", "23": "Creuse", "24": "Dordogne", "25": "Doubs", "26": "Drôme",
    "27": "Eure", "28": "Eure-et-Loir", "29": "Finistère", "30": "Gard", "31": "Haute-Garonne", "32": "Gers",
    "33": "Gironde", "34": "Hérault", "35": "Ille-et-Vilaine", "36": "Indre", "37": "Indre-et-Loire", "38": "Isère",
    "39": "Jura", "40": "Landes", "41": "Loir-et-Cher", "42": "Loire", "43": "Haute-Loire", "44": "Loire-Atlantique",
    "45": "Loiret", "46": "Lot", "47": "Lot-et-Garonne", "48": "Lozère", "49": "Maine-et-Loire", "50": "Manche",
    "51": "Marne", "52": "Haute-Marne", "53": "Mayenne", "54": "Meurthe-et-Moselle", "55": "Meuse", "56": "Morbihan",
    "57": "Moselle", "58": "Nièvre", "59": "Nord", "60": "Oise", "61": "Orne", "62": "Pas-de-Calais",
    "63": "Puy-de-Dôme", "64": "Pyrénées-Atlantiques", "65": "Hautes-Pyrénées", "66": "Pyrénées-Orientales",
    "67": "Bas-Rhin", "68": "Haut-Rhin", "69": "Rhône", "70": "Haute-Saône", "71": "Saône-et-Loire", "72": "Sarthe",
    "73": "Savoie", "74": "Haute-Savoie", "75": "Paris", "76": "Seine-Maritime", "77": "Seine-et-Marne",
    "78": "Yvelines", "79": "Deux-Sèvres", "80": "Somme", "81": "Tarn", "82": "Tarn-et-Garonne", "83": "Var",
    "84": "Vaucluse", "85": "Vendée", "86": "Vienne", "87": "Haute-Vienne", "88": "Vosges", "89": "Yonne",
    "90": "Territoire de Belfort", "91": "Essonne", "92": "Hauts-de-Seine", "93": "Seine-Saint-Denis",
    "94": "Val-de-Marne", "95": "Val-d’Oise",
}  # fmt: skip
OVERSEAS = {"971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "La Réunion", "976": "Mayotte"}
# Territories that are no départements: they have no commission of a département.
COLLECTIVITIES = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}
# Each has a commission, and the State's delegation.
DEPARTEMENTS = METROPOLITAN | OVERSEAS
# None of the 101 départements: numbers of the whole country are not known to answer there.
APART = {"975", "977", "978", "986", "987", "988"}
TERRITORIES = DEPARTEMENTS | COLLECTIVITIES
# As the directory lists them. Those that have no outline stand on the map as squares with their codes.
GROUPS = [
    (_("Départements"), METROPOLITAN),
    (_("Overseas départements"), OVERSEAS),
    (_("Other overseas territories"), COLLECTIVITIES),
]
SQUARES = OVERSEAS
# What people write in the place of a code, and how the codes run.
FORMER = {"20": _("20 is no code any more: write 2A for Corse-du-Sud or 2B for Haute-Corse.")}
CODES = _("01 to 95 without 20, 2A, 2B, 971 to 978, 986 to 988")
CODE = re.compile(r"\d{1,2}|2[ABab]|9[78]\d")
POSTCODE = 5  # digits


def postcode_begins(code: str) -> str:
    """How the postcodes of a territory begin."""
    return "20" if code in ("2A", "2B") else code


def choices() -> list[tuple[str, str]]:
    """For fields: a migration names this function, and none of the territories."""
    return list(TERRITORIES.items())
