"""The objects that are drawn for campaigns: each a template with one SVG, in the colours of what it stands in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import registry


@dataclass(frozen=True)
class Drawing:
    """`template` draws it with `currentColor` and `var(--accent)`, so that it survives forced colours and paper; `words` is what it can say."""

    name: str
    label: str | Promise
    template: str


# A room or a package gives its own: `drawings.DRAWINGS(Drawing(…))`.
DRAWINGS = registry.Named[Drawing](Drawing)
MESSAGE = Drawing("message", _("a message that is not sent"), "themes/objects/message.html")
DOOR = Drawing("door", _("a door that opens"), "themes/objects/door.html")
GIFT = Drawing("gift", _("a gift that costs"), "themes/objects/gift.html")
DRAWINGS.add({one.name: one for one in (MESSAGE, DOOR, GIFT)})
