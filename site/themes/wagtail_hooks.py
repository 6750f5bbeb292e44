"""Themes in the admin."""

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
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.editor.choosers import NamedChooserViewSet
from themes.models import Theme


def colour(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.TextInput(attrs={"type": "color"}))


class ThemeViewSet(SnippetViewSet):
    model = Theme
    chooser_viewset_class = NamedChooserViewSet
    icon = "view"
    add_to_admin_menu = False
    list_display = ["name", "ground", "live"]
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


register_snippet(ThemeViewSet)
