"""The tab "Partners": who takes part, what each holds, and who may change it."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.plan.models import Channel, Partnership, RecallMail, TrackedLink
from core.editor import roles
from tests import factories
from tests.plan.relay import partner as relay

ROLES = {
    "editor": roles.EDITOR,
    "publisher": roles.PUBLISHER,
    "administrator": roles.ADMINISTRATOR,
    "translator": roles.TRANSLATOR,
    "lawyer": roles.LAWYER,
    "analyst": roles.ANALYST,
}
MAY = {"editor", "publisher", "administrator"}


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi")


@pytest.fixture
def address(campaign):
    return f"/admin/campaigns/{campaign.pk}/partners/"


@pytest.fixture
def sign_in(client, db, django_user_model):

    def signed_in(role: str):
        person = django_user_model.objects.create_user(role, f"{role}@example.org", "a long enough password")
        person.groups.add(Group.objects.get(name=ROLES[role].name))
        client.force_login(person)
        return client

    return signed_in


def test_partner_that_is_added_has_a_page_a_link_and_a_channel(admin_client, admin, campaign, address):
    partner = relay.partner(name="Mairie de Lyon")
    Channel.objects.create(campaign=campaign, kind="poster", name="Partenaires")

    response = admin_client.post(address, {"partner": partner.pk}, follow=True)

    partnership = Partnership.objects.get()
    link = TrackedLink.objects.get()
    html = response.content.decode()
    assert (partnership.campaign, partnership.partner, len(partnership.token)) == (campaign, partner, 32)
    assert (link.partner, link.channel.kind, link.placement, link.created_by) == (partner, "partner", None, admin)
    assert link.channel.name != "Partenaires"
    assert f"http://localhost/fr/relay/p/{partnership.token}/" in html
    assert link.letters in html
    assert link.channel.name in html


def test_partner_is_added_on_the_channel_that_is_there_and_keeps_its_link(admin_client, campaign, address):
    channel = relay.channel(campaign, "partner")
    known, new = relay.partner(), relay.partner()
    link = relay.link(campaign, partner=known)

    for partner in (known, new):
        admin_client.post(address, {"partner": partner.pk})

    assert Channel.objects.filter(kind="partner").get() == channel
    assert TrackedLink.objects.get(partner=known) == link
    assert TrackedLink.objects.get(partner=new).channel == channel


@pytest.mark.parametrize("chosen", ["", "0", "x", "' OR 1"])
def test_partner_that_is_none_is_refused_at_its_field(admin_client, campaign, address, chosen):
    relay.partner()

    response = admin_client.post(address, {"partner": chosen})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["partner"]
    assert not Partnership.objects.exists()
    assert not Channel.objects.exists()


def test_partner_is_added_once(admin_client, campaign, address):
    partnership = relay.partnership(campaign)

    assert admin_client.post(address, {"partner": partnership.partner.pk}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        relay.partnership(campaign, partnership.partner)


def test_renewed_address_takes_the_place_of_the_one_before(admin_client, client, home, campaign, address):
    factories.campaign_page(factories.campaign_index(home), campaign)
    partnership = relay.partnership(campaign)
    old = partnership.token
    asked = admin_client.get(f"{address}{partnership.pk}/renew/")

    admin_client.post(f"{address}{partnership.pk}/renew/")

    partnership.refresh_from_db()
    assert asked.status_code == 200
    assert client.get(f"/fr/relay/p/{old}/").status_code == 404
    assert client.get(f"/fr/relay/p/{partnership.token}/").status_code == 200


def test_ended_partnership_closes_its_page_keeps_its_link_and_begins_again_under_a_new_address(
    admin_client, campaign, address
):
    partner = relay.partner()
    admin_client.post(address, {"partner": partner.pk})
    partnership = Partnership.objects.get()

    admin_client.post(f"{address}{partnership.pk}/end/")

    partnership.refresh_from_db()
    old = partnership.token
    assert partnership.ended_at
    assert TrackedLink.objects.get().retired_at is None
    assert admin_client.get(f"{address}{partnership.pk}/end/").status_code == 404

    admin_client.post(address, {"partner": partner.pk})

    partnership.refresh_from_db()
    assert partnership.ended_at is None
    assert partnership.token != old
    assert TrackedLink.objects.count() == 1


def test_looking_changes_nothing(admin_client, campaign, address):
    partnership = relay.partnership(campaign)

    for act in ("renew", "end"):
        admin_client.get(f"{address}{partnership.pk}/{act}/")

    before = partnership.token
    partnership.refresh_from_db()
    assert (partnership.token, partnership.ended_at) == (before, None)
    assert admin_client.post(f"{address}{partnership.pk}/delete/").status_code == 404


def test_partnership_of_another_campaign_is_not_changed_here(admin_client, campaign, address):
    other = relay.partnership(factories.campaign())

    assert admin_client.post(f"{address}{other.pk}/end/").status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None


def test_tab_says_what_each_holds(admin_client, campaign, address):
    partnership, now = relay.partnership(campaign), timezone.now()
    own = relay.link(campaign, partner=partnership.partner)
    placed = relay.link(campaign, placement=relay.placement(campaign, partnership.partner))
    current = [relay.item(own), relay.item(placed, "story")]
    recalled = relay.item(own, "leaflet", recalled_at=now, recall_reason="Faux.", replaced_at=now)
    stale = relay.item(placed, "poster-a3", stale_since=now, stale_reason="L’amende.")
    relay.item(own, "poster-a4", replaced_at=now)
    relay.item(relay.link(campaign))
    relay.item(relay.link(campaign, partner=relay.partner()))

    response = admin_client.get(address)

    [one] = response.context["running"]
    assert sorted(sheet.item.pk for sheet in one.current) == sorted(item.pk for item in current)
    assert [[sheet.item for sheet in found] for found in (one.recalled, one.stale)] == [[recalled], [stale]]
    assert "Faux." in response.content.decode()
    assert "L’amende." in response.content.decode()


def test_mail_that_has_not_gone_out_is_listed_and_sent_again(
    admin_client, campaign, address, django_capture_on_commit_callbacks
):
    partner = relay.partner(name="Mairie")
    failed = RecallMail.objects.create(campaign=campaign, partner=partner, problem="Connection refused")
    failed.items.add(relay.item(relay.link(campaign, partner=partner), recalled_at=timezone.now()))
    assert "Connection refused" in admin_client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"{address}mails/{failed.pk}/")

    assert [sent.to for sent in mail.outbox] == [[partner.email]]
    assert "Connection refused" not in admin_client.get(address).content.decode()
    assert admin_client.post(f"{address}mails/{failed.pk}/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_plan_see_and_change_partners(sign_in, campaign, address, role):
    partner, partnership = relay.partner(), relay.partnership(campaign)
    failed = RecallMail.objects.create(campaign=campaign, partner=partner)
    client, token = sign_in(role), partnership.token

    seen = client.get(address).status_code == 200
    client.post(address, {"partner": partner.pk})
    client.post(f"{address}{partnership.pk}/renew/")
    client.post(f"{address}mails/{failed.pk}/")
    partnership.refresh_from_db()
    renewed = partnership.token != token
    client.post(f"{address}{partnership.pk}/end/")

    partnership.refresh_from_db()
    failed.refresh_from_db()
    did = [
        Partnership.objects.filter(partner=partner).exists(), renewed, failed.sent_at is not None,
        partnership.ended_at is not None,
    ]  # fmt: skip
    assert [seen, *did] == [role in MAY] * 5


def test_nobody_who_is_not_signed_in_sees_partners(client, campaign, address):
    partnership = relay.partnership(campaign)

    response = client.get(address)

    assert response.status_code == 302
    assert partnership.token not in response.content.decode()


def test_name_of_a_partner_runs_nothing_in_the_admin(admin_client, campaign, address):
    relay.partnership(campaign, relay.partner(name="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in admin_client.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_tab_costs_the_same_with_one_and_three_partners(
    admin_client, campaign, address, number, django_assert_num_queries
):
    for _ in range(number):
        partnership = relay.partnership(campaign)
        item = relay.item(relay.link(campaign, partner=partnership.partner))
        relay.item(item.link, "story", recalled_at=timezone.now())
        told = RecallMail.objects.create(campaign=campaign, partner=partnership.partner, sent_at=timezone.now())
        told.items.add(item)
        RecallMail.objects.create(campaign=campaign, partner=partnership.partner, problem="x")
    admin_client.get(address)

    with django_assert_num_queries(17):
        assert len(admin_client.get(address).context["running"]) == number


@pytest.mark.parametrize(("role", "is_told"), [("publisher", True), ("editor", False), ("administrator", False)])
def test_who_cannot_write_down_a_partner_is_told_who_can(sign_in, address, role, is_told):
    html = sign_in(role).get(address).content.decode()

    assert ("plan/partner/add/" in html) is not is_told
    assert ("Administration, Rédaction." in html) is is_told
