"""Copying a page in the admin."""

from wagtail.admin.forms.pages import CopyForm


class DraftCopyForm(CopyForm):
    """A copy is a draft. An alias, or a copy that is published with it, would be public at an address that nobody approved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
