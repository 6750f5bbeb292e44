"""The field of a picture that is kept: it is seen on the ground that it is for, and goes only once that is confirmed.

A form that is refused comes back without the files that were chosen in it: those that were good are held in the form itself.
"""

from base64 import b64decode, b64encode

from django import forms
from django.core import signing
from django.core.files.base import ContentFile
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

DAY = 24 * 60 * 60  # seconds
HELD = 400_000  # bytes of a picture, as many as a form has room for


class KeptPictureInput(forms.ClearableFileInput):
    """`consequence` says what becomes of pages once it is removed; `chosen` is what a form that was refused holds on to."""

    chosen: ContentFile | None = None

    class Media:
        css = {"all": ["css/admin/kept_picture.css"]}

    def __init__(self, consequence: str | Promise, on_dark: bool = False):
        super().__init__(attrs={"accept": ".svg,.png,.jpg,.jpeg"})
        self.consequence, self.on_dark = consequence, on_dark

    def value_from_datadict(self, data, files, name):
        """The file that is chosen now, or else the one that was held."""
        found = super().value_from_datadict(data, files, name)
        return _released(data.get(_held_as(name), ""), name) if found is None else found

    def render(self, name: str, value, attrs=None, renderer: BaseRenderer | None = None) -> SafeString:
        context = self.get_context(name, value, attrs)
        field = forms.FileInput(attrs=self.attrs).render(name, None, attrs, renderer)
        context |= {"consequence": self.consequence, "ground": "dark" if self.on_dark else "light", "field": field}
        context |= {"chosen": _held(self.chosen, name) if self.chosen else {}}
        return mark_safe(render_to_string("core/kept_picture.html", context))  # a template of ours


def _held_as(name: str) -> str:
    return f"{name}-held"


def _held(chosen: ContentFile, name: str) -> dict[str, str]:
    """Signed, for its own field; a picture without a `value` has to be chosen again."""
    chosen.seek(0)
    png = chosen.read()
    chosen.seek(0)
    text = b64encode(png).decode()
    return {"name": _held_as(name), "picture": text, "value": _signer(name).sign(text) if len(png) <= HELD else ""}


def _released(signed: str, name: str) -> ContentFile | None:
    try:
        return ContentFile(b64decode(_signer(name).unsign(signed, max_age=DAY)), f"{name}.png")
    except signing.BadSignature:
        return None


def _signer(name: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"picture held as {name}")
