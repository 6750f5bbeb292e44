"""Two approvals by one person, in every way: each begins with a text in legal review that its editor wrote, and ends with whatever
that person can do to put it live.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail as mail_module
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.editor import roles
from core.periodic_jobs import publish_scheduled
from core.publication.sign_off import SignOffError
from editorial.models import Approval, ReviewLink
from editorial.review import links as review_links
from editorial.review import outside_reviewers
from facts.models import Fact
from tests import factories
from tests.editorial.conftest import act as approve_step
from tests.editorial.editing import live, page_url, send_editor


@dataclass
class Alone:
    """One person who is in the groups of both steps, and whom the site believes to be alone."""

    client: object
    text: object
    people: dict
    person: object
    send_mails: object

    def joins(self, person):
        """Puts an account into both groups."""
        person.groups.add(*Group.objects.filter(name__in=[roles.LAWYER.name, roles.PUBLISHER.name]))
        return type(person).objects.get(pk=person.pk)

    def second_account(self, email: str):
        made = type(self.person).objects.create_user("second", email, "a long enough password")
        return self.joins(made)

    def tries(self, act: Callable, *args, **kwargs) -> None:
        """Refused or not: what counts is whether the text is live in the end."""
        try:
            with transaction.atomic():
                act(*args, **kwargs)
        except (SignOffError, review_links.ClosedLinkError):
            pass

    def approves(self, person=None) -> None:
        """The step that the text is at, as the editor's button does."""
        self.tries(approve_step, self.fresh(), person or self.person)

    def approves_elsewhere(self, account) -> None:
        """An account that has another address by now."""
        account.refresh_from_db()
        assert (account.email, account.groups.count()) == ("other@example.com", 2)
        self.approves(type(account).objects.get(pk=account.pk))

    def approves_by_link(self, address: str) -> None:
        token = re.search("/review/([^/]+)/", address)[1]
        self.tries(review_links.decide, token, approved=True, name="Me Durand", comment="")

    def mailed(self, mailbox: str) -> str:
        return next(mail.body for mail in reversed(mail_module.outbox) if mail.to == [mailbox])

    def makes_link(self, reviewer, maker=None) -> None:
        with self.send_mails():
            self.tries(review_links.create, self.fresh(), reviewer=reviewer, days=7, user=maker or self.person)

    def fresh(self):
        return type(self.text).objects.get(pk=self.text.pk)

    def reads_the_admin(self) -> str:
        """All that shows something of a text or of its links, as somebody who may see everything."""
        self.client.force_login(self.person)
        places = [
            reverse("review_link_create", args=["home", "standardpage", self.text.pk]),
            reverse("outside_reviewers"),
            page_url("edit", self.text),
            page_url("history", self.text),
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_reports:workflow"),
            reverse("translations_board"),
        ]
        return "".join(self.client.get(place).content.decode() for place in places)

    def sends(self, address: str, **data) -> None:
        self.client.force_login(self.person)
        self.client.post(address, data)


def both_steps(one: Alone) -> None:
    one.approves()
    one.approves()


def own_link(one: Alone) -> None:
    """To somebody invented, at an address that nobody but oneself has confirmed."""
    invented = outside_reviewers.propose(name="Me Durand", email="durand@example.org", user=one.person)
    one.tries(outside_reviewers.confirm, invented, one.person)
    one.makes_link(invented)
    for link in ReviewLink.objects.all():
        one.approves_by_link(review_links.address(link))
    one.approves()


def own_link_to_a_confirmed_reviewer(one: Alone) -> None:
    one.makes_link(factories.outside_reviewer())
    one.approves_by_link(one.mailed("durand@example.org"))
    one.approves()


def own_link_to_a_second_mailbox(one: Alone) -> None:
    second = one.second_account("second@example.org")
    one.makes_link(second)
    one.approves_by_link(one.mailed("second@example.org"))
    one.approves()


def link_to_oneself_by_a_colleague(one: Alone) -> None:
    one.makes_link(one.person, maker=one.people["administrator"])
    one.approves_by_link(one.mailed(one.person.email))
    one.approves()


def link_of_a_colleague_that_is_read(one: Alone) -> None:
    one.makes_link(factories.outside_reviewer(), maker=one.people["administrator"])
    found = re.search("/review/[^/]+/", one.reads_the_admin())
    if found:
        one.approves_by_link(found[0])
    one.approves()
    one.approves()


def link_to_whom_one_proposed(one: Alone) -> None:
    reviewer = outside_reviewers.propose(name="Me Durand", email="durand@example.org", user=one.person)
    outside_reviewers.confirm(reviewer, one.people["lawyer"])
    reviewer.refresh_from_db()
    one.makes_link(reviewer, maker=one.people["administrator"])
    one.approves_by_link(one.mailed("durand@example.org"))
    one.approves()


def second_account_with_the_same_mailbox(one: Alone) -> None:
    one.approves()
    one.approves(one.second_account(f"{one.person.email.upper()}"))


def second_account_with_a_tag(one: Alone) -> None:
    one.approves()
    one.approves(one.second_account(one.person.email.replace("@", "+2@")))


