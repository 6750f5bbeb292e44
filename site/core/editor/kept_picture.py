"""The field of a picture that is kept: it is seen on the ground that it is for, and goes only once that is confirmed."""

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe


class KeptPictureInput(forms.ClearableFileInput):
    """`consequence` says what becomes of pages once it is removed."""

    class Media:
        css = {"all": ["css/admin/kept_picture.css"]}

    def __init__(self, consequence: str | Promise, on_dark: bool = False):
        super().__init__(attrs={"accept": ".svg,.png,.jpg,.jpeg"})
        self.consequence, self.on_dark = consequence, on_dark

    def render(self, name: str, value, attrs=None, renderer: BaseRenderer | None = None) -> SafeString:
        context = self.get_context(name, value, attrs)
        field = forms.FileInput(attrs=self.attrs).render(name, None, attrs, renderer)
        context |= {"consequence": self.consequence, "ground": "dark" if self.on_dark else "light", "field": field}
        return mark_safe(render_to_string("core/kept_picture.html", context))  # a template of ours
