"""A recall: what was printed is fetched by nobody any more, and whoever listens is told."""

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import registry

from campaigns.plan.models import PrintedItem
from campaigns.plan.sheets.public import opened
from campaigns.plan.sheets.recall import recall
from campaigns.plan.signals import items_recalled
from press.content import PressError
from tests import factories
from tests.plan.sheets import printed


@pytest.fixture
def page(home):
    return factories.campaign_page(factories.campaign_index(home))


@pytest.fixture
def item(page) -> PrintedItem:
    return printed.item(printed.placed(page.campaign, printed.partner()))


@pytest.fixture
def told():
    """What listeners were told, by one that then fails."""
    heard = []

    def listen(sender, items, reason, user, **kwargs):
        heard.append(([item.pk for item in items], reason, user))
        raise RuntimeError("no mail today")

    items_recalled.connect(listen)
    yield heard
    items_recalled.disconnect(listen)


def test_recalled_item_says_why_and_since_when(item, page, admin, told, django_capture_on_commit_callbacks):
    other = printed.item(item.link, key="square")

    with django_capture_on_commit_callbacks(execute=True):
        found = recall(page.campaign, [item.pk], "  L’amende a changé. ", admin)

    item.refresh_from_db()
    other.refresh_from_db()
    assert [one.pk for one in found] == [item.pk]
    assert (item.recall_reason, item.recalled_at is not None) == ("L’amende a changé.", True)
    assert other.recalled_at is None
    assert told == [([item.pk], "L’amende a changé.", admin)]


def test_listeners_are_told_once_it_is_committed_and_not_of_what_was_taken_back(item, page, admin, told):
    def broken():
        with transaction.atomic():
            recall(page.campaign, [item.pk], "L’amende a changé.", admin)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()

    item.refresh_from_db()
    assert item.recalled_at is None
    assert told == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_recall_without_a_reason_is_refused(item, page, admin, reason):
    with pytest.raises(PressError):
        recall(page.campaign, [item.pk], reason, admin)

    item.refresh_from_db()
    assert item.recalled_at is None


def test_recall_of_nothing_is_refused(item, page, admin):
    recall(page.campaign, [item.pk], "Une raison.", admin)
    foreign = printed.item(printed.link(factories.campaign_page(page.get_parent()).campaign))

    for ids in ([item.pk], [foreign.pk], []):
        with pytest.raises(PressError):
            recall(page.campaign, ids, "Une autre raison.", admin)

    item.refresh_from_db()
    assert item.recall_reason == "Une raison."


def test_recalled_file_is_gone_from_the_public_folder_and_kept_for_the_team(
    client, item, page, admin, django_capture_on_commit_callbacks
):
    assert client.get(item.file.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        recall(page.campaign, [item.pk], "Une raison.", admin)

    assert client.get(item.file.url).status_code == 404
    assert not storages["default"].exists(item.file.name)
    assert opened(item.file.name).read() == b"%PDF une affiche"


def test_recalled_file_is_refused_although_it_was_not_moved_yet(client, item, page, admin):
    recall(page.campaign, [item.pk], "Une raison.", admin)

    assert storages["default"].exists(item.file.name)
    assert client.get(item.file.url).status_code == 404


def test_recalled_file_does_not_come_back_with_its_page(item, page, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        recall(page.campaign, [item.pk], "Une raison.", admin)
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
        factories.go_live(page)

    assert not storages["default"].exists(item.file.name)


def test_file_of_a_page_that_is_not_live_is_not_served(client, item, page):
    page.unpublish()

    assert storages["default"].exists(item.file.name)
    assert client.get(item.file.url).status_code == 404


def test_file_that_no_item_knows_is_not_served(client, item):
    PrintedItem.objects.all().delete()

    assert storages["default"].exists(item.file.name)
    assert client.get(item.file.url).status_code == 404


def test_guard_is_not_passed_by_another_spelling(client, item, page, admin):
    recall(page.campaign, [item.pk], "Une raison.", admin)

    for path in (f"x/../{item.file.name}", f"./{item.file.name}", item.file.name.replace("/", "//", 1)):
        assert client.get(f"/media/{path}").status_code == 404


def test_recall_is_in_the_history_of_the_campaign(item, page, admin):
    recall(page.campaign, [item.pk], "Une raison.", admin)

    entry = registry.get_logs_for_instance(page.campaign).get(action="plan.recall")
    assert (entry.user, entry.data["reason"], entry.data["number"]) == (admin, "Une raison.", 1)


def test_screen_shows_the_mails_before_anything_is_recalled(item, page, admin_client, mailoutbox):
    general = printed.item(printed.placed(page.campaign))
    address = reverse("campaign_print_recall", args=[page.campaign_id])
    said = {"items": f"{item.pk},{general.pk}", "reason": "L’amende a changé.", "show": "1"}

    shown = admin_client.post(address, said).context

    [(language, number, mail)] = shown["mails"]
    assert (language.code, number, mail.to) == ("fr", 1, "contact@example.org")
    assert "L’amende a changé." in mail.text
    assert PrintedItem.objects.filter(recalled_at=None).count() == 2
    assert mailoutbox == []
