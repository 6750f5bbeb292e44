"""What the style guide shows: every block of every page model, rendered from its preview."""

from dataclasses import dataclass

from django.apps import apps
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page


@dataclass(frozen=True)
class Entry:
    name: str
    block: Block

    @property
    def html(self) -> str:
        return self.block.render(self.block.get_preview_value())


def blocks() -> dict[str, Block]:
    """{name: block} of all page models."""
    found: dict[str, Block] = {}
    for model in apps.get_models():
        if not issubclass(model, Page):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found |= field.stream_block.child_blocks
    return found


def entries() -> list[Entry]:
    return [Entry(name, block) for name, block in sorted(blocks().items())]
