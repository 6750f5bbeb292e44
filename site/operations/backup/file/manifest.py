"""What a backup says of itself; it stands in `manifest.json`, the last file that is written into it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from operations.backup.problems import BackupError, DamagedError

FORMAT = 1
NAME = "manifest.json"
EXCLUDED = {
    "static/": "collected from the code",
    "page-cache.numbers": "made anew by each node",
    "reserve": "room that each node sets aside for its journal",
    "environment": "SECRET_KEY, CONSENT_KEY, MESSAGE_KEY, BACKUP_KEY and addresses of services: keep them elsewhere",
    "journals of other nodes": "each node backs up its own",
}


@dataclass(frozen=True)
class Entry:
    """A file of the backup, by its name there."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """How many rows a table has, and what they add up to where the database can say."""

    rows: int
    digest: str = ""


@dataclass
class Manifest:
    made_at: str
    version: str
    database: str  # sqlite or postgresql
    database_version: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    files: list[Entry]
    site: str = ""
    # Removed while they were read, or named by the database and in no storage.
    missing: list[str] = field(default_factory=list)
    excluded: dict[str, str] = field(default_factory=lambda: dict(EXCLUDED))
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        try:
            said: dict[str, Any] = json.loads(text)
            if said["format"] > FORMAT:
                raise BackupError(
                    f"the backup has format {said['format']}, and this version reads up to {FORMAT}: restore it with the "
                    f"version that made it ({said.get('version', 'unknown')})"
                )
            tables = {name: Table(**table) for name, table in said.pop("tables").items()}
            files = [Entry(**entry) for entry in said.pop("files")]
            migrations = [(app, name) for app, name in said.pop("migrations")]
            return cls(**said, tables=tables, files=files, migrations=migrations)
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{NAME} is not readable ({error})") from None
