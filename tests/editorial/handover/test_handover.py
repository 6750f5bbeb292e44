"""Somebody leaves: all that they hold is handed over at once, and nothing of what they wrote or decided changes its author."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, WorkflowState

from campaigns.plan.models import Action, CalendarFeed, CampaignTask, Launch
from core.editor import roles
from core.publication.sign_off import SignOffError
from editorial import today
from editorial.handover import acts
from editorial.models import Approval, ReviewLink
from editorial.sign_off import four_eyes
from tests import factories
from tests.editorial.conftest import act, second

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def successor(people):
    return second(roles.EDITOR, "editor")


@pytest.fixture
def held(submitted, people) -> Page:
    """A page of the editor's, in review, locked by them; a start that they scheduled; a calendar address."""
    Page.objects.filter(pk=submitted.pk).update(owner=people["editor"], locked=True, locked_by=people["editor"])
    campaign = factories.campaign(launched_at=None, starts_at=timezone.now() + timedelta(days=1))
    due = campaign.starts_at
    Launch.objects.create(campaign=campaign, action=Action.CLOSE, due_at=due, requested_by=people["editor"])
    CalendarFeed.objects.create(user=people["editor"])
    return submitted


def url(person) -> str:
    return reverse("hand_over", args=[person.pk])


def test_only_who_manages_accounts_hands_over(client, people, successor):
    seen = {}
    for name, person in people.items():
        client.force_login(person)
        seen[name] = client.get(url(successor)).status_code

    assert {name for name, status in seen.items() if status == 200} == {"administrator", "superuser"}


def test_what_a_superuser_holds_is_handed_over_by_superusers(client, people):
    client.force_login(people["administrator"])

    assert client.get(url(people["superuser"])).status_code == 302
    assert client.post(reverse("close_account", args=[people["superuser"].pk])).url == "/admin/"
    people["superuser"].refresh_from_db()
    assert people["superuser"].is_active


def test_screen_counts_and_names_what_there_is_and_changes_nothing(client, held, people, successor):
    client.force_login(people["administrator"])

    shown = client.get(url(people["editor"]), {"to": successor.pk}).context["shares"]

    assert {str(one.held.label): one.number for one in shown} == {
        "Pages that are theirs": 1,
        "Texts on their way that they handed in": 1,
        "Locked by them: Pages": 1,
        "Starts and closes that they scheduled": 1,
        "Calendar address of their own": 1,
    }
    assert ["La loi"] in [share.names for share in shown]
    assert Page.objects.filter(owner=people["editor"]).count() == 1


def test_screen_lists_what_moves_beyond_the_first_and_says_to_whom_it_goes(client, home, people, successor):
    for n in range(60):
        Page.objects.filter(pk=factories.standard_page(home, title=f"Page {n}").pk).update(owner=people["editor"])
    client.force_login(people["administrator"])

    shown = client.get(url(people["editor"]), {"to": successor.pk})

    (share,) = shown.context["shares"]
    assert (share.number, len(share.first), len(share.others), share.more, share.unlisted) == (60, 3, 47, 57, 10)
    html = " ".join(shown.text.split())
    assert "Page 49" in html
    assert f"Hand all of it over to {successor}" in html


def test_all_is_handed_over_at_once_or_nothing(client, held, people, successor):
    """Whoever may not launch takes no launch over, and then nothing else either."""
    client.force_login(people["administrator"])

    client.post(url(people["editor"]), {"to": successor.pk})
    held.refresh_from_db()

    assert held.owner == people["editor"]
    with pytest.raises(SignOffError, match=r"They need one of these roles: .*Publi"):
        acts.hand_over(people["editor"], successor, people["administrator"])

    successor.groups.add(Group.objects.get(name=roles.PUBLISHER.name))
    client.post(url(people["editor"]), {"to": successor.pk})

    held.refresh_from_db()
    assert (held.owner, held.locked_by) == (successor, successor)
    assert WorkflowState.objects.get().requested_by == successor
    assert Launch.objects.get().requested_by == successor
    assert CalendarFeed.objects.count() == 0
    entry = ModelLogEntry.objects.get(action=acts.HANDED_OVER)
    assert (entry.user, entry.data["to"]) == (people["administrator"], successor.username)
    assert entry.message.startswith(f"What the account held was handed to {successor.username}: 5 (")
    assert "La loi" in entry.message
    other = ModelLogEntry.objects.get(action=acts.TAKEN_OVER)
    assert other.object_id == str(successor.pk)
    assert other.message.startswith("What editor held was handed to this account: 5 (")
    line = PageLogEntry.objects.get(page=held.pk, action=acts.PAGE_HANDED_OVER)
    assert (line.user, line.message) == (
        people["administrator"],
        f"Handed over: {people['editor'].username} → {successor.username}",
    )


def test_an_open_task_goes_to_whoever_uses_the_admin(people):
    """Who opens no campaign may be given a task, and so takes one over, too."""
    task = CampaignTask.objects.create(campaign=factories.campaign(), title="Appeler", assignee=people["editor"])

    acts.hand_over(people["editor"], people["lawyer"], people["administrator"])

    task.refresh_from_db()
    assert task.assignee == people["lawyer"]


def test_who_may_not_write_in_a_language_takes_no_text_of_it(submitted, people):
    (share,) = acts.shares(people["editor"], people["lawyer"])

    assert share.lacks == "They may not change texts in these languages: French."


