"""What somebody has to do, in the order in which it presses; and whose admin it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Site

from core.editor import today
from core.editor.today import Group, Kind, Next, Row, Task
from core.models import Operator
from tests import markup

pytestmark = pytest.mark.usefixtures("in_english")

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def task(title: str = "La loi", **fields) -> Task:
    return Task(**{"kind": Kind.FACT, "title": title, "url": "/admin/x/"} | fields)


@pytest.fixture
def gives(monkeypatch):
    """What waits for everybody in this test, and nothing else."""
    found: list[Task] = []
    monkeypatch.setattr(today, "TODAY", [lambda user, now: found])
    return found


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def home_page(client) -> str:
    return markup.read(client.get(reverse("wagtailadmin_home")).content.decode())


def test_what_is_overdue_comes_first_then_what_is_due_soon_then_what_waits_longest(gives, admin_user):
    gives += [
        task("without a date"),
        task("handed in today", since=NOW),
        task("handed in long ago", since=NOW - 9 * DAY),
        task("with others", since=NOW - 20 * DAY, is_with_others=True),
        task("next week", due=TODAY + 7 * DAY),
        task("today", due=TODAY),
        task("yesterday", due=TODAY - DAY),
        task("long overdue", due=TODAY - 30 * DAY),
        task("in two months", due=TODAY + 60 * DAY),
        task("in two months, but somebody waits", due=TODAY + 60 * DAY, since=NOW - 9 * DAY),
    ]

    assert [(row.task.title, row.group) for row in today.rows(admin_user, NOW)] == [
        ("long overdue", Group.OVERDUE),
        ("yesterday", Group.OVERDUE),
        ("today", Group.DATED),
        ("next week", Group.DATED),
        ("in two months, but somebody waits", Group.WAITING),
        ("handed in long ago", Group.WAITING),
        ("handed in today", Group.WAITING),
        ("without a date", Group.WAITING),
        ("in two months", Group.LATER),
        ("with others", Group.WITH_OTHERS),
    ]


def test_of_what_is_equally_urgent_the_lightest_comes_first(gives, admin_user):
    gives += [task("b", due=TODAY, weight=1), task("c", due=TODAY), task("a", due=TODAY, weight=1)]

    assert [row.task.title for row in today.rows(admin_user, NOW)] == ["c", "a", "b"]


def test_days_are_those_of_the_team(gives, admin_user):
    gives.append(task(due=TODAY))

    (row,) = today.rows(admin_user, datetime(2026, 11, 24, 23, 30, tzinfo=UTC))

    assert row == Row(task(due=TODAY), TODAY + DAY)
    assert (row.days_late, row.group) == (1, Group.OVERDUE)


def test_task_says_where_it_is_done_why_and_since_when(gives, admin_client):
    gives.append(
        task(
            about="Handed in by Anna.",
            since=NOW - DAY,
            due=TODAY - 2 * DAY,
            languages=("ar",),
            url="/admin/pages/9/edit/",
        )
    )

    html = home_page(admin_client)

    item = html.partition('<ul class="today-tasks">')[2].partition("</ul>")[0]
    said = [
        '<a href="/admin/pages/9/edit/"><bdi>La loi</bdi></a>',
        "2 days late",
        "Handed in by Anna.",
        '<bdi lang="ar">العربيّة</bdi>',
        "fact or helpline to check",
    ]
    assert [text for text in said if text in item] == said
    assert '<section class="today-group is-overdue" aria-labelledby="today-overdue">' in html


def test_twenty_are_shown_and_the_rest_is_counted_until_it_is_asked_for(gives, admin_client):
    gives += [task(f"Fait {number}", kind=Kind.FACT if number % 2 else Kind.REVIEW) for number in range(25)]

    first, all_of_them = home_page(admin_client), admin_client.get(reverse("wagtailadmin_home"), {"all": 1})

    assert first.count('href="/admin/x/"') == today.SHOWN
    assert ('<a href="?all=1">Show 5 more</a>' in first, "text to decide on: " in first) == (True, True)
    html = all_of_them.content.decode()
    assert (html.count('href="/admin/x/"'), "?all=1" in html) == (25, False)


def test_where_nothing_waits_words_say_so_and_what_may_be_done(gives, admin_client, monkeypatch):
    monkeypatch.setattr(today, "NEXT", [lambda user: Next("Plan a campaign", "/admin/plan/"), lambda user: None])

    html = home_page(admin_client)

    assert "Nothing waits for you" in html
    assert '<li><a href="/admin/plan/">Plan a campaign</a></li>' in html
    assert "today-tasks" not in html


def test_what_is_with_others_is_told_and_is_no_work(gives, admin_client, monkeypatch):
    monkeypatch.setattr(today, "NEXT", [lambda user: Next("Plan a campaign", "/admin/plan/")])
    gives.append(task(is_with_others=True, due=TODAY - DAY))

    html = home_page(admin_client)

    assert ("Nothing waits for you" in html, "La loi" in html, "day late" in html) == (True, True, False)
    assert '<a href="/admin/plan/">Plan a campaign</a>' in html


def test_titles_of_tasks_are_written_safely(gives, admin_client):
    gives.append(task("<script>alert(1)</script>", about="<b>x</b>"))

    html = home_page(admin_client)

    assert ("<script>alert(1)" in html, "<b>x</b>" in html) == (False, False)


# The page


def test_title_is_today_and_the_day_in_words(gives, client, admin_user):
    admin_user.first_name = "Anna"
    admin_user.save()
    client.force_login(admin_user)

    html = home_page(client)

    assert '<h1 class="w-h1">Today</h1>' in html
    assert "Anna" in html.partition("</h1>")[2].partition("</header>")[0]
    assert "Tuesday 24 November 2026" in html


def test_first_screen_bears_neither_counts_nor_bird_nor_guide_of_wagtail(gives, admin_client, home):
    html = home_page(admin_client)
    main = html.partition("<main")[2].partition("</main>")[0]

    unwanted = ["w-summary", "icon-wagtail", "guide.wagtail", "Root", "localhost", "127.0.0.1", "editor guide"]
    assert [text for text in unwanted if text in main] == []


# Whose admin it is


@pytest.fixture
def operator(home) -> Operator:
    return Operator.objects.create(site=Site.objects.get(), name="Secrétariat d’État")


def head(client, address: str = "wagtailadmin_home") -> str:
    return client.get(reverse(address)).content.decode()


def test_admin_bears_the_name_of_the_operator(admin_client, operator):
    html = head(admin_client)

    assert "<title>Today - Secrétariat d’État</title>" in html
    assert '<span class="brand-letter" aria-hidden="true">S</span>' in html


def test_without_an_operator_the_admin_bears_the_name_of_the_site(admin_client, home):
    html = head(admin_client)

    assert "<title>Today - Campaigns</title>" in html
    assert '<span class="brand-letter" aria-hidden="true">C</span>' in html


def test_operator_that_is_renamed_is_called_so_at_once(admin_client, operator):
    head(admin_client)

    operator.name = "Ministère"
    operator.save()

    assert "<title>Today - Ministère</title>" in head(admin_client)


@pytest.mark.parametrize(("field", "on_a_plate"), [("logo", True), ("logo_dark", False)])
def test_logo_takes_the_place_of_the_letter(admin_client, operator, field, on_a_plate):
    getattr(operator, field).save("logo.png", ContentFile(b"x"))

    html = head(admin_client)

    template = html.partition("<template data-wagtail-sidebar-branding-logo>")[2].partition("</template>")[0]
    assert f'src="{getattr(operator, field).url}" alt="Secrétariat d’État"' in template
    assert ("needs-plate" in template, "brand-letter" in template) == (on_a_plate, False)


def test_sign_in_page_bears_the_name_of_the_operator_and_no_bird(client, operator):
    html = head(client, "account_login")

    assert "<title>Sign in - Secrétariat d’État</title>" in html
    assert "<span>Secrétariat d’État</span>" in html
    assert ("icon-wagtail" in html, "wagtailadmin/images/favicon" in html) == (False, False)


@pytest.mark.parametrize(("field", "is_shown"), [("logo", True), ("logo_dark", False)])
def test_sign_in_page_is_light_and_shows_the_logo_for_light_grounds_alone(client, operator, field, is_shown):
    getattr(operator, field).save("logo.png", ContentFile(b"x"))

    html = head(client, "account_login")

    assert (getattr(operator, field).url in html, "brand-letter" in html) == (is_shown, not is_shown)


def test_brand_costs_no_query_on_the_next_page(admin_client, operator, django_assert_num_queries):
    from core.editor.branding import brand

    with django_assert_num_queries(1):
        first = brand()
    with django_assert_num_queries(0):
        assert brand() == first


def test_history_of_the_site_scrolls_on_a_telephone(admin_client, home):
    log(home, "wagtail.edit")

    said = admin_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()

    assert '<div class="listing-scroll"' in said.partition('<table class="listing"')[0]
