"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from core.country import COUNTRY, Country, EmergencyNumber, OwnLicence

GIVES = [
    COUNTRY(
        Country(
            time=_("Paris time"),
            emergency=(EmergencyNumber("17"), EmergencyNumber("112"), EmergencyNumber("114", by_sms=True)),
            names={
                "editor": "Rédaction",
                "translator": "Traduction",
                "lawyer": "Relecture juridique",
                "publisher": "Publication",
                "analyst": "Statistiques",
                "administrator": "Administration",
                "workflow": "Validation",
                "legalreview": "Relecture juridique",
                "publication": "Publication",
            },
            declared=_(
                "The site is <strong>%(status)s</strong> with the general accessibility improvement framework (RGAA)."
            ),
            remedies=_("How to reach the Défenseur des droits."),
            licence=OwnLicence(
                "etalab-2.0",
                _("Licence Ouverte 2.0 (Etalab)"),
                "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            ),
        )
    ),
]
