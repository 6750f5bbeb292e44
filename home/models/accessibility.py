"""The accessibility declaration, with the items that the law asks for.

The items are those of https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import translation
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import audiences
from core.country import country
from core.models import BasePage


class AccessibilityPage(BasePage):
    class Status(models.TextChoices):
        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NONE = "none", _("not compliant")

    status = models.CharField(
        pgettext_lazy("accessibility declaration", "status"),
        max_length=10,
        choices=Status,
        default=Status.NONE,
        help_text=_("Fully: all criteria; partially: at least half; not: fewer, or no audit in force."),
    )
    scope = models.TextField(
        _("scope"), help_text=_("The organisation and the site or part of a site that is declared.")
    )
    rate = models.DecimalField(
        _("rate of compliance, in per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    audited_by = models.CharField(_("audited by"), max_length=200, blank=True)
    results = models.TextField(_("results of the tests"))
    not_accessible = models.TextField(
        _("content that is not accessible"), help_text=_("One item a line; say “none” where there is none.")
    )
    exempt = models.TextField(_("derogations and content that is exempt"), blank=True)
    declared_on = models.DateField(
        _("declared on"), help_text=_("Renewed with each redesign, and after three years at the latest.")
    )
    technologies = models.TextField(_("technologies"), help_text=_("One a line."))
    environment = models.TextField(
        _("test environment"), help_text=_("Browsers and assistive technologies, one pair a line.")
    )
    tools = models.TextField(_("tools"), help_text=_("One a line."))
    audited_pages = models.TextField(_("pages that were audited"), help_text=_("One a line."))
    contact = models.TextField(_("how to report a problem"))
    remedies = models.TextField(_("remedies"))
    multi_year_plan = models.TextField(_("multi-year plan"), blank=True)
    annual_plan = models.TextField(_("plan of the year"), blank=True)

    audience = audiences.PUBLIC
    # The title says the status, in the page's language: it is written, not translated.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("title", overridable=False),
        SynchronizedField("audited_by"),
    ]
    title_panels = []
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("scope"), index.SearchField("results")]
    body_panels = [
        FieldRowPanel([FieldPanel("status"), FieldPanel("declared_on")]),
        FieldPanel("scope"),
        MultiFieldPanel([FieldPanel("rate"), FieldPanel("audited_by"), FieldPanel("results")], heading=_("Results")),
        MultiFieldPanel(
            [FieldPanel("not_accessible"), FieldPanel("exempt")], heading=_("Content that is not accessible")
        ),
        MultiFieldPanel(
            [FieldPanel("technologies"), FieldPanel("environment"), FieldPanel("tools"), FieldPanel("audited_pages")],
            heading=_("How it was established"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("remedies", help_text=lazy(lambda: country().remedies, str)())],
            heading=_("Contact and remedies"),
        ),
        MultiFieldPanel([FieldPanel("multi_year_plan"), FieldPanel("annual_plan")], heading=_("Plans")),
    ]

    class Meta:
        verbose_name = _("accessibility declaration")
        verbose_name_plural = _("accessibility declarations")

    def full_clean(self, *args, **kwargs):
        self.title = self.mention
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.status == self.Status.FULL and self.rate is not None and self.rate < 100:
            raise ValidationError({"status": _("Below 100 per cent, the site is partially compliant at most.")})
        if self.status == self.Status.PARTIAL and self.rate is not None and self.rate < 50:
            raise ValidationError({"status": _("Below 50 per cent, the site is not compliant.")})

    @property
    def declared(self) -> SafeString:
        """How accessible the site is, by the country's standard."""
        return format_html(country().declared.replace("%(status)s", "{status}"), status=self.get_status_display())

    @property
    def mention(self) -> str:
        """What the law has the home page say: “Accessibility: partially compliant”."""
        with translation.override(self.locale.language_code):
            return translation.gettext("Accessibility: %(status)s") % {"status": self.get_status_display()}
