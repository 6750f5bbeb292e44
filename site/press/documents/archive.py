"""The ZIP around office documents, the same for the same parts whenever and wherever it is packed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

THEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say


def packed(parts: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """In their order; `stored` are those that are not compressed."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, THEN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def repacked(data: bytes) -> bytes:
    """The parts of another library’s archive."""
    with ZipFile(BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
