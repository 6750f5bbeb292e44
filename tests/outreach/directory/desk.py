"""Files of entries as services write them, and entries that are there already."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.outreach.directory.models import Entry, Organisation

HEADER = (
    "référence;organisation;nom;département;adresse;code postal;ville;services;langues;téléphone;site;vérifié le;source"
)
LYON = {
    "référence": "lyon-1",
    "organisation": "Une association",
    "nom": "Accueil de Lyon",
    "département": "69",
    "adresse": "1 rue de l’Exemple",
    "code postal": "69001",
    "ville": "Lyon",
    "services": "listening, health",
    "langues": "fr, ro",
    "téléphone": "01 99 00 12 34",
    "site": "https://example.org/lyon",
    "vérifié le": "2026-03-31",
    "source": "Fichier de l’association",
}


def content(*rows: dict[str, str], delimiter: str = ";") -> str:
    """A file of entries like that of Lyon, each with what it has of its own."""
    headers = list(dict.fromkeys([*LYON, *(name for row in rows for name in row)]))
    lines = [headers]
    for number, row in enumerate(rows, 1):
        full = LYON | {"référence": f"lyon-{number}"} | row
        lines.append([full.get(name, "") for name in headers])
    return "".join(delimiter.join(f'"{cell}"' for cell in line) + "\n" for line in lines)


def csv_file(data: str | bytes, name: str = "entrées.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode(), "text/csv")


def entry(reference: str = "lyon-1", **fields: Any) -> Entry:
    """An entry that is there, as the file of Lyon would make it."""
    name = fields.pop("organisation", "Une association")
    organisation = name if isinstance(name, Organisation) else Organisation.objects.get_or_create(name=name)[0]
    defaults = {
        "name": "Accueil de Lyon",
        "territory": "69",
        "address": "1 rue de l’Exemple",
        "postcode": "69001",
        "city": "Lyon",
        "services": ["health", "listening"],
        "languages": ["fr", "ro"],
        "telephone": "01 99 00 12 34",
        "website": "https://example.org/lyon",
        "verified_on": date(2026, 3, 31),
        "source_title": "Fichier de l’association",
    }
    return Entry.objects.create(reference=reference, organisation=organisation, **defaults | fields)
