"""The page on which a partner asks for its edition: who has it, what is refused there, what can be had before the approval."""

import io
import re

import pytest
import time_machine
from django.core import mail
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext, override
from PIL import Image

from campaigns.plan.editions import acts, mails, previews, verification
from campaigns.plan.models import Edition, PrintedItem
from press.formats import USUAL, draft
from serving import rates
from tests import factories
from tests.outreach.directory import listed
from tests.plan.editions import edition as editions
from tests.plan.relay import partner as relay

SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi")


@pytest.fixture
def page(home, campaign):
    return factories.campaign_page(factories.campaign_index(home), campaign)


@pytest.fixture
def partnership(page, campaign):
    return editions.partnership(campaign)


@pytest.fixture
def send(client, db):
    rates.forget()

    def sent(of, *, headers=SAME, **said):
        address = f"/fr/relay/p/{of.token}/edition/"
        token = client.get(address).context["form"]["token"].value()
        form = {"logo": editions.upload(), "departement": "69", "emblem": "none", "right": "on", "token": token}
        return client.post(
            address, {name: one for name, one in (form | said).items() if one is not None}, headers=headers
        )

    return sent


def picture_of(of, edition, key="poster-a4") -> str:
    return f"/fr/relay/p/{of.token}/edition/{edition.pk}/{key}.png"


def test_logo_that_is_sent_waits_for_the_team_and_is_shown_at_once(client, send, partnership):
    response = send(partnership)

    edition = Edition.objects.get()
    shown = client.get(response.url)
    assert response.status_code == 302
    assert (edition.partnership, edition.state, edition.departement, edition.emblem) == (
        partnership,
        "waiting",
        "69",
        "none",
    )
    assert storages["private"].exists(edition.logo.name)
    assert shown.content.decode().count(f"/edition/{edition.pk}/") == 3
    assert not shown.cookies


