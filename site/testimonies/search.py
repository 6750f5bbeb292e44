"""What this room finds: testimonies by their name and by their words."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.editor.search.sources import SHOWN, Asked, Found, Section
from testimonies.models import Testimony


def testimonies(user, asked: Asked) -> Iterator[Section]:
    if not user.has_perm("testimonies.view_testimony") and not user.has_perm("testimonies.change_testimony"):
        return
    wanted = Q(name__icontains=asked.text) | Q(wordings__words__icontains=asked.text)
    rows = list(Testimony.objects.filter(wanted).distinct().order_by("name"))
    found = [
        Found(
            one.name,
            reverse("wagtailsnippets_testimonies_testimony:edit", args=[one.pk]),
            _("public") if one.live else _("draft"),
        )
        for one in rows[:SHOWN]
    ]
    yield Section(
        _("Testimonies"), "openquote", found, len(rows), reverse("wagtailsnippets_testimonies_testimony:list")
    )
