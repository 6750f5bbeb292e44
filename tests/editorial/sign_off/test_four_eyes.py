"""Behind the two approvals of the same words stand two people, and neither wrote the words."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from core.editor import roles
from core.publication.sign_off import SignOffError
from editorial.models import Approval, OutsideReviewer
from editorial.review import links as review_links
from editorial.sign_off import four_eyes
from editorial.sign_off.approvals import approve
from facts.models import Fact
from tests import factories
from tests.editorial.conftest import act

pytestmark = pytest.mark.usefixtures("in_english")


def both_groups(person):
    person.groups.add(*Group.objects.filter(name__in=[roles.LAWYER.name, roles.PUBLISHER.name]))
    return type(person).objects.get(pk=person.pk)


def twin(person, email: str):
    """A second account of the same person, with the role of publishers."""
    made = type(person).objects.create_user("twin", email, "a long enough password", is_superuser=True)
    made.groups.add(Group.objects.get(name=roles.PUBLISHER.name))
    return made


def decide_by_link(page, people, *, maker, reviewer=None):
    link = review_links.create(page, reviewer=reviewer or factories.outside_reviewer(), days=7, user=maker)
    token = review_links.address(link).rstrip("/").rpartition("/")[2]
    review_links.decide(token, approved=True, name="Me Durand", comment="")


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    "same",
    [
        ("a.b@example.org", "A.B@Example.org"),
        ("ab@example.org", "ab+droit@example.org"),
        ("a.b+x@gmail.com", "ab@googlemail.com"),
        ("ab@example.org", "\uff41b@example.org "),
    ],
)
def test_mailbox_is_known_under_all_its_spellings(same):
    first, second = map(four_eyes.mailbox, same)

    assert first == second


@pytest.mark.parametrize(
    "others",
    [("a.b@example.org", "ab@example.org"), ("ab@example.org", "ab@example.com"), ("+a@example.org", "+b@example.org")],
)
def test_mailboxes_of_two_people_stay_two(others):
    first, second = map(four_eyes.mailbox, others)

    assert first != second


@pytest.mark.parametrize("who", ["publisher", "superuser"])
def test_one_account_does_not_give_both_approvals(submitted, people, who):
    person = both_groups(people[who])
    act(submitted, person)

    with pytest.raises(SignOffError, match="Publisher|Nobody else" if who == "superuser" else "Nobody else"):
        act(submitted, person)

    assert not is_live(submitted)


@pytest.mark.parametrize("email", ["lawyer@example.org", "LAWYER@example.org", "lawyer+2@example.org"])
def test_second_account_with_the_same_mailbox_is_the_same_person(submitted, people, email):
    act(submitted, people["lawyer"])

    with pytest.raises(SignOffError):
        act(submitted, twin(people["lawyer"], email))

    assert not is_live(submitted)


def moves(person, email: str):
    """Gives an account another address."""
    person.email = email
    person.save()
    return type(person).objects.get(pk=person.pk)


def test_second_account_whose_address_was_changed_since_is_the_same_person(submitted, people):
    second = twin(people["lawyer"], "lawyer+2@example.org")
    act(submitted, people["lawyer"])

    with pytest.raises(SignOffError):
        act(submitted, moves(moves(second, "a@example.com"), "b@example.com"))

    assert not is_live(submitted)


def test_second_account_whose_address_was_changed_beforehand_is_the_same_person(submitted, people):
    second = moves(twin(people["lawyer"], "lawyer@example.org"), "elsewhere@example.com")
    act(submitted, people["lawyer"])

    with pytest.raises(SignOffError):
        act(submitted, second)


def test_mailbox_that_the_first_approver_had_then_counts(submitted, people):
    second = twin(people["lawyer"], "lawyer@example.org")
    act(submitted, people["lawyer"])
    moves(people["lawyer"], "elsewhere@example.com")

    with pytest.raises(SignOffError):
        act(submitted, second)


def test_author_whose_address_was_changed_since_is_still_the_author(submitted, people):
    person = both_groups(twin(people["editor"], "editor@example.org"))
    moves(people["editor"], "elsewhere@example.com")

    with pytest.raises(SignOffError):
        act(submitted, person)


def test_change_of_address_of_somebody_else_bars_nobody(submitted, people):
    act(submitted, people["lawyer"])

    act(submitted, moves(people["publisher"], "elsewhere@example.com"))

    assert is_live(submitted)


def test_former_address_is_kept_once_and_under_a_key(people):
    person = moves(moves(people["lawyer"], "Lawyer+2@Example.org"), "elsewhere@example.com")
    moves(moves(person, ""), "elsewhere@example.com")

    kept = [former.hand for former in person.former_mailboxes.order_by("hand")]

    assert kept == sorted(four_eyes.of_address("lawyer@example.org") | four_eyes.of_address("elsewhere@example.com"))
    assert not any("example" in hand for hand in kept)


def test_second_account_of_an_author_approves_nothing(submitted, people):
    person = both_groups(twin(people["editor"], "editor+2@example.org"))

    with pytest.raises(SignOffError):
        act(submitted, person)


def test_accounts_without_a_mailbox_are_two_people(submitted, people, second_lawyer):
    for person in (people["lawyer"], people["publisher"]):
        person.email = ""
        person.save()

    act(submitted, people["lawyer"])
    act(submitted, people["publisher"])

    assert is_live(submitted)


def test_maker_of_a_link_does_not_publish_what_it_approved(submitted, people):
    decide_by_link(submitted, people, maker=people["publisher"])

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])

    assert not is_live(submitted)


def test_proposer_of_a_reviewer_does_not_publish_what_that_reviewer_approved(submitted, people):
    reviewer = factories.outside_reviewer(proposed_by=people["publisher"])
    decide_by_link(submitted, people, maker=people["administrator"], reviewer=reviewer)

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])


def test_proposer_of_a_reviewer_is_kept_with_the_approval_whatever_becomes_of_the_reviewer(submitted, people):
    reviewer = factories.outside_reviewer(proposed_by=people["publisher"])
    decide_by_link(submitted, people, maker=people["administrator"], reviewer=reviewer)
    OutsideReviewer.objects.update(proposed_by=None)

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])


def test_whose_mailbox_a_link_went_to_does_not_publish(submitted, people):
    reviewer = factories.outside_reviewer(email="Publisher+droit@example.org")
    decide_by_link(submitted, people, maker=people["administrator"], reviewer=reviewer)

    with pytest.raises(SignOffError):
        act(submitted, people["publisher"])


def test_link_made_by_somebody_else_leaves_the_publisher_free(submitted, people):
    decide_by_link(submitted, people, maker=people["administrator"])

    act(submitted, people["publisher"])

    assert is_live(submitted)


def test_link_does_not_approve_what_its_maker_or_reviewer_wrote(submitted, people):
    """Written after the link was made: the words are other ones then, and its door is shut; at the approval it is asked again."""
    link = factories.review_link(submitted, created_by=people["editor"])

    with pytest.raises(SignOffError):
        approve(submitted.current_workflow_task_state, "legal", reviewer="Me Durand", link=link)


def test_approval_that_nobody_stands_behind_is_refused(submitted):
    with pytest.raises(SignOffError):
        approve(submitted.current_workflow_task_state, "legal", reviewer="Me Durand")


def test_account_that_was_deleted_still_has_its_hand_in_its_approval(submitted, people):
    act(submitted, people["lawyer"])
    second = twin(people["lawyer"], "lawyer@example.org")
    people["lawyer"].delete()

    with pytest.raises(SignOffError):
        act(submitted, second)


def test_approval_of_the_former_words_bars_nobody(submitted, people):
    person = both_groups(people["publisher"])
    act(submitted, person)
    submitted.current_workflow_state.cancel(user=person)
    submitted.lead = "Trois mois."
    submitted.save_revision(user=people["editor"])
    submitted.get_workflow().start(submitted, people["editor"])

    act(submitted, people["lawyer"])
    act(submitted, person)

    assert is_live(submitted)


def test_approval_of_these_words_in_a_review_that_was_cancelled_bars_still(submitted, people):
    person = both_groups(people["publisher"])
    act(submitted, person)
    submitted.current_workflow_state.cancel(user=person)
    submitted.get_workflow().start(submitted, people["editor"])
    act(submitted, people["lawyer"])

    with pytest.raises(SignOffError):
        act(submitted, person)


def test_snippet_is_approved_by_two_people(people):
    person = both_groups(people["publisher"])
    fact = factories.fact(value="1500")
    fact.value = "3000"
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])
    act(fact, person)

    with pytest.raises(SignOffError):
        act(fact, person)

    assert Fact.objects.get(pk=fact.pk).value == "1500"


def test_refusal_names_those_who_may(submitted, people, second_lawyer, in_english):
    people["editor"].groups.add(Group.objects.get(name=roles.LAWYER.name))

    with pytest.raises(SignOffError) as refusal:
        act(submitted, people["editor"])

    assert refusal.value.message == (
        "You wrote a part of this text: somebody else has to approve it. Who may: Lawyer or lawyer 2."
    )


def test_refusal_says_so_where_nobody_may(submitted, people, in_english):
    people["lawyer"].groups.clear()
    people["editor"].groups.add(Group.objects.get(name=roles.LAWYER.name))

    with pytest.raises(SignOffError) as refusal:
        act(submitted, people["editor"])

    assert refusal.value.message.endswith(
        "Nobody else may at present: an administrator puts another person into the group Relecture juridique."
    )


def test_editor_says_to_who_may_not_approve_why_and_who_may(client, submitted, people, in_english):
    person = both_groups(people["publisher"])
    other = twin(people["publisher"], "other@example.org")
    act(submitted, person)
    client.force_login(person)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk]))

    html = response.content.decode()
    assert [name for name, *_ in submitted.current_workflow_task.get_actions(submitted, person)] == ["reject"]
    assert 'data-workflow-action-name="approve"' not in html
    assert f"Who may: {other.username}." in html
    client.force_login(other)
    assert (
        'data-workflow-action-name="approve"'
        in client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk])).content.decode()
    )


def test_translation_s_bar_says_why_there_is_no_button(client, translation, people, in_english):
    from editorial.translation import drafting

    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    person = both_groups(people["publisher"])
    act(draft, person)
    client.force_login(person)

    html = client.get(translation.get_target_instance_edit_url()).content.decode()

    assert "You have a hand in the other approval of these words" in html
    assert reverse("sign_off_decide", args=[translation.pk, "reject"]) in html
    client.post(
        reverse("sign_off_decide", args=[translation.pk, "approve"]),
        {"task_state": draft.current_workflow_task_state.pk},
    )
    assert [one.step for one in Approval.objects.of(draft).valid()] == ["legal"]


# A reviewer who mends


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def mend(page, person, lead: str = "Deux mois de prison, au plus."):
    draft = page.get_latest_revision_as_object()
    draft.lead = lead
    draft.save_revision(user=person)


def test_reviewer_reads_beforehand_what_mending_means(client, submitted, people, second_lawyer, in_english):
    client.force_login(people["lawyer"])

    html = client.get(edit_url(submitted)).content.decode()

    assert "you may still approve" in html
    assert "somebody else has to approve it. Who may: lawyer 2." in html


def test_reviewer_who_is_alone_reads_what_a_change_would_mean_and_no_alarm(client, submitted, people, in_english):
    client.force_login(people["lawyer"])

    html = client.get(edit_url(submitted)).content.decode()

    assert "you may still approve" in html
    assert (
        "If you change the text yourself, nobody is left who may approve it, until an administrator puts another person into the group Relecture juridique."
        in html
    )
    assert "Nobody else may at present" not in html


def test_text_that_a_reviewer_mended_is_handed_to_another_who_approves(
    client, submitted, people, second_lawyer, in_english
):
    mend(submitted, people["lawyer"])
    client.force_login(people["lawyer"])
    page = type(submitted).objects.get(pk=submitted.pk)
    place = reverse("review_hand_over", args=[page.current_workflow_state.pk])

    html = client.get(edit_url(submitted)).content.decode()
    shown = client.get(place)
    handed = client.post(place)

    page = type(submitted).objects.get(pk=submitted.pk)
    assert (place in html, "Who may: lawyer 2." in html) == (True, True)
    assert (shown.status_code, handed.status_code, page.current_workflow_task.step) == (200, 302, "legal")
    assert page.current_workflow_state.requested_by == people["editor"]
    with pytest.raises(SignOffError):
        act(page, people["lawyer"])
    act(page, second_lawyer)
    act(page, people["publisher"])
    assert type(page).objects.get(pk=page.pk).lead == "Deux mois de prison, au plus."


def test_what_publication_mended_passes_legal_review_once_more(client, submitted, people):
    act(submitted, people["lawyer"])
    mend(submitted, people["publisher"])
    page = type(submitted).objects.get(pk=submitted.pk)
    client.force_login(people["publisher"])

    client.post(reverse("review_hand_over", args=[page.current_workflow_state.pk]))

    assert type(page).objects.get(pk=page.pk).current_workflow_task.step == "legal"


def test_reviewer_who_takes_the_change_back_may_approve(submitted, people):
    former = submitted.get_latest_revision_as_object().lead
    mend(submitted, people["lawyer"])
    page = type(submitted).objects.get(pk=submitted.pk)
    mend(page, people["lawyer"], former)

    act(submitted, people["lawyer"])

    assert Approval.objects.of(submitted).valid().get().user == people["lawyer"]


def test_reviewer_who_took_a_change_back_may_approve_what_the_author_writes_later(submitted, people):
    former = submitted.get_latest_revision_as_object().lead
    mend(submitted, people["lawyer"])
    mend(submitted, people["lawyer"], former)
    act(submitted, people["lawyer"], "reject", comment="« Deux mois, au plus. »")
    mend(submitted, people["editor"], "Deux mois, au plus.")
    type(submitted).objects.get(pk=submitted.pk).current_workflow_state.resume(people["editor"])

    act(submitted, people["lawyer"])

    assert Approval.objects.of(submitted).valid().get().user == people["lawyer"]


def test_reviewer_whose_change_the_author_kept_and_went_on_from_may_not(submitted, people):
    mend(submitted, people["lawyer"])
    act(submitted, people["lawyer"], "reject", comment="Voilà.")
    mend(submitted, people["editor"], "Deux mois de prison, au plus, et l’amende.")
    type(submitted).objects.get(pk=submitted.pk).current_workflow_state.resume(people["editor"])

    with pytest.raises(SignOffError):
        act(submitted, people["lawyer"])


def test_editor_offers_to_put_the_former_words_back(client, submitted, people):
    mend(submitted, people["lawyer"])
    client.force_login(people["lawyer"])
    html = client.get(edit_url(submitted)).content.decode()
    place = reverse(
        "wagtailadmin_pages:revisions_revert",
        args=[submitted.pk, submitted.current_workflow_task_state.revision_id],
    )

    assert (place in html, "Put the former words back" in html) == (True, True)
    assert client.get(place).context["form"]["lead"].value() == "Deux mois de prison au plus."


def test_comparison_with_the_live_version_shows_what_would_be_approved_and_not_what_was_handed_in(
    client, signed_off, people
):
    mend(signed_off, people["editor"], "Trois mois.")
    page = type(signed_off).objects.get(pk=signed_off.pk)
    page.get_workflow().start(page, people["editor"])
    handed_in = page.current_workflow_task_state.revision_id
    mend(page, people["lawyer"], "Quatre mois.")
    client.force_login(people["lawyer"])

    def shown(*between) -> list[bool]:
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *between])
        html = client.get(address).content.decode()
        return ["Quatre" in html, "Trois" in html]

    assert shown("live", handed_in) == [True, False]
    assert shown(handed_in, "latest") == [True, True]


def test_nobody_is_offered_a_text_that_nobody_else_may_approve(client, submitted, people):
    mend(submitted, people["lawyer"])
    client.force_login(people["lawyer"])

    html = client.get(edit_url(submitted)).content.decode()

    assert ("Hand it to another reviewer" in html, "Put the former words back" in html) == (False, True)


def test_comparison_reads_the_values_of_facts_and_says_what_was_never_published(client, draft, people):
    fact = factories.fact(value="1500", unit="euro")
    mend(draft, people["editor"], f"Une amende de {{fact:{fact.pk}}}.")
    page = type(draft).objects.get(pk=draft.pk)
    page.first_published_at = None
    type(draft).objects.filter(pk=draft.pk).update(first_published_at=None, live_revision=None)
    page.get_workflow().start(page, people["editor"])
    first, last = (page.revisions.order_by(order).first().pk for order in ("pk", "-pk"))
    client.force_login(people["lawyer"])

    html = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last])).content.decode()

    assert f'<span title="{{fact:{fact.pk}}}">1\u202f500\xa0€</span>' in html
    assert "This text was never published: all of it is new." in html


@pytest.mark.parametrize("person", ["editor", "translator", "analyst"])
def test_text_is_handed_over_by_its_reviewers_alone(client, submitted, people, person):
    mend(submitted, people["lawyer"])
    state = type(submitted).objects.get(pk=submitted.pk).current_workflow_state
    client.force_login(people[person])

    client.post(reverse("review_hand_over", args=[state.pk]))

    assert type(submitted).objects.get(pk=submitted.pk).current_workflow_state.pk == state.pk
