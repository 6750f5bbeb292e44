"""Review without an account: certain words, one person, until a day, once."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.sign_off import SignOffError
from editorial import review_links
from editorial.models import Approval, ReviewLink
from tests.editorial.conftest import act

SAME_SITE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def link(submitted, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return review_links.create(
            submitted, reviewer="Me Durand", email="durand@example.org", days=7, user=people["publisher"]
        )


@pytest.fixture
def address(link):
    return urlsplit(review_links.address(link)).path


def send(client, address: str, decision: str = "approve", **said):
    shown = client.get(address).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', shown)
    data = {"token": found[1] if found else "", "name": "Claire Durand", "decision": decision} | said
    return client.post(address, data, **SAME_SITE)


def decided() -> list:
    return list(ReviewLink.objects.values_list("approved", flat=True))


def test_link_is_sent_to_the_reviewer(link, address, mailoutbox):
    (mail,) = [mail for mail in mailoutbox if mail.to == ["durand@example.org"]]

    assert address in mail.body


def test_link_shows_the_draft_and_takes_an_approval_with_name_and_time(client, submitted, address):
    html = client.get(address).content.decode()
    preview = client.get(re.search(r'<iframe[^>]* src="([^"]+)"', html)[1]).content.decode()

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
    link = review_links.create(submitted, reviewer="D", email="d@example.org", days=1, user=people["publisher"])

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
    assert any("Citer l’article." in mail.body for mail in mailoutbox if mail.to == ["editor@example.org"])


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
        review_links.create(submitted, reviewer="X", email=email, days=7, user=people[maker])

    assert not ReviewLink.objects.exists()


def test_link_is_made_in_the_admin_by_those_who_may(client, submitted, people):
    address = reverse("review_link_create", args=["home", "standardpage", submitted.pk])
    client.force_login(people["editor"])
    client.post(address, {"reviewer": "X", "email": "x@example.org", "days": 7})
    assert not ReviewLink.objects.exists()

    client.force_login(people["publisher"])
    client.post(address, {"reviewer": "X", "email": "x@example.org", "days": 7})

    assert ReviewLink.objects.get().email == "x@example.org"
    assert "x@example.org" in client.get(address).content.decode()


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
