"""What the team is told of a release that waits."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from core.editor import calendar
from core.templatetags.state_tags import state_help
from editorial import today
from editorial.desk import outlook
from editorial.sign_off.decisions import outcome
from editorial.sign_off.tasks import Publication
from home.newsroom import making
from home.newsroom.models import ArticlePage
from tests import factories
from tests.editorial.conftest import make_people
from tests.home.newsroom import news

BEGINS = datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
ENDS = BEGINS + timedelta(hours=2)

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def now():
    with time_machine.travel(BEGINS, tick=False) as traveller:
        yield traveller


@pytest.fixture
def index(now, home):
    return news.index(home)


@pytest.fixture
def waiting(index):
    return news.release(index, embargo=ENDS)


def test_decision_says_when_it_is_public(waiting):
    assert outcome(waiting) == f"Approved: “{waiting.title}” will be public on 10 March 2026 at 11:00."


def test_state_says_when_it_is_public(waiting):
    said = state_help({"object": waiting, "request": None}, "Approved, not public", "")

    assert said.startswith("approved, public by itself when its embargo ends: ")


def test_title_in_lists_says_that_nobody_sees_it(admin_client, waiting):
    shown = admin_client.get(reverse("wagtailadmin_explore", args=[waiting.get_parent().pk])).content.decode()

    assert "approved, not public" in shown.lower()


LATER = ENDS + timedelta(days=7)
PUBLISH = SimpleNamespace(task=SimpleNamespace(step="publication"))


@pytest.mark.parametrize(
    ("approved", "typed", "said", "button"),
    [
        (None, ENDS, "It is public by itself on 10 March 2026 at 11:00, when its embargo ends.", "Approve"),
        (ENDS, LATER, "It is public by itself on 17 March 2026 at 11:00, when its embargo ends.", "Approve"),
        (ENDS, None, "It goes live now.", "Approve and publish"),
        (ENDS, BEGINS - timedelta(hours=1), "It goes live now.", "Approve and publish"),
    ],
)
def test_outlook_and_button_go_by_the_draft_under_review(index, approved, typed, said, button):
    page = news.release(index, embargo=approved)
    draft = page.get_latest_revision_as_object()
    draft.embargo = typed
    draft.save_revision()
    page = ArticlePage.objects.get(pk=page.pk)

    assert outlook.of(PUBLISH, page, BEGINS) == said
    assert Publication().words_of_approval(page, BEGINS) == button


def test_translation_is_approved_with_the_embargo_of_its_original(waiting, english_home, translate):
    english = translate(waiting, english_home.locale)
    english.save_revision()
    waiting.embargo = LATER
    factories.go_live(waiting)

    assert "17 March 2026" in outlook.of(PUBLISH, ArticlePage.objects.get(pk=english.pk), BEGINS)


@pytest.fixture
def people(db) -> dict:
    return make_people()


@pytest.fixture
def handed_in(people):
    """The release again, with another embargo in a draft that waits for the lawyer."""

    def submit(page: ArticlePage, embargo: datetime | None) -> ArticlePage:
        draft = page.get_latest_revision_as_object()
        draft.embargo = embargo
        draft.save_revision(user=people["editor"])
        page = ArticlePage.objects.get(pk=page.pk)
        page.get_workflow().start(page, people["editor"])
        return page

    return submit


@pytest.mark.parametrize(("embargo", "due"), [(LATER, LATER.date()), (BEGINS - timedelta(days=30), None), (None, None)])
def test_embargo_to_come_is_when_a_release_has_to_be_decided(index, people, handed_in, embargo, due):
    handed_in(news.release(index), embargo)

    (task,) = today.texts(people["lawyer"], BEGINS)

    assert task.due == due


def test_lawyer_reads_of_the_kind_and_the_embargo_beside_the_decision(in_english, client, index, people, handed_in):
    handed_in(news.release(index), LATER)
    (task,) = today.texts(people["lawyer"], BEGINS)
    client.force_login(people["lawyer"])

    shown = client.get(task.url).context

    assert shown["kind"] == "press release"
    assert "when its embargo ends" in shown["outlook"]


def test_what_differs_of_an_embargo_is_told_by_the_clock(client, index, people, handed_in):
    page = handed_in(news.release(index, embargo=ENDS), None)
    client.force_login(people["lawyer"])

    desk = client.get(reverse("desk_text", args=[page.current_workflow_task_state.pk]))

    told = {change.label: change.told for change in desk.context["changes"]}
    assert told["Embargo until"] == '<del class="deletion">10 Mar 2026, 11:00</del>'


def test_editor_of_a_release_shows_its_files(admin_client, waiting):
    making.make(waiting.pk)
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).content.decode()

    assert "PDF and ODT of the release" in shown
    assert "id_embargo" in shown
    assert f"/admin/newsroom/{waiting.pk}/pdf/" in shown


def told(user) -> list[tuple]:
    found = calendar.events(user, BEGINS.date(), ENDS.date() + timedelta(days=1))
    return [
        (event.title, event.when, event.state.value, event.languages, event.url)
        for event in found
        if event.kind == calendar.Kind.EMBARGO
    ]


def test_calendar_shows_the_minute_once_to_those_who_may_change_the_release(
    english_home, translate, waiting, django_user_model, now
):
    english = translate(waiting, english_home.locale)
    chief = django_user_model.objects.create_superuser("chefe", "c@example.org", "a long enough password")
    reader = django_user_model.objects.create_user("lectrice", "l@example.org", "a long enough password")
    group = Group.objects.create(name="Anglais")
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=english, permission=change)
    reader.groups.add(group)
    page, its_translation = (reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in (waiting, english))

    assert told(chief) == [(waiting.title, ENDS, "scheduled", ("fr", "en"), page)]
    assert told(reader) == [(english.title, ENDS, "scheduled", ("en",), its_translation)]
    assert told(django_user_model.objects.create_user("autre", "a@example.org", "a long enough password")) == []

    now.move_to(ENDS)
    assert [state for _title, _when, state, *_rest in told(chief)] == ["done"]


def test_calendar_shows_the_minute_that_a_draft_asks_for(index, django_user_model):
    draft = ArticlePage(title="Brouillon", slug="brouillon", summary="Bref.", live=False)
    index.add_child(instance=draft)
    draft.embargo = ENDS
    draft.save_revision()
    chief = django_user_model.objects.create_superuser("chefe", "c@example.org", "a long enough password")

    page = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert told(chief) == [("Brouillon", ENDS, "unapproved", ("fr",), page)]


def test_team_has_the_file_before_the_embargo_ends_and_nobody_else(admin_client, waiting, django_user_model):
    path = f"/admin/newsroom/{waiting.pk}/odt/"
    answer = admin_client.get(path)
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, True)
    assert [admin_client.get(f"/admin/newsroom/{pk}/odt/").status_code for pk in (0, waiting.get_parent().pk)] == [
        404
    ] * 2

    admin_client.logout()
    assert admin_client.get(path).status_code == 302
    reader = django_user_model.objects.create_user("lectrice", "l@example.org", "a long enough password")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    admin_client.force_login(reader)
    assert admin_client.get(path).headers["Location"] == "/admin/"


def test_embargo_of_a_translation_is_changed_in_its_original(admin_client, english_home, translate, waiting):
    page = translate(waiting, english_home.locale)
    edit = ArticlePage.get_edit_handler().get_form_class()
    form = edit(instance=ArticlePage.objects.get(pk=page.pk))

    assert form.fields["embargo"].disabled
    assert waiting.title in form.fields["embargo"].help_text
    assert Page.objects.filter(translation_key=waiting.translation_key).count() == 2