def test_another_logo_takes_the_place_of_the_one_that_waits_and_deletes_it(send, partnership):
    send(partnership)
    first = Edition.objects.get()

    send(partnership, departement="75")

    assert Edition.objects.get().departement == "75"
    assert Edition.objects.get().pk != first.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("logo", None),
        ("right", None),
        ("emblem", ""),
        ("emblem", "mine"),
        ("departement", "99"),
        ("token", ""),
        ("token", "forged"),
    ],
)
def test_what_is_missing_or_made_up_is_refused_at_its_field(send, partnership, field, value):
    response = send(partnership, **{field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Edition.objects.exists()


def test_bad_logo_is_refused_where_it_is_entered(send, partnership):
    response = send(partnership, logo=editions.upload(editions.png(size=(2200, 150))))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["logo"]
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", ["statement", "lead", "words", "text", "call", "title", "name"])
def test_nobody_writes_a_word_of_the_message(client, send, partnership, name):
    send(partnership, **{name: "Votez pour nous"})

    edition = Edition.objects.select_related("partnership__partner").get()
    with override("fr"):
        shown = previews.picture(edition, "poster-a4", "fr")
    assert shown.startswith(b"\x89PNG")
    assert "Votez pour nous" not in repr(vars(edition))
    assert edition.partnership.partner.name == "Mairie de Lyon"


def test_partner_whose_address_is_not_verified_has_no_form_and_may_not_send(client, send, page, campaign):
    unverified = editions.partnership(campaign, "Club", verified=False)

    shown, sent = client.get(f"/fr/relay/p/{unverified.token}/edition/"), send(unverified)

    assert 'type="file"' not in shown.content.decode()
    assert unverified.partner.email in shown.content.decode()
    assert sent.status_code == 422
    assert not Edition.objects.exists()


def test_another_address_is_another_one_to_verify(send, partnership):
    partnership.partner.email = "autre@example.org"
    partnership.partner.save()

    assert send(partnership).status_code == 422
    assert not Edition.objects.exists()


def test_edition_cannot_be_asked_for_past_the_form_either(page, campaign):
    unverified = editions.partnership(campaign, "Club", verified=False)

    with pytest.raises(acts.EditionError):
        editions.asked(unverified)


def test_form_of_another_site_is_refused(send, partnership):
    response = send(partnership, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert not Edition.objects.exists()


def test_too_many_logos_in_a_minute_are_refused(send, partnership):
    answers = [send(partnership).status_code for _number in range(12)]

    assert answers[0] == 302
    assert answers[-1] == 429


def test_form_that_is_too_large_is_refused_before_it_is_looked_at(send, partnership):
    response = send(partnership, logo=editions.upload(b"\x89PNG" + b"\0" * 6_000_000))

    assert response.status_code == 413
    assert not Edition.objects.exists()


@pytest.mark.parametrize("token", ["forged", "x" * 32])
def test_forged_address_leads_nowhere(client, partnership, token):
    edition = editions.asked(partnership)

    answers = [
        client.get(f"/fr/relay/p/{token}/edition/"),
        client.get(f"/fr/relay/p/{token}/edition/{edition.pk}/square.png"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_preview_of_another_partner_is_not_shown(client, campaign, partnership):
    edition = editions.asked(partnership)
    other = editions.partnership(campaign, "Mairie B")

    assert client.get(picture_of(partnership, edition)).status_code == 200
    assert client.get(picture_of(other, edition)).status_code == 404


@pytest.mark.parametrize("state", ["to come", "over", "ended"])
def test_page_is_there_while_the_campaign_is_public_alone(client, campaign, partnership, state):
    edition = editions.asked(partnership)
    if state == "to come":
        campaign.launched_at = None
    if state == "over":
        campaign.closed_at = timezone.now()
    campaign.save()
    if state == "ended":
        partnership.ended_at = timezone.now()
        partnership.save()

    answers = [client.get(f"/fr/relay/p/{partnership.token}/edition/"), client.get(picture_of(partnership, edition))]

    assert {answer.status_code for answer in answers} == ({404} if state == "ended" else {302})


# Before the approval


def test_nothing_can_be_downloaded_before_the_approval(client, send, partnership):
    send(partnership)

    page = client.get(f"/fr/relay/p/{partnership.token}/")
    html = page.content.decode() + client.get(f"/fr/relay/p/{partnership.token}/edition/").content.decode()

    assert page.context["sheets"] == []
    assert client.get(f"/fr/relay/p/{partnership.token}/pack.zip").status_code == 404
    assert not PrintedItem.objects.exists()
    assert Edition.objects.get().logo.name not in html
    assert "/file" not in html


@pytest.mark.parametrize("key", previews.SHOWN)
def test_preview_is_small_marked_and_kept_nowhere(client, partnership, key):
    edition = editions.asked(partnership)

    response = client.get(picture_of(partnership, edition, key))

    picture = Image.open(io.BytesIO(response.content))
    assert response["Content-Type"] == "image/png"
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert max(picture.size) <= 900


def test_mark_of_a_preview_is_in_every_part_of_it(partnership, monkeypatch):
    """Each ninth differs from the same sheet without a mark: none can be cut out."""
    edition = Edition.objects.select_related("partnership__campaign", "partnership__partner").get(
        pk=editions.asked(partnership).pk
    )
    marked = Image.open(io.BytesIO(previews.picture(edition, "poster-a4", "fr"))).convert("L")
    monkeypatch.setattr(previews, "preview", lambda key, content, target, mark: draft(key, content, target))
    plain = Image.open(io.BytesIO(previews.picture(edition, "poster-a4", "fr"))).convert("L")

    assert marked.size == plain.size
    wide, high = marked.width // 3, marked.height // 3
    for column in range(3):
        for row in range(3):
            box = (column * wide, row * high, (column + 1) * wide, (row + 1) * high)
            pair = marked.crop(box).tobytes(), plain.crop(box).tobytes()
            assert sum(one != other for one, other in zip(*pair, strict=True)) > wide * high * 0.02


def test_approved_edition_has_no_preview(client, partnership, admin):
    edition = editions.approved(partnership, admin)

    assert client.get(picture_of(partnership, edition)).status_code == 404


@pytest.mark.parametrize("key", ["story", "poster-a3", "x"])
def test_no_other_format_is_previewed(client, partnership, key):
    assert client.get(picture_of(partnership, editions.asked(partnership), key)).status_code == 404


def test_approved_edition_is_called_approved(client, partnership, admin):
    editions.approved(partnership, admin)

    html = client.get(f"/fr/relay/p/{partnership.token}/edition/").content.decode()

    with override("fr"):
        assert f'<h2 id="approved">{gettext("Approved edition")}</h2>' in html


# The partner's own page


def test_own_page_leads_to_the_edition_and_says_its_state(client, partnership, admin):
    address = f"/fr/relay/p/{partnership.token}/"
    assert f"{address}edition/" in client.get(address).content.decode()

    editions.asked(partnership)
    assert client.get(address).context["edition"].waiting

    acts.refuse(Edition.objects.get(), admin, "Ce n’est pas votre logo.")
    assert "Ce n’est pas votre logo." in client.get(f"{address}edition/").content.decode()


def test_files_that_are_being_made_are_told_with_their_progress(client, partnership, admin):
    editions.approved(partnership, admin)

    response = client.get(f"/fr/relay/p/{partnership.token}/edition/")

    told = response.context["told"]
    assert (told.done, told.total, response["Refresh"]) == (0, len(USUAL), "4")
    assert f'<progress max="{len(USUAL)}" value="0">' in response.content.decode()


# The address


def link_in(text: str) -> str:
    return next(word for word in text.split() if "/address/" in word).removeprefix("http://localhost")


@pytest.fixture
def unverified(page, campaign):
    return editions.partnership(campaign, "Club", verified=False)


def test_link_in_the_mail_verifies_the_address_once_the_button_is_pressed(client, unverified):
    mails.send_verification.enqueue(unverified.pk)
    link = link_in(mail.outbox[0].body)
    shown = client.get(link)
    unverified.partner.refresh_from_db()
    assert not unverified.partner.is_verified

    client.post(link, {"token": shown.context["form"]["token"].value()}, headers=SAME)

    unverified.partner.refresh_from_db()
    assert mail.outbox[0].to == [unverified.partner.email]
    assert (unverified.partner.is_verified, unverified.partner.verified_by) == (True, None)


@pytest.mark.parametrize("wrong", ["forged", "of another", "old", "of another address"])
def test_link_that_is_not_good_verifies_nothing(client, campaign, unverified, wrong):
    of = (
        editions.partnership(campaign, "Autre", verified=False).partner if wrong == "of another" else unverified.partner
    )
    with time_machine.travel(timezone.now() - timezone.timedelta(days=8 if wrong == "old" else 0)):
        signed = "forged" if wrong == "forged" else verification.signed(of)
    if wrong == "of another address":
        unverified.partner.email = "nouvelle@example.org"
        unverified.partner.save()
    link = f"/fr/relay/p/{unverified.token}/address/{signed}/"

    shown = client.get(link)
    client.post(link, {"token": shown.context["form"]["token"].value()}, headers=SAME)

    unverified.partner.refresh_from_db()
    assert shown.status_code == 410
    assert unverified.partner.verified_at is None


def test_partner_without_a_link_of_its_own_carries_the_general_one(page, campaign):
    general = relay.link(campaign)
    partnership = relay.partnership(campaign)
    verification.verify(partnership.partner)
    edition = editions.asked(partnership)

    assert previews.picture(edition, "square", "fr").startswith(b"\x89PNG")
    assert general.printed.count() == 0


def test_place_without_help_is_marked_before_it_is_chosen(client, home):
    sheltered = factories.campaign(audience="outreach")
    factories.campaign_page(factories.campaign_index(home), sheltered)
    of = editions.partnership(sheltered)
    listed.entry("Accueil", "69", telephone="04 99 00 10 01", verified_on=timezone.localdate())

    html = client.get(f"/fr/relay/p/{of.token}/edition/").content.decode()

    assert re.findall(r'<option value="69">([^<]+)</option>', html) == ["69 – Rhône"]
    assert re.findall(r'<option value="13">([^<]+)</option>', html)[0].startswith("13 – Bouches-du-Rhône (")


def test_place_of_a_campaign_that_names_none_is_not_marked(client, partnership):
    html = client.get(f"/fr/relay/p/{partnership.token}/edition/").content.decode()

    assert re.findall(r'<option value="13">([^<]+)</option>', html) == ["13 – Bouches-du-Rhône"]


def test_who_already_waits_is_told_that_another_takes_its_place(client, send, partnership):
    address = f"/fr/relay/p/{partnership.token}/edition/"

    before = client.get(address)
    send(partnership)
    after = client.get(address)

    assert [page.content.decode().count('<p class="notice">') for page in (before, after)] == [0, 1]
