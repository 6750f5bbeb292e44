"""The sign in a page's editor that it lies in a protected zone."""

from wagtail.admin.panels import Panel

from core.protection.zones import Zone


class ZonePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "core/zone_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and getattr(self.instance, "zone", Zone.OPEN) == Zone.PROTECTED
