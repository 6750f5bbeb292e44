"""Why a post cannot be approved as it is: each fault with the field in which it is mended."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def of(post: Any) -> Iterator[tuple[str, str]]:
    """(field, whole sentence); no more than one for a field."""
    if said := too_long(post.on, post.whole):
        yield "words", said
    yield from _of_what_it_shows(post)
    if post.link and post.link.campaign_id != post.campaign_id:
        yield "link", _("This link belongs to another campaign.")


def too_long(network: Any, text: str) -> str:
    """Says by how much; empty where the text has room."""
    left = network.left(text)
    if left is None or left >= 0:
        return ""
    said = _("%(network)s takes %(longest)d characters, and this is %(length)d, with its link: %(over)d too many.")
    return said % {
        "network": network.name,
        "longest": network.longest,
        "length": network.longest - left,
        "over": -left,
    }


def _of_what_it_shows(post: Any) -> Iterator[tuple[str, str]]:
    item, picture, card = post.item, post.picture, post.card
    if card and (item or picture):
        yield "card", _("A post shows one thing: take the others away, or this card.")
    elif card and not card.file:
        yield "card", _("This card is not drawn any more: choose another.")
    if item and picture:
        yield "picture", _("A post shows one thing: take the sheet or film away, or this picture.")
    elif item and (item.campaign_id, item.language) != (post.campaign_id, post.language):
        yield "item", _("This sheet or film is of another campaign, or in another language.")
    elif picture and not picture.may_be_shown:
        yield "picture", _("This picture may not be shown any more: choose another.")
    if (item or picture or card) and not post.alternative.strip():
        yield (
            "alternative",
            _("Say what the picture shows, for whoever does not see it: the picture itself has no words."),
        )
    longest = post.on.longest_alternative
    if longest is not None and (over := len(post.alternative) - longest) > 0:
        said = _("%(network)s takes a text alternative of %(longest)d characters: %(over)d too many.")
        yield "alternative", said % {"network": post.on.name, "longest": longest, "over": over}


def refusals(instance: Any) -> list[str]:
    """As `core.publication.page_rules` asks: of posts alone."""
    from campaigns.plan.models import Post

    if not isinstance(instance, Post):
        return []
    found = [said for _field, said in of(instance)]
    if instance.lacks_picture:
        found.append(_("%(network)s shows no post without a picture or a film.") % {"network": instance.on.name})
    return found
