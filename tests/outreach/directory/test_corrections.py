"""An organisation corrects its entries by a link of its own: nobody guesses it, and nothing of it is public unread."""

import pytest
from django.core import mail, signing
from django.utils.html import escape

from campaigns.outreach.directory.corrections import links
from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from campaigns.outreach.directory.proposals import acts
from intake.problems import NotAppliedError
from serving import rates
from tests.outreach.directory.desk import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "in_english")]
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def unhurried():
    rates.forget()


@pytest.fixture
def organisation() -> Organisation:
    made = Organisation.objects.create(name="Une association", email="a@example.org")
    entry("lyon-1", organisation=made, name="Accueil de Lyon")
    entry("lyon-2", organisation=made, name="Accueil de Bron")
    entry("of-others", organisation="Une autre", name="Accueil de Lille")
    return made


@pytest.fixture
def address(organisation) -> str:
    return f"/fr/corrections/{links.token(organisation)}/"


def token_of(purpose: str) -> str:
    return signing.dumps("", salt=f"public form: {purpose}")


def correction(**fields) -> dict:
    """The form of an entry as its page shows it, with what is changed."""
    shown = {
        "name": "Accueil de Lyon",
        "territory": "69",
        "address": "1 rue de l’Exemple",
        "postcode": "69001",
        "city": "Lyon",
        "services": ["health", "listening"],
        "languages": "fr, ro",
        "telephone": "01 99 00 12 34",
        "website": "https://example.org/lyon",
        "token": token_of("directory correction"),
    }
    return shown | fields


def code(reference: str = "lyon-1") -> str:
    return Entry.objects.get(reference=reference).code


def test_organisation_sees_its_own_entries_alone_and_nothing_is_kept(client, address):
    response = client.get(address)

    page = response.content.decode()
    assert [name for name in ("Accueil de Lyon", "Accueil de Bron", "Accueil de Lille") if name in page] == [
        "Accueil de Lyon",
        "Accueil de Bron",
    ]
    headers = {name: response.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    assert headers == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }
    assert not response.cookies


def test_correction_waits_for_the_team_and_then_shows(client, address, admin, organisation):
    sent = client.post(f"{address}{code()}/", correction(telephone="+33 1 99 00 99 99", note="Bonjour"), headers=HERE)

    assert sent.status_code == 200
    proposal = Proposal.objects.get()
    assert (proposal.origin, proposal.organisation, proposal.author, proposal.note) == (
        "correction",
        organisation,
        None,
        "Bonjour",
    )
    [row] = proposal.rows
    assert row["telephone"] == "01 99 00 99 99"
    assert set(row) == {"reference", "telephone", "verified_on"}
    assert Entry.objects.get(reference="lyon-1").telephone == "01 99 00 12 34"

    acts.accept(proposal, admin)

    assert Entry.objects.get(reference="lyon-1").telephone == "01 99 00 99 99"


def test_what_is_still_exact_is_told_in_one_go(client, address, admin):
    data = {"exact": [code("lyon-1"), code("lyon-2")], "token": token_of("directory still exact")}

    client.post(address, data, headers=HERE)

    [proposal] = Proposal.objects.all()
    assert [set(row) for row in proposal.rows] == [{"reference", "verified_on"}] * 2
    assert {row["reference"] for row in proposal.rows} == {"lyon-1", "lyon-2"}


def test_entry_of_another_organisation_is_out_of_reach(client, address):
    theirs = code("of-others")

    assert client.get(f"{address}{theirs}/").status_code == 404
    assert client.post(f"{address}{theirs}/", correction(), headers=HERE).status_code == 404
    data = {"exact": [theirs], "token": token_of("directory still exact")}
    assert client.post(address, data, headers=HERE).status_code == 422
    assert not Proposal.objects.exists()


def tampered(token: str) -> list[str]:
    number, _separator, signature = token.partition(":")
    other = Organisation.objects.get(name="Une autre").pk
    return [
        f"{other}:{signature}",
        f"{number}:{signature[:-1]}",
        f"{number}:{signature}x",
        f"0{number}:{signature}",
        f"{number}:",
        number,
        "x",
        "9" * 30,
        f"{'9' * 30}:{signature}",
        f"٣:{signature}",
        signing.dumps(int(number)),
        "a" * 2000,
    ]


def test_link_that_was_tampered_with_leads_to_a_page_that_tells_nothing(client, organisation):
    for token in tampered(links.token(organisation)):
        for path in (f"/fr/corrections/{token}/", f"/fr/corrections/{token}/{code()}/"):
            response = client.get(path)

            assert response.status_code == 404, token
            assert "no-store" in response.headers["Cache-Control"]
            assert "Une association" not in response.content.decode()
            assert client.post(path, correction(), headers=HERE).status_code == 404
    assert not Proposal.objects.exists()


