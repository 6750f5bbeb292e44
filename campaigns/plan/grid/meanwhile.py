"""What others changed since a table was read: what one did not touch follows them, what both changed is told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from wagtail.models import ModelLogEntry

from campaigns.plan.grid.cells import typed
from campaigns.plan.grid.rows import Row


@dataclass
class Meanwhile:
    """`cells` are {name: what it says now} where that is not what is typed; `by` and `at` are unknown where nothing tells."""

    key: int
    cells: dict[str, str] = field(default_factory=dict)
    is_gone: bool = False
    by: Any = None
    at: datetime | None = None


def follow(data: QueryDict, prefix: str, rows: Mapping[int, Row], most: int) -> dict[int, Meanwhile]:
    """Bring the posted rows, `most` of them, to what is saved now, but for what was typed in them; {index: what both changed}."""
    told = data.get(f"{prefix}-TOTAL_FORMS", "")
    total = whole(told)
    if total > most or not (total or told == "0"):
        return {}  # refused by the formset
    left, conflicts = dict(rows), {}
    for index in range(total):
        if key := whole(data.get(f"{prefix}-{index}-row")):
            conflict = _follow_row(data, f"{prefix}-{index}", key, left.pop(key, None))
            if conflict:
                conflicts[index] = conflict
    for row in left.values():
        _write(data, f"{prefix}-{total}", row)
        total += 1
    data[f"{prefix}-TOTAL_FORMS"] = str(total)
    return conflicts


def _follow_row(data: QueryDict, prefix: str, key: int, row: Row | None) -> Meanwhile | None:
    was = _read(data.get(f"{prefix}-read", ""))
    mine = {name for name, text in was.items() if typed(data.get(f"{prefix}-{name}")) != text}
    deletes = bool(data.get(f"{prefix}-DELETE"))
    if row is None:
        return _follow_deletion(data, prefix, key, was, is_touched=bool(mine))
    now = row.said()
    theirs = {name for name, text in now.items() if text != was.get(name, "")}
    differ = {name: now[name] for name in theirs & mine if typed(data.get(f"{prefix}-{name}")) != now[name]}
    for name in theirs - mine:
        data[f"{prefix}-{name}"] = now[name]
    data[f"{prefix}-read"] = json.dumps(now, ensure_ascii=False)
    if deletes and theirs:
        return Meanwhile(key, {name: now[name] for name in theirs})
    return Meanwhile(key, differ) if differ else None


def _follow_deletion(data: QueryDict, prefix: str, key: int, was: dict[str, str], *, is_touched: bool) -> Any:
    """What was typed in it stays, and would be added anew; else the row is empty."""
    data[f"{prefix}-row"] = data[f"{prefix}-read"] = ""
    data.pop(f"{prefix}-DELETE", None)
    if is_touched:
        return Meanwhile(key, is_gone=True)
    for name in was:
        data[f"{prefix}-{name}"] = ""
    return None


def _write(data: QueryDict, prefix: str, row: Row) -> None:
    now = row.said()
    cells = now | {"row": str(row.instance.pk), "read": json.dumps(now, ensure_ascii=False)}
    for name, text in cells.items():
        data[f"{prefix}-{name}"] = text


def _read(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {name: typed(said) for name, said in found.items()} if isinstance(found, dict) else {}


def whole(text: str | None) -> int:
    """0 for what is no key and no number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def tell(model: type, conflicts: list[Meanwhile]) -> None:
    """Who did it last, and when, as the log says."""
    if not conflicts:
        return
    entries = ModelLogEntry.objects.get_for_model(model).filter(object_id__in=[str(one.key) for one in conflicts])
    last = {entry.object_id: entry for entry in entries.select_related("user").order_by("timestamp")}
    for one in conflicts:
        if entry := last.get(str(one.key)):
            one.by, one.at = entry.user, entry.timestamp
