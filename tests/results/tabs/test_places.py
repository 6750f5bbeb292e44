"""Places and partners: what each short address and code brought."""

import pytest
from django.urls import reverse

from campaigns.plan.models import Channel, Partner, Partnership, Placement, TrackedLink
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def posters(campaign) -> Channel:
    return Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")


@pytest.fixture
def place(campaign, wave, posters):
    """Makes a place with its link, opened so often."""

    def made(name: str, hits: int = 0, partner: Partner | None = None, **link) -> TrackedLink:
        found = Placement.objects.create(channel=posters, name=name, partner=partner)
        link = TrackedLink.objects.create(campaign=campaign, channel=posters, placement=found, **link)
        if hits:
            counted(campaign, TODAY, "link_hit", hits, wave=wave, link=link)
        return link

    return made


def places(client, campaign, **query):
    return client.get(reverse("results_places", args=[campaign.pk]), query)


def named(shown) -> list[tuple[str, int]]:
    return [(link.placement.name, hits) for link, hits in shown.context["rows"]]


def partner(name: str, campaign=None) -> Partner:
    made = Partner.objects.create(name=name, email="p@example.org")
    if campaign:
        Partnership.objects.create(campaign=campaign, partner=made)
    return made


def test_each_place_is_told_with_what_it_brought(admin_client, campaign, place):
    place("Mairie", 5)
    place("Gare", 9)
    place("Stade")

    assert named(places(admin_client, campaign)) == [("Gare", 9), ("Mairie", 5), ("Stade", 0)]


def test_protected_audience_has_no_noughts(admin_client, campaign, place):
    place("Mairie", partner=partner("Ville", campaign))
    before = markup.read(places(admin_client, campaign).content.decode())
    type(campaign).objects.update(audience="outreach")

    shown = markup.read(places(admin_client, campaign).content.decode())

    assert (before.count("<strong>0</strong>"), shown.count("<strong>0</strong>")) == (2, 0)


def test_other_waves_are_not_in_it(admin_client, campaign, past, place):
    link = place("Mairie", 5)
    counted(campaign, TODAY - 40 * DAY, "link_hit", 70, wave=past, link=link)

    assert named(places(admin_client, campaign)) == [("Mairie", 5)]
    assert named(places(admin_client, campaign, wave="all")) == [("Mairie", 75)]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("fewest", ["Stade", "Mairie", "Gare"]),
        ("place", ["Gare", "Mairie", "Stade"]),
        ("newest", ["Stade", "Gare", "Mairie"]),
        ("nonsense", ["Gare", "Mairie", "Stade"]),
    ],
)
def test_places_are_put_in_order(order, names, admin_client, campaign, place):
    for number, (name, hits) in enumerate([("Mairie", 5), ("Gare", 9), ("Stade", 0)]):
        place(name, hits, created_at=at(number - 5))

    assert [name for name, _hits in named(places(admin_client, campaign, order=order))] == names


def test_retired_links_say_so_and_keep_what_they_brought(admin_client, campaign, place):
    place("Mairie", 5, retired_at=at(-1))

    shown = places(admin_client, campaign)

    assert named(shown) == [("Mairie", 5)]
    assert "retired" in shown.content.decode()


def test_partner_has_its_own_links_and_those_of_what_it_holds(admin_client, campaign, wave, place, posters):
    holder, other, without = partner("Ville", campaign), partner("Association", campaign), partner("Muette", campaign)
    place("Mairie", 5, partner=holder)
    place("Gare", 9)
    own = TrackedLink.objects.create(campaign=campaign, channel=posters, partner=holder)
    counted(campaign, TODAY, "link_hit", 3, wave=wave, link=own)
    place("Stade", 4, partner=other)
    Partnership.objects.filter(partner=without).update(ended_at=at(-1))

    found = places(admin_client, campaign).context["partners"]

    assert [(one.name, one.links, one.hits, one.has_ended) for one in found] == [
        ("Ville", 2, 8, False),
        ("Association", 1, 4, False),
        ("Muette", 0, 0, True),
    ]


def test_fifty_links_are_on_a_page(admin_client, campaign, place):
    for number in range(51):
        place(f"Mairie {number}", number + 1)

    first, second = places(admin_client, campaign), places(admin_client, campaign, p="2")

    assert (len(first.context["rows"]), named(second)) == (50, [("Mairie 0", 1)])
    assert "p=2" in first.content.decode()


def test_campaign_without_links_says_how_there_will_be_some(admin_client, campaign, wave):
    text = places(admin_client, campaign).content.decode()

    assert ("No link yet." in text, "No partner takes part yet." in text) == (True, True)


@pytest.mark.parametrize("order", ["hits", "partner"])
@pytest.mark.parametrize("number", [1, 3])
def test_places_take_as_many_queries_for_one_as_for_many(
    number, order, admin_client, campaign, place, django_assert_num_queries
):
    for one in range(number):
        place(f"Mairie {one}", 3, partner=partner(f"Ville {one}", campaign))
    places(admin_client, campaign, order=order)

    with django_assert_num_queries(18):
        places(admin_client, campaign, order=order)


def test_place_is_told_day_by_day(admin_client, campaign, wave, place):
    link, _other = place("Mairie", 4), place("Gare", 9)
    counted(campaign, TODAY - DAY, "link_hit", 3, wave=wave, link=link)
    address = reverse("results_place", args=[campaign.pk, link.pk])

    shown = admin_client.get(address)

    assert f"{address}?wave={wave.pk}" in places(admin_client, campaign).content.decode()
    assert shown.context["figure"].value == 7
    assert list(shown.context["course"].series[0].values[-2:]) == [3, 4]
    assert "Mairie" in shown.content.decode()
    assert "Gare" not in shown.content.decode()


def test_place_of_another_campaign_is_not_told(admin_client, campaign, wave, place):
    link, other = place("Mairie", 4), factories.campaign()

    assert admin_client.get(reverse("results_place", args=[other.pk, link.pk])).status_code == 404


def test_days_of_a_place_are_seen_by_those_who_may_see_results(client, people, campaign, wave, place):
    address, codes = reverse("results_place", args=[campaign.pk, place("Mairie").pk]), {}
    for role in ("analyst", "translator"):
        client.force_login(people[role])
        codes[role] = client.get(address).status_code

    assert codes == {"analyst": 200, "translator": 302}
