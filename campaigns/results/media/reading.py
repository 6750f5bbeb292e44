"""What the lines of a file mean for a campaign: figures of a channel or calls of a helpline, day by day, or why not."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, Channel
from campaigns.results.media import cells
from campaigns.results.media.choices import Choice
from campaigns.results.media.headings import ADDS_UP, CALLS, NUMBERS, OWNER, currency_of
from campaigns.results.models import CallVolume, MediaFigure
from core.editor.calendar import day_of, last_day_of
from country.numbering import CALLING_CODE
from facts.models import Helpline
from intake.names import Names
from intake.problems import CellError, Problems
from intake.tables import Cell

TOTAL = re.compile(r"totale?s?\b", re.IGNORECASE)


@dataclass
class Reading:
    """`rows` are what applying writes: {"line", "owner", "day", and each number}, days and money as text."""

    rows: list[dict] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    warnings: Problems = field(default_factory=Problems)
    names: dict[int, str] = field(default_factory=dict)  # of the channels or helplines

    def sums(self) -> dict[str, int | Decimal]:
        """{number: sum}, of those alone that add up; reach is none of them."""
        found: dict[str, int | Decimal] = {}
        for row in self.rows:
            for name in ADDS_UP:
                if row.get(name) is not None:
                    found[name] = found.get(name, 0) + (Decimal(row[name]) if name == "cost" else row[name])
        return found


def read(campaign: Campaign, kind: str, headings: list[str], lines: list, choice: Choice) -> Reading:
    """Judge all lines, in as many queries for one as for many."""
    reader = _Reader(campaign, kind, headings, choice)
    for number, line in lines:
        reader.read(number, line)
    reader.refuse_what_is_there(taken(campaign, kind, reader.reading.rows))
    return reader.reading


def owners(campaign: Campaign, kind: str) -> list[Channel] | list[Helpline]:
    return list(Helpline.objects.all() if kind == CALLS else campaign.channels.all())


def taken(campaign: Campaign, kind: str, rows: list[dict]) -> dict[tuple[int, date], str]:
    """{(channel or helpline, day): the file that it came with}, of the days of these rows."""
    if not rows:
        return {}
    days = [row["day"] for row in rows]
    if kind == CALLS:
        found, owner = CallVolume.objects.filter(campaign=campaign), "helpline"
    else:
        found, owner = MediaFigure.objects.filter(channel__campaign=campaign), "channel"
    found = found.filter(day__range=(min(days), max(days))).values_list(owner, "day", "of_import__file_name")
    return {(owner, day): name or "" for owner, day, name in found}


class _Reader:
    """Goes through lines; one that is refused makes nothing, and the others are judged all the same."""

    def __init__(self, campaign: Campaign, kind: str, headings: list[str], choice: Choice):
        self.kind, self.choice, self.reading = kind, choice, Reading()
        self.owner = OWNER[kind]
        self.at = {name: headings.index(heading) for name, heading in choice.columns.items()}
        over = campaign.over_since
        self.first_day = day_of(campaign.starts_at)
        self.last_day = last_day_of(over) if over else date.max
        found = owners(campaign, kind)
        self.owners, self.reading.names = Names(found), {one.pk: one.name for one in found}
        self.numbers = {digits(one.number): one for one in found if digits(getattr(one, "number", ""))}
        self.lines: dict[tuple[int, str], int] = {}
        self.heading_currency = currency_of(choice.columns.get("cost", ""))

    def read(self, number: int, line: list[Cell]) -> None:
        if self._is_total(line):
            self.reading.warnings.add(number, _("Left out: it is a total that the platform added."))
            return
        try:
            row = self._row(number, line)
        except CellError as error:
            self.reading.problems.add(number, error.reason, self.choice.columns.get(error.column, ""))
            return
        if any(row.get(name) is not None for name in NUMBERS[self.kind]):
            self._take(number, row)
        else:
            self.reading.warnings.add(number, _("Left out: it holds no number."))

    def _row(self, number: int, line: list[Cell]) -> dict:
        day = cells.as_day(line[self.at["day"]], self.choice.date_format)
        row = {"line": number, "owner": self._owner(line), "day": day.isoformat()}
        self._check_currency(line)
        for name in NUMBERS[self.kind]:
            if name in self.at:
                row[name] = self._number(name, line[self.at[name]])
        return row

    def _number(self, name: str, cell: Cell) -> int | str | None:
        if name != "cost":
            return cells.as_count(name, cell, self.choice.decimal_comma)
        money = cells.as_money(name, cell, self.choice.decimal_comma)
        return None if money is None else str(money)

    def _check_currency(self, line: list[Cell]) -> None:
        if "cost" in self.at:
            cells.check_currency("cost", self.heading_currency)
        if "currency" in self.at and not cells.is_nothing(line[self.at["currency"]]):
            cells.check_currency("currency", str(line[self.at["currency"]]))

    def _owner(self, line: list[Cell]) -> int:
        if self.owner not in self.at:
            return self.choice.owner
        name = " ".join(str(line[self.at[self.owner]]).split())
        found = self.owners.find(name) or self.numbers.get(digits(name))
        if found:
            return found.pk
        if not name:
            raise CellError(_("It is empty, and says which channel or helpline the line is of."), self.owner)
        cells.refuse_unsafe(self.owner, name)
        if self.kind == CALLS:
            reason = _("“%(name)s” is no helpline, by name or number. There are: %(known)s.")
        else:
            reason = _("“%(name)s” is no channel of this campaign, which has: %(known)s. Add it to the plan first.")
        raise CellError(reason % {"name": name[:60], "known": self.owners.listed() or "–"}, self.owner)

    def _take(self, number: int, row: dict) -> None:
        first = self.lines.setdefault((row["owner"], row["day"]), number)
        if first != number:
            reason = _(
                "Line %(line)d has this day of “%(name)s” already: export one line a day for each, without a "
                "breakdown by age, place or advertisement."
            )
            self._refuse(number, reason % {"line": first, "name": self.reading.names[row["owner"]]})
            return
        if not self.first_day <= date.fromisoformat(row["day"]) <= self.last_day:
            self.reading.warnings.add(number, self._outside(row["day"]), self.choice.columns["day"])
        self.reading.rows.append(row)

    def _outside(self, day: str) -> str:
        return _("%(day)s is outside of the dates of the campaign. It is taken all the same.") % {"day": day}

    def _is_total(self, line: list[Cell]) -> bool:
        """A line that says that it is a total, and has no day."""
        day = line[self.at["day"]]
        says_so = any(isinstance(cell, str) and TOTAL.match(cell.strip()) for cell in line)
        return says_so and (cells.is_nothing(day) or bool(TOTAL.match(str(day).strip())))

    def refuse_what_is_there(self, there: dict[tuple[int, date], str]) -> None:
        for row in self.reading.rows:
            name = there.get((row["owner"], date.fromisoformat(row["day"])))
            if name is not None:
                reason = _("This day of “%(of)s” came with the file “%(name)s”: undo that file first, or leave it out.")
                self._refuse(row["line"], reason % {"of": self.reading.names[row["owner"]], "name": name})

    def _refuse(self, number: int, reason: str) -> None:
        self.reading.problems.add(number, reason, self.choice.columns["day"])


def digits(number: str) -> str:
    """A telephone number in one way of writing it: +33 1 and 01 are the same."""
    if not re.fullmatch(r"\+?[\d .\-()]+", number.strip()):
        return ""
    return re.sub(rf"^(\+|00){CALLING_CODE}(?=\d{{9}}$)", "0", re.sub(r"[^\d+]", "", number))
