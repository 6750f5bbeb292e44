"""The parts of a kit as its model takes them, short enough that the words stand out."""

from typing import Any

from demo.pages import block, items
from facts.models import Helpline

Part = dict[str, Any]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def points(*texts: str) -> str:
    return _listed("ul", texts)


def steps(*texts: str) -> str:
    return _listed("ol", texts)


def _listed(tag: str, texts: tuple[str, ...]) -> str:
    return f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"


def written(text: str) -> list[Part]:
    return [block("text", text=text)]


def session(title: str, aim: str, *activities: Part) -> Part:
    return block("session", title=title, aim=aim, activities=items(*activities))


def activity(minutes: int, grouping: str, title: str, text: str, materials: str = "") -> Part:
    return {"title": title, "minutes": minutes, "grouping": grouping, "text": text, "materials": materials}


def slide(title: str, text: str, notes: str = "") -> Part:
    return block("slide", title=title, text=text, notes=notes)


def handout(title: str, *content: Part) -> list[Part]:
    """A sheet: its title, then what stands on it."""
    return [block("handout", title=title), *content]


def calls(*names: str) -> list[Part]:
    """The helplines of these names, as a block lists them."""
    numbers = {helpline.name: helpline.pk for helpline in Helpline.objects.filter(name__in=names)}
    return items(*(numbers[name] for name in names))


def table(caption: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> Part:
    heads = {f"column_{number}": _at(columns, number) for number in range(1, 5)}
    cells = [{f"cell_{number}": _at(row, number) for number in range(1, 5)} for row in rows]
    return block("table", caption=caption, rows=items(*cells), **heads)


def _at(texts: tuple[str, ...], number: int) -> str:
    return texts[number - 1] if number <= len(texts) else ""


def lines(number: int) -> Part:
    return block("lines", number=number)


def question(text: str, *answers: str, right: int, why: str) -> Part:
    """`right` is the number of the right answer."""
    return block("question", question=text, answers=items(*answers), right_answer=right, why=why)


def source(title: str, url: str, date: str | None = None) -> Part:
    return block("source", title=title, url=url, date=date)


def reviewer(role: str) -> Part:
    return block("reviewer", name="Relecture de démonstration", role=role, date="2026-11-24")
