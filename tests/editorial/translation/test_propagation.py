"""Moves, privacy and bulk actions act on a page in all of its languages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import override
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.takedown.acts import take_down
from editorial.translation import drafting
from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import say


@pytest.fixture
def pair(home, english_home, translate):
    """A live page and its live translation."""
    page = factories.standard_page(home, slug="la-loi", title="La loi")
    return page, translate(page, english_home.locale)


@pytest.fixture
def section(home):
    """A live page in French alone."""
    return factories.standard_page(home, slug="rubrique", title="Rubrique")


def fresh(page) -> Page:
    return Page.objects.get(pk=page.pk)


def is_live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


# Expiry and bulk actions


def test_translation_of_what_has_expired_is_expired_too(pair):
    source, translation = pair
    StandardPage.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert (fresh(translation).live, fresh(translation).expired) == (False, True)


def named(version: Page, html: str, action: str) -> bool:
    """By its address while it is live, and by its language."""
    return (version.full_url if action == "unpublish" else str(version.locale.get_display_name())) in html


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_bulk_action_lists_and_takes_all_languages(admin_client, admin, pair, section, action):
    source, translation = pair
    for page in (source, section) if action == "delete" else ():  # what is public is not deleted
        take_down(page, admin)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    address += "?" + urlencode({"id": [source.pk, section.pk]}, doseq=True)

    html = admin_client.get(address).content.decode()
    admin_client.post(address)

    assert named(translation, html, action)
    assert [is_live(page) for page in (source, translation, section)] == [False] * 3
    assert Page.objects.filter(pk=translation.pk).exists() is (action == "unpublish")


def test_bulk_delete_of_a_section_and_its_child_takes_each_translation_once(
    admin_client, admin, home, english_home, translate
):
    parent = factories.standard_page(home, slug="parent")
    child = factories.standard_page(parent, slug="enfant")
    for page in (parent, child):
        translate(page, english_home.locale)
    take_down(parent, admin)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={parent.pk}&id={child.pk}"

    response = admin_client.post(address)

    assert response.status_code == 302
    assert Page.objects.filter(slug__in=["parent", "enfant"]).count() == 0


def test_bulk_move_takes_translations_along(admin_client, pair, section, english_home, translate):
    source, translation = pair
    translated_section = translate(section, english_home.locale)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={source.pk}"

    html = admin_client.get(address).content.decode()
    admin_client.post(address, {"chooser": section.pk})

    assert translation.full_url in html
    assert fresh(translation).is_child_of(fresh(translated_section))


def test_confirmations_name_each_language(admin_client, admin, pair, arabic_home, translate):
    source, translation = pair
    arabic = translate(source, arabic_home.locale)

    for action in ("unpublish", "delete"):
        if action == "delete":
            take_down(source, admin)
        html = admin_client.get(reverse(f"wagtailadmin_pages:{action}", args=[source.pk])).content.decode()
        assert [named(page, html, action) for page in (translation, arabic)] == [True, True]


def test_unpublishing_with_descendants_takes_their_translations(admin_client, pair, translate, english_home):
    source, _translation = pair
    child = factories.standard_page(source, slug="enfant")
    translated_child = translate(child, english_home.locale)

    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]), {"include_descendants": "on"})

    assert [is_live(child), is_live(translated_child)] == [False, False]


def test_deleting_a_section_takes_down_the_translations_of_what_is_below_it(pair, section):
    source, translation = pair
    fresh(source).move(fresh(section), pos="last-child")

    StandardPage.objects.get(pk=section.pk).delete()

    assert not is_live(translation)


# Moves


def test_translation_follows_under_the_translated_parent(pair, section, english_home, translate):
    source, translation = pair
    translated_section = translate(section, english_home.locale)

    fresh(source).move(fresh(section), pos="last-child")

    assert fresh(translation).is_child_of(fresh(translated_section))
    assert fresh(translation).url_path.endswith("/rubrique/la-loi/")
    assert is_live(translation)


def test_children_follow_with_their_addresses(client, pair, section, english_home, translate):
    source, _translation = pair
    translate(section, english_home.locale)
    translate(factories.standard_page(source, slug="enfant"), english_home.locale)

    fresh(source).move(fresh(section), pos="last-child")

    assert client.get("/en/rubrique/la-loi/enfant/").status_code == 200


def test_children_of_what_cannot_follow_are_withdrawn_too(pair, section, english_home, translate):
    source, translation = pair
    child = translate(factories.standard_page(source, slug="enfant"), english_home.locale)

    fresh(source).move(fresh(section), pos="last-child")

    assert [is_live(page) for page in (source, translation, child)] == [True, False, False]


def test_many_languages_follow_one_move(client, pair, home, arabic_home, english_home, translate):
    source, translation = pair
    arabic = translate(source, arabic_home.locale)
    section = factories.standard_page(home, slug="rubrique")
    sections = [translate(section, one.locale) for one in (english_home, arabic_home)]

    fresh(source).move(fresh(section), pos="last-child")

    assert [fresh(page).get_parent().pk for page in (translation, arabic)] == [page.pk for page in sections]
    assert [client.get(f"/{code}/rubrique/la-loi/").status_code for code in ("fr", "en", "ar")] == [200] * 3
    assert Page.find_problems() == ([], [], [], [], [])


def test_move_in_the_admin_says_where_each_language_goes(admin_client, pair, section, arabic_home, translate):
    source, translation = pair
    arabic = translate(source, arabic_home.locale)
    translated_section = translate(section, arabic_home.locale)
    address = reverse("wagtailadmin_pages:move_confirm", args=[source.pk, section.pk])

    html = admin_client.get(address).content.decode()
    response = admin_client.post(address)

    assert [page.full_url in html for page in (translation, arabic)] == [True, True]
    assert response.status_code == 302
    assert fresh(arabic).is_child_of(fresh(translated_section))
    assert [fresh(source).is_child_of(fresh(section)), is_live(translation)] == [True, False]
    assert Page.find_problems() == ([], [], [], [], [])


def test_move_is_refused_where_the_address_is_taken_in_one_language(
    admin_client, pair, section, english_home, translate
):
    source, translation = pair
    translated_section = translate(section, english_home.locale)
    factories.standard_page(translated_section, slug="la-loi")

    with override("en"), pytest.raises(SignOffError, match="address"):
        fresh(source).move(fresh(section), pos="last-child")
    response = admin_client.get(reverse("wagtailadmin_pages:move_confirm", args=[source.pk, section.pk]))

    assert response.status_code == 302
    assert [fresh(page).depth for page in (source, translation)] == [3, 3]


def test_translation_is_not_moved_by_itself(pair, section, english_home, translate):
    _source, translation = pair
    translated_section = translate(section, english_home.locale)

    with override("en"), pytest.raises(SignOffError, match="translation"):
        fresh(translation).move(fresh(translated_section), pos="last-child")


def test_page_is_not_moved_into_another_language(pair, section, english_home):
    source, _translation = pair

    with override("en"), pytest.raises(SignOffError, match="another language"):
        fresh(source).move(fresh(english_home), pos="last-child")


def test_order_is_each_language_s_own(pair, section, english_home, translate):
    source, translation = pair
    translated_section = translate(section, english_home.locale)

    fresh(section).move(fresh(source), pos="left")

    assert fresh(section).path < fresh(source).path
    assert fresh(translation).path < fresh(translated_section).path


# Privacy


def restrict(page, **terms) -> PageViewRestriction:
    return page.view_restrictions.create(**{"restriction_type": "password", "password": "premier"} | terms)


def test_changed_password_changes_in_every_language(pair):
    source, translation = pair
    restriction = restrict(source)

    restriction.password = "second"
    restriction.save()

    assert translation.view_restrictions.get().password == "second"


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_login_on_the_source_holds_for_the_translation(client, pair, kind):
    source, translation = pair

    restriction = restrict(source, restriction_type=kind, password="")
    restriction.groups.set(Group.objects.all()[:1])

    assert client.get("/en/la-loi/").status_code == 302
    assert list(translation.view_restrictions.get().groups.all()) == list(Group.objects.all()[:1])


def test_groups_that_are_removed_are_removed_in_every_language(pair):
    source, translation = pair
    restriction = restrict(source, restriction_type="groups", password="")
    restriction.groups.set(Group.objects.all())

    restriction.groups.clear()

    assert translation.view_restrictions.get().groups.count() == 0


def test_password_on_a_section_protects_the_translations_below_it(client, pair, english_home, translate):
    source, _translation = pair
    translate(factories.standard_page(source, slug="enfant"), english_home.locale)

    restrict(source)

    assert 'name="password"' in client.get("/en/la-loi/enfant/").content.decode()


def test_form_sets_groups_in_every_language_and_lists_them(admin_client, pair):
    source, translation = pair
    group = Group.objects.first()
    address = reverse("wagtailadmin_pages:set_privacy", args=[source.pk])

    html = admin_client.get(address).json()["html"]
    admin_client.post(address, {"restriction_type": "groups", "groups": [group.pk]})

    assert translation.full_url in html
    assert list(translation.view_restrictions.get().groups.all()) == [group]


def test_privacy_goes_with_a_deleted_translation(pair):
    source, translation = pair
    restrict(source)

    translation.delete()

    assert PageViewRestriction.objects.get().page_id == source.pk


def test_collection_keeps_its_privacy_form(admin_client, db):
    from wagtail.models import Collection

    collection = Collection.get_first_root_node().add_child(name="Affiches")

    html = admin_client.get(reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])).json()["html"]

    assert "<form" in html


def test_new_translation_is_as_private_as_its_source(home, english_home, translate):
    page = factories.standard_page(home, slug="la-loi")
    restrict(page)

    translation = translate(page, Locale.objects.get(language_code="en"))

    assert translation.view_restrictions.get().password == "premier"


def test_password_of_a_translation_alone_stays_when_it_is_drafted_again(pair):
    _source, translation = pair
    translation.view_restrictions.create(restriction_type="password", password="one")
    made = Translation.objects.get(source__object_id=translation.translation_key)
    segment = made.source.stringsegment_set.first()
    say(made, segment.string.data, "Other words")

    revision = drafting.save_draft(made)

    assert revision.pk != translation.live_revision_id
    assert translation.view_restrictions.get().password == "one"
