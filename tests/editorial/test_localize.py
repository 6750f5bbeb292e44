"""wagtail-localize publishes only what the person may publish: the two known bypasses are closed."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Workflow
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from tests import factories


@pytest.fixture
def submitter(client, django_user_model):
    """Someone who holds the global permission to submit translations, and nothing on any page."""
    user = django_user_model.objects.create_user("submitter", password="a long enough password")
    permissions = Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    user.user_permissions.set(permissions)
    client.force_login(user)
    return user


@pytest.fixture
def draft(home, english_home):
    """A live page whose English translation is a draft."""
    page = factories.standard_page(home, slug="la-loi")
    TranslationCreator(None, [english_home.locale]).create_translations(page)
    return page


def allow(user, page, *codenames: str) -> None:
    group = Group.objects.create(name=f"Can {' '.join(codenames)}")
    for codename in codenames:
        GroupPagePermission.objects.create(group=group, page=page, permission=Permission.objects.get(codename=codename))
    user.groups.add(group)


def english_version(page) -> Page:
    return page.get_translations().get(locale__language_code="en")


@pytest.fixture
def sync(client, django_capture_on_commit_callbacks):
    """Press "Sync translated pages" with "publish" ticked, to its end: wagtail-localize publishes after the commit."""

    def pressed(page):
        source = TranslationSource.objects.get(object_id=page.translation_key)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})

    return pressed


def complete(page) -> Translation:
    """Give every French sentence of the page an English one."""
    made = Translation.objects.get(source__object_id=page.translation_key)
    po = made.export_po()
    for entry in po:
        entry.msgstr = "The law"
    made.import_po(po)
    return made


def test_translation_is_born_a_draft_though_its_source_is_live(draft):
    assert not english_version(draft).live


def test_sync_publishes_nothing_for_someone_without_rights_on_the_page(client, sync, submitter, draft):
    response = sync(draft)

    assert response.status_code == 302  # Wagtail sends who may not back to the dashboard
    assert response["Location"] == "/admin/"
    assert not english_version(draft).live


def test_sync_publishes_nothing_for_an_editor_who_may_not_publish(client, sync, submitter, draft, home, english_home):
    allow(submitter, home, "change_page")
    allow(submitter, english_home, "add_page")

    sync(draft)

    assert not english_version(draft).live


def test_sync_publishes_nothing_that_is_not_translated(client, sync, submitter, draft, home, english_home):
    allow(submitter, home, "change_page", "publish_page")
    GroupPagePermission.objects.create(
        group=submitter.groups.get(), page=english_home, permission=Permission.objects.get(codename="publish_page")
    )

    sync(draft)

    total, translated = Translation.objects.get(source__object_id=draft.translation_key).get_progress()
    assert translated < total
    assert not english_version(draft).live


def test_sync_publishes_what_is_complete_for_someone_who_may(client, sync, admin, draft):
    client.force_login(admin)
    complete(draft)

    sync(draft)

    assert english_version(draft).live


def test_sync_publishes_no_sentence_that_came_after_the_translation(client, sync, admin, draft):
    client.force_login(admin)
    translation = complete(draft)
    draft.lead = "Une phrase de plus, en français."
    factories.go_live(draft)

    sync(draft)

    assert not english_version(draft).live
    assert translation.get_progress() == (1, 1)


def test_sync_publishes_nothing_that_is_in_review(client, sync, admin, draft):
    client.force_login(admin)
    Workflow.objects.get().start(english_version(draft), admin)

    sync(draft)

    assert not english_version(draft).live


def test_translating_a_page_asks_for_the_right_to_edit_it(client, submitter, home, english):
    page = factories.standard_page(home)

    client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [english.pk]})

    assert not page.get_translations().exists()


def test_translating_a_live_page_makes_a_draft(client, admin, home, english):
    client.force_login(admin)
    page = factories.standard_page(home)

    client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [english.pk]})

    assert [translation.live for translation in page.get_translations()] == [False]
