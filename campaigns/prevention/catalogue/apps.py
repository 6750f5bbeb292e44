from django.utils.translation import gettext_lazy as _

from core.registry import Room


class CatalogueConfig(Room):
    name = "campaigns.prevention.catalogue"
    verbose_name = _("Catalogue of kits")
