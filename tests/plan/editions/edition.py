"""Editions to test with: a partner whose address is verified, a logo, and what it asks for."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from campaigns.plan.editions import acts, verification
from campaigns.plan.models import Campaign, Edition, Partnership
from core.uploads.kinds.logos import Logo
from tests.plan.relay import partner as relay


def png(colour: str = "#123456", size: tuple[int, int] = (600, 200)) -> bytes:
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    ImageDraw.Draw(picture).rectangle((10, 10, size[0] - 10, size[1] - 10), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def upload(data: bytes | None = None, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png() if data is None else data)


def partnership(campaign: Campaign, name: str = "Mairie de Lyon", *, verified: bool = True, **fields) -> Partnership:
    """With a link of its own."""
    made = relay.partnership(campaign, relay.partner(name=name, **fields))
    relay.link(campaign, partner=made.partner)
    if verified:
        verification.verify(made.partner)
    return made


def asked(of: Partnership, departement: str = "", colour: str = "#123456") -> Edition:
    return acts.ask(of, Logo(png(colour), 600, 200), departement, Edition.Emblem.NONE)


def approved(of: Partnership, by, departement: str = "", colour: str = "#123456") -> Edition:
    """Without its sheets, where nothing runs what is due after a commit."""
    edition = asked(of, departement, colour)
    acts.approve(edition, by)
    edition.refresh_from_db()
    return edition
