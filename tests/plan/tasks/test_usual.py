"""The usual tasks: which a campaign gets, with which days, in which language, and never twice."""

from datetime import date

import pytest
from django.utils import translation

from campaigns.plan.models import Campaign, CampaignTask
from campaigns.plan.tasks import acts, patterns
from core.editor.calendar import midnight
from tests import factories
from tests.plan.tasks.conftest import at

pytestmark = pytest.mark.usefixtures("in_english")


def keys(campaign) -> list[str]:
    return [pattern.key for pattern in patterns.missing(campaign)]


def ticked(*names, **who) -> dict:
    return {f"add-{name}": "on" for name in names} | {f"who-{name}": pk for name, pk in who.items()}


def test_each_audience_gets_its_own(campaign):
    special = {}
    for audience in ("buyers", "outreach", "young"):
        campaign.audience = audience
        special[audience] = [key for key in keys(campaign) if key in ("numbers", "class")]

    assert special == {"buyers": [], "outreach": ["numbers"], "young": ["class"]}


def test_days_are_told_and_past_ones_are_not_proposed(client, campaign, people):
    Campaign.objects.filter(pk=campaign.pk).update(starts_at=midnight(date(2027, 1, 12)))
    client.force_login(people["editor"])

    rows = {row.pattern.key: row for row in client.get(at("campaign_usual_tasks", campaign)).context["rows"]}

    # Six weeks before is the day itself, the first of December; the campaign ends on 14 March, after its last day.
    found = {key: (row.due, row.is_past, row.tick.value()) for key, row in rows.items()}
    assert found["facts"] == (date(2026, 11, 24), True, False)
    assert found["translations"] == (date(2026, 12, 1), False, True)
    assert found["first_day"] == (date(2027, 1, 13), False, True)
    assert found["results"] == (date(2027, 3, 28), False, True)


def test_what_is_ticked_is_added_for_whom_each_row_says(client, campaign, people):
    client.force_login(people["editor"])
    chosen = ticked("texts", "facts", facts=people["publisher"].pk) | {"everybody": people["editor"].pk}

    client.post(at("campaign_usual_tasks", campaign), chosen)

    assert list(CampaignTask.objects.values_list("title", "due", "days_before", "assignee__username")) == [
        ("Write the texts", date(2027, 1, 4), 56, "editor"),
        ("Check the facts and their sources", date(2027, 1, 11), 49, "publisher"),
    ]


def test_same_one_is_never_added_twice(client, campaign, people):
    client.force_login(people["editor"])
    for _again in range(2):
        client.post(at("campaign_usual_tasks", campaign), ticked("texts"))
    CampaignTask.objects.update(title="Un autre titre")

    added = acts.add_usual(campaign, [(pattern, None) for pattern in patterns.PATTERNS], people["editor"])

    assert CampaignTask.objects.filter(pattern="texts").count() == 1
    assert added == len([one for one in patterns.PATTERNS if one.audience == ""]) - 1
    assert "has all of them already" in client.get(at("campaign_usual_tasks", campaign)).text


def test_they_bear_the_language_of_whoever_adds_them(campaign, people):
    with translation.override("fr"):
        (pattern,) = (one for one in patterns.PATTERNS if one.key == "texts")
        expected = str(pattern.title)
        acts.add_usual(campaign, [(pattern, None)], people["editor"])

    assert CampaignTask.objects.get().title == expected


def test_open_end_leaves_the_last_one_without_a_date(client, campaign, people):
    Campaign.objects.filter(pk=campaign.pk).update(ends_at=None)
    client.force_login(people["editor"])

    client.post(at("campaign_usual_tasks", campaign), ticked("results"))

    assert list(CampaignTask.objects.values_list("due", "days_before")) == [(None, None)]


def test_whoever_may_not_be_given_a_task_is_refused(client, campaign, people):
    client.force_login(people["editor"])

    response = client.post(at("campaign_usual_tasks", campaign), ticked("texts", texts=factories.outsider().pk))

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"who-texts"})
    assert not CampaignTask.objects.exists()


def test_form_asks_little_however_many_people_there_are(
    client, campaign, people, django_user_model, django_assert_max_num_queries
):
    client.force_login(people["editor"])
    for number in range(20):
        django_user_model.objects.create_superuser(f"chef{number}", f"{number}@example.org", "a long enough password")

    with django_assert_max_num_queries(20):
        client.get(at("campaign_usual_tasks", campaign))
