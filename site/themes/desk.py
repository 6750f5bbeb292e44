"""Themes in the admin: a list with their colours, a form; the campaigns' menu shows them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core.editor.choosers import NamedChooserViewSet
from themes.models import Theme
from themes.palette import Palette


def colour(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.TextInput(attrs={"type": "color"}))


class Swatches(Column):
    """Its colours by day and by night."""

    cell_template_name = "themes/swatches.html"

    def get_value(self, theme: Theme) -> list[Palette]:
        return [theme.day, theme.night]


class UsedBy(Column):
    """The campaigns that bear it."""

    def get_value(self, theme: Theme) -> str:
        return ", ".join(campaign.name for campaign in theme.campaigns.all()) or "–"


class ThemeViewSet(SnippetViewSet):
    model = Theme
    chooser_viewset_class = NamedChooserViewSet
    icon = "view"
    list_display = ["name", Swatches("ground", label=_("Colours")), UsedBy("campaigns", label=_("Campaigns")), "live"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name", required_on_save=True),
                    FieldRowPanel([colour("ground"), colour("ink"), colour("accent")], heading=_("By day")),
                    FieldRowPanel(
                        [colour("night_ground"), colour("night_ink"), colour("night_accent")], heading=_("By night")
                    ),
                    MultiFieldPanel(
                        [FieldPanel("face"), FieldPanel("drawing"), FieldPanel("motion")], heading=_("Look")
                    ),
                ],
                heading=_("Content"),
            ),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ]
    )

    def get_queryset(self, request):
        return Theme.objects.prefetch_related("campaigns")
