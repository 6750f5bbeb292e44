"""The list of partners in the admin: columns, filters, search, and the way to a file of many."""

import django_filters
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.plan.models import Partner
from campaigns.plan.partners.imports.views import may_import
from core.editor.choosers import NamedChooserViewSet

YES, NO = "yes", "no"


class PartnerFilterSet(WagtailFilterSet):
    consent = django_filters.ChoiceFilter(
        label=_("May be mailed"), choices=[(YES, _("yes")), (NO, _("no"))], method="by_consent"
    )

    class Meta:
        model = Partner
        fields = ["kind", "territory", "language"]

    def by_consent(self, queryset, name, value):
        return queryset.filter(may_be_mailed_since__isnull=value == NO)


class PartnerListView(SnippetViewSet.index_view_class):
    def get_base_queryset(self):
        """Each with the number of campaigns that it takes part in and that are not over."""
        open_end = Q(partnerships__campaign__ends_at=None) | Q(partnerships__campaign__ends_at__gt=timezone.now())
        running = Q(partnerships__ended_at=None, partnerships__campaign__closed_at=None) & open_end
        return super().get_base_queryset().annotate(running=Count("partnerships", filter=running))

    @property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if may_import(self.request.user):
            label = _("Add partners from a CSV file")
            buttons.append(HeaderButton(label, url=reverse("partners_import"), icon_name="upload"))
        return buttons


class PartnerViewSet(SnippetViewSet):
    model = Partner
    chooser_viewset_class = NamedChooserViewSet
    index_view_class = PartnerListView
    filterset_class = PartnerFilterSet
    icon = "group"
    ordering = ["name"]
    search_fields = ["name", "email", "contact"]
    search_backend_name = None  # a part of an address is found, too
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_territory_display", label=_("Département"), sort_key="territory"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        DateColumn("may_be_mailed_since", label=_("May be mailed since"), sort_key="may_be_mailed_since"),
        Column("running", label=_("Campaigns that run"), sort_key="running"),
    ]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("territory")]),
        FieldRowPanel([FieldPanel("contact"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("language"), FieldPanel("may_be_mailed_since")]),
    ]
