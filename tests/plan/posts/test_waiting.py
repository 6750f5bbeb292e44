"""Posts in the calendar, on the list of today, among what is found, handed over, and in a campaign begun again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.copying.undoing import undo
from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts import acts, waiting
from core.editor.calendar import State, day_of
from core.editor.handover import HELD
from core.editor.search.sources import Asked
from tests.plan.posts.conftest import NOW

pytestmark = pytest.mark.usefixtures("in_english")
TOMORROW = NOW + timedelta(days=1)


def month(user) -> list:
    return waiting.events(user, date(2026, 12, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("name", "sees"), [("editor", True), ("publisher", True), ("translator", False), ("lawyer", False)]
)
def test_each_role_is_told_what_it_may_see(people, post, name, sees):
    post(planned_at=NOW)

    found = (
        month(people[name]),
        list(waiting.today(people[name], NOW)),
        list(waiting.search(people[name], Asked("loi"))),
    )

    assert [bool(one) for one in found] == [sees] * 3


def test_the_calendar_says_how_each_stands(people, post):
    post("Brouillon.", planned_at=TOMORROW)
    post("Prêt.", planned_at=TOMORROW, is_live=True)
    post("Oublié.", planned_at=NOW - timedelta(hours=1), is_live=True)
    acts.note_posted(post("Posté.", planned_at=NOW, is_live=True), NOW, "", people["editor"])
    post("Sans date.")

    assert {event.title.rpartition(": ")[2]: event.state for event in month(people["editor"])} == {
        "Brouillon.": State.UNAPPROVED,
        "Prêt.": State.PLANNED,
        "Oublié.": State.OVERDUE,
        "Posté.": State.DONE,
    }


def test_today_tells_what_is_to_be_posted_until_it_is(people, post):
    made = post(planned_at=NOW, is_live=True)
    post("Demain.", planned_at=TOMORROW, is_live=True)
    before = [(one.title, one.about, one.due) for one in waiting.today(people["editor"], NOW)]

    acts.note_posted(made, NOW, "", people["editor"])

    assert before == [("La loi a changé.", "Gares. To be posted on Mastodon.", day_of(NOW))]
    assert list(waiting.today(people["editor"], NOW)) == []


def test_today_tells_whoever_posts_it_alone(people, post):
    post(planned_at=NOW, assignee=people["publisher"])

    assert [len(list(waiting.today(people[name], NOW))) for name in ("editor", "publisher")] == [0, 1]


def test_a_closed_campaign_has_nothing_to_post_today(campaign, people, post):
    post(planned_at=NOW)

    Campaign.objects.filter(pk=campaign.pk).update(closed_at=NOW)

    assert list(waiting.today(people["editor"], NOW)) == []


def test_a_post_is_found_by_its_words_and_its_address(people, post):
    acts.note_posted(post("Une phrase rare.", is_live=True), NOW, "https://social.example/42", people["editor"])

    for asked in ("phrase rare", "social.example/42"):
        section = next(waiting.search(people["editor"], Asked(asked)))
        assert [one.title for one in section.found] == ["Une phrase rare."]


def test_what_waits_costs_the_same_for_one_and_three(people, post):
    counts = []
    for _round in range(2):
        post(planned_at=NOW, is_live=True)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            list(waiting.today(people["superuser"], NOW)), month(people["superuser"])
            list(waiting.search(people["superuser"], Asked("loi")))
        counts.append(len(asked))
        post(planned_at=NOW), post(planned_at=NOW)

    assert counts[0] == counts[1]


def test_open_posts_are_handed_over(people, post):
    held = next(one for one in HELD if str(one.label) == "Posts for networks")
    mine = post(assignee=people["editor"])
    done = post(assignee=people["editor"], is_live=True)
    acts.note_posted(done, NOW, "", people["editor"])

    held.give(held.of(people["editor"]), people["publisher"])

    assert [Post.objects.get(pk=one.pk).assignee for one in (mine, done)] == [people["publisher"], people["editor"]]


def test_a_campaign_begun_again_has_its_posts_as_drafts_at_later_days(campaign, people, post):
    made = post(planned_at=NOW, is_live=True, assignee=people["publisher"])
    Post.objects.filter(pk=made.pk).update(link=acts.link_for(campaign, "mastodon", people["editor"]))
    acts.note_posted(made, NOW, "https://social.example/1", people["editor"])

    copy = begin_again(campaign, Wanted("Gares 2027", date(2027, 11, 1), None), people["editor"])

    again = copy.posts.get()
    assert (again.live, again.words, again.posted_at, again.address) == (False, "La loi a changé.", None, "")
    assert again.planned_at == NOW + timedelta(days=365)
    assert (again.assignee, again.link.campaign) == (people["publisher"], copy)
    assert again.latest_revision is not None


def test_a_copy_is_taken_back_with_its_posts(campaign, people, post):
    made = post()
    Post.objects.filter(pk=made.pk).update(link=acts.link_for(campaign, "mastodon", people["editor"]))
    copy = begin_again(campaign, Wanted("Gares 2027", date(2027, 11, 1), None), people["editor"])

    undo(copy, people["editor"])

    assert list(Post.objects.values_list("campaign", flat=True)) == [campaign.pk]
