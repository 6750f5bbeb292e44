from core.registry import Room


class CountryConfig(Room):
    name = "country"
    verbose_name = "Country"
