"""A page with an amount that somebody typed, and the fact that says the same."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests import factories
from tests.factories import block

PUNISHED = "Puni de 1 500 € d’amende"


@pytest.fixture
def fact(db):
    return factories.fact(name="Amende")


@pytest.fixture
def page(home, fact):
    return factories.standard_page(home, slug="la-loi", title="La loi", lead=PUNISHED)


@pytest.fixture
def rich_page(home, fact):
    body = [block("text", text=f"<p>{PUNISHED}.</p>") | {"id": "one"}]
    return factories.standard_page(home, slug="la-loi", title="La loi", body=body)


def sent(page, lead: str = "", text: str = "", **more) -> dict:
    """What the editor of a standard page sends."""
    fields = {"title": page.title, "slug": page.slug, "zone": "open", "listed_in_search": "on", "indexed": "on"}
    blocks = [("text", {"text": rich_text(text)})] if text else []
    body = {"body": streamfield(blocks), "comments": inline_formset([]), "audience": "public", "lead": lead}
    data = nested_form_data(fields | body)
    return data | ({"body-0-id": "one"} if text else {}) | more


def save(client, page, **said):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, **said))


def latest(page):
    """Its newest draft, as it is stored."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
