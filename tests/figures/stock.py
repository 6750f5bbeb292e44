"""A stock Wagtail, as `wagtail start` makes it, with one page of the same text: no cache, one language, no blocks."""

import os
import subprocess
import sys
from pathlib import Path

MODEL = """
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    body = RichTextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("body")]
"""
TEMPLATE = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<main><h1>{{ page.title }}</h1>{{ page.body|richtext }}</main>{% endblock %}
"""
LOCAL = 'SECRET_KEY = "for a measurement alone, which keeps nothing"\nALLOWED_HOSTS = ["127.0.0.1"]\n'
FILL = "from home.models import HomePage; page = HomePage.objects.get(); page.body = open('text.html').read(); page.save_revision().publish()"
APPLICATION = "stock.wsgi:application"


def environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DJANGO_SETTINGS_MODULE": "stock.settings.production", "PYTHONPATH": str(folder)}


def prepared(folder: Path, text: str) -> Path:
    """The project with its database; its page is at `/`."""
    folder.mkdir()
    _run(folder, "-m", "wagtail.bin.wagtail", "start", "stock", str(folder), django=False)
    (folder / "home" / "models.py").write_text(MODEL)
    (folder / "home" / "templates" / "home" / "home_page.html").write_text(TEMPLATE)
    (folder / "stock" / "settings" / "local.py").write_text(LOCAL)
    (folder / "text.html").write_text(text)
    for command in (
        ["makemigrations", "home"],
        ["migrate"],
        ["collectstatic", "--no-input"],
        ["shell", "-v", "0", "-c", FILL],
    ):
        _run(folder, "manage.py", *command)
    return folder


def _run(folder: Path, *arguments: str, django: bool = True) -> None:
    variables = environment(folder) if django else {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"the stock Wagtail could not be made: {done.stderr[-2000:]}")
