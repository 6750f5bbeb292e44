"""What tasks put on the list of today and into the calendar, and what a copy of the campaign takes along."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.copying import undoing
from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.models import CampaignTask, TaskComment
from campaigns.plan.tasks import acts, waiting
from core.editor import calendar
from core.editor.calendar import State
from core.editor.search.sources import Asked
from core.editor.today import Group, Kind, rows
from tests.plan.tasks.conftest import START, at, filled

pytestmark = pytest.mark.usefixtures("in_english")

YESTERDAY, TOMORROW = date(2026, 11, 30), date(2026, 12, 2)


def of_tasks(user) -> list:
    """As the next request knows the person."""
    fresh = get_user_model().objects.get(pk=user.pk)
    return [row for row in rows(fresh, timezone.now()) if row.task.kind == Kind.TASK]


# Today


def test_task_is_for_whom_it_was_given(campaign, people, task):
    made = task(assignee=people["publisher"], due=TOMORROW)
    task("Fini", assignee=people["publisher"], done_at=timezone.now())

    (row,) = of_tasks(people["publisher"])

    assert (row.task.title, row.task.about, row.task.due) == (made.title, "Gares", TOMORROW)
    assert (row.task.url, row.group) == (at("campaign_task", campaign, made), Group.DATED)
    assert of_tasks(people["editor"]) == []


def test_lawyer_is_given_a_task_and_sees_its_words_alone(client, campaign, people, task):
    client.force_login(people["editor"])
    client.post(at("campaign_tasks", campaign), filled(title="Relire les peines", assignee=people["lawyer"].pk))
    made, other = CampaignTask.objects.get(), task("Autre tâche", assignee=people["publisher"])
    acts.comment(made, "Rien que pour nous.", [], people["editor"])

    (row,) = of_tasks(people["lawyer"])
    client.force_login(people["lawyer"])
    page = client.get(row.task.url).content.decode()

    assert (row.task.title, row.task.url) == ("Relire les peines", at("own_task", made))
    assert ("Relire les peines" in page, "Rien que pour nous." in page) == (True, False)
    for closed in (at("campaign_task", campaign, made), at("campaign_tasks", campaign), at("own_task", other)):
        assert client.get(closed).status_code == 302
    client.post(at("own_task", other))
    client.post(row.task.url)
    assert CampaignTask.objects.get(done_by=people["lawyer"]) == made
    assert CampaignTask.objects.get(done_at=None) == other
    assert of_tasks(people["lawyer"]) == []


def test_page_of_one_s_own_task_leads_who_may_open_the_campaign_to_it(client, campaign, people, task):
    made = task(assignee=people["publisher"])
    client.force_login(people["publisher"])

    assert client.get(at("own_task", made)).url == at("campaign_task", campaign, made)


def test_search_finds_tasks_by_their_words_and_what_was_said(campaign, people, task):
    written = task("Relire les peines", assignee=people["publisher"], due=TOMORROW)
    done = task("Peines : affiches", done_at=timezone.now())
    spoken = task("Autre chose")
    acts.comment(spoken, "Les peines ont changé.", [], people["editor"])
    task("Rien de cela")

    (section,) = waiting.search(people["editor"], Asked("peines"))

    assert [one.url for one in section.found] == [at("campaign_task", campaign, one) for one in (written, spoken, done)]
    assert section.found[0].about.startswith("Gares · Publisher · ")
    assert [list(waiting.search(people[name], Asked("peines"))) for name in ("lawyer", "translator")] == [[], []]


def test_task_without_a_date_waits_since_it_was_given(people, task):
    task(assignee=people["publisher"], assigned_at=timezone.now() - timedelta(days=2))

    (row,) = of_tasks(people["publisher"])

    assert (row.group, row.task.since) == (Group.WAITING, timezone.now() - timedelta(days=2))


def test_late_task_that_nobody_took_is_for_those_who_plan(people, task):
    task(due=YESTERDAY)
    task("Demain", due=TOMORROW)

    (row,) = of_tasks(people["editor"])

    assert (row.task.about, row.days_late) == ("Gares. Nobody has taken it yet.", 1)
    assert [of_tasks(people[name]) for name in ("publisher", "lawyer", "translator", "analyst")] == [[]] * 4


@pytest.mark.parametrize("role", ["translator", "analyst", "lawyer"])
def test_task_of_whoever_opens_no_campaign_is_read_alone(client, people, task, role):
    made = task(assignee=people[role], due=YESTERDAY)
    client.force_login(people[role])

    (row,) = of_tasks(people[role])

    assert row.task.url == at("own_task", made)
    assert made.title in client.get(row.task.url).content.decode()


def test_whoever_has_handed_a_task_on_is_told_nothing_of_it(client, people, task):
    made = task(assignee=people["analyst"], due=YESTERDAY)
    TaskComment.objects.create(task=made, author=people["editor"], text="@translator").mentioned.add(
        people["translator"]
    )

    assert of_tasks(people["translator"]) == []
    client.force_login(people["translator"])
    assert client.get(at("own_task", made)).status_code == 302


def test_lawyer_is_named_in_a_comment_on_their_task_and_answers_there(client, campaign, people, task):
    made, other = task(assignee=people["lawyer"]), task("Autre tâche")
    client.force_login(people["editor"])
    acts.comment(made, "Rien que pour nous.", [], people["editor"])
    client.post(at("campaign_task", campaign, made), {"text": "@lawyer, quel article ?"})
    refused = client.post(at("campaign_task", campaign, other), {"text": "@lawyer ?"})

    found = [row.task for row in of_tasks(people["lawyer"]) if "names you" in row.task.about]
    client.force_login(people["lawyer"])
    page = client.get(found[0].url).text
    client.post(found[0].url, {"text": "Le 225-12-1."})

    assert refused.status_code == 422
    assert [one.url for one in found] == [at("own_task", made)]
    assert ("quel article" in page, "Rien que pour nous." in page) == (True, False)
    assert made.comments.filter(author=people["lawyer"], text="Le 225-12-1.").count() == 1
    assert not [row for row in of_tasks(people["lawyer"]) if "names you" in row.task.about]
    assert CampaignTask.objects.get(pk=made.pk).done_at is None


def test_mention_waits_until_one_says_something(people, task):
    made = task()
    for text in ("@publisher ?", "@publisher !"):
        comment = TaskComment.objects.create(task=made, author=people["editor"], text=text)
        comment.mentioned.add(people["publisher"])

    (row,) = of_tasks(people["publisher"])
    assert row.group == Group.WAITING
    assert row.task.about == "Editor names you in a comment on a task of “Gares”."
    assert row.task.url.endswith(f"#comment-{comment.pk}")

    TaskComment.objects.create(task=made, author=people["publisher"], text="Oui.")
    assert of_tasks(people["publisher"]) == []


def test_task_of_ones_own_in_which_one_is_named_stands_there_once_with_its_day(people, task):
    made = task(assignee=people["publisher"], due=TOMORROW)
    comment = TaskComment.objects.create(task=made, author=people["editor"], text="@publisher ?")
    comment.mentioned.add(people["publisher"])

    (row,) = of_tasks(people["publisher"])

    assert (row.task.due, "names you" in row.task.about) == (made.due, True)


def test_today_asks_two_queries_however_many_tasks(people, campaign, task, django_assert_num_queries):
    user = get_user_model().objects.get(pk=people["publisher"].pk)
    user.has_perm("plan.view_campaign")
    CampaignTask.objects.bulk_create(
        CampaignTask(campaign=campaign, title=str(number), assignee=user) for number in range(300)
    )
    comment = TaskComment.objects.create(task=task(), author=people["editor"], text="@publisher")
    comment.mentioned.add(user)

    with django_assert_num_queries(2):
        found = [*waiting.given(user, timezone.now()), *waiting.mentions(user, timezone.now())]

    assert len(found) == 301


# The calendar


def test_calendar_shows_open_tasks_on_their_days(campaign, people, task, django_assert_num_queries):
    late, planned = task(due=YESTERDAY), task("Demain", due=TOMORROW)
    task("Fini", due=TOMORROW, done_at=timezone.now())
    task("Sans date")
    task("Après", due=date(2027, 1, 1))
    user = get_user_model().objects.get(pk=people["editor"].pk)
    user.has_perm("plan.view_campaign")

    with django_assert_num_queries(1):
        events = waiting.events(user, date(2026, 11, 1), date(2027, 1, 1))

    assert [(event.key, event.title, event.when, event.state) for event in events] == [
        (f"task-{late.pk}", "Gares – Écrire les textes", YESTERDAY, State.OVERDUE),
        (f"task-{planned.pk}", "Gares – Demain", TOMORROW, State.PLANNED),
    ]
    assert {(event.kind, event.bundle, event.is_all_day) for event in events} == {
        (calendar.Kind.TASK, key_of(campaign.pk), True)
    }
    assert events[0].url == at("campaign_task", campaign, late)
    assert waiting.events(people["lawyer"], date(2026, 11, 1), date(2027, 1, 1)) == []


def test_calendar_page_leads_to_the_task(client, campaign, people, task):
    made = task(due=TOMORROW)
    client.force_login(people["editor"])

    assert at("campaign_task", campaign, made) in client.get("/admin/calendar/?month=2026-12").text


# A copy of the campaign


def test_copy_takes_tasks_along_open_and_later(home, campaign, people, task):
    made = task(days_before=56, due=START - timedelta(days=56), assignee=people["editor"], done_at=timezone.now())
    task("Réserver", due=date(2027, 2, 1), assignee=people["publisher"], pattern="brief", done_by=people["editor"])
    TaskComment.objects.create(task=made, author=people["editor"], text="Fait.")
    people["publisher"].groups.clear()

    copy = begin_again(campaign, Wanted("Gares 2028", date(2028, 3, 1), date(2028, 3, 14)), people["administrator"])

    fields = ("title", "days_before", "due", "assignee", "done_at", "done_by", "pattern", "created_by")
    by = people["administrator"].pk
    assert list(copy.tasks.values_list(*fields)) == [
        (made.title, 56, date(2028, 1, 5), people["editor"].pk, None, None, "", by),
        ("Réserver", None, date(2028, 2, 2), None, None, None, "brief", by),
    ]
    assert TaskComment.objects.count() == 1


def test_copy_that_is_taken_back_takes_its_tasks_back(home, campaign, people, task):
    made = task()
    copy = begin_again(campaign, Wanted("Gares 2028", date(2028, 3, 1), None), people["administrator"])
    assert CampaignTask.objects.count() == 2

    undoing.undo(copy, people["administrator"])

    assert list(CampaignTask.objects.all()) == [made]