def test_closed_accounts_and_those_without_the_admin_take_nothing(submitted, people, successor):
    successor.is_active = False
    successor.save()
    outsider = type(successor).objects.create_user("outsider", "outsider@example.org")

    for one in (successor, outsider, people["editor"]):
        with pytest.raises(SignOffError, match="closed, or may not open the admin"):
            acts.hand_over(people["editor"], one, people["administrator"])


def test_handing_over_makes_nobody_an_author_and_no_author_another(submitted, people, successor):
    """Four eyes: who wrote it is barred as before, and so is who approved."""
    before = four_eyes.authors(submitted, submitted.get_latest_revision())
    act(submitted, people["lawyer"])

    acts.hand_over(people["editor"], successor, people["administrator"])

    assert four_eyes.authors(submitted, submitted.get_latest_revision()) == before == {people["editor"].pk}
    assert Approval.objects.of(submitted).valid().get().user == people["lawyer"]
    people["editor"].groups.set(Group.objects.filter(name=roles.PUBLISHER.name))
    with pytest.raises(SignOffError, match="You wrote a part of this text"):
        act(submitted, people["editor"])


def test_author_who_takes_a_request_over_approves_own_words_no_more_than_before(submitted, people, successor):
    submitted.lead = "D’une autre main."
    submitted.save_revision(user=successor)
    successor.groups.add(Group.objects.get(name=roles.LAWYER.name))

    acts.hand_over(people["editor"], successor, people["administrator"])

    task = submitted.current_workflow_task
    assert task.refusal(submitted, successor).startswith("You wrote a part of this text")


def test_text_that_was_taken_over_says_who_handed_it_in(client, submitted, people):
    acts.hand_over(people["editor"], people["publisher"], people["administrator"])

    (task,) = today.reviews(people["lawyer"], timezone.now())
    client.force_login(people["publisher"])
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk])).content.decode()

    assert task.about == "Handed in by Editor, taken over by Publisher."
    assert ", Editor; taken over by Publisher" in editor


def test_words_of_a_fact_that_were_taken_over_say_who_handed_them_in(people):
    words = factories.fact().wordings.get()
    words.label = "autrement"
    words.save_revision(user=people["editor"])
    words.get_workflow().start(words, people["editor"])
    WorkflowState.objects.update(requested_by=people["publisher"])

    (task,) = today.reviews(people["lawyer"], timezone.now())

    assert task.about == "Handed in by Editor, taken over by Publisher."


def test_review_link_to_the_leaver_ends_and_one_from_them_keeps_its_maker(submitted, people, second_lawyer):
    mine = factories.review_link(submitted, outside=None, account=people["lawyer"], email="lawyer@example.org")
    ReviewLink.objects.exclude(pk=mine.pk).delete()
    sent = ReviewLink.objects.create(
        account=second_lawyer,
        created_by=people["lawyer"],
        reviewer="Autre",
        email="autre@example.org",
        expires_at=timezone.now() + timedelta(days=1),
    )

    acts.hand_over(people["lawyer"], second_lawyer, people["administrator"])

    mine.refresh_from_db()
    sent.refresh_from_db()
    assert (mine.revoked_at is not None, sent.revoked_at, sent.created_by) == (True, None, people["lawyer"])


def test_account_is_closed_afterwards_by_a_post_and_never_one_s_own(client, people, successor):
    client.force_login(people["administrator"])
    close = reverse("close_account", args=[successor.pk])

    assert client.get(close).status_code == 405
    asked = client.post(close)
    successor.refresh_from_db()
    assert (successor.is_active, asked.templates[0].name) == (True, "editorial/handover/close.html")
    client.post(close, {"confirmed": "yes"})
    own = client.post(reverse("close_account", args=[people["administrator"].pk]))

    successor.refresh_from_db()
    people["administrator"].refresh_from_db()
    assert (successor.is_active, people["administrator"].is_active, own.url) == (False, True, "/admin/")
    assert ModelLogEntry.objects.filter(action=acts.CLOSED).count() == 1


def test_question_before_closing_names_what_stays(client, held, people):
    client.force_login(people["administrator"])

    asked = client.post(reverse("close_account", args=[people["editor"].pk]))

    html = " ".join(asked.content.decode().split())
    assert "This is not handed over: it stays where it is, and waits." in html
    assert "<li>Pages that are theirs: 1</li>" in html


def test_pages_of_a_closed_account_say_that_it_is_closed(client, people, successor):
    pages, said = [url(successor), reverse("wagtailusers_users:edit", args=[successor.pk])], "This account is closed"
    client.force_login(people["administrator"])
    before = [said in client.get(page).content.decode() for page in pages]

    client.post(reverse("close_account", args=[successor.pk]), {"confirmed": "yes"})

    assert (before, [said in client.get(page).content.decode() for page in pages]) == ([False] * 2, [True] * 2)


def test_screen_is_reached_from_the_account_and_from_the_list(client, people, successor):
    client.force_login(people["administrator"])

    for name, args in (("edit", [successor.pk]), ("index", [])):
        html = client.get(reverse(f"wagtailusers_users:{name}", args=args)).content.decode()
        assert url(successor) in html


@pytest.mark.parametrize("number", [1, 5])
def test_screen_costs_the_same_however_much_there_is(
    client, home, people, successor, django_assert_max_num_queries, number
):
    for _each in range(number):
        page = factories.standard_page(home)
        Page.objects.filter(pk=page.pk).update(owner=people["editor"])
    client.force_login(people["administrator"])
    client.get(url(people["editor"]))

    with django_assert_max_num_queries(19):
        client.get(url(people["editor"]), {"to": successor.pk})
