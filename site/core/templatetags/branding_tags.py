"""Whose admin this is."""

from django import template

from core.editor.branding import Brand, brand

register = template.Library()


@register.simple_tag
def admin_brand() -> Brand:
    return brand()
