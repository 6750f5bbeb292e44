"""What cannot be taken back in silence is asked once more: its page says what happens, and its form says that it was read."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

APOSTROPHES = re.compile("[’‘ʼʻ´`′＇]")
DASHES = re.compile("[‐‑‒–—―−﹣－]")


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the form of the page that asks was sent, which holds `confirmed`."""
    return request.method == "POST" and request.POST.get("confirmed") == "yes"


class TypedName(forms.Form):
    """What is asked of whoever does what the whole country sees: that they type what it is called."""

    typed = forms.CharField(
        required=False, strip=False, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )

    def __init__(self, name: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].label = _("Type “%(name)s” to confirm") % {"name": name}

    def clean_typed(self) -> str:
        typed = self.cleaned_data["typed"]
        if as_typed(typed) == as_typed(self.name):
            return typed
        self.fields["typed"].widget.attrs["autofocus"] = True  # whoever works by keyboard goes on there
        if not typed.strip():
            raise ValidationError(_("Type the name, “%(name)s”.") % {"name": self.name})
        raise ValidationError(
            _("The name is “%(name)s”; you typed “%(typed)s”.") % {"name": self.name, "typed": typed.strip()[:200]}
        )


def as_typed(name: str) -> str:
    """A name without what keyboards and copies change: case, spaces, kinds of apostrophes and dashes."""
    plain = DASHES.sub("-", APOSTROPHES.sub("'", name))
    return "".join(unicodedata.normalize("NFKC", plain).split()).casefold()
