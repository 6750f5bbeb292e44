"""How large a statement may be set."""

from django import template

register = template.Library()

SHORT, MEDIUM = 24, 60  # characters: five short words, a sentence


@register.filter
def display_size(statement: str) -> str:
    """The class of a statement by its length: what is short is seen from afar."""
    length = len(statement)
    return "says-short" if length <= SHORT else "says-medium" if length <= MEDIUM else "says-long"
