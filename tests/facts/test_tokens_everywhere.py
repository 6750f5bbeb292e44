"""Tokens in every text that takes them, and then every public view: the value is there, and no token."""

from typing import Any
from urllib.parse import quote

import pytest
from wagtail.models import Page

from campaigns.plan.models import Campaign, CampaignPage, PrintedItem
from campaigns.plan.relay.embedding import iframe
from campaigns.plan.sheets.staleness import check
from campaigns.plan.sheets.words import content_of, made_from
from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.writing.parts import write
from core.text import tokens
from facts.models import Fact
from press.sharing.page_words import Neighbourhood
from tests import factories
from tests.factories import block
from tests.facts.test_tokens import token
from tests.plan.relay import partner as relay
from tests.testimonies.traces import unpacked

LEFT = ("{fact", quote("{fact"), "&#123;fact", "fact:")


@pytest.fixture
def said() -> str:
    """A sentence with a token."""
    return f"Une amende de {token(factories.fact(value='1500'))}."


@pytest.fixture
def site(home, said) -> dict[str, Any]:
    step = [{"type": "item", "id": "1", "value": {"title": "Savoir", "text": said}}]
    body = [
        block("statement", text=said, detail=said),
        block("quote", text=said, author="", source="", url=""),
        block("steps", heading="Que faire ?", steps=step),
        block("call_to_action", text=said, page=home.pk, address="", detail=said, counted_as=""),
    ]
    texts = {"statement": said, "lead": said, "body": body}
    home.statement = home.lead = said
    factories.go_live(home)
    index = factories.campaign_index(home)
    index.intro = said
    factories.go_live(index)
    posts = [block("post", length="short", text=said)]
    page = factories.campaign_page(index, **texts, summary=said, posts=posts)
    factories.standard_page(home, slug="page", lead=said, body=body)
    catalogue = factories.catalogue(home, lead=said)
    factories.kit_edition(factories.kit(catalogue, lead=said))
    return {"page": page, "campaign": page.campaign, "catalogue": catalogue}


def addresses(site: dict[str, Any]) -> list[str]:
    campaign: Campaign = site["campaign"]
    partnership = relay.partnership(campaign)
    for link in (relay.link(campaign), relay.link(campaign, partner=partnership.partner)):
        relay.item(link)
    pack, partner = f"/fr/relay/{campaign.slug}/", f"/fr/relay/p/{partnership.token}/"
    return [
        *(page.url for page in Page.objects.live().filter(depth__gt=1)),
        f"/embed/fr/{campaign.slug}/",
        "/api/v2/campaigns/",
        f"/api/v2/campaigns/{site['page'].pk}/",
        *(pack, f"{pack}pack.zip", partner, f"{partner}pack.zip"),
        f"{site['catalogue'].url}atom/",
    ]


@pytest.mark.django_db
def test_every_public_view_says_the_value_and_no_token(client, site):
    answers = {address: client.get(address) for address in addresses(site)}

    bodies = {
        address: unpacked(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        for address, answer in answers.items()
    }
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    assert [address for address, body in bodies.items() if any(left in body for left in LEFT)] == []
    silent = [address for address, body in bodies.items() if "1\u202f500\xa0€" not in body]
    assert [address for address in silent if not address.endswith(".zip")] == []  # sheets alone, printed elsewhere


@pytest.mark.django_db
def test_what_is_printed_shared_and_built_in_says_the_value(site):
    page, kit = CampaignPage.objects.get(), KitPage.objects.get()
    read = "Une amende de 1\u202f500\xa0€."

    sheet, card = content_of(page), Neighbourhood().content(page)

    assert [sheet.statement, sheet.lead, card.statement, write(kit).guide.subtitle] == [read] * 4
    assert read in iframe(site["campaign"], "fr")


@pytest.mark.django_db
def test_sheet_is_stale_once_its_statement_reads_otherwise(site):
    relay.item(relay.link(site["campaign"]), made_from=made_from(site["page"]))
    check(PrintedItem.objects.all())
    before = PrintedItem.objects.get().stale_reason

    fact = Fact.objects.get()
    fact.value = "1800"
    factories.go_live(fact)
    check(PrintedItem.objects.all())

    assert (before, "1\u202f800" in PrintedItem.objects.get().stale_reason) == ("", True)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_list_of_pages_costs_one_query_more_whatever_their_number(said, home, django_assert_num_queries, number):
    index = factories.campaign_index(home)
    for _ in range(number):
        factories.campaign_page(index, statement=said)
    pages = list(CampaignPage.objects.select_related("locale", "campaign").defer_streamfields())

    with django_assert_num_queries(1):
        read = [str(page.statement) for page in tokens.gather(pages)]

    assert read == ["Une amende de 1\u202f500\xa0€."] * number
