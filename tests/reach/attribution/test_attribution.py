"""Decisions on attribution: who may decide, what is refused, and that each is kept."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection

from reach.attribution import grades
from reach.events import Grade
from reach.models import Attribution

URL = "/admin/attribution/"
REASON = {"reason": "Avis du délégué du 3 novembre."}


@pytest.fixture(autouse=True)
def unknown():
    grades.forget()
    grades._known = {}
    yield
    grades.forget()


@pytest.fixture
def member(client, django_user_model, home):
    def signed_in(group: str):
        person = django_user_model.objects.create_user(group, password="a long enough password")
        person.groups.add(Group.objects.get(name=group))
        client.force_login(person)
        return person

    return signed_in


def decide(**fields) -> Attribution:
    return Attribution.objects.create(**{"surface": "buyers", "grade": "off"} | REASON | fields)


def test_platform_comes_with_off_where_it_is_protected_and_link_hits_elsewhere(db):
    assert grades.grades() == {
        "public": Grade.LINK_HITS,
        "buyers": Grade.LINK_HITS,
        "outreach": Grade.OFF,
        "young": Grade.OFF,
        "professionals": Grade.LINK_HITS,
    }


def test_newest_decision_is_in_force(db):
    decide(grade="landing_path")
    decide(grade="off")

    assert grades.grade_of("buyers") == Grade.OFF


@pytest.mark.parametrize(
    ("surface", "grade", "in_force"), [("outreach", "link_hits", Grade.OFF), ("buyers", "full", Grade.LANDING_PATH)]
)
def test_row_that_may_not_be_is_not_in_force(db, surface, grade, in_force):
    decide(surface=surface, grade=grade)

    assert grades.grade_of(surface) == in_force


def test_without_a_database_the_last_known_holds_and_nothing_is_attributed_before(db, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(grades, "newest", broken)
    before = grades.grade_of("buyers")
    monkeypatch.undo()
    grades.forget()
    known = grades.grade_of("buyers")
    monkeypatch.setattr(grades, "newest", broken)
    grades.forget()

    assert (before, known, grades.grade_of("buyers")) == (Grade.OFF, Grade.LINK_HITS, Grade.LINK_HITS)
    assert not connection.needs_rollback


@pytest.mark.parametrize("group", ["Publication", "Administration"])
def test_publisher_and_administrator_decide_by_name_and_with_a_reason(client, member, in_english, group):
    person = member(group)

    response = client.post(URL, {"surface": "buyers", "grade": "landing_path"} | REASON, follow=True)

    decision = Attribution.objects.get()
    assert (decision.surface, decision.grade, decision.decided_by) == ("buyers", "landing_path", person)
    html = response.content.decode()
    assert html.count(REASON["reason"]) == 2  # in force, and in the history
    assert "Attribution of visits" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("group", ["Rédaction", "Relecture juridique", "Statistiques"])
def test_nobody_else_decides(client, member, group):
    member(group)

    client.post(URL, {"surface": "buyers", "grade": "off"} | REASON)

    assert client.get(URL).status_code == 302
    assert not Attribution.objects.exists()


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"grade": "full"}, "grade", "needs the consent of each visitor"),
        ({"surface": "outreach"}, "surface", "is not one of the available choices"),
        ({"reason": " "}, "reason", "This field is required"),
        ({"grade": "more"}, "grade", "is not one of the available choices"),
    ],
)
def test_decision_that_may_not_be_is_refused_with_its_reason(client, member, in_english, said, field, words):
    member("Publication")

    response = client.post(URL, {"surface": "buyers", "grade": "off"} | REASON | said)

    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert not Attribution.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_with_one_and_three_decisions(admin_client, home, number, django_assert_num_queries):
    for _decision in range(number):
        decide()
    admin_client.get(URL)

    with django_assert_num_queries(9):
        assert admin_client.get(URL).status_code == 200
