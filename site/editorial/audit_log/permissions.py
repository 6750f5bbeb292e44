"""What the permissions that the log names by their codes are called, in the reader's language, by the words of Wagtail."""

from functools import cache

from django.apps import apps
from django.contrib.auth.models import Permission
from django.utils.translation import gettext
from wagtail.models import PAGE_PERMISSION_TYPES

# Messages of Wagtail's own catalogues.
ACTIONS = {
    "add": "Add",
    "change": "Edit",
    "delete": "Delete",
    "view": "Can view",
    "publish": "Publish",
    "lock": "Lock",
    "unlock": "Unlock",
}


def in_words(name: str) -> str:
    """Of `app.code`, or of `code: place`; as it is where nothing has such a permission any more."""
    code, _colon, place = name.partition(": ")
    label, model = _known().get(code) or (_stored(code), None)
    if not label:
        return name
    about = ", ".join(str(words) for words in (model and model._meta.verbose_name, place) if words)
    return f"{gettext(label)} ({about})" if about else gettext(label)


def _stored(code: str) -> str:
    """For what no model declares: an app may have made it by hand."""
    app, _dot, codename = code.rpartition(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename)
    return found.values_list("name", flat=True).first() or ""


@cache
def _known() -> dict[str, tuple]:
    """{code, with its app and without: (message, model)}; no model where the message names what it is about."""
    found = {f"{action}_page": (words, None) for action, _short, words in PAGE_PERMISSION_TYPES}
    found |= {f"wagtailcore.{code}": said for code, said in found.items()}
    for model in apps.get_models():
        about = model._meta
        codes = {code: (words, None) for code, words in about.permissions}
        codes |= {f"{action}_{about.model_name}": (words, model) for action, words in ACTIONS.items()}
        for code, said in codes.items():
            found.setdefault(code, said)
            found.setdefault(f"{about.app_label}.{code}", said)
    return found
