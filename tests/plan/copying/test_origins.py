"""Who reviews a copy reads what differs from what was public last year."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.models import PageLogEntry

from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.models import Post
from campaigns.plan.posts import acts
from editorial.desk import origins
from tests import factories
from tests.editorial.conftest import act
from tests.plan.copying import past

pytestmark = pytest.mark.usefixtures("in_english")


def submitted(draft, people):
    """As its editor hands it in."""
    draft.save_revision(user=people["editor"])
    draft.get_workflow().start(draft, people["editor"])
    return type(draft).objects.get(pk=draft.pk)


def read(client, draft, lawyer) -> dict:
    client.force_login(lawyer)
    return client.get(reverse("desk_text", args=[draft.current_workflow_task_state.pk])).context


def compared(context) -> tuple[str, list[str]]:
    return context["compared"], [f"{one.label}: {one.told}" for one in context["changes"]]


def page_of(campaign, language: str = "fr"):
    return campaign.pages.get(locale__language_code=language)


def on(text) -> str:
    return date_format(localtime(text.last_published_at))


def test_copy_is_compared_with_the_page_it_was_copied_from(client, people, campaign, copy):
    """Links between the two pages of a campaign lead to their copies: that is no change."""
    before, draft = page_of(campaign), page_of(copy)
    draft.lead = "Une seule fois suffit."

    context = read(client, submitted(draft, people), people["lawyer"])

    assert context["novelty"] == "This text was never live: it is a copy."
    assert compared(context) == (
        f"Compared with the page it was copied from: “Acheteurs”, published last on {on(before)}.",
        [
            'Campaign: <del class="deletion">Acheteurs 2025</del> <ins class="addition">Acheteurs 2027</ins>',
            'Lead: Une <ins class="addition">seule </ins>fois suffit.',
            'Slug: acheteurs-2025<ins class="addition">-2</ins>',
        ],
    )


def test_translation_is_compared_with_the_one_of_its_language(client, people, campaign, copy):
    draft = submitted(page_of(copy, "en"), people)

    said, changes = compared(read(client, draft, people["lawyer"]))

    assert said.startswith("Compared with the page it was copied from: “Acheteurs”")
    assert not [one for one in changes if "Lead" in one]


def test_draft_that_was_sent_back_is_compared_with_that_draft(client, people, copy):
    draft = submitted(page_of(copy), people)
    act(draft, people["lawyer"], "reject", comment="À revoir.")
    draft.lead = "Une fois, et plus."
    draft.save_revision(user=people["editor"])
    draft.current_workflow_state.resume(people["editor"])

    said, changes = compared(read(client, draft, people["lawyer"]))

    assert said == "Compared with the draft of which changes were asked for."
    assert [one.partition(":")[0] for one in changes] == ["Lead"]


def test_copy_that_was_public_once_is_compared_with_no_other_page(client, people, copy):
    draft = factories.go_live(page_of(copy))
    draft.unpublish()

    context = read(client, submitted(draft, people), people["lawyer"])

    assert (context["novelty"], *compared(context)) == ("This text is no longer live: read all of it.", "", [])


def test_copy_of_what_was_never_public_is_all_new(client, people, copy, admin):
    again = begin_again(copy, Wanted("Encore", past.AUTUMN.first_day, None), admin)

    context = read(client, submitted(page_of(again), people), people["lawyer"])

    assert (context["novelty"], *compared(context)) == ("This text was never live: all of it is new.", "", [])


def test_copy_of_a_page_that_is_deleted_is_all_new(client, people, campaign, copy):
    draft = submitted(page_of(copy), people)
    page_of(campaign).delete()

    assert compared(read(client, draft, people["lawyer"])) == ("", [])


def test_history_says_once_from_which_page_it_was_copied(campaign, copy):
    entry = PageLogEntry.objects.get(page=page_of(copy).pk, action=origins.COPIED)

    assert entry.message == "Copied from Acheteurs"
    assert entry.data["copied"]["id"] == page_of(campaign).pk


def test_post_is_compared_with_the_post_it_was_copied_from(campaign, admin):
    before = Post(campaign=campaign, words="Une fois suffit.", network="mastodon", language="fr")
    factories.go_live(acts.add([before], admin)[0])
    made = begin_again(campaign, past.AUTUMN, admin)

    assert origins.origin_of(Post.objects.get(campaign=made)) == before
