"""Comments on a task, and whom they name."""

import pytest

from campaigns.plan.models import TaskComment
from campaigns.plan.tasks.people import named
from tests.plan.tasks.conftest import at

pytestmark = pytest.mark.usefixtures("in_english")


def test_comment_names_people_by_their_logins(client, campaign, people, task):
    made = task()
    client.force_login(people["editor"])

    response = client.post(at("campaign_task", campaign, made), {"text": "@Publisher, @administrator. Et <b>moi</b> ?"})

    comment = TaskComment.objects.get()
    assert response.url == f"{at('campaign_task', campaign, made)}#comment-{comment.pk}"
    assert set(comment.mentioned.all()) == {people["publisher"], people["administrator"]}
    page = client.get(at("campaign_task", campaign, made)).text
    assert "&lt;b&gt;moi" in page
    assert "<b>moi" not in page


def test_name_of_nobody_is_refused_with_those_that_there_are(client, campaign, people, task):
    made = task()
    client.force_login(people["editor"])

    response = client.post(at("campaign_task", campaign, made), {"text": "@personne ?"})

    assert response.status_code == 422
    (said,) = response.context["form"].errors["text"]
    assert said == (
        "Nobody here is called @personne. Write one of these names: @administrator, @editor, @publisher, @superuser."
    )
    assert not TaskComment.objects.exists()


def test_who_opens_no_campaign_is_named_on_their_own_tasks_alone_and_it_says_so(client, campaign, people, task):
    client.force_login(people["editor"])

    response = client.post(at("campaign_task", campaign, task()), {"text": "@lawyer ?"})

    (said,) = response.context["form"].errors["text"]
    assert said.startswith("@lawyer: whoever opens no campaign is named on tasks of their own alone.")
    assert not TaskComment.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_empty_or_endless_comment_is_refused(client, campaign, people, task, text):
    made = task()
    client.force_login(people["editor"])

    assert client.post(at("campaign_task", campaign, made), {"text": text}).status_code == 422
    assert not TaskComment.objects.exists()


def test_whoever_may_not_open_the_campaign_neither_reads_nor_comments(client, campaign, people, task):
    made = task()
    TaskComment.objects.create(task=made, author=people["editor"], text="Entre nous.")
    client.force_login(people["lawyer"])

    page = client.get(at("campaign_task", campaign, made), follow=True).text
    client.post(at("campaign_task", campaign, made), {"text": "Bonjour."})

    assert "Entre nous." not in page
    assert TaskComment.objects.count() == 1


def test_comment_stays_when_its_author_leaves(client, campaign, people, task):
    made = task(assignee=people["publisher"])
    TaskComment.objects.create(task=made, author=people["publisher"], text="Je pars.")
    people["publisher"].delete()
    client.force_login(people["editor"])

    page = client.get(at("campaign_task", campaign, made)).text

    assert [words in page for words in ("Somebody who has left", "Je pars.", "Nobody yet")] == [True] * 3


def test_addresses_of_mail_name_nobody(people):
    found = named("Écrire à a@publisher et à @editor.", [people["editor"], people["publisher"]])

    assert found == ([people["editor"]], [])


def test_page_asks_as_much_for_many_comments_as_for_one(client, campaign, people, task, django_assert_max_num_queries):
    made = task()
    client.force_login(people["editor"])
    TaskComment.objects.create(task=made, author=people["editor"], text="Un.")
    client.get(at("campaign_task", campaign, made))
    with django_assert_max_num_queries(25) as one:
        client.get(at("campaign_task", campaign, made))
    TaskComment.objects.bulk_create(
        TaskComment(task=made, author=people["publisher"], text=str(number)) for number in range(50)
    )

    with django_assert_max_num_queries(len(one)):
        client.get(at("campaign_task", campaign, made))
