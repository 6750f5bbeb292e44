"""A partner's own page: behind an address that nobody guesses, with its own link, code and files."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from core.models import Operator
from tests import factories
from tests.plan.relay import partner as relay


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi")


@pytest.fixture
def page(index, campaign):
    posts = [factories.block("post", length="short", text="Acheter est interdit.")]
    return factories.campaign_page(index, campaign, statement="Acheter est interdit", posts=posts)


@pytest.fixture
def partnership(page, campaign):
    return relay.partnership(campaign, relay.partner(name="Mairie de Lyon"))


@pytest.fixture
def own(campaign, partnership):
    return relay.link(campaign, partner=partnership.partner)


@pytest.fixture
def address(partnership):
    return f"/fr/relay/p/{partnership.token}/"


def test_page_holds_the_partner_s_own_link_posts_and_snippet(client, address, own, campaign):
    general = relay.link(campaign)

    html = client.get(address).content.decode()

    assert "Mairie de Lyon" in html
    assert f">{own.root}<wbr>{own.code}</p>" in html
    assert f"Acheter est interdit. {own.url}" in html
    assert f"&lt;a href=&quot;{own.url}&quot;" in html
    assert general.url not in html


def test_page_is_kept_and_told_nowhere(client, address, own):
    code = f"{address}{own.code}.svg"
    relay.item(own)

    answers = [client.get(one) for one in (address, code, f"{address}pack.zip", "/fr/relay/p/unknown/")]

    told = {(one["Cache-Control"], one["Referrer-Policy"], one["X-Robots-Tag"]) for one in answers}
    assert told == {("private, no-store", "no-referrer", "noindex, nofollow")}
    assert '<meta name="robots" content="noindex">' in answers[0].content.decode()
    assert not answers[0].cookies


@pytest.mark.parametrize("state", ["unknown", "ended", "renewed"])
def test_address_that_is_not_in_use_says_whom_to_ask(client, partnership, address, own, state):
    Operator.objects.create(site=Site.objects.get(), name="L’équipe", contact_email="equipe@example.org")
    if state == "ended":
        partnership.ended_at = timezone.now()
    if state != "unknown":
        partnership.token = "another" if state == "renewed" else partnership.token
        partnership.save()
    asked = "/fr/relay/p/x/" if state == "unknown" else address

    answers = [client.get(asked), client.get(f"{asked}pack.zip"), client.get(f"{asked}{own.code}.svg")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "mailto:equipe@example.org" in answers[0].content.decode()
    assert "Mairie de Lyon" not in answers[0].content.decode()
    assert "Acheter" not in answers[0].content.decode()


def test_name_of_a_partner_runs_nothing(client, page, campaign):
    partner = relay.partner(name='<script>alert("x")</script>')
    partnership = relay.partnership(campaign, partner)
    relay.item(relay.link(campaign, placement=relay.placement(campaign, partner, name="<img src=x onerror=y>")))

    html = client.get(f"/fr/relay/p/{partnership.token}/").content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert" in html


def test_code_is_offered_as_svg_png_and_pdf(client, address, own):
    answers = [client.get(f"{address}{own.code}.{kind}") for kind in ("svg", "png", "pdf")]

    assert [answer["Content-Type"] for answer in answers] == ["image/svg+xml", "image/png", "application/pdf"]
    assert [b"<svg" in answers[0].content, answers[1].content[:4], answers[2].content[:4]] == [
        True,
        b"\x89PNG",
        b"%PDF",
    ]
    assert answers[1]["Content-Disposition"] == f'attachment; filename="{own.code}.png"'


def test_code_of_somebody_else_is_not_offered(client, address, own, campaign):
    other = relay.link(campaign, partner=relay.partner())

    assert client.get(f"{address}{other.code}.svg").status_code == 404
    assert client.get(f"{address}{own.code}.html").status_code == 404


def test_own_files_come_first_and_general_ones_fill_the_rest(client, address, own, campaign, partnership):
    general = relay.link(campaign)
    relay.item(general, "square")
    relay.item(general, "poster-a4")
    mine = relay.item(own, "square")
    hall = relay.placement(campaign, partnership.partner, name="Hall d’entrée")
    placed = relay.item(relay.link(campaign, placement=hall), "poster-a3")
    relay.item(relay.link(campaign, partner=relay.partner()), "story")
    stranger = relay.placement(campaign, relay.partner())
    relay.item(relay.link(campaign, placement=stranger), "leaflet")

    response = client.get(address)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"{address}pack.zip").streaming_content)))

    shown = [(sheet.item.format, sheet.item.link.code) for sheet in response.context["sheets"]]
    assert shown == [("poster-a3", placed.link.code), ("poster-a4", general.code), ("square", own.code)]
    assert mine.file.url in response.content.decode()
    assert "Hall d’entrée" in response.content.decode()
    assert len([name for name in packed.namelist() if name.endswith((".png", ".pdf"))]) == 3


def test_partner_without_a_link_uses_the_general_one(client, address, campaign):
    general = relay.link(campaign)

    html = client.get(address).content.decode()

    assert f"Acheter est interdit. {general.url}" in html
    assert ".svg" not in re.sub(r"/static/\S+", "", html)


def test_recalled_and_stale_files_are_named_with_what_takes_their_place(client, address, own, campaign):
    now = timezone.now()
    general = relay.link(campaign)
    recalled = relay.item(own, "square", recalled_at=now, recall_reason="Un chiffre est faux.")
    stale = relay.item(general, "poster-a4", stale_since=now, stale_reason="L’amende a changé.")
    new = relay.item(own, "square")
    relay.item(relay.link(campaign, partner=relay.partner()), "story", recalled_at=now, recall_reason="À un autre.")

    response = client.get(address)

    html = response.content.decode()
    offer = response.context["offer"]
    assert [(sheet.item, sheet.successor.item) for sheet in offer.recalled] == [(recalled, new)]
    assert [(sheet.item, sheet.successor) for sheet in offer.stale] == [(stale, None)]
    assert "Un chiffre est faux." in html
    assert "L’amende a changé." in html
    assert "À un autre." not in html
    assert recalled.file.url not in html
    assert stale.file.url not in html


@pytest.mark.parametrize("state", ["over", "withdrawn"])
def test_campaign_that_ended_offers_nothing_and_keeps_its_recalls(client, address, own, page, campaign, state):
    kept = relay.item(own, "story")
    relay.item(own, "square", recalled_at=timezone.now(), recall_reason="Faux.")
    if state == "over":
        campaign.ends_at = timezone.now() - timedelta(hours=1)
        campaign.save()
    else:
        page.unpublish()

    response = client.get(address)

    html = response.content.decode()
    assert response.status_code == 410
    assert "Faux." in html
    assert kept.file.url not in html
    assert "Acheter est interdit" not in html
    assert client.get(f"{address}pack.zip").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_with_one_and_three_of_everything(
    client, address, own, campaign, partnership, number, django_assert_num_queries
):
    for form in ("square", "story", "poster-a4")[:number]:
        relay.item(own, form)
        relay.item(own, form, recalled_at=timezone.now())
        place = relay.placement(campaign, partnership.partner)
        relay.item(relay.link(campaign, placement=place), form, stale_since=timezone.now())
    client.get(address)

    with django_assert_num_queries(14):
        assert len(client.get(address).context["sheets"]) == number


def test_ways_to_the_parts_of_the_page_stand_before_them(client, address, own):
    relay.item(own, "square")
    relay.item(own, "poster-a4")

    html = client.get(address).content.decode()

    ways = re.findall(r'<li>\s*<a\s+href="#([\w-]+)"\s*>', html)
    assert ways == ["files", "codes", "edition", "words-fr"]
    assert all(html.index(f'id="{way}"') > html.index(f'href="#{way}"') for way in ways)


def test_formats_to_choose_are_those_that_are_there(client, address, own):
    relay.item(own, "square")
    relay.item(own, "poster-a4-spare", language="es")

    def offered(query: str = "") -> list[str]:
        return [form.key for form in client.get(address + query).context["formats"]]

    assert offered() == ["square"]  # Spanish is not spoken
    assert offered("?format=leaflet") == ["leaflet", "square"]


def test_printed_sheet_is_shown_by_its_picture(client, address, own):
    sheet = relay.item(own, "poster-a4", poster="press/la-loi/poster.png")

    html = client.get(address).content.decode()

    assert f'src="{sheet.poster.url}"' in html
    assert "<video" not in html
    assert "captions." not in html
