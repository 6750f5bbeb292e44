"""What a questionnaire says of itself before it begins."""

from math import ceil

from django import template
from django.utils.translation import ngettext

register = template.Library()

SECONDS = 20  # to read a question and to choose


@register.simple_tag
def how_long(questions: int) -> str:
    """How many questions at most, and about how many minutes."""
    said = ngettext(
        "%(questions)d question, about %(minutes)d min.",
        "%(questions)d questions at most, about %(minutes)d min.",
        questions,
    )
    return said % {"questions": questions, "minutes": ceil(questions * SECONDS / 60)}
