"""Panels that rooms add to the editor of every page, below what is written there."""

from wagtail.admin.panels import Panel

_panels: list[Panel] = []


def register(panel: Panel) -> None:
    _panels.append(panel)


def panels() -> list[Panel]:
    return list(_panels)
