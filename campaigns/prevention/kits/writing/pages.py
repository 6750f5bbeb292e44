"""The facilitator's guide, the handouts and the slides of a kit, as plain data."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.prevention.kits.blocks import SAFETY_BLOCKS
from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.vocabulary import Grouping
from campaigns.prevention.kits.writing.pictures import picture
from campaigns.prevention.kits.writing.reading import Reader
from campaigns.prevention.kits.writing.sentences import plain
from press.documents.tree import (
    Block,
    Code,
    Heading,
    Lines,
    Listing,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
)


def guide(kit: KitPage, read: Reader) -> tuple[Block, ...]:
    """All that who leads the sessions needs, in the order in which it is needed."""
    return (
        _glance(kit),
        Code(read.address, read.address.partition("://")[2], _("The kit on the site, and its last version")),
        *_chapter(_("Objectives"), _texts(kit.objectives, read)),
        *_chapter(_("Place in the programme"), _texts(kit.programme, read)),
        *_chapter(_("Before you begin"), _texts(kit.prerequisites, read)),
        *_chapter(_("Safety of the group and of who leads it"), tuple(_safety(kit, read))),
        Heading(_("Plan"), 1),
        _plan(kit),
        *_chapter(_("Sessions, minute by minute"), tuple(_sessions(kit, read))),
        *_chapter(_("Materials"), _texts(kit.materials, read)),
        *_chapter(_("Evaluation"), tuple(_evaluation(kit))),
        *_chapter(_("Sources"), (_sources(kit),)),
        *_chapter(_("Reviewed by"), (_reviewers(kit),)),
    )


def handout(blocks: list, read: Reader) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks:
        made.extend(_printed(block, read))
    return tuple(made)


def slides(kit: KitPage, read: Reader) -> tuple[Slide, ...]:
    return tuple(_slide(block.value, read) for block in kit.slides if _is_shown(block))


def minutes(number: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}


def _chapter(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading(title, 1), *blocks) if blocks else ()


def _glance(kit: KitPage) -> Table:
    rows = [
        (_("With whom"), " · ".join(kit.level_names)),
        (_("Duration"), kit.duration),
        (_("Size of the group"), _("%(least)d to %(most)d") % {"least": kit.group_least, "most": kit.group_most}),
        (_("Themes"), " · ".join(kit.theme_names)),
        (_("Licence"), kit.get_licence_display()),
    ]
    cells = tuple(((Run(name, bold=True),), (Run(value),)) for name, value in rows)
    return Table((_("At a glance"), kit.title), cells, widths=(1, 3))


def _texts(stream: Any, read: Reader, level: int = 2) -> tuple[Block, ...]:
    return tuple(made for block in stream for made in read(block.value["text"].source, level))


def _safety(kit: KitPage, read: Reader) -> Iterator[Block]:
    labels = {name: str(block.label) for name, block in SAFETY_BLOCKS}
    for block in kit.safety:
        text = read(block.value["text"].source, 3)
        if block.block_type == "disclosure":
            yield Notice(labels[block.block_type], text)
        else:
            yield Heading(labels[block.block_type], 2)
            yield from read.helplines(block.value.get("helplines") or ())
            yield from text


def _plan(kit: KitPage) -> Table:
    header = (_("Session"), _("Minutes"), _("Activity"), _("Group"), _("Materials"))
    rows = []
    for number, session in enumerate(kit.sessions, 1):
        for begins, ends, activity in session.value.timed:
            cells = (str(number), f"{begins}–{ends}", activity["title"], _grouping(activity), activity["materials"])
            rows.append(tuple((Run(cell),) if cell else () for cell in cells))
    return Table(header, tuple(rows), widths=(2, 2, 5, 3, 4))


def _sessions(kit: KitPage, read: Reader) -> Iterator[Block]:
    for number, session in enumerate(kit.sessions, 1):
        value = session.value
        if number > 1:
            yield PageBreak()
        yield Heading(f"{number}. {value['title']} ({minutes(value.minutes)})", 2)
        yield plain(value["aim"])
        for begins, ends, activity in value.timed:
            clock = f"{begins}–{ends} {pgettext('minutes, short', 'min')}"
            yield Heading(f"{clock} – {activity['title']}", 3)
            needs = _("needs: %(materials)s") % {"materials": activity["materials"]} if activity["materials"] else ""
            how = " · ".join(part for part in (_grouping(activity), needs) if part)
            yield Paragraph((Run(how, italic=True),))
            yield from read(activity["text"].source, 4)


def _grouping(activity: Any) -> str:
    return str(Grouping(activity["grouping"]).label)


def _evaluation(kit: KitPage) -> Iterator[Block]:
    if kit.evaluation:
        yield plain(_("The same questions before the first session and after the last."))
    for number, block in enumerate(kit.evaluation, 1):
        yield Paragraph((Run(f"{number}. {block.value['question']}", bold=True),))
        yield Listing(tuple((Run(answer),) for answer in block.value.marked))
        if block.value.explained:
            yield plain(block.value.explained)


def _sources(kit: KitPage) -> Listing:
    return Listing(tuple(_source(block.value) for block in kit.sources))


def _source(value: Any) -> tuple[Run, ...]:
    day = _(", ") + date_format(value["date"], "DATE_FORMAT") if value["date"] else ""
    return (Run(value["title"], href=value["url"] or ""), *((Run(day),) if day else ()))


def _reviewers(kit: KitPage) -> Listing:
    said = [
        [one.value["name"], one.value["role"], date_format(one.value["date"], "DATE_FORMAT")] for one in kit.reviewers
    ]
    return Listing(tuple((Run(_(", ").join(parts)),) for parts in said))


def _printed(block: Any, read: Reader) -> Iterator[Block]:
    value = block.value
    match block.block_type:
        case "text":
            yield from read(value["text"].source, 1)
        case "table":
            rows = tuple(tuple((Run(cell),) if cell else () for cell in line) for line in value.lines)
            yield Table(tuple(value.columns), rows, caption=value["caption"])
        case "helplines":
            yield from read.helplines(value["helplines"])
        case "lines":
            yield Lines(value["number"])
        case "figure" if value["image"] is not None and value["image"].may_be_shown:
            yield picture(value["image"], value["caption"])


def _is_shown(block: Any) -> bool:
    if block.block_type != "picture_slide":
        return True
    return block.value["image"] is not None and block.value["image"].may_be_shown


def _slide(value: Any, read: Reader) -> Slide:
    blocks: tuple[Paragraph | Listing | Picture, ...]
    if "image" in value:
        blocks = (picture(value["image"], ""),)
    else:
        read_blocks = (*read.helplines(value.get("helplines") or (), briefly=True), *read(value["text"].source, 1))
        blocks = tuple(one for one in read_blocks if isinstance(one, Paragraph | Listing))
    return Slide(value["title"], blocks, value["notes"])
