"""The page on which an educator finds a kit."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.audiences import Audience, Voice
from core.models import BasePage


class CataloguePage(BasePage):
    """The kits under it, in the language of the page."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    audience = Audience.PROFESSIONALS
    voice = Voice.PROFESSIONALS
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["kits.KitPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("lead")]

    class Meta:
        verbose_name = _("catalogue of kits")
        verbose_name_plural = _("catalogues of kits")
