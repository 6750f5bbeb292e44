"""The files that were made elsewhere and belong to a kit: uploaded documents, videos with captions, sounds."""

import hashlib
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django.core.files import File
from django.utils.translation import get_language

from campaigns.prevention.kits.files.archive import Entry
from campaigns.prevention.kits.models import KitPage
from made.files import sha256_of

FOLDER = "extras/"


def digest(kit: KitPage, written: str) -> str:
    """Of the words of a kit, of its uploaded files and of what its archive says of them."""
    parts = [written, kit.licence, *(f"{file.name} {_bytes_of(file)} {said}" for file, said in _uploaded(kit))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _bytes_of(file: Any) -> str:
    """What names the bytes of a file. Those of media are too many to be read each time: their row says it, unless it is older."""
    known = file.instance.sha256
    if known and file.field.name == "captions":
        with file.open("rb") as captions:
            return sha256_of(captions)
    return known


def entries(kit: KitPage) -> Iterator[tuple[Entry, File]]:
    """Each file with what the manifest says of it, under a name that no other has, on Windows neither."""
    taken: set[str] = set()
    for file, said in _uploaded(kit):
        name = _free(file.name.rpartition("/")[2], taken)
        taken.add(name.lower())
        file.open("rb")
        sha256 = sha256_of(file)
        yield (
            Entry(f"{FOLDER}{name}", format=name.rpartition(".")[2].lower(), size=file.size, sha256=sha256, **said),
            file,
        )


def _free(name: str, taken: set[str]) -> str:
    stem, dot, extension = name.rpartition(".")
    numbered = (f"{stem}-{number}{dot}{extension}" for number in count(2))
    return next(one for one in chain([name], numbered) if one.lower() not in taken)


def formats(kit: KitPage) -> set[str]:
    """Whether there are videos or sounds among them, as the catalogue's filters say it; documents are of no one format."""
    shown = (block.value["media"] for block in kit.extras if block.block_type == "media")
    return {media.type for media in shown if media is not None and media.may_be_shown}


def _uploaded(kit: KitPage) -> Iterator[tuple[Any, dict[str, str]]]:
    """Each once, however often it was chosen."""
    seen: set[str] = set()
    for file, said in _chosen(kit):
        if file.name not in seen:
            seen.add(file.name)
            yield file, said


def _chosen(kit: KitPage) -> Iterator[tuple[Any, dict[str, str]]]:
    for block in kit.extras:
        value = block.value
        if block.block_type == "document" and value["document"] is not None:
            yield value["document"].file, _said(value["document"], value["alternative"])
        elif block.block_type == "media" and value["media"] is not None and value["media"].may_be_shown:
            media = value["media"]
            yield media.file, _said(media, media.transcript)
            if media.captions:
                yield media.captions, _said(media, "")


def _said(thing: Any, alternative: str) -> dict[str, str]:
    return {
        "title": thing.title,
        "language": thing.language or get_language() or "",
        "licence": str(thing.get_licence_display()),
        "alternative": alternative,
    }
