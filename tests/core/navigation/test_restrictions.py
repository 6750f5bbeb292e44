"""Who may read a page: found in one query, and as Wagtail would find it."""

import pytest
from wagtail.models import Page, PageViewRestriction

from tests import factories


def protect(page, password: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="password", password=password)


@pytest.fixture
def section(home):
    section = factories.standard_page(home, slug="dossiers")
    protect(section, "of the section")
    return section


def found(page) -> set[str]:
    return set(page.get_view_restrictions().values_list("password", flat=True))


def test_restrictions_of_a_page_are_those_that_wagtail_finds(section, home, django_assert_num_queries):
    page = factories.standard_page(section, slug="la-loi")
    protect(page, "of the page")
    protect(factories.standard_page(home, slug="a-cote"), "of another page")
    page = type(page).objects.get(pk=page.pk)

    with django_assert_num_queries(1):
        ours = found(page)

    assert ours == {"of the page", "of the section"}
    assert ours == set(Page.get_view_restrictions(page).values_list("password", flat=True))


def test_page_below_an_alias_has_the_restrictions_of_what_that_stands_for(section, home):
    alias = section.create_alias(parent=home, update_slug="copie")
    protect(alias, "of the alias, which has none of its own")
    page = factories.standard_page(alias.specific, slug="la-loi")

    ours = found(type(page).objects.get(pk=page.pk))

    assert ours == {"of the section"}
    assert ours == set(Page.get_view_restrictions(page).values_list("password", flat=True))
