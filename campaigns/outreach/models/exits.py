"""What the operator sets for the quick exit: an address in each language, and the page that says what it cannot do."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from campaigns.outreach.exits import check_exit
from core.words import languages


@register_setting(icon="logout")
class QuickExit(ClusterableModel, BaseSiteSetting):
    safety_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on safer browsing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Says what the button does not do. The bar links to it, in the visitor’s language."),
    )

    panels = [
        HelpPanel(
            content=_(
                "The button stands on every protected page. It opens the address of the page’s language, in the place of the "
                "page that is left: choose one that nobody wonders about. Without one, it opens Wikipedia in that language."
            )
        ),
        FieldPanel("safety_page"),
        InlinePanel("addresses", heading=_("Where the button leads"), label=_("address")),
    ]

    class Meta:
        verbose_name = _("quick exit")
        verbose_name_plural = _("quick exits")


class ExitAddress(models.Model):
    """Where the button leads from pages in one language."""

    quick_exit = ParentalKey(QuickExit, on_delete=models.CASCADE, related_name="addresses")
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    address = models.CharField(_("address"), max_length=300, validators=[check_exit])

    class Meta:
        verbose_name = _("address of the quick exit")
        verbose_name_plural = _("addresses of the quick exit")
        unique_together = [("quick_exit", "language")]

    def __str__(self):
        return f"{self.language}: {self.address}"
