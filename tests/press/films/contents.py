"""Films to test with: one campaign for each storyboard, in the words of the demonstration."""

from dataclasses import replace

from press.content import Content, Look
from tests.press.contents import content, said
from themes.models import Theme

STATEMENT = "Ne l’envoyez pas."
SAYS = "Bonsoir, c’est combien ?"


def film(storyboard: str, language: str = "fr", **fields) -> Content:
    statement = said(STATEMENT, language)
    return replace(content(language, statement=statement, look=look(storyboard, language)), **fields)


def look(storyboard: str, language: str) -> Look | None:
    if storyboard == "penalty":
        return None
    theme = Theme(drawing=storyboard)
    says = said(SAYS, language) if storyboard == "message" else ""
    return Look(theme.day.as_data(), is_display=True, drawing=storyboard, svg=theme.drawn.svg(), says=says)
