"""A page that was taken down and signed off again comes back alone, and every screen on the way says what stays down."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.periodic_jobs import publish_scheduled
from core.publication import visibility
from editorial.models import Takedown
from editorial.readiness.texts import States
from editorial.takedown.acts import take_down, undo
from editorial.takedown.still_down import down_with
from tests import factories
from tests.editorial.conftest import act
from tests.editorial.editing import page_url
from tests.editorial.sign_off.test_decisions import decide, texts

pytestmark = pytest.mark.usefixtures("in_english", "search_index")

BEFORE = "Taken down with it: English. A new sign-off brings back this language alone."
AFTER = "and still down: English. Each comes back by its own sign-off, or all of them by “Put back as it was”."


@pytest.fixture
def pair(home, english_home, translate, people):
    """A page that was taken down with its translation and the page under it."""
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois au plus.")
    english = translate(page, english_home.locale)
    factories.standard_page(page, slug="les-peines", title="Les peines")
    take_down(page, people["publisher"], "Faux chiffre")
    return fresh(page), fresh(english)


@pytest.fixture
def again(pair, people):
    """The page in review again, approved by the lawyer."""
    page, english = pair
    page.lead = "Trois mois au plus."
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    act(page, people["lawyer"])
    return fresh(page), english


@pytest.fixture
def alone(again, people):
    """Public again by itself."""
    page, english = again
    act(page, people["publisher"])
    return fresh(page), fresh(english)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def opened(client, page, person):
    client.force_login(person)
    return client.get(page_url("edit", page))


def told(response) -> list[str]:
    """What its messages say, without their buttons."""
    return [said.partition("\n")[0] for said in texts(response)]


def panel(response) -> str:
    """What the editor's status panel says."""
    return response.content.decode().partition('class="still-down ')[2].partition("</div>")[0]


def test_editor_of_what_was_taken_down_names_the_languages_that_went_with_it(client, pair, people):
    page, english = pair

    shown = opened(client, page, people["publisher"])

    assert [said.endswith(f"It can be put back as it was. {BEFORE} Reason: Faux chiffre") for said in told(shown)] == [
        True
    ]
    assert BEFORE in panel(shown)
    assert f'href="{page_url("edit", english)}"' in panel(shown)
    assert f'href="{reverse("takedowns")}#takedown-{down_with(page).takedown.pk}"' in panel(shown)


def test_editor_of_a_translation_names_its_source(client, pair, people):
    _page, english = pair

    shown = opened(client, english, people["publisher"])

    assert ["Taken down with it: French." in said for said in texts(shown)] == [True]


def test_who_may_neither_open_nor_put_back_is_told_without_links(client, again, people):
    page, _english = again

    shown = opened(client, page, people["editor"])

    assert BEFORE in panel(shown)
    assert "<a " not in panel(shown)


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
def test_form_of_the_approval_says_what_stays_down(client, again, people, view):
    page, _english = again
    client.force_login(people["publisher"])

    form = client.get(page_url(view, page, "approve", page.current_workflow_task_state.pk)).json()["html"]

    assert BEFORE in form
    assert 'name="comment"' in form


def test_approval_says_on_the_screen_and_in_the_mail_what_stays_down(client, again, people, mailoutbox):
    page, english = again

    said = decide(client, page, people["publisher"])

    assert [one.startswith("Approved: “La loi” is public now. Taken down with it on ") for one in said] == [True]
    assert AFTER in said[0]
    assert [AFTER in mail.body for mail in mailoutbox if mail.to == [people["editor"].email]] == [True]
    assert (fresh(page).live, fresh(english).live) == (True, False)


def test_page_that_came_back_alone_says_so_until_its_languages_are_back(client, alone, people):
    page, _english = alone

    before = opened(client, page, people["publisher"])
    undo(down_with(page).takedown, people["publisher"])
    after = opened(client, page, people["publisher"])

    assert [AFTER in said for said in texts(before)] == [True]
    assert AFTER in panel(before)
    assert (texts(after), panel(after)) == ([], "")


def test_language_that_is_public_again_is_not_named_any_more(alone):
    page, english = alone

    factories.go_live(english)

    assert down_with(page) is None


def test_putting_back_leaves_the_page_that_is_public_again_as_it_is(alone, people):
    page, english = alone

    undo(down_with(page).takedown, people["publisher"])

    assert (fresh(page).lead, fresh(english).live) == ("Trois mois au plus.", True)


