"""Who runs the site: no organisation's name is in the code."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from core.models.identity import Identity


@register_setting(icon="site")
class Operator(Identity, BaseSiteSetting):
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("As it is written under legal texts."))
    address = models.TextField(_("postal address"), blank=True)
    director = models.CharField(_("publication director"), max_length=200, blank=True)
    host = models.TextField(_("host"), blank=True, help_text=_("Name, address and telephone of who hosts the site."))
    contact_email = models.EmailField(_("contact address"), blank=True)
    accessibility_email = models.EmailField(
        _("accessibility address"),
        blank=True,
        help_text=_("Receives what visitors report. Empty: the contact address does."),
    )
    privacy_email = models.EmailField(_("data-protection address"), blank=True)
    security_email = models.EmailField(_("security address"), blank=True)
    is_demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marks every page as demonstration content.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("address"), FieldPanel("director"), FieldPanel("host")],
            heading=_("Identity"),
        ),
        *Identity.identity_panels,
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("accessibility_email"),
                FieldPanel("privacy_email"),
                FieldPanel("security_email"),
            ],
            heading=_("Addresses"),
        ),
        FieldPanel("is_demonstration"),
    ]

    class Meta:
        verbose_name = _("operator")
        verbose_name_plural = _("operators")
