"""Panels that rooms add to the editor of every page, below what is written there."""

from wagtail.admin.panels import Panel

from core import registry

PANELS = registry.Kind[Panel]()


def panels() -> list[Panel]:
    return list(PANELS)
