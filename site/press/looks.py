"""From a theme to the look of what is printed and shared."""

from core.models import Operator
from press.content import Look, Photo
from themes.faces import Face
from themes.models import Theme


def of_theme(theme: Theme, says: str) -> Look:
    """That of a theme by day, with the words of its object, where that has any; a picture with its words in the language that is active."""
    drawn = theme.drawn
    return Look(
        colours=theme.day.as_data(),
        is_display=theme.face == Face.POSTER,
        drawing=theme.drawing,
        svg=drawn.svg() if drawn else "",
        says=says if drawn and drawn.says else "",
        photo=_photo(theme),
    )


def of_operator(operator: Operator, voice: str) -> dict[str, str] | None:
    """Its own colours by day, where that voice is the public's."""
    return operator.day.as_data() if operator.day and voice in ("", "public") else None


def _photo(theme: Theme) -> Photo | None:
    picture = theme.picture
    if picture is None:
        return None
    focus = picture.get_focal_point()
    centre = (focus.centroid_x / picture.width, focus.centroid_y / picture.height) if focus else (0.5, 0.5)
    return Photo(picture.file.name, centre, theme.picture_alt.text, picture.credit)
