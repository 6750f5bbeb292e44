"""A pupil to whom it happened reads whom to call before anything else: on each page for young people, after each answer."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site

from campaigns.deterrence.models import SelfCheckPage
from facts.models import Helpline, HelplineWording
from facts.readers.first_calls import FirstCalls
from operations.monitoring.doctor import every
from tests import factories, markup
from tests.interactive.questionnaires import check_fields
from tests.prevention.youth import chat_page, quiz_page, section, youth_page

CALLS = ["tel:119", "tel:3018"]


@pytest.fixture
def lines(home):
    numbers = {"Enfance en danger": "119", "Violences numériques": "3018"}
    return [factories.helpline(title, ("young",), number=number) for title, number in numbers.items()]


@pytest.fixture
def chosen(home, lines) -> FirstCalls:
    return FirstCalls.objects.create(site=Site.objects.get(), first=lines[0], second=lines[1])


def main(client, page) -> str:
    return markup.read(client.get(page.url).content.decode()).split("<main")[1].split("</main>")[0]


def called(html: str) -> list[str]:
    return [
        address
        for part in html.split('class="first-calls"')[1:]
        for address in re.findall(r'href="((?:tel|sms):\d+)"', part.partition("</ul>")[0])
    ]


@pytest.fixture
def pages(home) -> dict:
    top = section(home)
    helping = youth_page(top)
    return {"section": top, "age": helping, "chat": chat_page(top, helping.pk), "quiz": quiz_page(top)}


@pytest.mark.parametrize(("kind", "answered"), [("section", 0), ("age", 0), ("chat", 2), ("quiz", 2)])
def test_page_for_young_people_says_first_whom_to_call_and_again_after_each_answer(
    client, chosen, pages, kind, answered
):
    html = main(client, pages[kind])

    assert called(html) == CALLS * (1 + answered)
    assert html.index("first-calls") < html.index("<h1")


@pytest.mark.processes
def test_number_and_name_stand_in_one_element(client, chosen, pages):
    links = re.findall(r'<a href="tel:119"[^>]*>(.*?)</a>', main(client, pages["age"]))

    assert re.sub(r"<[^>]+>", "", links[0]) == "119 Enfance en danger"


def test_hours_stand_beside_each_number(client, lines, chosen, pages):
    Helpline.objects.filter(number="119").update(always_open=True)
    lines[1].wordings.update(hours="De 9 h à 23 h")

    calls = main(client, pages["age"]).split('class="first-calls"')[1].partition("</ul>")[0]

    assert re.findall(r"<small>(.*?)</small>", calls) == ["Jour et nuit, tous les jours", "De 9\u00a0h à 23\u00a0h"]


def test_note_stands_beside_a_number_whose_hours_nobody_knows(client, lines, chosen, pages):
    HelplineWording.objects.filter(helpline=lines[0]).update(note="La nuit, appelez le 17.")

    calls = main(client, pages["age"]).partition('class="first-calls"')[2].partition("</ul>")[0]

    assert re.findall(r"<small>(.*?)</small>", calls) == ["La nuit, appelez le 17."]


def test_page_of_others_shows_none(client, home, chosen):
    parents = youth_page(home, slug="parents", band="parents")
    check = factories.publish(home, SelfCheckPage(**check_fields()))

    assert [called(client.get(page.url).content.decode()) for page in (home, parents, check)] == [[], [], []]


def test_helpline_that_is_not_live_is_not_shown_and_none_leaves_the_page_whole(client, chosen, pages, lines):
    lines[0].unpublish()
    assert called(main(client, pages["age"])) == CALLS[1:]

    chosen.delete()
    assert called(main(client, pages["quiz"])) == []


def test_deleted_helpline_leaves_the_choice(chosen, lines):
    lines[0].delete()

    assert FirstCalls.objects.get().chosen == [lines[1].pk]


def test_calls_cost_one_query_however_often_they_are_shown(client, chosen, pages, django_assert_max_num_queries):
    client.get(pages["quiz"].url)

    with django_assert_max_num_queries(30) as captured:
        client.get(pages["quiz"].url)

    assert sum("facts_firstcalls" in query["sql"] for query in captured.captured_queries) == 1


def test_doctor_says_when_none_are_chosen(home, lines):
    assert every()["first-calls"].ask().level == "warning"

    setting = FirstCalls.objects.create(site=Site.objects.get(), first=lines[0], second=lines[1])
    assert every()["first-calls"].ask().level == "ok"
    lines[1].unpublish()
    assert every()["first-calls"].ask().level == "warning"
    setting.delete()
    assert every()["first-calls"].ask().level == "warning"


def test_administrators_choose_them(admin_client, lines):
    address = f"/admin/settings/facts/firstcalls/{Site.objects.get().pk}/"

    assert admin_client.get(address).status_code == 200
    admin_client.post(address, {"first": lines[1].pk, "second": ""})

    assert FirstCalls.objects.get().chosen == [lines[1].pk]
    may = Group.objects.filter(permissions__codename="change_firstcalls").values_list("name", flat=True)
    assert list(may) == ["Administration"]
