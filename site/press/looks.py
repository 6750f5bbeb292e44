"""From a theme to the look of what is printed and shared."""

from press.content import Look
from themes.faces import Face
from themes.models import Theme


def of_theme(theme: Theme, says: str) -> Look:
    """That of a theme by day, with the words of its object, where that has any."""
    drawn = theme.drawn
    return Look(
        colours=theme.day.as_data(),
        is_display=theme.face == Face.POSTER,
        drawing=theme.drawing,
        svg=drawn.svg() if drawn else "",
        says=says if drawn and drawn.says else "",
    )