def test_new_link_ends_the_old_one(client, address, organisation):
    links.renew(organisation)

    assert client.get(address).status_code == 404
    assert client.get(f"/fr/corrections/{links.token(organisation)}/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"telephone": "à la permanence"}, "is no telephone number"),
        ({"website": "javascript:alert(1)"}, "is no web address"),
        ({"territory": "20"}, "20"),
        ({"name": ""}, "It is missing."),
        ({"name": "=cmd()"}, "takes for a formula"),
        ({"services": ["gardening"]}, "gardening"),
        ({"languages": "fr, klingonais"}, "klingonais"),
        ({"token": "forged"}, "open for too long"),
        ({"note": "x" * 2001}, "2001"),
    ],
)
def test_what_is_no_correction_is_told_at_its_field_and_not_sent(client, address, fields, said):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    Proposal.objects.all().delete()

    response = client.post(f"{address}{code()}/".replace("/fr/", "/en/"), correction(**fields), headers=HERE)

    assert response.status_code == 422
    assert escape(said) in response.content.decode()
    assert not Proposal.objects.exists()


def test_organisation_does_not_set_what_the_team_says(client, address):
    sent = correction(approved="yes", source_title="Nous", organisation="Une autre", reference="x", city="Bron")

    client.post(f"{address}{code()}/", sent, headers=HERE)

    assert set(Proposal.objects.get().rows[0]) == {"reference", "city", "verified_on"}


def test_form_of_another_site_is_refused(client, address):
    response = client.post(f"{address}{code()}/", correction(city="Bron"), headers={"Sec-Fetch-Site": "cross-site"})

    assert (response.status_code, response.headers["Cache-Control"]) == (403, "no-store")
    assert not Proposal.objects.exists()


def test_too_long_and_too_many_are_refused(client, address, organisation):
    assert client.post(f"{address}{code()}/", correction(note="x" * 100_001), headers=HERE).status_code == 413
    for _number in range(30):
        Proposal.objects.create(origin="correction", organisation=organisation)

    assert client.post(f"{address}{code()}/", correction(city="Bron"), headers=HERE).status_code == 429
    assert Proposal.objects.count() == 30


def test_somebody_of_the_team_who_corrects_by_the_link_does_not_accept_it(admin_client, admin, address):
    admin_client.post(f"{address}{code()}/", correction(city="Bron"), headers=HERE)

    with pytest.raises(NotAppliedError, match="vous-même"):
        acts.accept(Proposal.objects.get(), admin)


@pytest.mark.parametrize("act", ["link", "send"])
def test_whoever_saw_or_sent_the_link_does_not_accept_what_came_by_it(client, admin, organisation, address, act):
    client.force_login(admin)
    client.post(
        f"/admin/directory/organisations/{organisation.pk}/{act}/", {"subject": "Vos entrées", "text": "Bonjour"}
    )
    client.logout()
    client.post(f"{address}{code()}/", correction(city="Bron"), headers=HERE)
    proposal = Proposal.objects.get()

    with pytest.raises(NotAppliedError, match="un lien que vous avez vu ou envoyé"):
        acts.accept(proposal, admin)

    client.force_login(admin)
    shown = client.get(f"/admin/directory/proposals/{proposal.pk}/")
    assert "a link that you have seen or sent" in shown.content.decode()
    assert not shown.context["may_decide_this"]
    assert Proposal.objects.get().is_open


def test_whoever_sees_the_link_later_may_accept_what_came_before(client, admin, organisation, address):
    client.post(f"{address}{code()}/", correction(city="Bron"), headers=HERE)
    client.force_login(admin)
    client.post(f"/admin/directory/organisations/{organisation.pk}/link/")

    acts.accept(Proposal.objects.get(), admin)

    assert Entry.objects.get(reference="lyon-1").city == "Bron"


def test_withdrawn_entry_is_not_shown_any_more(client, address, admin):
    client.post(f"{address}{code('lyon-2')}/", correction(name="Accueil de Bron", withdrawn="on"), headers=HERE)
    acts.accept(Proposal.objects.get(), admin)

    assert "Accueil de Bron" not in client.get(address).content.decode()


def test_link_is_mailed_to_the_organisation(admin_client, organisation):
    page = admin_client.post(f"/admin/directory/organisations/{organisation.pk}/link/")
    assert links.address(organisation) in page.content.decode()

    said = {"subject": "Vos\r\nentrées", "text": "Bonjour"}
    admin_client.post(f"/admin/directory/organisations/{organisation.pk}/send/", said)

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["a@example.org"], "Vos entrées")
    assert sent.body == f"Bonjour\n\n{links.address(organisation)}\n"


def test_number_of_queries_does_not_grow_with_entries(client, django_assert_num_queries, organisation, address):
    client.get(address)
    for reference in ("lyon-3", "lyon-4"):
        with django_assert_num_queries(6):
            client.get(address)
        entry(reference, organisation=organisation)
