"""The accessibility declaration says its status wherever it is named."""

import pytest
from django.core.exceptions import ValidationError

from demo.pages import accessibility
from home.models import AccessibilityPage
from tests import factories


@pytest.fixture
def declaration(home):
    return factories.publish(home, AccessibilityPage(**accessibility()))


def test_every_page_says_the_status_in_its_language(client, home, declaration):
    assert ">Accessibilité\xa0: non conforme</a>" in client.get("/fr/").content.decode()


def test_status_of_a_translation_is_written_in_its_language(client, english_home, translate, declaration):
    translate(declaration, english_home.locale)

    assert ">Accessibility: not compliant</a>" in client.get("/en/").content.decode()


def test_changed_status_changes_the_title(declaration):
    declaration.status, declaration.rate = "partial", 75
    factories.go_live(declaration)

    assert AccessibilityPage.objects.get().title == "Accessibilité\xa0: partiellement conforme"


@pytest.mark.parametrize(
    ("status", "rate", "good"),
    [("full", 100, True), ("full", 99, False), ("partial", 50, True), ("partial", 49, False), ("none", 10, True)],
)
def test_status_agrees_with_the_rate(declaration, status, rate, good):
    declaration.status, declaration.rate = status, rate

    if good:
        declaration.full_clean()
    else:
        with pytest.raises(ValidationError) as refused:
            declaration.full_clean()
        assert list(refused.value.message_dict) == ["status"]


def test_declaration_shows_each_item_that_the_law_asks_for(client, declaration):
    html = client.get("/fr/accessibilite/").content.decode()

    for item in (
        declaration.scope,
        "axe-core",
        "Chromium, au clavier seul",
        "Campagne",
        "Défenseur des droits",
        "24 novembre 2026",
        "RGAA",
    ):
        assert item in html


def test_site_map_lists_public_pages_as_a_tree(client, home):
    from home.models import SiteMapPage

    parent = factories.standard_page(home, title="Parent")
    factories.standard_page(parent, title="Enfant")
    factories.standard_page(home, title="Privée").view_restrictions.create(restriction_type="login")
    factories.publish(home, SiteMapPage(title="Plan", slug="plan"))

    tree = client.get("/fr/plan/").context["tree"]

    assert [(page.title, [child.title for child, _ in children]) for page, children in tree] == [
        ("Parent", ["Enfant"]),
        ("Plan", []),
    ]
