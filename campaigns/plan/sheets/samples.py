"""A theme on paper and on screens, while it is made: a poster, a story, a square, a slide and a card in three scripts, below its preview.

The address of each picture says what it shows, as that of a theme's stylesheet does, so that a draft has them too.
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.images.models import Filter

from core import audiences
from core.models import CampaignImage
from core.renditions import specs
from press import looks
from press.content import Content, PressError, Target
from press.formats import FORMATS, draft
from press.sharing import cards
from themes import stylesheet
from themes.faces import Face
from themes.models import Theme
from themes.samples import statements

CARD = "card"
SHOWN = ("poster-a4", "story", "square", "slide", CARD)
NAMED = {key: (FORMATS[key].label, FORMATS[key].width, FORMATS[key].height) for key in SHOWN if key != CARD}
NAMED[CARD] = (_("Card of a shared address"), cards.WIDTH, cards.HEIGHT)
EXAMPLE = Target("https://example.org/s/abcdef", "example.org/s/abcdef")
NO_DRAWING, PICTURE = "none", "picture-"


def samples(context: dict[str, Any]) -> str:
    theme: Theme = context["object"]
    if not theme.is_complete:
        return ""
    described = f"{stylesheet.described(theme.day, theme.night)}-{theme.face}-{_object_of(theme)}"
    audience = theme.heard_by or audiences.PUBLIC
    shown = [
        {
            "address": reverse("theme_sample", args=[described, audience, key, said["language"]]),
            "label": label,
            "language": get_language_info(said["language"].lower())["name_translated"],
            "width": width,
            "height": height,
        }
        for key, (label, width, height) in NAMED.items()
        for said in statements(theme.heard_by)
    ]
    return render_to_string("plan/theme_samples.html", {"samples": shown})


def _object_of(theme: Theme) -> str:
    """A picture with the key of its focal point: what a browser keeps of it is not shown once that is another."""
    if theme.picture is None:
        return theme.drawing or NO_DRAWING
    focus = Filter(spec=specs.CROPPED[0]).get_cache_key(theme.picture)
    return f"{PICTURE}{theme.picture.pk}-{focus}"


def _described_object(name: str) -> dict[str, Any]:
    """The fields of a theme that it says; Http404 where there is no such picture."""
    if found := re.fullmatch(rf"{PICTURE}(\d{{1,9}})-[0-9a-f]*", name):
        return {"object_picture": get_object_or_404(CampaignImage, pk=found[1])}
    return {"drawing": "" if name == NO_DRAWING else name}


@require_safe
@require_admin_access
def sample(request: HttpRequest, described: str, audience: str, key: str, language: str) -> HttpResponse:
    """One picture. Http404 where the address describes none."""
    colours, _of, rest = described.partition("-")
    face, _of, object_ = rest.partition("-")
    said = next((one for one in statements(audience) if one["language"] == language), None)
    palettes = stylesheet.palettes(colours)
    if not palettes or face not in Face or said is None or audience not in audiences.AUDIENCES or key not in NAMED:
        raise Http404
    day = palettes[0]
    theme = Theme(
        ground=day.ground,
        ink=day.ink,
        accent=day.accent,
        face=face,
        **_described_object(object_),
    )
    if theme.drawing and not theme.drawn:
        raise Http404
    try:
        shown = content(theme, said)
        picture = cards.card(shown).data if key == CARD else draft(key, shown, EXAMPLE)
    except PressError:
        raise Http404 from None
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=3600)
    return response


def content(theme: Theme, said: dict[str, str]) -> Content:
    return Content(
        language=said["language"].lower(),
        voice="",
        statement=said["statement"],
        lead=said["lead"],
        call=said["act"],
        look=looks.of_theme(theme, said["words"]),
    )


urls = [
    path("themes/samples/<str:described>/<slug:audience>/<slug:key>/<str:language>.png", sample, name="theme_sample")
]
