"""Addresses of themes."""

from django.urls import path

from themes.views import theme, theme_letters

public = [
    path("theme/letters/<str:name>.<str:kind>", theme_letters, name="theme_letters"),
    path("theme/<str:name>.css", theme, name="theme"),
]
