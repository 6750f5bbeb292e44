"""Themes in the admin: a list with their colours, a form; the campaigns' menu shows them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from core.audiences import AUDIENCES
from core.editor.choosers import NamedChooserViewSet
from core.look import colours
from core.look.palette import Palette
from core.look.voices import palettes
from core.look.widget import colour_panel
from themes.models import Theme


def colours_of(prefix: str) -> list[FieldPanel]:
    least = {"ground": 0, "ink": colours.TEXT, "accent": colours.CONTROL}
    return [colour_panel(prefix + name, of) for name, of in least.items()]


def colours_of_voice(voice: str) -> dict[str, str]:
    """By the names of a theme's fields, by day and by night. KeyError where there is no such voice."""
    day, night = palettes()[voice], palettes(by_night=True).get(voice, palettes()[voice])
    by_day = {name: getattr(day, name) for name in ("ground", "ink", "accent")}
    return by_day | {f"night_{name}": getattr(night, name) for name in by_day}


class Swatches(Column):
    """Its colours by day and by night."""

    cell_template_name = "themes/swatches.html"

    def get_value(self, theme: Theme) -> list[Palette]:
        return [theme.day, theme.night]


class UsedBy(Column):
    """The campaigns that bear it."""

    def get_value(self, theme: Theme) -> str:
        return ", ".join(campaign.name for campaign in theme.campaigns.all()) or "–"


class StartFromVoice(HelpPanel):
    """In a new theme: the voices whose colours it can begin with."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return self.instance.pk is None and super().is_shown()

        @property
        def media(self):
            return super().media + forms.Media(js=["js/admin/start_from.js"])

        def get_context_data(self, parent_context=None):
            found = [
                (one.label, name, palettes()[name], colours_of_voice(name))
                for name, one in AUDIENCES.items()
                if name in palettes()
            ]
            return super().get_context_data(parent_context) | {"voices": found}


class AboutWords(HelpPanel):
    """Where the words on the object are written: on the pages of the campaigns that bear the theme, in each language."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            bearing = self.instance.campaigns.all() if self.instance.pk else ()
            return super().get_context_data(parent_context) | {"bearing": bearing}


class ThemeCreateView(CreateView):
    def get_initial_form_instance(self):
        """With the colours of the voice that the address names, and for its audience."""
        voice = self.request.GET.get("voice")
        if voice not in palettes():
            return super().get_initial_form_instance()
        return Theme(audience=voice, **colours_of_voice(voice))


class ThemeViewSet(SnippetViewSet):
    model = Theme
    add_view_class = ThemeCreateView
    chooser_viewset_class = NamedChooserViewSet
    icon = "view"
    list_display = ["name", Swatches("ground", label=_("Colours")), UsedBy("campaigns", label=_("Campaigns")), "live"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    StartFromVoice(template="themes/start_from.html", heading=_("Begin with the colours of a voice")),
                    FieldPanel("name", required_on_save=True),
                    FieldPanel("audience"),
                    FieldRowPanel(colours_of(""), heading=_("By day")),
                    FieldRowPanel(colours_of("night_"), heading=_("By night")),
                    MultiFieldPanel(
                        [
                            FieldPanel("face"),
                            FieldPanel("drawing"),
                            AboutWords(template="themes/about_words.html"),
                            FieldPanel("motion"),
                        ],
                        heading=_("Look"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("object_picture"),
                            FieldPanel("picture_words"),
                            FieldPanel("picture_is_decorative"),
                        ],
                        heading=_("A picture in the place of a drawing"),
                    ),
                ],
                heading=_("Content"),
            ),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ]
    )

    def get_queryset(self, request):
        return Theme.objects.prefetch_related("campaigns")
