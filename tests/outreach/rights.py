"""Pages of rights to test with, each complete with the least that it needs."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from campaigns.outreach.models import RightsPage
from core.models import CampaignMedia
from tests import factories
from tests.core import specimens


def rights_page(parent, **fields: Any) -> RightsPage:
    least = {"title": "Urgence", "slug": "urgence", "topic": "emergency"}
    return factories.publish(parent, RightsPage(**least | fields))


def section(parent, **fields: Any) -> RightsPage:
    return rights_page(parent, **{"title": "Vos droits", "slug": "vos-droits", "topic": ""} | fields)


def item(**value: Any) -> dict[str, Any]:
    return {"type": "item", "id": str(uuid4()), "value": value}


def block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "id": str(uuid4()), "value": value}


def steps(*titles: str, heading: str = "Que faire") -> dict[str, Any]:
    return block("steps", heading=heading, steps=[item(title=title, text=f"Le détail de {title}.") for title in titles])


def text(html: str) -> dict[str, Any]:
    return block("text", text=html)


def sound(language: str = "fr") -> CampaignMedia:
    return CampaignMedia.objects.create(
        title="La page, lue",
        type="audio",
        file=ContentFile(specimens.MP3, name="page.mp3"),
        transcript="Tout ce qui est dit.",
        language=language,
    )
