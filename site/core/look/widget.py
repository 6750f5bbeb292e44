"""A colour is typed as #ffb627 or picked; whoever has JavaScript sees its contrast meanwhile. The server decides."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

SHORT_OR_LONG = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class ColourInput(forms.TextInput):
    """`least` is the contrast with the field `on` that it must have; neither for a ground."""

    class Media:
        js = ["js/admin/colours.js", "js/admin/preview_soon.js"]
        css = {"all": ["css/admin/colours.css"]}

    def __init__(self, on: str = "", least: float = 0):
        attrs = {"data-colour": "", "data-pick": _("Pick a colour"), "maxlength": "7", "spellcheck": "false"}
        if on:
            said = {
                "data-on": on,
                "data-least": f"{least:g}",
                "data-enough": _("Contrast with the ground: {found} to 1. That is enough."),
                "data-lacking": _("Contrast with the ground: {found} to 1. {least} to 1 is needed."),
            }
            attrs |= said
        super().__init__(attrs=attrs)

    def value_from_datadict(self, data, files, name):
        """Capital letters, a colour without its sign and one of three digits are understood."""
        value = (super().value_from_datadict(data, files, name) or "").strip().lower()
        found = SHORT_OR_LONG.fullmatch(value)
        if not found:
            return value
        digits = found[1]
        return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"


def colour_panel(name: str, least: float = 0) -> FieldPanel:
    """Of a field whose ground, where it has one to be read on, has the same prefix."""
    prefix = "night_" if name.startswith("night_") else ""
    return FieldPanel(name, widget=ColourInput(f"{prefix}ground" if least else "", least))
