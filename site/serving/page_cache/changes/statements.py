"""Reads from an SQL statement which tables it writes to, and whether it withdraws something. In doubt it says yes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from serving.page_cache.changes.tables import is_unseen

NOTHING_WRITTEN = frozenset(
    [
        "select",
        "savepoint",
        "release",
        "rollback",
        "begin",
        "commit",
        "start",
        "end",
        "pragma",
        "set",
        "reset",
        "show",
        "lock",
        "listen",
        "unlisten",
        "notify",
        "fetch",
        "declare",
        "close",
        "values",
        "vacuum",
        "analyze",
        "reindex",
        "checkpoint",
        "discard",
    ]
)
VERB = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*(\w+)", re.DOTALL)
TARGET = re.compile(
    r"\b(INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|MERGE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)"
    r"\s+(?:ONLY\s+)?(?:\"?\w+\"?\.)?[\"`]?(\w+)",
    re.IGNORECASE,
)
# What Django writes for a save: columns with a value each, no expression among them.
PLAIN_UPDATE = re.compile(
    r'UPDATE "\w+" SET ((?:"\w+" = (?:%s|NULL|TRUE|FALSE|\d+)(?:, )?)+)(?= WHERE | RETURNING |$)', re.IGNORECASE
)
ASSIGNMENT = re.compile(r'"(\w+)" = (%s|\w+)')

# Columns that say something of drafts and of the team's work alone, in any table that has them.
DRAFT_COLUMNS = frozenset(
    [
        "latest_revision_id",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by_id",
        "owner_id",
    ]
)
# Whatever is deleted from these, or changed in the latter, may take something from the public.
HOLDS_PAGES = "wagtailcore_page"
RESTRICTS = "wagtailcore_pageviewrestriction"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a statement means for the pages that are kept."""

    changed: bool = False
    withdrawn: bool = False


NONE = Effect()


def effect(sql: Any, params: Any = None, many: bool = False) -> Effect:
    """Of one call of `cursor.execute`, or of `executemany`."""
    if not isinstance(sql, str):
        sql = sql.as_string(None) if hasattr(sql, "as_string") else str(sql)
    several = ";" in sql.rstrip("; \n\t")
    found = VERB.match(sql)
    verb = found[1].lower() if found else ""
    if verb in NOTHING_WRITTEN and not several:
        return NONE
    if verb == "truncate":
        return _truncated(sql)
    targets = list(_targets(sql, first_only=not several and verb not in ("with", "explain")))
    if not targets and verb not in NOTHING_WRITTEN | {"with", "explain", "insert"}:
        return Effect(changed=True)  # another language than that of rows: the tables themselves change
    effects = [_on_table(kind, table, sql, params, many) for kind, table in targets]
    return Effect(any(one.changed for one in effects), any(one.withdrawn for one in effects))


def _targets(sql: str, *, first_only: bool) -> Iterator[tuple[str, str]]:
    for found in TARGET.finditer(sql):
        yield found[1].split()[0].lower(), found[2].lower()
        if first_only:
            return


def _truncated(sql: str) -> Effect:
    tables = [name.lower() for name in re.findall(r'"(\w+)"', sql)]
    if not tables:
        return Effect(changed=True, withdrawn=True)
    return Effect(not all(map(is_unseen, tables)), HOLDS_PAGES in tables)


def _on_table(kind: str, table: str, sql: str, params: Any, many: bool) -> Effect:
    if is_unseen(table):
        return NONE
    if table.startswith(RESTRICTS) or (table == HOLDS_PAGES and kind in ("delete", "truncate", "merge", "replace")):
        return Effect(changed=True, withdrawn=True)
    return _updated(sql, params, many) if kind == "update" else Effect(changed=True)


def _updated(sql: str, params: Any, many: bool) -> Effect:
    plain = PLAIN_UPDATE.match(sql)
    if plain is None:
        # An expression: what it makes of these columns is not known here.
        return Effect(
            changed=True, withdrawn=bool(re.search(r'SET .*"?\b(?:live|zone)\b"? =', sql, re.DOTALL | re.IGNORECASE))
        )
    assignments = ASSIGNMENT.findall(plain[1])
    if DRAFT_COLUMNS.issuperset(name for name, _value in assignments):
        return NONE
    rows = params if many else [params]
    return Effect(changed=True, withdrawn=any(_takes_away(assignments, row) for row in rows))


def _takes_away(assignments: Sequence[tuple[str, str]], row: Sequence[Any] | None) -> bool:
    values = iter(row or ())
    for name, written in assignments:
        value = next(values, None) if written == "%s" else {"true": True, "false": False}.get(written.lower(), written)
        if (name == "live" and value in (False, 0, "0")) or (name == "zone" and value == "protected"):
            return True
    return False
