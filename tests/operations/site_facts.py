"""What must be the same before and after an upgrade, asked in SQL: models change, and with them what they would say."""

from django.db import connection
from django.test import Client

QUESTIONS = {
    "pages": "SELECT url_path, title, live FROM wagtailcore_page ORDER BY url_path",
    "users": (
        "SELECT username, is_superuser, auth_group.name FROM core_user LEFT JOIN core_user_groups ON user_id = core_user.id "
        "LEFT JOIN auth_group ON auth_group.id = group_id ORDER BY username, auth_group.name"
    ),
    "approvals": "SELECT step, digest, reviewer FROM editorial_approval ORDER BY id",
    "takedowns": "SELECT reason FROM editorial_takedown ORDER BY id",
    "editions": "SELECT number, made_from FROM kits_kitedition ORDER BY id",
    "kit files": "SELECT file, size, sha256 FROM kits_kitfile ORDER BY id",
    "documents": "SELECT title, file FROM core_campaigndocument ORDER BY id",
    "cells": "SELECT kind, surface, page, locale, n FROM reach_cell ORDER BY kind, surface, page, locale",
    "folded": "SELECT lines, torn FROM reach_segment ORDER BY id",
    "facts": "SELECT name, value, unit FROM facts_fact ORDER BY id",
    "testimonies": "SELECT name, pseudonym FROM testimonies_testimony ORDER BY id",
    "consents": "SELECT valid_from, valid_until FROM testimonies_consent ORDER BY id",
}


def facts() -> dict[str, list]:
    return {name: asked(question) for name, question in QUESTIONS.items()}


def asked(question: str) -> list[list]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [[_plain(value) for value in row] for row in cursor.fetchall()]


def statuses(paths: list[str]) -> dict[str, int]:
    """What an anonymous visitor is answered."""
    return {path: Client().get(path).status_code for path in paths}


def _plain(value):
    """SQLite has neither booleans nor dates of its own."""
    if value is None or isinstance(value, str):
        return value
    return int(value) if isinstance(value, int) else str(value)
