"""What this room gives to others: see `core.registry`."""

from core.country import COUNTRY, Country, EmergencyNumber, OwnLicence

GIVES = [
    COUNTRY(
        Country(
            time="island time",
            emergency=(EmergencyNumber("000"), EmergencyNumber("001", by_sms=True)),
            names={
                "editor": "Writers",
                "translator": "Translators",
                "lawyer": "Jurists",
                "publisher": "Publishers",
                "analyst": "Analysts",
                "administrator": "Keepers",
                "workflow": "Approval",
                "legalreview": "Law",
                "publication": "Release",
            },
            declared="This site is %(status)s by the island's rules.",
            remedies="How to reach the elders.",
            licence=OwnLicence("islands-1", "Licence of the islands", "https://example.org/licence"),
        )
    )
]
