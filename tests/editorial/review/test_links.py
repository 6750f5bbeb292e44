"""Review without an account: certain words, one person, until a day, once."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.publication.sign_off import SignOffError
from editorial.models import Approval, ReviewLink
from editorial.review import links as review_links
from editorial.review import outside_reviewers
from tests import factories
from tests.editorial.conftest import act
from tests.mail_server import mail_server

SAME_SITE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def link(submitted, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return review_links.create(
            submitted, reviewer=factories.outside_reviewer(), days=7, user=people["administrator"]
        )


@pytest.fixture
def address(link):
    return urlsplit(review_links.address(link)).path


def send(client, address: str, decision: str = "approve", **said):
    form = (client.get(address).context or {}).get("form")
    data = {"token": form["token"].value() if form else "", "name": "Claire Durand", "decision": decision} | said
    return client.post(address, data, **SAME_SITE)


def decided() -> list:
    return list(ReviewLink.objects.values_list("approved", flat=True))


def test_link_is_sent_to_the_reviewer(client, link, mailoutbox):
    (mail,) = [mail for mail in mailoutbox if mail.to == ["durand@example.org"]]

    sent = re.search(r"/review/\S+", mail.body)[0]  # signed at another second than any that is made here
    assert client.get(sent).status_code == 200


def test_link_shows_the_draft_and_takes_an_approval_with_name_and_time(client, submitted, address):
    html = client.get(address).content.decode()
    preview = client.get(re.search(r'<iframe[^>]*\ssrc="([^"]+)"', html)[1]).content.decode()

    response = send(client, address, comment="Conforme.")

    assert "Deux mois de prison au plus." in preview
    assert response.status_code == 200
    approval = Approval.objects.of(submitted).valid().get()
    assert (approval.step, approval.reviewer, approval.comment) == ("legal", "Claire Durand", "Conforme.")
    assert approval.link.decided_at is not None
    assert submitted.current_workflow_task.step == "publication"
    assert PageLogEntry.objects.filter(action="editorial.review_link.decided").get().data["reviewer"] == "Claire Durand"


def test_page_that_a_link_approved_goes_live_by_its_publisher(client, submitted, address, people):
    send(client, address)

    act(submitted, people["publisher"])

    assert type(submitted).objects.get(pk=submitted.pk).live


def test_link_shows_all_languages_that_are_in_review(
    client, people, submitted, english_home, translate, django_capture_on_commit_callbacks
):
    submitted.save()
    english = translate(submitted, english_home.locale, publish=False)
    english.get_workflow().start(english, people["translator"])
    reviewer = factories.outside_reviewer()
    link = review_links.create(submitted, reviewer=reviewer, days=1, user=people["publisher"])

    html = client.get(urlsplit(review_links.address(link)).path).content.decode()

    assert len(re.findall("<iframe", html)) == 2


def test_opening_a_link_records_nothing(client, submitted, address):
    for _scanner in range(3):
        client.get(address)
        client.head(address)

    assert decided() == [None]
    assert not Approval.objects.of(submitted).valid().exists()


def test_request_for_changes_needs_a_comment_and_reaches_the_author(client, submitted, address, mailoutbox):
    refused = send(client, address, "reject")
    assert refused.status_code == 422
    assert decided() == [None]

    send(client, address, "reject", comment="Citer l’article.")

    assert decided() == [False]
    assert submitted.current_workflow_state.status == "needs_changes"
    (told,) = [mail.body for mail in mailoutbox if mail.to == ["editor@example.org"]]
    assert reverse("wagtailadmin_pages:edit", args=[submitted.pk]) in told
    assert "Citer" not in told


def test_link_is_used_once(client, submitted, address):
    send(client, address)

    response = client.post(address, {"decision": "reject", "name": "X", "comment": "Y"}, **SAME_SITE)

    assert (response.status_code, client.get(address).status_code) == (410, 410)
    assert Approval.objects.of(submitted).valid().count() == 1


def test_link_expires(client, link, address):
    ReviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = client.post(address, {"decision": "approve", "name": "X"}, **SAME_SITE)

    assert response.status_code == 410
    assert decided() == [None]


@pytest.mark.parametrize(
    "forge", [lambda token: token[:-2] + "xx", lambda token: "x", lambda token: signing.dumps(1, salt="x")]
)
def test_link_that_was_tampered_with_is_a_clear_page(client, link, address, forge):
    token = address.split("/")[2]

    response = client.get(f"/review/{forge(token)}/")

    assert response.status_code == 403
    assert "<h1>" in response.content.decode()
    assert decided() == [None]


def test_link_approves_the_words_that_it_showed_and_no_later_ones(client, submitted, address, people):
    form = client.get(address)
    submitted.lead = "Trois mois de prison."
    submitted.save_revision(user=people["editor"])

    response = client.post(
        address, {"decision": "approve", "name": "X", "token": form.context["form"]["token"].value()}, **SAME_SITE
    )

    assert response.status_code == 409
    assert decided() == [None]
    assert not Approval.objects.of(submitted).valid().exists()


def test_link_is_closed_once_somebody_else_has_decided(client, submitted, address, people):
    act(submitted, people["lawyer"])

    assert client.get(address).status_code == 409


def test_link_that_was_closed_meanwhile_gives_the_comment_back(client, submitted, address, people, in_english):
    token = client.get(address).context["form"]["token"].value()
    act(submitted, people["lawyer"])

    said = {"token": token, "name": "Claire Durand", "decision": "reject", "comment": "Citer <la loi>."}
    late = client.post(address, said, **SAME_SITE).content.decode()

    assert ("This review is closed" in late, "Citer &lt;la loi&gt;.</textarea>" in late) == (True, True)
    assert "<textarea" not in client.get(address).content.decode()


def test_link_that_was_mistyped_is_not_said_to_be_closed(client, address, in_english):
    wrong = client.get(f"{address[:-2]}x/")

    assert wrong.status_code == 403
    assert "This link does not work" in wrong.text
    assert "Nothing was recorded" not in wrong.text


def test_decision_from_another_site_is_refused(client, address):
    response = client.post(address, {"decision": "approve", "name": "X"}, HTTP_SEC_FETCH_SITE="cross-site")

    assert response.status_code == 403
    assert decided() == [None]


def test_link_page_is_kept_and_indexed_nowhere(client, address):
    response = client.get(address)

    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert not response.cookies


@pytest.mark.parametrize(("maker", "email"), [("editor", "x@example.org"), ("publisher", "EDITOR@example.org")])
def test_author_is_made_no_link(submitted, people, maker, email):
    with pytest.raises(SignOffError):
        review_links.create(submitted, reviewer=factories.outside_reviewer(email=email), days=7, user=people[maker])

    assert not ReviewLink.objects.exists()


def create_address(page) -> str:
    return reverse("review_link_create", args=["home", "standardpage", page.pk])


def test_link_is_made_in_the_admin_by_those_who_may(client, submitted, people):
    asked = {"reviewer": f"outside-{factories.outside_reviewer().pk}", "days": 7}
    client.force_login(people["editor"])
    client.post(create_address(submitted), asked)
    assert not ReviewLink.objects.exists()

    client.force_login(people["publisher"])
    client.post(create_address(submitted), asked)

    assert ReviewLink.objects.get().email == "durand@example.org"
    assert "durand@example.org" in client.get(create_address(submitted)).content.decode()


def test_link_goes_to_accounts_with_legal_review_and_confirmed_reviewers_alone(client, submitted, people):
    factories.outside_reviewer(name="Confirmée")
    factories.outside_reviewer(name="Pas confirmée", email="b@example.org", confirmed_at=None)
    factories.outside_reviewer(name="Retirée", email="c@example.org", withdrawn_at=timezone.now())
    client.force_login(people["publisher"])

    offered = client.get(create_address(submitted)).context["form"].fields["reviewer"].choices

    assert [name for _key, name in offered][1:] == [
        "Lawyer <lawyer@example.org>",
        "Confirmée <durand@example.org>",
    ]


@pytest.mark.parametrize("which", ["not confirmed", "withdrawn", "no lawyer"])
def test_link_is_made_for_nobody_whom_the_site_does_not_know(submitted, people, which):
    reviewer = {
        "not confirmed": lambda: factories.outside_reviewer(confirmed_at=None),
        "withdrawn": lambda: factories.outside_reviewer(withdrawn_at=timezone.now()),
        "no lawyer": lambda: people["analyst"],
    }[which]()

    with pytest.raises(SignOffError):
        review_links.create(submitted, reviewer=reviewer, days=7, user=people["publisher"])


def test_account_with_legal_review_decides_by_its_link(client, submitted, people):
    link = review_links.create(submitted, reviewer=people["lawyer"], days=7, user=people["administrator"])

    send(client, urlsplit(review_links.address(link)).path)

    assert Approval.objects.of(submitted).valid().get().step == "legal"


def test_nobody_makes_a_link_for_themselves(submitted, people, second_lawyer):
    second_lawyer.email = "Publisher+droit@example.org"
    second_lawyer.save()

    with pytest.raises(SignOffError):
        review_links.create(submitted, reviewer=second_lawyer, days=7, user=people["publisher"])


def test_address_of_a_link_is_in_its_mail_and_nowhere_else(
    client, submitted, people, mailoutbox, caplog, django_capture_on_commit_callbacks
):
    client.force_login(people["superuser"])
    with django_capture_on_commit_callbacks(execute=True):
        made = client.post(
            create_address(submitted),
            {"reviewer": f"outside-{factories.outside_reviewer().pk}", "days": 7},
            follow=True,
        )
    token = re.search(r"/review/([^/]+)/", mailoutbox[-1].body)[1]

    shown = [
        made.content.decode(),
        client.get(create_address(submitted)).content.decode(),
        client.get(reverse("outside_reviewers")).content.decode(),
        client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk])).content.decode(),
        client.get(reverse("wagtailadmin_pages:history", args=[submitted.pk])).content.decode(),
        client.get(reverse("wagtailadmin_reports:site_history")).content.decode(),
        caplog.text,
    ]

    assert [token in one for one in shown] == [False] * len(shown)
    assert [mail.to for mail in mailoutbox if token in mail.body] == [["durand@example.org"]]


def test_mail_that_was_not_taken_is_told_without_the_address_and_sent_again(
    client, submitted, people, settings, caplog, in_english, django_capture_on_commit_callbacks
):
    asked = {"reviewer": f"outside-{factories.outside_reviewer().pk}", "days": 7}
    client.force_login(people["publisher"])
    with mail_server() as server:
        settings.MAILERS = server.mailers
        server.refuses = {"durand@example.org"}
        with django_capture_on_commit_callbacks(execute=True):
            refused = client.post(create_address(submitted), asked, follow=True)
        link = ReviewLink.objects.get()
        server.refuses = set()
        again = client.post(reverse("review_link_send", args=[link.pk]))

    assert (refused.context["links"][0].sent_at, again.status_code) == (None, 302)
    assert "not sent: the mail was not taken" in refused.content.decode()
    assert server.taken == ["durand@example.org"]
    assert ReviewLink.objects.get().sent_at is not None
    assert urlsplit(review_links.address(link)).path not in caplog.text


@pytest.mark.parametrize("ended", ["reviewer withdrawn", "lawyer left the group", "account closed", "account deleted"])
def test_link_of_a_reviewer_who_no_longer_reviews_is_dead(client, submitted, people, ended):
    reviewer = factories.outside_reviewer() if ended == "reviewer withdrawn" else people["lawyer"]
    link = review_links.create(submitted, reviewer=reviewer, days=7, user=people["publisher"])
    path = urlsplit(review_links.address(link)).path
    form = client.get(path).context["form"]

    {
        "reviewer withdrawn": lambda: outside_reviewers.withdraw(reviewer, people["publisher"]),
        "lawyer left the group": lambda: reviewer.groups.clear(),
        "account closed": lambda: type(reviewer).objects.filter(pk=reviewer.pk).update(is_active=False),
        "account deleted": lambda: reviewer.delete(),
    }[ended]()
    said = {"decision": "approve", "name": "X", "token": form["token"].value()}

    assert (client.get(path).status_code, client.post(path, said, **SAME_SITE).status_code) == (410, 410)
    assert not Approval.objects.of(submitted).valid().exists()


def test_link_and_account_that_decide_at_once_are_one_decision(submitted, link, address, people, monkeypatch):
    """The other decision comes after the link was read, and before it is written."""
    read = review_links.items

    def meanwhile(of):
        found = read(of)
        act(submitted, people["lawyer"], "reject", comment="Non.")
        return found

    monkeypatch.setattr(review_links, "items", meanwhile)

    with pytest.raises(SignOffError):
        review_links.decide(address.split("/")[2], approved=True, name="X", comment="")


def test_link_can_be_withdrawn(client, link, address, people):
    client.force_login(people["publisher"])
    client.post(reverse("review_link_revoke", args=[link.pk]))
    client.logout()

    assert client.get(address).status_code == 410


@pytest.mark.parametrize(("days", "kept"), [(364, "durand@example.org"), (366, "")])
def test_address_of_a_reviewer_is_forgotten_a_year_after_the_end(link, days, kept):
    ReviewLink.objects.update(expires_at=timezone.now() - timedelta(days=days))

    review_links.forget()

    assert ReviewLink.objects.get().email == kept


def test_log_of_a_decision_keeps_its_name_and_after_a_year_no_address(client, submitted, address):
    send(client, address)
    of_link = PageLogEntry.objects.filter(action=review_links.DECIDED)

    review_links.forget()
    fresh = of_link.get().data
    of_link.update(timestamp=timezone.now() - timedelta(days=366))
    review_links.forget()

    assert fresh["email"] == "durand@example.org"
    assert of_link.get().data == {name: value for name, value in fresh.items() if name != "email"}


@pytest.mark.parametrize(("decision", "said"), [("approve", "a approuvé"), ("reject", "demande des modifications")])
def test_who_sent_a_link_is_told_of_its_answer_and_of_no_word(
    client, submitted, address, mailoutbox, django_capture_on_commit_callbacks, decision, said
):
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, address, decision, comment="Citer l’article.")

    (told,) = [mail for mail in mailoutbox if mail.to == ["administrator@example.org"]]
    assert f"Claire Durand {said}, par le lien de relecture que vous avez envoyé" in told.body
    assert str(submitted) in told.body
    assert reverse("desk") in told.body
    assert "Citer" not in told.body
