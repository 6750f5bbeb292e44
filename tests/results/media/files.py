"""Files as platforms and helplines write them."""

from datetime import date, timedelta
from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from campaigns.plan.models import Campaign, Channel
from tests import factories

TODAY = date(2026, 11, 24)
LENGTH = timedelta(days=60)


def running_campaign(**fields) -> Campaign:
    """One that began sixty days ago, with two channels."""
    made = factories.campaign(starts_at=timezone.now() - LENGTH, **fields)
    for kind, name in (("social", "Réseaux sociaux"), ("search", "Recherche")):
        Channel.objects.create(campaign=made, kind=kind, name=name)
    return made


def day(back: int) -> str:
    """So many days before the one on which tests stand, as ISO writes it."""
    return (TODAY - timedelta(days=back)).isoformat()


def uploaded(content: str | bytes, name: str = "rapport.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def csv(*lines: str, delimiter: str = ";") -> str:
    return "\n".join(line.replace(";", delimiter) for line in lines) + "\n"


def xlsx(rows: list[list], **options) -> bytes:
    """A workbook of one sheet; days are written as days."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"} | options) as book:
        sheet = book.add_worksheet("Raw Data Report")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()
