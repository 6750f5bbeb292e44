"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from core.country import COUNTRY, Country, EmergencyNumber, OwnLicence

GIVES = [
    COUNTRY(
        Country(
            time=_("Paris time"),
            emergency=(
                EmergencyNumber("17", _("police")),
                EmergencyNumber("112", _("emergencies, everywhere in Europe")),
                EmergencyNumber("114", _("for whoever cannot speak or hear"), by_sms=True),
            ),
            for_children=EmergencyNumber("119", _("day and night, free of charge")),
            # Code de l'action sociale et des familles, L. 226-2-1; Code pénal, 434-3.
            alert=(
                _("A danger now: call 17 or 112 at once, or write to 114 by SMS, and pass on what the message says."),
                _("A child in danger: call 119, day and night, or the CRIP of the child’s département."),
                _(
                    "A grave or urgent case, such as a suspicion of sexual violence on a child: tell the public prosecutor, with a copy to the CRIP. The law asks it of everyone who knows (Code pénal, article 434-3)."
                ),
                _(
                    "You need not be sure, and you need not ask anybody here before you call. Then tell the team that you did."
                ),
            ),
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
