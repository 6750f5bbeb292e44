"""The tables of prevention kits."""

from campaigns.prevention.kits.models.editions import KitEdition, KitFile
from campaigns.prevention.kits.models.kits import KitPage

__all__ = ["KitEdition", "KitFile", "KitPage"]
