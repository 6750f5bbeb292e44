"""For the choosers of a page's editor: its language, and the audience of a page that has no field for it."""

from wagtail.admin.panels import Panel

AUDIENCE_FIELD = "#id_audience, [data-page-audience]"  # where a chooser finds it in the editor


class AudiencePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "core/audience_panel.html"
