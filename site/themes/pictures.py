"""A picture of the team's own as the object of a theme: what it must be, and what is said of it to who cannot see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.models import CampaignImage
from core.words import languages

LEAST = 1200  # pixels of both sides: as wide as the widest crop, and printed in a band of a poster


class WordsBlock(blocks.StructBlock):
    """What a picture shows, in one language."""

    language = blocks.ChoiceBlock(choices=languages.choices, label=_("language"))
    text = blocks.CharBlock(label=_("text alternative"), max_length=200)

    class Meta:
        icon = "globe"
        label = _("in a language")


@dataclass(frozen=True)
class Alternative:
    """`language` is another than the reader's where nobody has written theirs; both are empty where the picture decorates."""

    text: str = ""
    language: str = ""


def alternative(words: Iterable[Any], is_decorative: bool) -> Alternative:
    """In the language that is active, or else in the first one of the site."""
    if is_decorative:
        return Alternative()
    said = {one.value["language"]: one.value["text"] for one in words}
    language = get_language() or settings.LANGUAGE_CODE
    if language in said:
        return Alternative(said[language])
    return Alternative(said.get(settings.LANGUAGE_CODE, ""), settings.LANGUAGE_CODE)


def refuse(picture: CampaignImage) -> None:
    """Raises ValidationError where it cannot stand for a campaign, with what to do."""
    about = {"title": picture.title, "width": picture.width, "height": picture.height, "least": LEAST}
    if not picture.may_be_shown:
        text = gettext("“%(title)s” is withdrawn, or its rights have ended: choose another one.")
    elif not picture.credit:
        text = gettext(
            "No rights are noted for “%(title)s”: open it under Images, write there whom it is by, under which licence and until when it may be shown, and choose it again."
        )
    elif min(picture.width, picture.height) < LEAST:
        text = gettext(
            "“%(title)s” has %(width)d × %(height)d pixels: it is printed large, and needs %(least)d on both sides. Upload a larger one."
        )
    else:
        return
    raise ValidationError(text % about)


def refuse_words(words: Iterable[Any], is_decorative: bool) -> None:
    """Raises ValidationError where nothing, or two things at once, are said of a picture."""
    languages = [one.value["language"] for one in words]
    names = dict(settings.LANGUAGES)
    if is_decorative and languages:
        raise ValidationError(gettext("A picture that decorates says nothing: remove these words, or untick the box."))
    if not is_decorative and settings.LANGUAGE_CODE not in languages:
        text = gettext("Write what it shows, in %(language)s at least, or tick that it only decorates.")
        raise ValidationError(text % {"language": names[settings.LANGUAGE_CODE]})
    if twice := next((one for one in languages if languages.count(one) > 1), None):
        raise ValidationError(gettext("%(language)s is there twice: keep one.") % {"language": names[twice]})
