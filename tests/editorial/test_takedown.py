"""What is withdrawn at the source is withdrawn in every language."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from tests import factories


@pytest.fixture
def pair(home, english_home, translate):
    """A live page and its live translation."""
    page = factories.standard_page(home, slug="la-loi")
    return page, translate(page, english_home.locale)


def is_live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def test_unpublishing_the_source_unpublishes_its_translation(pair):
    source, translation = pair

    source.unpublish()

    assert not is_live(translation)


def test_unpublishing_a_translation_leaves_the_source(pair):
    source, translation = pair

    translation.unpublish()

    assert is_live(source)


def test_expiry_of_the_source_travels(pair):
    source, translation = pair
    StandardPage.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert not is_live(translation)


def test_deleting_the_source_leaves_nothing_live(pair):
    source, translation = pair

    source.delete()

    assert not is_live(translation)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_editor_confirms_once_for_all_languages(admin_client, pair, action):
    source, translation = pair

    html = admin_client.get(reverse(f"wagtailadmin_pages:{action}", args=[source.pk])).content.decode()
    admin_client.post(reverse(f"wagtailadmin_pages:{action}", args=[source.pk]))

    assert "1" in html
    assert not is_live(translation)
    assert not is_live(source)


def test_password_on_the_source_holds_for_the_translation_and_goes_with_it(client, pair):
    source, translation = pair

    restriction = source.view_restrictions.create(restriction_type="password", password="secret")
    assert 'name="password"' in client.get("/en/la-loi/").content.decode()

    restriction.delete()
    assert 'name="password"' not in client.get("/en/la-loi/").content.decode()
    assert translation.view_restrictions.count() == 0


def test_password_page_is_ours(client, pair):
    source, _translation = pair
    source.view_restrictions.create(restriction_type="password", password="secret")

    html = client.get("/fr/la-loi/").content.decode()

    assert '<html lang="fr"' in html
    assert "css/site" in html
