"""The tab Tasks: who may do what there, by when a task is due, and what the history of the campaign keeps."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.plan.models import Campaign, CampaignTask
from campaigns.plan.tasks import acts, days
from core.editor.calendar import midnight
from tests import factories, markup
from tests.plan.tasks.conftest import START, at, filled

pytestmark = pytest.mark.usefixtures("in_english")


def listed(client, campaign) -> str:
    return markup.read(client.get(at("campaign_tasks", campaign)).text)


# Who may


@pytest.mark.parametrize(
    ("name", "sees", "acts", "deletes"),
    [
        ("editor", True, True, True),
        ("publisher", True, True, False),
        ("administrator", True, True, True),
        ("translator", False, False, False),
        ("lawyer", False, False, False),
        ("analyst", False, False, False),
    ],
)
def test_each_role_may(client, campaign, people, task, name, sees, acts, deletes):
    """Whoever may not is sent home by Wagtail, and nothing is written."""
    made, doomed = task(), task("À supprimer")
    client.force_login(people[name])

    seen = client.get(at("campaign_tasks", campaign)).status_code
    client.post(at("campaign_tasks", campaign), filled(title="Une autre"))
    client.post(at("campaign_task_done", campaign, made))
    client.post(at("campaign_task_change", campaign, made), filled(title="Un autre titre"))
    client.post(at("campaign_task_delete", campaign, doomed))

    assert seen == (200 if sees else 302)
    titles = {"Un autre titre", "Une autre"} if acts else {made.title}
    assert set(CampaignTask.objects.values_list("title", flat=True)) == titles | (
        {doomed.title} - {deletes and doomed.title}
    )
    assert CampaignTask.objects.get(pk=made.pk).done_by == (people[name] if acts else None)


def test_whoever_was_given_a_task_finishes_it_and_no_other(client, campaign, people, task):
    person = people["lawyer"]
    person.user_permissions.add(*permissions("view_campaign"))
    mine, other = task(assignee=person), task("Une autre")
    client.force_login(person)

    client.post(at("campaign_task_done", campaign, mine))
    client.post(at("campaign_task_done", campaign, other))
    client.post(at("campaign_tasks", campaign), filled())
    client.post(at("campaign_usual_tasks", campaign), {"add-texts": "on"})
    client.post(at("campaign_task_change", campaign, mine), filled(title="Un autre titre"))
    client.post(at("campaign_task_delete", campaign, mine))

    assert list(CampaignTask.objects.values_list("title", "done_by")) == [(mine.title, person.pk), ("Une autre", None)]
    page = listed(client, campaign)
    assert (at("campaign_task_done", campaign, mine) in page, at("campaign_task_done", campaign, other) in page) == (
        True,
        False,
    )
    assert "Add a task" not in page


def permissions(*names):
    return Permission.objects.filter(codename__in=names)


def test_get_changes_nothing(client, campaign, people, task):
    made = task()
    client.force_login(people["editor"])

    assert client.get(at("campaign_task_done", campaign, made)).status_code == 405
    assert "Delete the task “Écrire les textes”?" in client.get(at("campaign_task_delete", campaign, made)).text
    assert CampaignTask.objects.get().done_at is None


def test_task_of_another_campaign_is_not_found(client, campaign, people, task):
    made = task()
    other = Campaign.objects.create(name="Autre", audience="young", frame="law", starts_at=campaign.starts_at)
    client.force_login(people["editor"])

    assert client.get(at("campaign_task", other, made)).status_code == 404
    assert client.post(at("campaign_task_done", other, made)).status_code == 404
    assert CampaignTask.objects.get().done_at is None


# By when


def test_day_counted_in_weeks_is_told_with_its_date(client, campaign, people):
    client.force_login(people["editor"])

    response = client.post(at("campaign_tasks", campaign), filled(number="8", assignee=people["publisher"].pk))

    made = CampaignTask.objects.get()
    assert response.url == f"{at('campaign_tasks', campaign)}#task-{made.pk}"
    assert (made.due, made.days_before, made.assignee, made.created_by) == (
        date(2027, 1, 4),
        56,
        people["publisher"],
        people["editor"],
    )
    page = listed(client, campaign)
    assert "8 weeks before the start, 4 January 2027" in page
    assert "Publisher" in page


@pytest.mark.parametrize(
    ("days_before", "said"),
    [
        (0, "on the day of the start"),
        (7, "1 week before the start"),
        (10, "10 days before the start"),
        (-1, "1 day after the start"),
        (-14, "2 weeks after the start"),
    ],
)
def test_day_counted_is_told_as_people_count(days_before, said):
    assert days.said(days_before) == said


def test_counted_tasks_follow_a_start_that_moves(campaign, task):
    counted, fixed = task(days_before=56, due=START - timedelta(days=56)), task("Réserver", due=date(2027, 1, 4))
    done = task("Fini", days_before=-1, due=START + timedelta(days=1), done_at=timezone.now())

    campaign.starts_at = midnight(date(2027, 4, 1))
    campaign.save()

    assert list(CampaignTask.objects.order_by("pk").values_list("pk", "due")) == [
        (counted.pk, date(2027, 2, 4)),
        (fixed.pk, date(2027, 1, 4)),
        (done.pk, date(2027, 4, 2)),
    ]


def test_start_that_cannot_move_its_tasks_does_not_move(campaign, task):
    task(days_before=800_000)  # before the first year
    start = campaign.starts_at

    campaign.starts_at = midnight(date(2027, 4, 1))
    with pytest.raises(OverflowError):
        campaign.save()

    assert Campaign.objects.get(pk=campaign.pk).starts_at == start


def test_day_that_is_changed_is_proposed_as_it_was_counted(client, campaign, people, task):
    made = task(days_before=-1, due=START + timedelta(days=1))
    client.force_login(people["editor"])

    form = client.get(at("campaign_task_change", campaign, made)).context["form"]
    client.post(at("campaign_task_change", campaign, made), filled(due="2027-02-01"))

    assert (form["number"].value(), form["counted"].value(), form["due"].value()) == (1, "days_after", None)
    assert list(CampaignTask.objects.values_list("due", "days_before")) == [(date(2027, 2, 1), None)]


def test_change_of_words_neither_opens_what_was_done_meanwhile_nor_brings_a_former_start_back(campaign, people, task):
    made = task(days_before=7, due=START - timedelta(days=7))
    as_it_was = CampaignTask.objects.select_related("campaign").get()
    acts.finish(made, people["editor"])
    campaign.starts_at = midnight(date(2027, 4, 1))
    campaign.save()

    as_it_was.title = "Un autre titre"
    acts.change(as_it_was, False, people["publisher"])

    found = CampaignTask.objects.values_list("title", "done_by", "due")
    assert list(found) == [("Un autre titre", people["editor"].pk, date(2027, 3, 25))]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 201}, {"title"}),
        ({"due": "2027-02-01", "number": "3"}, {"number"}),
        ({"number": "-1"}, {"number"}),
        ({"number": "9999999"}, {"number"}),
        ({"number": "3", "counted": "moons"}, {"counted"}),
        ({"due": "31 février"}, {"due"}),
        ({"assignee": "outsider"}, {"assignee"}),
        ({"assignee": "999999"}, {"assignee"}),
    ],
)
def test_bad_input_is_refused_at_its_field(client, campaign, people, fields, wrong):
    if fields.get("assignee") == "outsider":
        fields = {"assignee": factories.outsider().pk}
    client.force_login(people["editor"])

    response = client.post(at("campaign_tasks", campaign), filled(**fields))

    assert (response.status_code, set(response.context["form"].errors)) == (422, wrong)
    assert not CampaignTask.objects.exists()


# The list


def test_list_begins_with_what_is_late_and_folds_away_what_is_done(client, campaign, people, task):
    task("Sans date")
    task("Plus tard", due=date(2027, 1, 4))
    task("En retard", due=date(2026, 11, 30))
    task("Fini", due=date(2026, 11, 1), done_at=timezone.now())
    client.force_login(people["editor"])

    context = client.get(at("campaign_tasks", campaign)).context

    assert [(one.title, one.late) for one in context["open_ones"]] == [
        ("En retard", True),
        ("Plus tard", False),
        ("Sans date", False),
    ]
    assert [(one.title, one.late) for one in context["done"]] == [("Fini", False)]
    assert {way.tab.url_name: way.waiting for way in context["tabs"]}["campaign_tasks"] == 3


def test_done_is_taken_back(client, campaign, people, task):
    made = task()
    client.force_login(people["editor"])

    client.post(at("campaign_task_done", campaign, made))
    assert CampaignTask.objects.get().done_by == people["editor"]
    response = client.post(at("campaign_task_done", campaign, made), {"open": "1"})

    assert response.url.endswith(f"#task-{made.pk}")
    assert list(CampaignTask.objects.values_list("done_at", "done_by")) == [(None, None)]


def test_history_keeps_each_act_once(client, campaign, people, task):
    made = task()
    client.force_login(people["editor"])

    client.post(at("campaign_tasks", campaign), filled(title="Une autre"))
    for data in ({}, {}, {"open": "1"}, {"open": "1"}):
        client.post(at("campaign_task_done", campaign, made), data)
    client.post(at("campaign_task_delete", campaign, made))

    kept = ModelLogEntry.objects.for_instance(campaign).filter(action__startswith="plan.task").order_by("pk")
    assert list(kept.values_list("action", "data", "user")) == [
        ("plan.task_add", {"tasks": ["Une autre"]}, people["editor"].pk),
        ("plan.task_done", {"task": made.title}, people["editor"].pk),
        ("plan.task_open", {"task": made.title}, people["editor"].pk),
        ("plan.task_delete", {"task": made.title}, people["editor"].pk),
    ]


def test_list_asks_as_much_for_three_hundred_tasks_as_for_one(
    client, campaign, people, task, django_assert_max_num_queries
):
    client.force_login(people["editor"])
    task(assignee=people["editor"])
    client.get(at("campaign_tasks", campaign))
    with django_assert_max_num_queries(25) as one:
        client.get(at("campaign_tasks", campaign))
    CampaignTask.objects.bulk_create(
        CampaignTask(campaign=campaign, title=f"Tâche {number}", assignee=people["publisher"]) for number in range(300)
    )

    with django_assert_max_num_queries(len(one)):
        page = client.get(at("campaign_tasks", campaign))

    assert len(page.context["open_ones"]) == 301


def test_title_is_escaped(client, campaign, people, task):
    made = task("<b>gras</b>")
    client.force_login(people["editor"])

    for name, about in (("campaign_tasks", []), ("campaign_task", [made]), ("campaign_task_delete", [made])):
        assert "<b>gras" not in client.get(at(name, campaign, *about)).text
