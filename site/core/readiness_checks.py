"""The readiness checks of what every page shares: pictures, video and sound, links inside the site."""

import re
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy
from wagtail.models import Page

from core.models import CampaignImage, CampaignMedia
from core.navigation import links
from core.navigation.link_targets import LinkTargets
from core.publication.readiness import Failure, Subject, check
from core.text.streams import leaves, structs
from core.words.phrases import phrase as _

MEDIA = {"video", "audio"}
FILE_NAME = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)$|^(img|dsc|image)[-_ ]?\d+$", re.IGNORECASE)


def editor(page: Page) -> str:
    """Where a page is edited; of a translation, its sentences."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@check("alternatives", gettext_lazy("Pictures have their text alternative"))
def alternatives(subject: Subject) -> list[Failure]:
    """One query. A picture that says nothing beside the text is marked as decorative."""
    shown = [(page, *found) for page in subject.pages for found in _pictures(page)]
    images = CampaignImage.objects.in_bulk({pk for _page, pk, _alt in shown})
    failures = []
    for page, pk, alt in shown:
        image = images.get(pk)
        if image is None or not image.may_be_shown:
            continue  # nothing of it is shown
        said = {"image": image.title, "page": page.team_title, "alt": alt}
        if not alt.strip():
            message = _(
                "The picture “%(image)s” on “%(page)s” has no text alternative, and is not marked as decorative."
            )
        elif FILE_NAME.search(alt.strip()):
            message = _("The text alternative of a picture on “%(page)s” is the name of a file: “%(alt)s”.")
        else:
            continue
        failures.append(Failure(message % said, editor(page)))
    return failures


def _pictures(page: Page) -> Iterator[tuple[int, str]]:
    """(image, text alternative) of each picture that is not decorative."""
    for name, fields in structs(page):
        if "alt_text" in fields and fields.get("image") and not fields.get("decorative"):
            yield fields["image"], fields["alt_text"] or ""
        elif name != "image" and isinstance(fields.get("image"), int) and "alt_text" not in fields:
            yield fields["image"], ""  # stored before pictures had a text alternative of their own


@check("captions", gettext_lazy("Video and sound have captions and transcript in the language"))
def captions(subject: Subject) -> list[Failure]:
    """One query."""
    shown = [(page, value) for page in subject.pages for name, value in leaves(page) if name in MEDIA and value]
    media = CampaignMedia.objects.in_bulk({pk for _page, pk in shown})
    failures = []
    for page, pk in shown:
        one = media.get(pk)
        if one is None or not one.may_be_shown:
            continue
        edit = reverse("wagtailmedia:edit", args=[one.pk])
        said = {"media": one.title, "page": page.team_title}
        if one.type == "video" and not one.captions:
            failures.append(Failure(_("The video “%(media)s” on “%(page)s” has no captions.") % said, edit))
        if not one.transcript.strip():
            failures.append(Failure(_("“%(media)s” on “%(page)s” has no transcript.") % said, edit))
        if one.language != subject.language:
            said |= {"own": _language(one.language), "language": _language(subject.language)}
            message = _(
                "“%(media)s” on “%(page)s” speaks %(own)s, as its captions and transcript do: choose one that is made for %(language)s."
            )
            failures.append(Failure(message % said, editor(page)))
    return failures


def _language(code: str) -> str:
    return get_language_info(code)["name_translated"]


@check("links", gettext_lazy("Links inside the site lead to what is public in the language"))
def inside(subject: Subject) -> list[Failure]:
    """Six queries at most. An anchor on the page itself is the business of its structure."""
    found = [(page, link) for page in subject.pages for link in links.of(page)]
    targets = LinkTargets(subject, [link for _page, link in found])
    problems = [(targets.problem(page, link), page) for page, link in found]
    return list(dict.fromkeys(Failure(problem, editor(page)) for problem, page in problems if problem))