def second_account_that_changes_its_own_address(one: Alone) -> None:
    """On its own page, after the first has approved."""
    second = one.second_account(one.person.email.replace("@", "+2@"))
    one.approves()
    one.client.force_login(second)
    one.client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Se",
            "name_email-last_name": "Cond",
            "name_email-email": "other@example.com",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    one.approves_elsewhere(second)


def second_account_whose_address_an_administrator_changes(one: Alone) -> None:
    second = one.second_account(one.person.email.replace("@", "+2@"))
    one.approves()
    one.client.force_login(one.people["superuser"])
    one.client.post(
        reverse("wagtailusers_users:edit", args=[second.pk]),
        {
            "username": second.username,
            "email": "other@example.com",
            "first_name": "Se",
            "last_name": "Cond",
            "is_active": "on",
            "groups": [group.pk for group in second.groups.all()],
        },
    )
    one.approves_elsewhere(second)


def lawyer_who_wrote(one: Alone) -> None:
    """Words of one's own, which another publishes: nobody has read them but who wrote them, and one."""
    text = one.fresh()
    text.current_workflow_state.cancel(user=one.person)
    text.lead = "Trois mois."
    text.save_revision(user=one.person)
    text.get_workflow().start(text, one.people["editor"])
    one.approves()
    one.approves(one.people["publisher"])


def by_the_api_of_the_admin(one: Alone) -> None:
    one.approves()
    one.sends(reverse("wagtailadmin_api:pages:action", args=[one.text.pk, "publish"]))


def in_bulk(one: Alone) -> None:
    one.approves()
    one.sends(f"/admin/bulk/wagtailcore/page/publish/?id={one.text.pk}", include_descendants="on")


def with_its_parent(one: Alone) -> None:
    one.approves()
    one.sends(f"/admin/bulk/wagtailcore/page/publish/?id={one.text.get_parent().pk}", include_descendants="on")


def by_the_editor_s_form(one: Alone) -> None:
    one.approves()
    one.client.force_login(one.person)
    send_editor(one.client, one.text, **{"action-workflow-action": "1", "workflow-action-name": "approve"})


def at_a_date(one: Alone) -> None:
    one.text.current_workflow_state.cancel(user=one.person)
    text = one.fresh()
    text.go_live_at = timezone.now() - timedelta(minutes=1)
    text.save_revision(user=one.people["editor"])
    text.get_workflow().start(text, one.people["editor"])
    both_steps(one)
    publish_scheduled()


def in_a_second_review(one: Alone) -> None:
    """The first is cancelled; another lawyer approves in the second."""
    one.approves()
    one.fresh().current_workflow_state.cancel(user=one.person)
    text = one.fresh()
    text.get_workflow().start(text, one.people["editor"])
    one.approves(one.people["lawyer"])
    one.approves()


WAYS = [
    both_steps, own_link, own_link_to_a_confirmed_reviewer, own_link_to_a_second_mailbox, link_to_oneself_by_a_colleague,
    link_of_a_colleague_that_is_read, link_to_whom_one_proposed, second_account_with_the_same_mailbox,
    second_account_with_a_tag, second_account_that_changes_its_own_address,
    second_account_whose_address_an_administrator_changes, lawyer_who_wrote, by_the_api_of_the_admin, in_bulk, with_its_parent, by_the_editor_s_form,
    at_a_date, in_a_second_review,
]  # fmt: skip


@pytest.fixture(params=["publisher", "superuser"])
def alone(request, client, draft, people, django_capture_on_commit_callbacks) -> Alone:
    """An account in the groups of both steps, superusers included, and what its editor has handed in."""
    draft.get_workflow().start(draft, people["editor"])
    made = Alone(client, draft, people, people[request.param], lambda: django_capture_on_commit_callbacks(execute=True))
    made.person = made.joins(made.person)
    return made


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_two_approvals_by_one_person_put_nothing_live(way, alone):
    way(alone)

    assert not live(alone.text)


def test_two_approvals_by_two_people_put_it_live(alone):
    """As in each of the ways above, with a second person."""
    alone.approves()
    alone.approves(alone.joins(alone.people["administrator"]))

    assert live(alone.text)


@pytest.mark.parametrize("kind", ["translation", "fact"])
@pytest.mark.parametrize("way", [both_steps, second_account_with_the_same_mailbox], ids=lambda way: way.__name__)
def test_two_approvals_by_one_person_put_no_other_text_live(request, alone, way, kind):
    if kind == "translation":
        french = factories.standard_page(request.getfixturevalue("home"))
        english = request.getfixturevalue("english_home").locale
        alone.text = request.getfixturevalue("translate")(french, english, publish=False)
    else:
        alone.text = Fact.objects.create(name="Un fait", value="1500", unit="euro", live=False)
        alone.text.save_revision(user=alone.people["editor"])
    alone.text.get_workflow().start(alone.text, alone.people["editor"])

    way(alone)

    assert [one.step for one in Approval.objects.of(alone.text).valid()] == ["legal"]
    assert not alone.fresh().live
