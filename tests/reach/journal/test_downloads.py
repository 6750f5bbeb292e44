"""A download is told where a whole file is sent; a link each time that it is opened."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import ReferenceIndex

from campaigns.plan.models import Channel, TrackedLink
from core.models import CampaignDocument
from serving.served import MARK, Served
from tests import factories
from tests.plan.relay import partner as relay


def told(response) -> Served | None:
    return response.wsgi_request.META.get(MARK)


def read(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def document(db):
    return CampaignDocument.objects.create(title="Guide", language="fr", file=ContentFile(b"%PDF", name="guide.txt"))


@pytest.fixture
def offered(home, document):
    """A page of no campaign that offers it."""
    return factories.shown(document)


def offer(page, document):
    page.body = [
        factories.block("downloads", heading="À lire", documents=[{"type": "item", "id": "a", "value": document.pk}])
    ]
    page = factories.go_live(page)
    ReferenceIndex.create_or_update_for_object(page)
    return page


def test_document_is_told_when_it_is_sent_whole(client, offered, document):
    response = client.get(document.url)

    assert read(response) == b"%PDF"
    assert told(response) == Served("kit_download", "public", page=offered.pk, locale="fr")


def test_document_that_no_live_page_offers_is_none(client, offered, document):
    offered.unpublish()

    response = client.get(document.url)

    assert (response.status_code, told(response)) == (404, None)


@pytest.mark.parametrize("wanted", ["bytes=0-1, 3-4", "bytes=1-2,3-", "bytes=00x-", "lines=1-2"])
def test_file_that_is_sent_whole_is_a_download_whatever_was_asked_for(client, offered, document, wanted):
    response = client.get(document.url, headers={"range": wanted})

    assert (response.status_code, told(response).kind) == (200, "kit_download")


@pytest.mark.parametrize("wanted", ["bytes=0-", "bytes=0-1", "bytes=1-", "bytes=-2", "bytes=10-20"])
def test_part_is_none_however_often_its_beginning_is_asked_for(client, offered, document, wanted):
    parts = [client.get(document.url, headers={"range": wanted}) for _time in range(2)]

    assert {part.status_code for part in parts} <= {206, 416}
    assert [told(part) for part in parts] == [None, None]


def test_head_and_what_has_not_changed_carry_no_byte(client, offered, document):
    tag = client.get(document.url)["ETag"]

    unchanged = client.get(document.url, headers={"if-none-match": tag})

    assert unchanged.status_code == 304
    assert [told(unchanged), told(client.head(document.url))] == [None, None]


def test_document_that_does_not_exist_is_none(client, offered, document):
    assert told(client.get(f"/documents/{document.pk}/another.pdf")) is None


def test_document_belongs_to_the_page_that_offers_it(client, home, document):
    page = offer(factories.campaign_page(factories.campaign_index(home)), document)

    assert told(client.get(document.url)) == Served(
        "kit_download", "buyers", page=page.pk, campaign=page.campaign.pk, locale="fr"
    )


def test_document_of_several_pages_belongs_to_what_they_share(client, home, document):
    index, campaign = factories.campaign_index(home), factories.campaign()
    for _page in range(2):
        offer(factories.campaign_page(index, campaign), document)

    assert told(client.get(document.url)) == Served("kit_download", "buyers", campaign=campaign.pk, locale="fr")


def test_document_that_one_page_protects_is_protected(client, home, document):
    offer(factories.standard_page(home), document)
    offer(factories.standard_page(home, zone="protected", audience="outreach"), document)

    served = told(client.get(document.url))

    assert (served.protected, served.surface, served.page) == (True, "outreach", 0)


@pytest.fixture
def campaign(home):
    page = factories.campaign_page(factories.campaign_index(home))
    return page.campaign


@pytest.fixture
def link(campaign):
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Métro")
    return TrackedLink.objects.create(code="bcdfgh", campaign=campaign, channel=channel)


def test_link_is_told_with_its_channel(client, campaign, link):
    expected = Served("link_hit", "buyers", campaign=campaign.pk, channel=link.channel.pk, link=link.pk, locale="fr")

    assert [told(client.get("/s/bcdfgh")), told(client.get("/s/BCDFGH/"))] == [expected, expected]


def test_link_that_leads_nowhere_is_not_told(client, link):
    assert told(client.get("/s/xxxxxx")) is None


def test_item_of_partners_is_told_whole_and_kept_nowhere(client, campaign, link):
    made = relay.item(link)
    address = f"/fr/relay/item/{made.pk}-{made.sha256[:8]}/file"

    whole = client.get(address)
    later = client.get(address, headers={"range": "bytes=5-"})

    assert read(whole) == b"\x89PNG"
    assert told(whole) == Served("kit_download", "buyers", campaign=campaign.pk, locale="fr")
    assert told(later) is None
    assert whole["Cache-Control"] == "private, no-store"
    assert whole["Content-Disposition"] == 'attachment; filename="square-fr.png"'


def test_item_before_the_launch_and_one_that_was_recalled_are_not_there(client, campaign, link):
    made, recalled = relay.item(link), relay.item(link, recalled_at=campaign.starts_at)
    addresses = [f"/fr/relay/item/{item.pk}-{item.sha256[:8]}/file" for item in (made, recalled)]
    wrong = client.get(f"/fr/relay/item/{made.pk}-00000000/file")
    gone = client.get(addresses[1])
    type(campaign).objects.update(launched_at=None)

    assert [wrong.status_code, gone.status_code, client.get(addresses[0]).status_code] == [404, 404, 404]


def test_zip_of_a_campaign_is_one_download(client, campaign, link):
    relay.item(link)
    address = f"/fr/relay/{campaign.slug}/pack.zip"

    assert told(client.get(address)) == Served("kit_download", "buyers", campaign=campaign.pk)
    assert told(client.get(f"{address}?language=fr")).locale == "fr"
    assert told(client.get(f"{address}?language=klingon")).locale == ""
    assert told(client.head(address)) is None
