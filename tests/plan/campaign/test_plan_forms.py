"""Forms and deletion of what is planned: they begin where one comes from, and what links hang on stays."""

from datetime import timedelta

import pytest

from campaigns.plan.models import Channel, Partner, Placement, TrackedLink, Wave
from tests import factories


@pytest.fixture
def campaign(home):
    return factories.campaign()


@pytest.fixture
def posters(campaign) -> Channel:
    """A channel with a placement."""
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    Placement.objects.create(channel=channel, name="Mairie")
    return channel


def levels(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def test_what_is_planned_is_added_to_where_one_comes_from(admin_client, campaign, posters):
    other = Channel.objects.create(campaign=factories.campaign(), kind="radio", name="Radio")

    def form(of: str, query: str):
        return admin_client.get(f"/admin/snippets/plan/{of}/add/?{query}").context["form"]

    assert form("wave", f"campaign={campaign.pk}")["campaign"].value() == campaign.pk
    assert form("channel", f"campaign={campaign.pk}")["campaign"].value() == campaign.pk
    assert form("placement", f"channel={posters.pk}")["channel"].value() == posters.pk
    assert list(form("placement", f"campaign={campaign.pk}").fields["channel"].queryset) == [posters]
    assert other in form("placement", "").fields["channel"].queryset
    assert form("wave", "campaign=x")["campaign"].value() is None
    assert form("channel", "campaign=999999999999999999999")["campaign"].value() is None


def test_placement_is_offered_the_waves_of_its_campaign(admin_client, campaign, posters):
    day = timedelta(days=1)
    own, _other = (
        Wave.objects.create(campaign=one, name="Vague", starts_at=one.starts_at, ends_at=one.starts_at + day)
        for one in (campaign, factories.campaign())
    )

    response = admin_client.get(f"/admin/snippets/plan/placement/edit/{posters.placements.first().pk}/")

    assert list(response.context["form"].fields["wave"].queryset) == [own]


@pytest.mark.parametrize("of", ["channel", "placement", "partner", "campaign"])
def test_what_links_hang_on_is_not_deleted_and_said_so(admin_client, campaign, posters, of):
    place = posters.placements.first()
    partner = Partner.objects.create(name="Une association", email="a@example.org")
    TrackedLink.objects.create(campaign=campaign, channel=posters, placement=place, partner=partner)
    held = {"channel": posters, "placement": place, "partner": partner, "campaign": campaign}[of]

    one = admin_client.post(f"/admin/snippets/plan/{of}/delete/{held.pk}/", follow=True)
    many = admin_client.post(f"/admin/bulk/plan/{of}/delete/?id={held.pk}", follow=True)

    assert [levels(response) for response in (one, many)] == [["error"], ["error"]]
    assert type(held).objects.filter(pk=held.pk).exists()


def test_what_nothing_hangs_on_is_deleted(admin_client, campaign, posters):
    place = posters.placements.first()

    admin_client.post(f"/admin/snippets/plan/placement/delete/{place.pk}/")

    assert not Placement.objects.filter(pk=place.pk).exists()


def test_placement_without_a_campaign_chooses_among_what_each_open_one_has(admin_client, campaign, posters):
    closed = factories.campaign(closed_at=campaign.starts_at)
    Channel.objects.create(campaign=closed, kind="radio", name="Radio")

    channel = admin_client.get("/admin/snippets/plan/placement/add/").context["form"].fields["channel"]

    assert list(channel.choices)[1:] == [(campaign.name, [(posters.pk, "Affiches")])]
    assert list(channel.queryset) == [posters]
