"""How text with tokens is edited: a button that inserts one, and under the field what visitors read of it today.

Without JavaScript the field is a field like any other, and a page's own fields say all the same what is read of them.
"""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.text import tokens


class TokenWidget(forms.Widget):
    page = None  # of a page's own field; blocks are drawn in the browser, before there is a page

    class Media:
        js = ["wagtailadmin/js/modal-workflow.js", "wagtailadmin/js/chooser-modal.js", "js/admin/tokens.js"]
        css = {"all": ["css/admin/tokens.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= tokens.editor()
        if self.page is not None:
            text = value or ""
            context |= {
                "field": self.plain_template,
                "read": str(tokens.of_page(text, self.page)) if "{" in text else "",
            }
        return context

    def get_template_name(self) -> str:
        return self.plain_template if self.page is None else "core/token_field.html"

    def render(self, name, value, attrs=None, renderer=None):
        return self._render(self.get_template_name(), self.get_context(name, value, attrs), renderer)


class TokenInput(TokenWidget, forms.TextInput):
    plain_template = forms.TextInput.template_name


class TokenTextarea(TokenWidget, AdminAutoHeightTextInput):
    plain_template = AdminAutoHeightTextInput.template_name


class ReadLengthValidator(MaxLengthValidator):
    """Counts what is read, in the language of the editor: a token is as long as what it stands for."""

    def clean(self, text: str) -> int:
        return len(next(iter(tokens.in_language([text], get_language()))))


def read_length(field: forms.CharField) -> forms.CharField:
    """The same field, whose limit counts what is read."""
    longest = field.max_length
    if longest is not None:
        field.validators = [one for one in field.validators if not isinstance(one, MaxLengthValidator)]
        field.validators.append(ReadLengthValidator(longest))
        field.widget.attrs.pop("maxlength", None)
    return field


class TokenPageForm(WagtailAdminPageForm):
    """Tells the fields of a page whose they are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, TokenWidget):
                field.widget.page = self.instance
