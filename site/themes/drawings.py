"""The objects that are drawn for campaigns: each a template with one SVG, in the colours of what it stands in."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import registry


@dataclass(frozen=True)
class Drawing:
    """`template` draws it with `currentColor` and `var(--accent)`, so that it survives forced colours and paper; `words` is what it can say.

    `angle` is that of a message, such as "norm": a drawing may show itself otherwise for some, and need no words for those in `mute`.
    """

    name: str
    label: str | Promise
    template: str
    says: bool = False  # it is nothing without words
    mute: tuple[str, ...] = ()

    def shown(self, words: str, angle: str = "") -> str:
        """Its HTML; empty where it has nothing to say."""
        if self.says and not words and angle not in self.mute:
            return ""
        return render_to_string(self.template, {"words": words, "angle": angle})

    def svg(self) -> str:
        """It alone, for paper; empty where it is more than a drawing, as a message is."""
        drawn = self.shown("").strip()
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


# A room or a package gives its own: `drawings.DRAWINGS(Drawing(…))`.
DRAWINGS = registry.Named[Drawing](Drawing)
MESSAGE = Drawing(
    "message", _("a message that is not sent"), "themes/objects/message.html", says=True, mute=("harm", "norm")
)
DOOR = Drawing("door", _("a door that opens"), "themes/objects/door.html")
GIFT = Drawing("gift", _("a gift that costs"), "themes/objects/gift.html")
DRAWINGS.add({one.name: one for one in (MESSAGE, DOOR, GIFT)})
