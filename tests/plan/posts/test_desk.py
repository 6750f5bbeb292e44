"""A post on the desk of those who decide: as it will be read, with its facts, and with what an approval of it does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from campaigns.plan.models import Post
from tests import factories, markup
from tests.plan.posts.conftest import NOW

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def waiting(post, people) -> Post:
    fact = factories.fact(name="Récidive", value="3750")
    made = post(f"Payer est puni de {{fact:{fact.pk}}} d’amende.")
    made.get_workflow().start(made, people["editor"])
    return Post.objects.get(pk=made.pk)


def desk(waiting, name: str = "desk_text") -> str:
    return reverse(name, args=[waiting.current_workflow_task_state.pk])


def test_lawyer_reads_the_post_and_its_facts(client, waiting, people):
    client.force_login(people["lawyer"])

    readers = markup.read(client.get(desk(waiting, "desk_preview")).content.decode())
    context = client.get(desk(waiting)).context

    assert "Payer est puni de 3 750 € d’amende." in readers.replace("\u202f", " ").replace("\xa0", " ")
    assert "{fact:" not in readers
    assert [told.fact.name for told in context["facts"]] == ["Récidive"]


def test_who_decides_reads_for_what_and_for_when_it_is(client, waiting, people):
    Post.objects.filter(pk=waiting.pk).update(planned_at=NOW + timedelta(days=3))
    client.force_login(people["lawyer"])

    task = client.get(desk(waiting)).context["task"]
    today = client.get(reverse("wagtailadmin_home")).content.decode()

    assert task.about.endswith("To be posted on Mastodon for “Gares” on 4 Dec 2026, 11:00.")
    assert task.due == date(2026, 12, 4)
    assert "To be posted on Mastodon for “Gares” on 4 Dec 2026, 11:00." in today


def test_post_without_a_day_is_due_on_none(client, waiting, people):
    client.force_login(people["lawyer"])

    task = client.get(desk(waiting)).context["task"]

    assert task.about.endswith("To be posted on Mastodon for “Gares”; no day is planned.")
    assert task.due is None


def test_publisher_is_told_that_nothing_is_posted_by_an_approval(client, waiting, people):
    client.force_login(people["lawyer"])
    client.post(desk(waiting), {"decision": "approve"})
    waiting.refresh_from_db()
    client.force_login(people["publisher"])

    context = client.get(desk(waiting)).context
    answer = client.post(desk(waiting), {"decision": "approve"}, follow=True)

    assert (context["words_of_approval"], context["outlook"]) == (
        "Approve",
        "Then it may be posted: nothing is posted or public by your approval.",
    )
    assert "may be posted. Nothing is posted by itself." in answer.content.decode()
