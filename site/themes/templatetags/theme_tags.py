"""How large a statement may be set."""

from unicodedata import east_asian_width

from django import template

register = template.Library()

SHORT, MEDIUM = 24, 60  # letters: five short words, a sentence
WORD = 10  # letters of a word that fits a telephone in the largest size


@register.filter
def display_size(statement: str) -> str:
    """The class of a statement by its length: what is short is seen from afar, and no word of it is broken.

    A character of Chinese is as wide as two, and lines break between any two of them.
    """
    length = len(statement) + sum(map(_is_wide, statement))
    if length > MEDIUM:
        return "says-long"
    longest = max((sum(not _is_wide(one) for one in word) for word in statement.split()), default=0)
    return "says-short" if length <= SHORT and longest <= WORD else "says-medium"


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
