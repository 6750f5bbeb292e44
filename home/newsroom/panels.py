"""What has become of the files, in the editor of a release."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FilesPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/files_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None and self.instance.is_release

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "files": self.instance.files.all(),
                "formats": ("pdf", "odt"),
                "room": self.instance.room,
            }


def files_panel() -> FilesPanel:
    return FilesPanel(heading=_("PDF and ODT of the release"))
