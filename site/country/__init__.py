"""France: what another State has in its own way. Put a folder `country` of your own in the place of this one (docs/extending.md)."""

CODE, NAME = "FR", "France"  # ISO 3166-1
TIME_ZONE = "Europe/Paris"
