"""Addresses of themes."""

from django.urls import path

from themes.views import theme

public = [path("theme/<str:name>.css", theme, name="theme")]
