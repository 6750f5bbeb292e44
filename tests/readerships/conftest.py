"""Audiences as the team defines them."""

import pytest

from readerships.models import TeamAudience

LABELS = {"fr": "hôtels", "en": "hotels", "ar": "الفنادق"}


@pytest.fixture
def hotels(db) -> TeamAudience:
    return TeamAudience.objects.create(name="hotels", labels=LABELS, voice="professionals")
