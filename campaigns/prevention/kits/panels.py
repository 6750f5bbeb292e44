"""What has become of the files, in the editor of a kit."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FilesPanel(Panel):
    """The last version, and what is being made or could not be."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "kits/files_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            edition = self.instance.finished_editions.prefetch_related("files").first()
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "begun": self.instance.begun_edition,
                "edition": edition,
                "former_address": edition.address if edition and edition.address != settings.BASE_URL else "",
            }


def files_panel() -> FilesPanel:
    return FilesPanel(heading=_("Files of the kit"))
