"""Links and codes of a campaign in the admin: who may do what, and that each button does what it says."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.models import Channel, Partner, Partnership, Placement, TrackedLink, Wave
from core.editor import roles
from tests import factories
from tests.plan.sheets import printed

pytestmark = pytest.mark.usefixtures("reference_index")

ROLES = {
    "editor": roles.EDITOR,
    "translator": roles.TRANSLATOR,
    "lawyer": roles.LAWYER,
    "publisher": roles.PUBLISHER,
    "analyst": roles.ANALYST,
    "administrator": roles.ADMINISTRATOR,
}


@pytest.fixture
def campaign(home):
    """A campaign with a page, and posters in two places."""
    made = factories.campaign(name="La loi")
    factories.campaign_page(factories.campaign_index(home), made, slug="la-loi", title="La loi change")
    channel = Channel.objects.create(campaign=made, kind="poster", name="Affiches")
    for name in ("Mairie", "Gare"):
        Placement.objects.create(channel=channel, name=name)
    return made


@pytest.fixture
def posters(campaign) -> Channel:
    return campaign.channels.get()


@pytest.fixture
def partner(campaign) -> Partner:
    made = Partner.objects.create(name="Une association", email="a@example.org")
    Partnership.objects.create(campaign=campaign, partner=made)
    return made


@pytest.fixture
def sign_in(client, django_user_model):
    def signed_in(role: str):
        user = django_user_model.objects.create_user(role, f"{role}@example.org", "a long enough password")
        user.groups.add(Group.objects.get(name=ROLES[role].name))
        client.force_login(user)
        return client

    return signed_in


def address(campaign, rest: str = "") -> str:
    return f"/admin/campaigns/{campaign.pk}/links/{rest}"


def link(channel, **fields) -> TrackedLink:
    return TrackedLink.objects.create(campaign=channel.campaign, channel=channel, **fields)


def shown(response) -> list[str]:
    return [one.code for one, _where in response.context["rows"]]


def page_in(title: str, languages: str) -> str:
    return _("“%(title)s” (%(languages)s)") % {"title": title, "languages": languages}


def levels(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def test_campaign_without_links_says_what_to_do(admin_client, campaign):
    said = admin_client.get(address(campaign)).content.decode()

    assert f'action="{address(campaign, "missing/")}"' in said
    assert 'class="listing"' not in said


def test_campaign_without_channels_leads_to_one(admin_client, campaign):
    bare = factories.campaign()

    said = admin_client.get(address(bare)).content.decode()

    assert f'href="/admin/snippets/plan/channel/add/?campaign={bare.pk}"' in said
    assert "links/missing/" not in said


@pytest.mark.parametrize("number", [3, 60])
def test_list_costs_the_same_with_few_and_many_links(
    admin_client, campaign, posters, number, django_assert_num_queries
):
    wave = Wave.objects.create(
        campaign=campaign, name="Une vague", starts_at=timezone.now(), ends_at=timezone.now() + timedelta(days=1)
    )
    partners = [Partner(name=f"Partenaire {position}", email="a@example.org") for position in range(number)]
    placements = [Placement(channel=posters, name=f"Lieu {position}", wave=wave) for position in range(number)]
    Partner.objects.bulk_create(partners)
    Placement.objects.bulk_create(placements)
    page = campaign.pages.get()
    TrackedLink.objects.bulk_create(
        TrackedLink(campaign=campaign, channel=posters, placement=place, partner=who, page=page, code=f"{position:04}")
        for position, (place, who) in enumerate(zip(placements, partners, strict=True))
    )
    admin_client.get(address(campaign))

    with django_assert_num_queries(15):
        response = admin_client.get(address(campaign))

    assert len(response.context["rows"]) == min(number, 50)


def test_filters_choose_links_and_the_next_page_keeps_them(admin_client, campaign, posters, partner):
    radio = Channel.objects.create(campaign=campaign, kind="radio", name="Radio")
    place = posters.placements.get(name="Gare")
    alone, placed = link(posters, code="aaa"), link(posters, placement=place, code="bbb")
    relayed, retired = link(radio, partner=partner, code="ccc"), link(radio, code="ddd", retired_at=timezone.now())
    expected = {
        "": [retired, relayed, placed, alone],
        f"channel={radio.pk}": [retired, relayed],
        f"partner={partner.pk}": [relayed],
        "placement=with": [placed],
        "placement=without": [retired, relayed, alone],
        "state=used": [relayed, placed, alone],
        "state=retired": [retired],
        "q=gar": [placed],
        "q=http://localhost/s/AAA": [alone],
        "channel=x&state=retired": [retired],
    }

    found = {query: shown(admin_client.get(f"{address(campaign)}?{query}")) for query in expected}

    assert found == {query: [one.code for one in links] for query, links in expected.items()}
    bulk = [Placement(channel=posters, name=f"Lieu {position}") for position in range(60)]
    Placement.objects.bulk_create(bulk)
    TrackedLink.objects.bulk_create(
        TrackedLink(campaign=campaign, channel=posters, placement=place, code=f"z{n}") for n, place in enumerate(bulk)
    )
    assert "?state=used&amp;p=2" in admin_client.get(f"{address(campaign)}?state=used").content.decode()


def test_filter_without_a_result_says_so(admin_client, campaign, posters):
    link(posters)

    said = admin_client.get(f"{address(campaign)}?q=introuvable").content.decode()

    assert f'href="{address(campaign)}"' in said
    assert 'class="listing"' not in said


def test_links_of_another_campaign_are_not_shown(admin_client, campaign, posters):
    other = factories.campaign()
    hidden = link(Channel.objects.create(campaign=other, kind="radio", name="Radio"))
    own = link(posters)

    assert shown(admin_client.get(address(campaign))) == [own.code]
    for act in ("", "retire/", "code.svg"):
        assert admin_client.get(address(campaign, f"{hidden.pk}/{act}")).status_code == 404


def test_list_says_where_each_link_leads_now(admin_client, home, campaign, posters, english_home, translate):
    page = factories.standard_page(home, slug="aide", title="De l’aide")
    translate(page, english_home.locale)
    draft = factories.standard_page(home, slug="brouillon", title="Un brouillon")
    draft.unpublish()
    radio = Channel.objects.create(campaign=campaign, kind="radio", name="Radio")
    gare, mairie = posters.placements.order_by("name")
    own = link(posters)
    chosen = link(posters, placement=gare, page=page)
    withdrawn = link(posters, placement=mairie, page=draft)
    typed = link(radio, address="/fr/aide/?a=1")

    def where():
        return {one.pk: text for one, text in admin_client.get(address(campaign)).context["rows"]}

    assert where() == {
        own.pk: page_in("La loi change", "fr"),
        chosen.pk: page_in("De l’aide", "fr, en"),
        withdrawn.pk: page_in("La loi change", "fr"),
        typed.pk: "/fr/aide/?a=1",
    }
    campaign.closed_at, campaign.help_page = timezone.now(), page
    campaign.save()
    assert set(where().values()) == {page_in("De l’aide", "fr, en")}
    campaign.closed_at, campaign.launched_at = None, None
    campaign.save()
    assert len(set(where().values())) == 1
    assert "La loi change" not in where()[own.pk]


def test_name_that_holds_markup_is_shown_as_text(admin_client, campaign, posters):
    posters.name = "<script>alert(1)</script>"
    posters.save()
    link(posters)

    assert "<script>alert(1)" not in admin_client.get(address(campaign)).content.decode()


def test_form_makes_a_link(admin_client, admin, campaign, posters):
    response = admin_client.post(address(campaign, "add/"), {"channel": posters.pk, "placement_name": " mairie "})

    made = TrackedLink.objects.get()
    assert response["Location"] == address(campaign)
    assert (made.channel, made.placement.name, made.created_by) == (posters, "Mairie", admin)
    assert made.code


def test_form_adds_a_placement_that_is_not_there(admin_client, campaign, posters):
    link(posters)

    admin_client.post(address(campaign, "add/"), {"channel": posters.pk, "placement_name": "Lycée", "code": "CENTRE2"})

    assert TrackedLink.objects.get(code="centre2").placement == posters.placements.get(name="Lycée")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"placement_name": "Mairie"}, "__all__"),
        ({"placement_name": "Lycée", "code": "a0l"}, "code"),
        ({"placement_name": "Lycée", "code": "abc234"}, "code"),
        ({"placement_name": "Lycée", "address": "//ailleurs.example.com"}, "address"),
        ({"placement_name": "Lycée", "address": "javascript:alert(1)"}, "address"),
        ({"placement_name": "Lycée", "address": "/fr/\r\nSet-Cookie: a"}, "address"),
        ({"placement_name": "Lycée", "channel": ""}, "channel"),
        ({"placement_name": "Lycée", "page": "1"}, "page"),
        ({"placement_name": "L" * 161}, "placement_name"),
    ],
)
def test_form_refuses_and_makes_nothing(admin_client, campaign, posters, fields, wrong):
    link(posters, placement=posters.placements.get(name="Mairie"), code="abc234")

    response = admin_client.post(address(campaign, "add/"), {"channel": posters.pk} | fields)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [wrong]
    assert TrackedLink.objects.count() == 1
    assert posters.placements.count() == 2


def test_form_says_whose_link_there_is_already(admin_client, campaign, posters):
    link(posters)

    response = admin_client.post(address(campaign, "add/"), {"channel": posters.pk})

    assert response.context["form"].non_field_errors() == [_("This channel has its link already.")]


def test_channel_of_another_campaign_cannot_be_chosen(admin_client, campaign):
    other = Channel.objects.create(campaign=factories.campaign(), kind="radio", name="Radio")

    response = admin_client.post(address(campaign, "add/"), {"channel": other.pk})

    assert list(response.context["form"].errors) == ["channel"]
    assert not TrackedLink.objects.exists()


def test_code_is_led_elsewhere_at_once(admin_client, client, home, campaign, posters):
    made = link(posters)
    assert client.get(made.path)["Location"] == "/fr/campagnes/la-loi/"

    admin_client.post(address(campaign, f"{made.pk}/"), {"page": "", "address": "/fr/"})

    assert client.get(made.path)["Location"] == "/fr/"


def test_placement_that_was_moved_is_told_of_in_the_form(admin_client, campaign, posters):
    made = link(posters, placement=posters.placements.first())
    radio = Channel.objects.create(campaign=campaign, kind="radio", name="Radio")
    Placement.objects.filter(pk=made.placement_id).update(channel=radio)

    response = admin_client.post(address(campaign, f"{made.pk}/"), {"page": "", "address": "/fr/"})

    assert list(response.context["form"].errors) == ["__all__"]


def test_page_and_address_are_not_both_taken(admin_client, campaign, posters):
    made, page = link(posters), campaign.pages.get()

    response = admin_client.post(address(campaign, f"{made.pk}/"), {"page": page.pk, "address": "/fr/"})

    assert list(response.context["form"].errors) == ["address"]
    assert not TrackedLink.objects.get().address


def test_retiring_asks_first_and_can_be_undone(admin_client, client, campaign, posters):
    made = link(posters)
    admin_client.get(address(campaign, f"{made.pk}/retire/"))
    assert client.get(made.path).status_code == 302

    admin_client.post(address(campaign, f"{made.pk}/retire/"))
    assert client.get(made.path).status_code == 410
    admin_client.post(address(campaign, f"{made.pk}/restore/"))

    assert client.get(made.path).status_code == 302


def test_link_is_not_put_back_where_another_is_in_its_place(admin_client, campaign, posters):
    old = link(posters, retired_at=timezone.now())
    link(posters)

    response = admin_client.post(address(campaign, f"{old.pk}/restore/"), follow=True)

    assert levels(response) == ["error"]
    assert TrackedLink.objects.get(pk=old.pk).retired_at


def test_missing_links_are_made_once_and_told(admin_client, campaign, posters, partner):
    relays = Channel.objects.create(campaign=campaign, kind="partner", name="Relais")
    ended = Partner.objects.create(name="Un ancien", email="b@example.org")
    Partnership.objects.create(campaign=campaign, partner=ended, ended_at=timezone.now())
    link(posters, placement=posters.placements.get(name="Gare"), retired_at=timezone.now())

    first = admin_client.post(address(campaign, "missing/"), follow=True)
    again = admin_client.post(address(campaign, "missing/"), follow=True)

    made = TrackedLink.objects.filter(retired_at=None).values_list("channel__name", "placement__name", "partner__name")
    assert set(made) == {
        ("Affiches", None, None),
        ("Affiches", "Mairie", None),
        (relays.name, None, None),
        (relays.name, None, "Une association"),
    }
    assert len(made) == 4
    assert [levels(response) for response in (first, again)] == [["success"], ["info"]]


def test_channel_of_partners_is_asked_for_where_it_is_not_plain(admin_client, campaign, posters, partner):
    response = admin_client.post(address(campaign, "missing/"))
    assert response.context["missing"].partners == [partner]
    assert not TrackedLink.objects.exists()

    admin_client.post(address(campaign, "missing/"), {"channel": posters.pk})

    assert TrackedLink.objects.get(partner=partner).channel == posters
    assert TrackedLink.objects.count() == 4


@pytest.mark.parametrize("number", [3, 60])
def test_missing_links_cost_the_same_queries_for_few_and_many(
    admin_client, campaign, posters, number, django_assert_max_num_queries
):
    Placement.objects.bulk_create(Placement(channel=posters, name=f"Lieu {position}") for position in range(number))

    with django_assert_max_num_queries(25):
        admin_client.post(address(campaign, "missing/"))

    assert TrackedLink.objects.count() == number + 3


SEE = {"editor", "publisher", "administrator"}
CHANGE = {"editor", "publisher", "administrator"}
ADD = {"editor", "administrator"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_what_its_job_is_and_no_more(sign_in, campaign, posters, role):
    made = link(posters, placement=posters.placements.get(name="Gare"))
    client = sign_in(role)

    seen = [
        client.get(address(campaign, rest)).status_code == 200
        for rest in ("", "links.csv", "links.zip", f"{made.pk}/code.svg")
    ]
    client.post(address(campaign, "add/"), {"channel": posters.pk, "code": "abc234"})
    added = TrackedLink.objects.filter(code="abc234").exists()
    client.post(address(campaign, "missing/"))
    completed = TrackedLink.objects.filter(placement__name="Mairie").exists()
    offered = [client.get(address(campaign, rest)).status_code == 200 for rest in ("add/", "import/", "template.csv")]
    client.post(address(campaign, f"{made.pk}/"), {"address": "/fr/"})
    led = TrackedLink.objects.get(pk=made.pk).address == "/fr/"
    client.post(address(campaign, f"{made.pk}/retire/"))
    retired = TrackedLink.objects.get(pk=made.pk).retired_at is not None
    TrackedLink.objects.filter(pk=made.pk).update(retired_at=timezone.now())
    client.post(address(campaign, f"{made.pk}/restore/"))
    restored = TrackedLink.objects.get(pk=made.pk).retired_at is None

    assert seen == [role in SEE] * 4
    assert [added, completed, *offered] == [role in ADD] * 5
    assert [led, retired, restored] == [role in CHANGE] * 3


def test_nobody_who_is_not_signed_in_sees_links(client, campaign, posters):
    made = link(posters)

    for rest in ("", "links.csv", "links.zip", f"{made.pk}/code.svg", "import/"):
        assert client.get(address(campaign, rest))["Location"].startswith("/admin/login/")


def test_buttons_are_for_those_who_may(sign_in, campaign, posters):
    link(posters)

    said = sign_in("publisher").get(address(campaign)).content.decode()

    assert "links/add/" not in said
    assert re.search(r"links/\d+/retire/", said)


def test_code_is_flagged_while_a_stale_sheet_that_bears_it_may_hang(admin_client, home, campaign):
    good, stale, recalled = (printed.link(campaign) for _number in range(3))
    printed.item(good)
    printed.item(stale, stale_since=timezone.now(), replaced_at=timezone.now())
    printed.item(recalled, stale_since=timezone.now(), recalled_at=timezone.now())

    links = admin_client.get(f"/admin/campaigns/{campaign.pk}/links/").context["rows"]

    assert {link.code for link, _where in links if link.is_stale_in_print} == {stale.code}
