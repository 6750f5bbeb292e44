"""A reviewer without an account is known to the site once a second person has said so."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.publication.sign_off import SignOffError
from editorial.models import OutsideReviewer
from editorial.review import links as review_links
from editorial.review import outside_reviewers
from tests import factories


@pytest.fixture
def proposed(people) -> OutsideReviewer:
    return outside_reviewers.propose(name="Me Durand", email="durand@example.org", user=people["publisher"])


def test_reviewer_is_proposed_by_one_person_and_confirmed_by_another(client, people):
    client.force_login(people["publisher"])
    client.post(reverse("outside_reviewers"), {"name": "Me Durand", "email": "durand@example.org"})
    made = OutsideReviewer.objects.get()
    assert not made.is_confirmed

    client.force_login(people["lawyer"])
    client.post(reverse("outside_reviewer_confirm", args=[made.pk]))

    made.refresh_from_db()
    assert (made.proposed_by, made.confirmed_by, made.is_confirmed) == (people["publisher"], people["lawyer"], True)


@pytest.mark.parametrize(
    "mailbox", ["publisher@example.org", "Publisher@EXAMPLE.org", "publisher+2@example.org", "durand+moi@example.org"]
)
def test_nobody_confirms_whom_they_proposed_nor_themselves(proposed, people, mailbox):
    second = people["superuser"]
    second.email = mailbox
    second.save()

    for person in (people["publisher"], second):
        with pytest.raises(SignOffError):
            outside_reviewers.confirm(proposed, person)

    assert not OutsideReviewer.objects.get().is_confirmed


def test_reviewer_whose_proposer_has_left_is_proposed_anew(proposed, people):
    people["publisher"].delete()

    with pytest.raises(SignOffError):
        outside_reviewers.confirm(proposed, people["lawyer"])


@pytest.mark.parametrize("email", ["publisher+x@example.org", "Lawyer@example.org", "DURAND@example.org"])
def test_own_address_that_of_an_account_and_one_that_is_known_are_refused(people, email):
    factories.outside_reviewer()

    with pytest.raises(SignOffError):
        outside_reviewers.propose(name="X", email=email, user=people["publisher"])

    assert OutsideReviewer.objects.count() == 1


def withdraw(client, reviewer, **data):
    return client.post(reverse("outside_reviewer_withdraw", args=[reviewer.pk]), data, follow=True)


def test_withdrawal_is_asked_first_with_the_links_that_end(client, people, submitted):
    made = factories.outside_reviewer(confirmed_by=people["lawyer"])
    link = review_links.create(submitted, reviewer=made, days=7, user=people["administrator"])
    client.force_login(people["publisher"])

    html = withdraw(client, made).content.decode()
    revoked = review_links.create(submitted, reviewer=made, days=7, user=people["administrator"])
    type(revoked).objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())

    made.refresh_from_db()
    assert (made.email in html, f"<bdi>{submitted.title}</bdi>" in html) == (True, True)
    assert [one.pk for one in outside_reviewers.open_links(made)] == [link.pk]
    assert made.withdrawn_at is None


def test_reviewer_is_withdrawn_by_one_person_at_once_and_the_log_says_so(client, people, submitted):
    made = factories.outside_reviewer(confirmed_by=people["lawyer"])
    address = review_links.address(review_links.create(submitted, reviewer=made, days=7, user=people["administrator"]))
    client.force_login(people["publisher"])
    assert client.get(address).status_code == 200

    withdraw(client, made, confirmed="yes")

    made.refresh_from_db()
    entry = ModelLogEntry.objects.get(action=outside_reviewers.WITHDRAWN)
    assert (made.is_confirmed, made.withdrawn_by) == (False, people["publisher"])
    assert (entry.object_id, entry.label, entry.user) == (str(made.pk), made.name, people["publisher"])
    assert entry.data == {"links": 1}
    assert client.get(address).status_code == 410


def test_second_withdrawal_is_told_and_changes_nothing(client, people, in_english):
    made = factories.outside_reviewer(confirmed_by=people["lawyer"])
    outside_reviewers.withdraw(made, people["lawyer"])
    client.force_login(people["publisher"])

    said = [str(one).strip() for one in withdraw(client, made, confirmed="yes").context["messages"]]

    made.refresh_from_db()
    assert said == [f"{made.name} was withdrawn already."]
    assert made.withdrawn_by == people["lawyer"]
    assert ModelLogEntry.objects.filter(action=outside_reviewers.WITHDRAWN).count() == 1


def test_withdrawn_reviewer_is_not_confirmed_again(proposed, people):
    outside_reviewers.withdraw(proposed, people["publisher"])

    with pytest.raises(SignOffError):
        outside_reviewers.confirm(proposed, people["lawyer"])


@pytest.mark.parametrize("person", ["editor", "translator", "analyst"])
def test_others_neither_see_nor_change_the_list(client, people, proposed, person):
    client.force_login(people[person])

    shown = client.get(reverse("outside_reviewers"))
    for name in ("outside_reviewer_confirm", "outside_reviewer_withdraw"):
        client.post(reverse(name, args=[proposed.pk]), {"confirmed": "yes"})
    client.post(reverse("outside_reviewers"), {"name": "X", "email": "x@example.org"})

    proposed.refresh_from_db()
    assert "durand@example.org" not in shown.content.decode()
    assert (proposed.confirmed_at, proposed.withdrawn_at, OutsideReviewer.objects.count()) == (None, None, 1)


def test_list_costs_the_same_with_one_and_with_many(client, people, proposed, django_assert_num_queries):
    client.force_login(people["lawyer"])
    client.get(reverse("outside_reviewers"))

    for _more in range(2):
        with django_assert_num_queries(QUERIES):
            html = client.get(reverse("outside_reviewers")).content.decode()
        factories.outside_reviewer(
            proposed_by=people["publisher"], confirmed_by=people["lawyer"], email="x@example.org"
        )

    assert reverse("outside_reviewer_confirm", args=[proposed.pk]) in html


QUERIES = 11


def test_address_is_forgotten_a_year_after_the_withdrawal(proposed, people):
    outside_reviewers.withdraw(proposed, people["publisher"])
    OutsideReviewer.objects.update(withdrawn_at=timezone.now() - review_links.KEPT * 1.1)

    review_links.forget()

    assert OutsideReviewer.objects.get().email == ""


def test_those_who_may_confirm_an_address_are_told_that_it_waits(client, people, mailoutbox):
    client.force_login(people["publisher"])

    client.post(reverse("outside_reviewers"), {"name": "Me Durand", "email": "durand@example.org"})

    assert {one for mail in mailoutbox for one in mail.to} == {"lawyer@example.org", "administrator@example.org"}
    assert all(reverse("outside_reviewers") in mail.body for mail in mailoutbox)
    assert not any("durand@" in mail.body for mail in mailoutbox)