def test_page_that_was_unpublished_since_is_not_called_taken_down(client, alone, people):
    page, english = alone
    undo(down_with(page).takedown, people["publisher"])
    take_down(english, people["publisher"])
    page = factories.go_live(fresh(page))
    Page.objects.get(pk=english.pk).delete()

    fresh(page).unpublish()

    assert down_with(fresh(page)) is None
    assert texts(opened(client, page, people["publisher"])) == []


def test_page_that_is_down_is_called_so_in_its_editor_its_list_and_on_the_board(client, pair, people):
    page, _english = pair
    client.force_login(people["publisher"])

    def said() -> list[bool]:
        editor = " ".join(client.get(page_url("edit", page)).content.decode().split())
        listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
        board = client.get(reverse("translations_board")).content.decode()
        return [
            "</span> Taken down </h3>" in editor,
            bool(re.search(r"</span>\s*taken down\s*<", listing)),
            ">taken down</a>" in board,
        ]

    assert said() == [True, True, True]
    undo(Takedown.objects.get(), people["publisher"])
    assert said() == [False, False, False]


def test_page_that_is_down_and_approved_again_for_a_date_is_called_scheduled(client, pair, people):
    page, english = pair
    page.go_live_at = datetime(2099, 11, 30, 6, tzinfo=UTC)
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    for one in ("lawyer", "publisher"):
        act(fresh(page), people[one])
    client.force_login(people["publisher"])

    listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    board = " ".join(client.get(reverse("translations_board"), {"q": "La loi"}).content.decode().split())

    assert set(visibility.down_pages_for(None)) & {page.pk, english.pk} == {english.pk}
    assert re.search(r"</span>\s*scheduled\s*<", listing)
    row = board.partition(">La loi</a>")[2].partition("</tr>")[0]
    assert '<span class="w-status">scheduled</span>' in row
    assert ">taken down</a>" in row
    down = down_with(fresh(page))
    assert (down.itself, [version.pk for version in down.versions]) == (False, [english.pk])


def test_putting_back_shows_the_words_that_were_public_and_leaves_the_others_their_date(client, pair, people):
    page, _english = pair
    soon = timezone.now() + timedelta(hours=1)
    page.go_live_at, page.lead = soon, "Trois mois au plus."
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    for one in ("lawyer", "publisher"):
        act(fresh(page), people[one])

    left = undo(Takedown.objects.get(), people["publisher"])
    back = fresh(page)
    wrong = States([Page.objects.get(pk=page.pk)]).wrong(Page.objects.get(pk=page.pk))
    with time_machine.travel(soon + timedelta(minutes=1)):
        publish_scheduled()

    assert left == []
    assert (back.live, back.lead, back.has_unpublished_changes) == (True, "Deux mois au plus.", True)
    assert wrong == []
    assert (fresh(page).live, fresh(page).lead) == (True, "Trois mois au plus.")


def test_status_panel_says_who_took_a_page_down_and_when(client, pair, people):
    page, english = pair
    page.save_revision(user=people["editor"])
    Takedown.objects.update(created_at=timezone.now() - timedelta(hours=3))
    page.revisions.update(created_at=timezone.now() - timedelta(hours=5))
    Page.objects.update(last_published_at=timezone.now() - timedelta(hours=6))

    for one in (page, english):
        shown = " ".join(opened(client, one, people["publisher"]).content.decode().split())
        state = shown.partition("</span> Taken down </h3>")[2][:200]
        assert "taken down: 3 hours ago, Publisher" in state
        assert "Editor" not in state


def test_page_that_was_published_since_and_withdrawn_otherwise_is_not_called_taken_down(pair, people):
    page, _english = pair
    page = factories.go_live(page)
    assert page.pk not in visibility.down_pages_for(None)

    page.unpublish()

    assert page.pk not in visibility.down_pages_for(None)


def test_board_says_of_a_page_in_every_language_and_state_that_it_is_down(
    client, home, english_home, translate, people
):
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois au plus.")
    translate(page, english_home.locale)
    page.lead = "Trois mois au plus."
    factories.go_live(page)
    take_down(fresh(page), people["publisher"])
    client.force_login(people["publisher"])

    board = " ".join(client.get(reverse("translations_board"), {"q": "La loi"}).content.decode().split())

    row = board.partition(">La loi</a>")[2].partition("</tr>")[0]
    assert '<span class="w-status">taken down</span>' in row
    assert ">stale</a> <small>taken down +</small>" in row
    assert "draft" not in row
