"""The pages of the catalogue."""

from campaigns.prevention.catalogue.models.pages import CataloguePage

__all__ = ["CataloguePage"]
