"""The forms of what is uploaded: one that is refused leaves its row as it is stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtailmedia.forms import BaseMediaForm

from core.models.uploaded import stored_fields


class LeavesStoredFiles:
    """Wagtail looks for the file of the row beside a form: the one that was refused is stored nowhere, and is not missing."""

    def full_clean(self) -> None:
        stored = self._said_of_files()
        super().full_clean()
        if self.errors and self.instance.pk:
            self.instance.__dict__.update(stored)  # no field of a picture opens its file to measure it

    def _said_of_files(self) -> dict[str, Any]:
        names = set()
        for field in stored_fields(type(self.instance)):
            names |= {field.attname, getattr(field, "width_field", None), getattr(field, "height_field", None)}
        return {name: value for name, value in self.instance.__dict__.items() if name in names}


def ask_for_licence(form: forms.ModelForm) -> None:
    """What is uploaded has none until one is chosen: nobody gives away what an agency has lent."""
    field = form.fields.get("licence")
    if field and not form.instance.pk:
        field.choices = [("", _("Choose one")), *(one for one in field.choices if one[0])]
        field.initial = form.initial["licence"] = ""


class DocumentForm(LeavesStoredFiles, BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_licence(self)


class MediaForm(LeavesStoredFiles, BaseMediaForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_licence(self)
