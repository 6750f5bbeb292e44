"""The form that a visitor fills in: the fields that editors composed, an address where it is asked for, and what robots fall for."""

import hashlib
import json
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.navigation.signposts import is_sheltered
from core.protection.zones import Zone
from core.publication.visibility import public
from core.web.public_forms import PublicForm
from letterbox.models import Kind, MessageFormPage

SOONEST = 3  # seconds after which a person may have filled in a form
MAIL, TRAP, ABOUT = "reply_to", "website", "about"


class LetterForm(PublicForm):
    once = True
    template_name_div = "letterbox/fields.html"

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def ticket(self) -> str:
        """What tells this form, with these words, from all others: a digest, of which the token that nobody keeps is a part."""
        said = [[self.data["token"]], *(self[name].value() for name in self.fields if name != "token")]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def asked(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != TRAP]

    def clean(self) -> dict[str, Any]:
        """Whoever has something to correct is not told of robots, too."""
        said = super().clean()
        if not self.errors and not any(said.get(field.name) for field in self.asked if field.name != MAIL):
            self.add_error(None, _("Nothing is written yet: fill in one field at least."))
        if not self.errors and self._is_too_soon():
            self.add_error(
                "token", _("This was sent very quickly, as robots do. Your text is still here: please send it again.")
            )
        return said

    def _is_too_soon(self) -> bool:
        try:
            signing.loads(self.data["token"], salt=self._salt, max_age=SOONEST)
        except signing.SignatureExpired:
            return False
        return True

    def clean_website(self) -> str:
        if self.cleaned_data[TRAP]:
            self.data = self.data.copy()
            self.data[TRAP] = ""
            raise forms.ValidationError(
                _(
                    "A field that is to stay empty was filled in, perhaps by your browser. Your text is still here: please send it again."
                )
            )
        return ""


def form_of(page: MessageFormPage) -> type[LetterForm]:
    """The form of a page, with a token that serves no other."""
    fields = {child.id: child.block.field(child.value) for child in page.fields}
    if page.asks_for_address:
        fields[MAIL] = forms.EmailField(
            label=_("Your e-mail address"),
            required=False,
            max_length=200,
            widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
            help_text=_("Only if you want an answer."),
        )
    if page.kind == Kind.CORRECTION:
        fields[ABOUT] = forms.CharField(required=False, widget=forms.HiddenInput)
    return type("FormOfPage", (LetterForm,), {"purpose": page.purpose} | fields)


def answers(page: MessageFormPage, form: LetterForm) -> list[tuple[str, str]]:
    """(what was asked, what was answered) of each field that was answered."""
    found = (
        (child.value["label"], child.block.answer(child.value, form.cleaned_data[child.id])) for child in page.fields
    )
    return [(label, answer) for label, answer in found if answer]


def page_about(number: str | None, locale_id: int) -> Page | None:
    """The page that somebody came from: an open one in the language of the form; None for whatever else a request may say."""
    if not (number or "").isdecimal() or not number.isascii() or len(number) > 9:
        return None
    found = public(Page.objects.public()).filter(pk=int(number), locale=locale_id).first()
    page = found.specific if found else None
    return None if page is None or is_sheltered(page) or getattr(page, "zone", Zone.OPEN) != Zone.OPEN else page
