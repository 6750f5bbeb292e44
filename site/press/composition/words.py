"""What a sheet says, in words alone: for who cannot see it, and for who sends it as a message."""

from django.utils import translation
from django.utils.translation import gettext as _

from press.composition.fonts import script
from press.content import Content, FactLine, HelpLine, Target


def plain(content: Content, target: Target | None = None) -> str:
    """Statement, lead, facts with their sources, helplines and address, a line each."""
    with translation.override(content.language):
        blocks = [
            [content.statement, content.lead],
            [content.look.says, content.look.photo.alt if content.look.photo else ""] if content.look else [],
            *(_fact(fact) for fact in content.facts),
            [_help(line) for line in content.helplines],
            [content.place_title, *(_help(line) for line in content.place)],
            [content.call, content.brings, target.url if target else ""],
            [content.site, content.logo.name if content.logo else "", content.notice],
        ]
    lines = ["\n".join(line for line in block if line) for block in blocks]
    return "\n\n".join(block for block in lines if block) + "\n"


def joined(text: str, language: str) -> str:
    """On one line, whatever lines its editor broke it into; Chinese has no spaces to put between them."""
    return ("" if script(language) == "chinese" else " ").join(text.split("\n"))


def alternative(
    content: Content, shown: str, fact: FactLine | None = None, target: Target | None = None, act: str = ""
) -> str:
    """What stands for the picture: what it is, and the words that the eye meets in it; `act` is what there is to press."""
    figure = f"{fact.value} {fact.label or fact.sentence}".strip() if fact else ""
    parts = [
        shown,
        joined(content.statement, content.language) or content.site,
        figure,
        target.letters if target else act,
    ]
    parts += [content.logo.name if content.logo else "", content.notice]
    return " – ".join(part.strip().rstrip(".") for part in parts if part.strip())


def _fact(fact: FactLine) -> list[str]:
    source = f"{_('Source:')} {fact.source}" if fact.source else ""
    return [f"{fact.value} {fact.label}".strip(), fact.sentence, source]


def _help(line: HelpLine) -> str:
    return " – ".join(part for part in (line.number, line.title, line.note) if part)
