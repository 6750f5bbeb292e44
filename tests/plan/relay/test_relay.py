"""The page of a campaign for partners: what is current and public, and nothing else."""

import csv
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from campaigns.plan.blocks import PostBlock
from campaigns.plan.models import Campaign, CampaignPage, PressRun
from campaigns.plan.relay import pack
from core.protection.zones import Zone
from tests import factories, markup
from tests.plan.relay import partner as relay

HOUR = timedelta(hours=1)


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi")


@pytest.fixture
def page(index, campaign):
    posts = [factories.block("post", length="short", text="Acheter est interdit.")]
    return factories.campaign_page(index, campaign, statement="Acheter est interdit", lead="Partout.", posts=posts)


@pytest.fixture
def english_page(page, index, english_home, translate):
    translate(index, english_home.locale)
    return translate(page, english_home.locale)


def names(response) -> list[tuple[str, str]]:
    return [(sheet.item.format, sheet.item.language) for sheet in response.context["sheets"]]


def unzip(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_page_shows_the_words_the_files_and_the_posts(client, page, campaign):
    general = relay.link(campaign)
    made = relay.item(general, "square", data=b"x" * 2048, alt="Une phrase sur fond noir", text="Tout ce qui est dit")

    with override("fr"):
        size = filesizeformat(2048)

    response = client.get("/fr/relay/la-loi/")

    html = response.content.decode()
    assert response.status_code == 200
    assert names(response) == [("square", "fr")]
    for shown in (
        "Acheter est interdit</h1>",
        "Partout.",
        made.file.url,
        f"<bdi>PNG</bdi> <bdi>{size}</bdi>",
        "Français",
        "Licence Ouverte 2.0",
        "Une phrase sur fond noir",
        "Tout ce qui est dit",
        f"Acheter est interdit. {general.url}",
        f"/fr/relay/item/{made.pk}-{made.sha256[:8]}/",
    ):
        assert shown in html
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"
    assert not response.cookies


@pytest.mark.parametrize("path", ["/fr/relay/la-loi/", "/fr/relay/la-loi/pack.zip"])
def test_campaign_that_is_not_launched_leaks_nothing(client, index, path):
    later = factories.campaign(slug="la-loi", starts_at=timezone.now() + HOUR)
    posts = [factories.block("post", length="short", text="Le secret.")]
    factories.campaign_page(index, later, statement="Le secret", title="Le secret", posts=posts)
    relay.item(relay.link(later), alt="Le secret")

    known, unknown = client.get(path), client.get(path.replace("la-loi", "rien"))

    assert (known.status_code, unknown.status_code) == (404, 404)
    assert "secret" not in known.content.decode()


def test_file_and_partner_of_a_campaign_that_is_not_launched_leak_nothing(client, index):
    later = factories.campaign(slug="la-loi", starts_at=timezone.now() + HOUR)
    factories.campaign_page(index, later, statement="Le secret", title="Le secret")
    partnership = relay.partnership(later)
    own = relay.link(later, partner=partnership.partner)
    made = relay.item(own, alt="Le secret", recalled_at=timezone.now(), recall_reason="Le secret")

    item = client.get(f"/fr/relay/item/{made.pk}-{made.sha256[:8]}/")
    partner = client.get(f"/fr/relay/p/{partnership.token}/")
    packed = client.get(f"/fr/relay/p/{partnership.token}/pack.zip")

    assert (item.status_code, partner.status_code, packed.status_code) == (404, 200, 404)
    assert "secret" not in item.content.decode() + partner.content.decode()
    assert f">{own.root}<wbr>{own.code}</p>" in partner.content.decode()


def test_campaign_that_is_over_says_so(client, page, campaign):
    relay.item(relay.link(campaign))
    campaign.closed_at = timezone.now()
    campaign.save()

    answers = [client.get("/fr/relay/la-loi/"), client.get("/fr/relay/la-loi/pack.zip")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Acheter est interdit" not in answers[0].content.decode()
    assert "download" not in answers[0].content.decode()


def test_campaign_that_was_taken_down_is_not_there(client, page, campaign):
    relay.item(relay.link(campaign))
    page.unpublish()

    answers = [client.get("/fr/relay/la-loi/"), client.get("/fr/relay/la-loi/pack.zip")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Acheter est interdit" not in answers[0].content.decode()


def test_page_behind_a_password_is_not_passed_on(client, page, campaign):
    page.view_restrictions.create(restriction_type="password", password="x")

    assert client.get("/fr/relay/la-loi/").status_code == 404


def test_relay_of_a_protected_page_is_protected(client, index, campaign):
    factories.campaign_page(index, campaign, zone=Zone.PROTECTED)

    response = client.get("/fr/relay/la-loi/")

    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "&lt;iframe" not in response.content.decode()


def test_what_is_recalled_stale_replaced_or_retired_is_in_neither_page_nor_zip(client, page, campaign):
    general, now = relay.link(campaign), timezone.now()
    relay.item(general, "poster-a3", recalled_at=now)
    relay.item(general, "poster-a4", stale_since=now)
    relay.item(general, "leaflet", replaced_at=now)
    relay.item(relay.link(campaign, retired_at=now), "story")
    relay.item(relay.link(campaign, partner=relay.partner()), "banner-wide")
    relay.item(relay.link(campaign, placement=relay.placement(campaign)), "banner-mobile")
    relay.item(general, "poster-a4", language="en")
    relay.item(general, "square")

    shown = client.get("/fr/relay/la-loi/?language=all")
    packed = unzip(client.get("/fr/relay/la-loi/pack.zip"))

    assert names(shown) == [("square", "fr")]
    assert [name for name in packed.namelist() if name.endswith((".pdf", ".png"))] == [f"fr/square-{general.code}.png"]


def test_files_are_of_one_general_link_that_of_partners_first(client, page, campaign):
    first, second = relay.link(campaign), relay.link(campaign, channel=relay.channel(campaign, "partner"))
    for form in ("square", "story"):
        relay.item(first, form)
    chosen = relay.item(second, "square")

    response = client.get("/fr/relay/la-loi/")

    assert [sheet.item.link for sheet in response.context["sheets"]] == [second, first]
    assert response.context["sheets"][0].item == chosen
    assert f"Acheter est interdit. {second.url}" in response.content.decode()


def test_language_and_format_are_filtered_without_javascript(client, page, english_page, campaign):
    general = relay.link(campaign)
    for language in ("en", "fr"):
        for form in ("square", "poster-a4"):
            relay.item(general, form, language)

    answers = {
        query: names(client.get(f"/fr/relay/la-loi/{query}"))
        for query in ("", "?language=en", "?language=all&format=square", "?language=xx&format=zz", "?format=story")
    }

    assert answers == {
        "": [("poster-a4", "fr"), ("square", "fr")],
        "?language=en": [("poster-a4", "en"), ("square", "en")],
        "?language=all&format=square": [("square", "fr"), ("square", "en")],
        "?language=xx&format=zz": [("poster-a4", "fr"), ("square", "fr")],
        "?format=story": [],
    }


def test_page_in_a_language_without_the_campaign_speaks_another_and_says_which(client, page, campaign, english_home):
    html = markup.read(client.get("/en/relay/la-loi/").content.decode())

    assert '<h1 lang="fr">Acheter est interdit</h1>' in html
    assert 'href="/fr/relay/la-loi/" lang="fr"' in html


def test_language_whose_home_page_is_a_draft_serves_nothing(client, page, campaign, english_page):
    english_page.get_parent().get_parent().specific.unpublish()

    assert client.get("/en/relay/la-loi/").status_code == 404


def test_zip_is_valid_and_lists_its_files(client, page, english_page, campaign):
    general = relay.link(campaign)
    relay.item(general, "square", data=b"image", alt="=1+1", text="Le texte")
    relay.item(general, "poster-a4", "en", data=b"%PDF")

    response = client.get("/fr/relay/la-loi/pack.zip?language=fr")
    packed = unzip(response)

    rows = list(csv.reader(io.StringIO(packed.read("manifest.csv").decode("utf-8-sig"))))
    name = f"fr/square-{general.code}.png"
    assert packed.testzip() is None
    assert packed.namelist() == ["LICENCE.txt", "manifest.csv", name, f"{name}.txt"]
    assert packed.read(name) == b"image"
    assert packed.read(f"{name}.txt").decode() == "=1+1\n\nLe texte\n"
    assert rows[0] == ["file", "format", "language", "size", "sha256", "licence", "text alternative"]
    assert [(row[0], row[1], row[2], row[3], row[5], row[6]) for row in rows[1:]] == [
        (name, "square", "fr", "5", "etalab-2.0", "'=1+1")
    ]
    assert response["Content-Disposition"] == 'attachment; filename="la-loi-fr.zip"'


def test_zip_holds_every_language_where_none_is_chosen(client, page, english_page, campaign):
    general = relay.link(campaign)
    for language in ("fr", "en"):
        relay.item(general, "square", language)

    packed = unzip(client.get("/fr/relay/la-loi/pack.zip"))

    assert {name.split("/")[0] for name in packed.namelist() if "/" in name} == {"fr", "en"}


def test_zip_streams_before_its_last_file_is_read(client, page, campaign):
    general = relay.link(campaign)
    first, last = relay.item(general, "poster-a3", data=b"1" * 300_000), relay.item(general, "square", data=b"2")
    response = client.get("/fr/relay/la-loi/pack.zip")
    assert response.streaming

    parts = iter(response.streaming_content)
    begun = next(parts)
    # Found at the end of the stream, which shows that it is read only then.
    last.file.storage.delete(last.file.name)
    last.file.storage.save(last.file.name, io.BytesIO(b"3"))
    packed = zipfile.ZipFile(io.BytesIO(begun + b"".join(parts)))

    assert packed.read(f"fr/square-{general.code}.png") == b"3"
    assert (
        hashlib.sha256(packed.read(f"fr/poster-a3-{general.code}.pdf")).digest()
        == hashlib.sha256(b"1" * 300_000).digest()
    )
    assert max(map(len, pack._read(first.file))) == pack.CHUNK


def test_zip_is_not_compressed_again(client, page, campaign):
    relay.item(relay.link(campaign))

    answers = [client.get(f"/fr/relay/la-loi/{name}", headers={"Accept-Encoding": "gzip"}) for name in ("pack.zip", "")]

    assert [answer.get("Content-Encoding") for answer in answers] == [None, "gzip"]


def test_file_that_is_missing_on_the_disk_breaks_no_zip(client, page, campaign):
    general = relay.link(campaign)
    relay.item(general, "square")
    lost = relay.item(general, "story")
    lost.file.storage.delete(lost.file.name)

    packed = unzip(client.get("/fr/relay/la-loi/pack.zip"))

    assert packed.testzip() is None
    assert "story" not in packed.read("manifest.csv").decode()


def test_pages_answer_head_and_refuse_what_changes(client, page, campaign):
    relay.item(relay.link(campaign))
    addresses = ["/fr/relay/la-loi/", "/fr/relay/la-loi/pack.zip"]

    heads = [client.head(address) for address in addresses]
    posts = [client.post(address) for address in addresses]

    assert [answer.status_code for answer in heads] == [200, 200]
    assert heads[1]["Content-Type"] == "application/zip"
    assert [answer.status_code for answer in posts] == [405, 405]


def test_zip_of_nothing_is_not_there(client, page, campaign):
    assert client.get("/fr/relay/la-loi/pack.zip").status_code == 404
    assert "pack.zip" not in client.get("/fr/relay/la-loi/").content.decode()


def test_snippet_is_clean_html_in_its_own_language(client, index, campaign, arabic_home, translate):
    page = factories.campaign_page(index, campaign, statement="Un <b> & un « mot »", lead="")
    translate(index, arabic_home.locale)
    translate(page, arabic_home.locale)
    general = relay.link(campaign)

    response = client.get("/fr/relay/la-loi/?language=all")
    found = {words.language.code: words for words in response.context["words"]}

    assert list(found) == ["fr", "ar"]
    assert found["fr"].snippet.startswith('<section lang="fr" dir="ltr">\n  <h2>Un &lt;b&gt; &amp; un « mot »</h2>\n')
    assert f'<a href="{general.url}">' in found["fr"].snippet
    assert "&lt;h2&gt;Un &amp;lt;b&amp;gt; &amp;amp; un" in response.content.decode()
    assert found["ar"].snippet.startswith('<section lang="ar" dir="rtl">')


def test_banner_to_paste_carries_the_link(client, page, campaign):
    general = relay.link(campaign)

    html = client.get("/fr/relay/la-loi/").content.decode()

    assert f"&lt;iframe src=&quot;http://localhost/embed/fr/la-loi/?link={general.code}&quot;" in html


def test_link_of_posts_is_the_page_where_there_is_no_general_one(client, page, campaign):
    [words] = client.get("/fr/relay/la-loi/").context["words"]

    assert words.link == page.get_full_url()


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_with_one_and_three_files(client, page, campaign, number, django_assert_num_queries):
    general = relay.link(campaign)
    for form in ("square", "story", "poster-a4")[:number]:
        relay.item(general, form)
    client.get("/fr/relay/la-loi/")

    with django_assert_num_queries(11):
        assert len(client.get("/fr/relay/la-loi/").context["sheets"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_zip_costs_the_same_with_one_and_three_files(client, page, campaign, number, django_assert_num_queries):
    general = relay.link(campaign)
    for form in ("square", "story", "poster-a4")[:number]:
        relay.item(general, form)
    client.get("/fr/relay/la-loi/pack.zip")

    with django_assert_num_queries(7):
        assert len(unzip(client.get("/fr/relay/la-loi/pack.zip")).namelist()) == 2 + 2 * number


def test_file_has_a_page_of_its_own(client, page, campaign):
    made = relay.item(relay.link(campaign), "square", alt="Une phrase")

    response = client.get(f"/fr/relay/item/{made.pk}-{made.sha256[:8]}/")

    assert response.status_code == 200
    assert made.file.url in response.content.decode()
    assert 'alt="Une phrase"' in response.content.decode()
    assert client.get(f"/fr/relay/item/{made.pk}-00000000/").status_code == 404
    assert client.get(f"/fr/relay/item/{made.pk}-{made.sha256[:2]}/").status_code == 404


def test_recalled_file_says_when_and_why_and_leads_to_its_successor(client, page, campaign):
    general, when = relay.link(campaign), timezone.now() - timedelta(days=40)
    old = relay.item(general, recalled_at=when, recall_reason="L’amende a <changé>.", replaced_at=when)
    new = relay.item(general)

    response = client.get(f"/fr/relay/item/{old.pk}-{old.sha256[:8]}/")

    html = response.content.decode()
    assert response.status_code == 410
    assert "L’amende a &lt;changé&gt;." in html
    assert str(timezone.localtime(when).year) in html
    assert download(new) in html
    assert old.file.url not in html
    assert old.text not in html


def download(item) -> str:
    return f"/fr/relay/item/{item.pk}-{item.sha256[:8]}/file"


@pytest.mark.parametrize("state", ["stale_since", "replaced_at"])
def test_file_that_is_out_of_use_leads_to_its_successor(client, page, campaign, state):
    general = relay.link(campaign)
    old = relay.item(general, **{state: timezone.now()})
    address = f"/fr/relay/item/{old.pk}-{old.sha256[:8]}/"
    before = client.get(address)
    new = relay.item(general)

    after = client.get(address)

    assert (before.status_code, after.status_code) == (200, 200)
    assert old.file.url not in before.content.decode() + after.content.decode()
    assert download(new) in after.content.decode()


def test_recall_is_told_after_the_close_and_after_a_takedown(client, page, campaign):
    general = relay.link(campaign)
    old = relay.item(general, recalled_at=timezone.now(), recall_reason="Faux.")
    new = relay.item(general)
    addresses = [f"/fr/relay/item/{one.pk}-{one.sha256[:8]}/" for one in (old, new)]
    campaign.closed_at = timezone.now()
    campaign.save()
    closed = [client.get(address) for address in addresses]
    page.unpublish()
    campaign.closed_at = None
    campaign.save()

    withdrawn = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in closed] == [410, 410]
    assert [answer.status_code for answer in withdrawn] == [410, 404]
    assert "Faux." in closed[0].content.decode()
    assert new.file.url not in "".join(answer.content.decode() for answer in closed + withdrawn)


@pytest.mark.parametrize(("length", "most"), [("short", 110), ("medium", 250), ("long", 970)])
def test_post_leaves_room_for_the_link(length, most):
    block = PostBlock()

    fits = block.clean(block.to_python({"length": length, "text": "é" * most}))

    assert len(fits["text"]) == most
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"length": length, "text": "é" * (most + 1)}))


def test_translation_of_a_post_keeps_to_its_length(page):
    page.posts = [("post", {"length": "short", "text": "x" * 111})]

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == ["posts"]
    assert "111" in refused.value.message_dict["posts"][0]


def test_posts_are_translated_and_stand_on_no_page_of_the_public(client, page, english_page):
    from wagtail_localize.models import StringSegment

    assert StringSegment.objects.filter(
        source__object_id=page.translation_key, string__data="Acheter est interdit."
    ).exists()
    assert CampaignPage.objects.get(pk=english_page.pk).posts[0].value["text"] == "Acheter est interdit."
    assert "Acheter est interdit." not in client.get(page.url).content.decode()
    assert "acheter est interdit." not in page.search_text


def test_address_of_a_partner_s_pages_does_not_hide_a_page(home):
    assert reverse("relay", args=["la-loi"]) == "/fr/relay/la-loi/"


def test_page_promises_files_only_while_somebody_makes_them(client, page, campaign):
    before = client.get("/fr/relay/la-loi/").content.decode()
    PressRun.objects.create(campaign=campaign, to_do=[["square", "fr", relay.link(campaign).pk]])
    meanwhile = client.get("/fr/relay/la-loi/").content.decode()

    assert ["Il n’y a pas encore de fichier." in html for html in (before, meanwhile)] == [True, False]
    assert ["Les fichiers sont en cours de création" in html for html in (before, meanwhile)] == [False, True]


def test_page_of_the_campaign_leads_to_what_is_passed_on_while_it_runs(client, home):
    page = factories.campaign_page(factories.campaign_index(home), factories.campaign())
    address = f'href="/fr/relay/{page.campaign.slug}/"'
    before = client.get(page.url).content.decode()
    Campaign.objects.update(ends_at=timezone.now() - timedelta(hours=1))

    assert address in before
    assert address not in client.get(page.url).content.decode()


def test_page_for_people_in_prostitution_leads_to_no_page_of_partners(client, home):
    campaign = factories.campaign(audience="outreach")
    page = factories.campaign_page(factories.campaign_index(home), campaign, zone="protected")

    assert "/relay/" not in client.get(page.url).content.decode()
