"""The tab Posts: who may do what there, what is refused, when a post may be copied, and what its history keeps."""

import csv
import io

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.plan.models import Campaign, Post, PrintedItem, TrackedLink
from campaigns.plan.posts import acts, faults, listing, table
from core.publication.sign_off import SignOffError
from editorial.sign_off.approvals import sign_off_by
from editorial.takedown import views as takedowns
from press.models import ShareCard
from tests import factories, markup
from tests.plan.posts.conftest import NOW, at

pytestmark = pytest.mark.usefixtures("in_english")


def composed(**fields) -> dict:
    return {"networks": ["mastodon"], "language": "fr", "words": "La loi a changé.", "with_link": "on"} | fields


def table_of(client, campaign, **chosen) -> list[list[str]]:
    text = client.get(at("campaign_posts_export", campaign), chosen).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def state_of(post) -> str:
    return listing.told(Post.objects.filter(pk=post.pk))[0].state


# Who may


@pytest.mark.parametrize(
    ("name", "sees", "composes", "notes"),
    [
        ("editor", True, True, True),
        ("publisher", True, False, True),
        ("administrator", True, True, True),
        ("translator", False, False, False),
        ("lawyer", False, False, False),
        ("analyst", False, False, False),
    ],
)
def test_each_role_may(client, campaign, people, post, name, sees, composes, notes):
    made = post(is_live=True)
    before = Post.objects.count()
    client.force_login(people[name])
    index = client.get(at("campaign_posts", campaign))
    page = client.get(at("campaign_post", campaign, made))
    table = client.get(at("campaign_posts_export", campaign))

    client.post(at("campaign_post_new", campaign), composed())
    client.post(at("campaign_post_again", campaign, made), {"networks": ["x"], "language": "en"})
    client.post(at("campaign_post_posted", campaign, made), {"at": "2026-12-01 09:00"})

    assert [one.status_code == 200 for one in (index, page, table)] == [sees] * 3
    assert Post.objects.count() - before == (2 if composes else 0)
    assert (Post.objects.get(pk=made.pk).posted_at is not None) == notes


# Composing


def test_composing_makes_one_draft_for_each_network_with_its_own_link(client, campaign, people):
    client.force_login(people["editor"])

    client.post(at("campaign_post_new", campaign), composed(networks=["mastodon", "bluesky", "instagram"]))

    made = {one.network: one for one in campaign.posts.all()}
    assert {key: (one.live, one.link and one.link.channel.name) for key, one in made.items()} == {
        "mastodon": (False, "Mastodon"),
        "bluesky": (False, "Bluesky"),
        "instagram": (False, None),
    }
    assert made["mastodon"].whole == f"La loi a changé.\n\n{made['mastodon'].link.url}/fr"
    assert ModelLogEntry.objects.for_instance(campaign).filter(action=acts.ADDED).count() == 1


@pytest.fixture
def drawn(campaign, home):
    page = factories.campaign_page(factories.campaign_index(home), campaign, title="La loi")
    return ShareCard.objects.create(page=page, file=ContentFile(b"x", "card.png"), alt="Une loi.", digest="d")


def test_networks_that_need_a_picture_are_named_beside_the_cards(client, campaign, people, drawn):
    client.force_login(people["editor"])

    form = client.get(at("campaign_post_new", campaign)).context["form"]

    assert form["card"].help_text.startswith("Instagram and TikTok show no post without a picture or a film.")
    assert [label for _value, label in form.fields["card"].choices] == [
        "Chosen afterwards, in each draft",
        "La loi (French)",
    ]


def test_card_goes_where_nothing_is_shown_without_one(client, campaign, people, drawn):
    client.force_login(people["editor"])

    client.post(at("campaign_post_new", campaign), composed(networks=["mastodon", "instagram"], card=drawn.pk))

    made = {one.network: one for one in campaign.posts.all()}
    assert {key: (one.card, one.alternative) for key, one in made.items()} == {
        "mastodon": (None, ""),
        "instagram": (drawn, "Une loi."),
    }
    assert list(faults.of(made["instagram"])) == []


def test_card_in_another_language_is_refused(client, campaign, people, drawn):
    client.force_login(people["editor"])

    answer = client.post(
        at("campaign_post_new", campaign),
        composed(networks=["instagram", "tiktok"], language="en", card=drawn.pk),
    )

    assert answer.context["form"].errors == {"card": ["This card is in another language than the post."]}
    assert campaign.posts.count() == 0


def test_post_without_the_picture_that_it_needs_says_so_until_it_has_one(client, campaign, people, post, drawn):
    lacking = post(network="instagram")
    post(network="mastodon")
    client.force_login(people["editor"])

    before = client.get(at("campaign_posts", campaign)).text, client.get(at("campaign_post", campaign, lacking)).text
    lacking.card, lacking.alternative = drawn, drawn.alt
    lacking.save_revision()

    after = client.get(at("campaign_posts", campaign)).text, client.get(at("campaign_post", campaign, lacking)).text
    assert [html.count("no picture yet") for html in (before[0], after[0])] == [1, 0]
    assert ["No picture yet: Instagram shows" in html for html in (before[1], after[1])] == [True, False]


def test_a_second_post_of_a_network_leads_by_the_same_link(client, campaign, people):
    client.force_login(people["editor"])

    for _time in range(2):
        client.post(at("campaign_post_new", campaign), composed())

    assert TrackedLink.objects.filter(campaign=campaign, channel__name="Mastodon").count() == 1
    assert campaign.posts.exclude(link=None).count() == 2


def test_what_is_too_long_is_refused_with_the_number_and_nothing_is_made(client, campaign, people):
    client.force_login(people["editor"])

    answer = client.post(
        at("campaign_post_new", campaign), composed(networks=["bluesky", "linkedin"], words="a" * 301, with_link="")
    )

    assert answer.status_code == 422
    assert "Bluesky takes 300 characters, and this is 301, with its link: 1 too many." in markup.read(answer.text)
    assert "a" * 301 in answer.text
    assert campaign.posts.count() == 0


def test_lengths_count_facts_and_the_link_as_they_are_read(client, campaign, people):
    fact = factories.fact("1500")
    client.force_login(people["editor"])

    asked = {"words": f"{{fact:{fact.pk}}}", "language": "fr", "network": ["x", "whatsapp"], "link": "1"}
    rooms = client.post(at("campaign_posts_count", campaign), asked).json()["rooms"]

    # “1 500 €” is 7 characters; X weighs the narrow space and the sign of the euro twice.
    assert rooms[0] == {"said": f"X: {280 - 9 - 2 - 23} left", "over": False}
    assert rooms[1]["over"] is False


# Approving


def test_a_draft_can_be_neither_copied_nor_exported(client, campaign, people, post):
    made = post("Des mots secrets.")
    client.force_login(people["editor"])

    page = client.get(at("campaign_post", campaign, made))
    rows = table_of(client, campaign)

    assert "data-copy" not in page.text
    assert "Draft, not approved" in page.text
    assert rows == [["", "", "Mastodon", "fr", "draft, not approved", "draft, not approved", "", "", ""]]


def test_nothing_goes_live_that_is_not_approved(post):
    made = post()
    made.live = True

    with pytest.raises(SignOffError):
        made.save()


def test_the_sign_off_makes_a_post_ready(client, campaign, people, post):
    made = post()

    sign_off_by(made, author=people["editor"], lawyer=people["lawyer"], publisher=people["publisher"])

    client.force_login(people["publisher"])
    assert state_of(made) == listing.State.APPROVED
    assert "data-copy" in client.get(at("campaign_post", campaign, made)).text


def test_another_date_asks_for_no_new_approval(client, campaign, people, post):
    made = post(is_live=True)
    client.force_login(people["publisher"])

    client.post(at("campaign_post", campaign, made), {"planned_at": "2026-12-05 09:30", "notes": "Avec le ministère."})
    again = Post.objects.get(pk=made.pk)
    again.get_latest_revision().publish()

    kept = Post.objects.get(pk=made.pk)
    assert (kept.live, kept.notes, timezone.localtime(kept.planned_at).hour) == (True, "Avec le ministère.", 9)


def test_other_words_wait_while_the_approved_ones_are_copied(client, campaign, people, post):
    made = post("Des mots approuvés.", is_live=True)
    draft = made.get_latest_revision_as_object()
    draft.words = "D’autres mots."
    draft.save_revision()
    client.force_login(people["editor"])

    html = markup.read(client.get(at("campaign_post", campaign, made)).text)

    assert "Des mots approuvés." in html
    assert "D’autres mots." not in html
    assert "a change waits for approval" in html


def test_the_editor_refuses_what_is_too_long(client, campaign, people, post):
    made = post(network="bluesky")
    client.force_login(people["editor"])

    answer = client.post(at("wagtailsnippets_plan_post:edit", made), {"words": "a" * 301})

    assert "Bluesky takes 300 characters, and this is 301, with its link: 1 too many." in markup.read(answer.text)
    assert Post.objects.get(pk=made.pk).words == "La loi a changé."


def test_the_editor_keeps_a_draft_in_its_row(client, people, post):
    made = post()
    client.force_login(people["editor"])

    client.post(at("wagtailsnippets_plan_post:edit", made), {"words": "Autre chose."})

    assert Post.objects.get(pk=made.pk).words == "Autre chose."


def test_instagram_is_not_approved_without_a_picture(post):
    assert faults.refusals(post(network="instagram")) == ["Instagram shows no post without a picture or a film."]


# What it shows


def sheet(campaign, language: str = "fr", **fields) -> PrintedItem:
    link = acts.link_for(campaign, "mastodon", fields.pop("user"))
    about = {"format": "square", "width": 1080, "height": 1080, "unit": "px", "size": 1, "alt": "Une affiche jaune."}
    made = PrintedItem(campaign=campaign, link=link, language=language, **about | fields)
    made.file.name = f"press/{language}.png"
    made.save()
    return made


def test_a_sheet_gives_its_text_alternative(campaign, people, post):
    made = post()
    made.item = sheet(campaign, user=people["editor"])

    made.full_clean()

    assert made.alternative == "Une affiche jaune."


def test_a_sheet_in_another_language_is_refused(campaign, people, post):
    made = post()
    made.item = sheet(campaign, "en", user=people["editor"])

    assert next(iter(faults.of(made))) == ("item", "This sheet or film is of another campaign, or in another language.")


def test_a_picture_needs_words_for_whoever_does_not_see_it(tmp_path, post):
    made = post(language="en")
    made.picture = factories.image(tmp_path)

    assert [field for field, _said in faults.of(made)] == ["alternative"]


def test_a_text_alternative_that_is_too_long_is_refused(tmp_path, post):
    made = post(network="x")
    made.picture, made.alternative = factories.image(tmp_path), "a" * 1001

    assert list(faults.of(made)) == [("alternative", "X takes a text alternative of 1000 characters: 1 too many.")]


def test_the_editor_offers_what_the_campaign_has_in_the_language(client, campaign, people, post, tmp_path):
    own, other = sheet(campaign, user=people["editor"]), sheet(campaign, "en", user=people["editor"])
    stray = factories.image(tmp_path)
    client.force_login(people["editor"])

    html = client.get(at("wagtailsnippets_plan_post:edit", post())).text

    offered = [
        f'<option value="{one.pk}"' in html.partition('name="item"')[2].partition("</select>")[0]
        for one in (own, other)
    ]
    assert offered == [True, False]
    assert f'value="{stray.pk}"' not in html.partition('name="picture"')[2].partition("</select>")[0]


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_the_preview_shows_it_as_it_will_be(client, campaign, people, post, name):
    made = post()
    made.item = sheet(campaign, user=people["editor"])
    made.full_clean()
    made.save_revision()
    made.get_workflow().start(made, people["editor"])
    client.force_login(people[name])

    client.post(at("wagtailsnippets_plan_post:preview_on_edit", made), {"words": "La loi.", "item": made.item_id})
    html = client.get(at("wagtailsnippets_plan_post:preview_on_edit", made)).text

    assert ('class="post-text"' in html, "<header" in html) == (True, False)
    assert 'alt="Une affiche jaune."' in html


def test_the_desk_shows_it_to_whoever_decides(client, people, post):
    made = post("La loi du 13 avril.")
    made.get_workflow().start(made, people["editor"])
    state = made.current_workflow_state.current_task_state
    client.force_login(people["lawyer"])

    desk, preview = (client.get(at(name, state)) for name in ("desk_text", "desk_preview"))

    assert (desk.status_code, preview.status_code) == (200, 200)
    assert "La loi du 13 avril." in preview.text


def test_the_editor_keeps_a_sheet_that_is_stale(client, campaign, people, post):
    made = post()
    item = sheet(campaign, user=people["editor"], stale_since=NOW)
    made.item = item
    made.save_revision(clean=False)
    client.force_login(people["editor"])

    html = client.get(at("wagtailsnippets_plan_post:edit", made)).text

    assert f'<option value="{item.pk}" selected' in html


# Posted, and stale


def test_what_is_not_approved_is_not_noted_as_posted(client, campaign, people, post):
    made = post()
    client.force_login(people["editor"])

    answer = client.post(at("campaign_post_posted", campaign, made), {"at": "2026-12-01 09:00"}, follow=True)

    assert "Nothing was noted: the post is not approved." in markup.read(answer.text)
    assert Post.objects.get(pk=made.pk).posted_at is None


def test_a_post_is_stale_once_its_fact_says_otherwise(client, campaign, people, post):
    fact = factories.fact("1500")
    made = post(f"Jusqu’à {{fact:{fact.pk}}} d’amende.", is_live=True)
    acts.note_posted(made, NOW, "https://social.example/1", people["editor"])
    before = state_of(made)

    fact.value = "3750"
    factories.go_live(fact)

    assert (before, state_of(made)) == (listing.State.POSTED, listing.State.STALE)
    acts.note_off(made, people["editor"])
    assert state_of(made) == listing.State.OFF


def test_a_post_is_stale_once_its_sheet_is(campaign, people, post):
    made = post(is_live=False)
    made.item = item = sheet(campaign, user=people["editor"])
    made.full_clean()
    factories.go_live(made)
    before = state_of(made)

    PrintedItem.objects.filter(pk=item.pk).update(stale_since=NOW)

    assert (before, state_of(made)) == (listing.State.APPROVED, listing.State.STALE)


def test_numbers_of_law_that_are_typed_are_told(client, campaign, people, post):
    made = post("Jusqu’à 1 500 € d’amende.")
    client.force_login(people["editor"])

    html = markup.read(client.get(at("campaign_post", campaign, made)).text)

    assert "Typed by hand: 1 500 €. Insert the fact instead" in html


def test_closing_and_withdrawing_say_what_still_circulates(client, campaign, people, post):
    made, off = post("Circule.", is_live=True), post("Retiré.", is_live=True)
    for one in (made, off):
        acts.note_posted(one, NOW, "", people["editor"])
    acts.note_off(off, people["editor"])
    client.force_login(people["publisher"])

    pages = [client.get(at("campaign_close", campaign)).text]
    pages.append(client.get(takedowns.address(campaign, people["publisher"])).text)

    assert [("Circule." in html, "Retiré." in html) for html in pages] == [(True, False)] * 2


# Duplicates, tables


def test_a_duplicate_says_at_once_what_is_too_long(client, campaign, people, post):
    made = post("a" * 400)
    client.force_login(people["editor"])

    answer = client.post(
        at("campaign_post_again", campaign, made), {"networks": ["bluesky"], "language": "en"}, follow=True
    )

    copy = campaign.posts.get(network="bluesky")
    assert (copy.language, copy.live, copy.link_id) == ("en", False, None)
    assert "Bluesky takes 300 characters, and this is 400, with its link: 100 too many." in markup.read(answer.text)


@pytest.mark.parametrize("start", ["=1+1", "+33", "-1", "@nom", " =1"])
def test_no_cell_of_the_table_is_a_formula(client, campaign, people, post, start):
    post(f"{start} mots", is_live=True, alternative="")
    client.force_login(people["editor"])

    assert table_of(client, campaign)[0][5] == f"'{start} mots"


def test_the_table_holds_those_that_are_ticked_with_facts_as_they_are_read(client, campaign, people, post):
    fact = factories.fact("1500")
    made = post(f"Jusqu’à {{fact:{fact.pk}}} d’amende.", is_live=True, planned_at=NOW)
    post("Un autre.", is_live=True)
    client.force_login(people["editor"])

    rows = table_of(client, campaign, post=made.pk)

    assert rows == [
        ["2026-12-01", "11:00", "Mastodon", "fr", "approved", f"Jusqu’à {fact.written('fr')} d’amende.", "", "", ""]
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, campaign, people, post, django_assert_num_queries, number):
    fact = factories.fact("1500")
    for one in range(number):
        post(f"Jusqu’à {{fact:{fact.pk}}} d’amende. {one}", is_live=True, planned_at=NOW)
    client.force_login(people["editor"])
    client.get(at("campaign_posts", campaign))

    with django_assert_num_queries(QUERIES):
        html = client.get(at("campaign_posts", campaign)).text

    assert html.count('class="post-row"') == number


QUERIES = 13


# Share cards


@pytest.fixture
def card(home, campaign, tmp_path, settings):
    """Of the campaign's page."""
    page = factories.campaign_page(factories.campaign_index(home), campaign, title="Gares")
    about = {"width": 1200, "height": 630, "alt": "Une carte jaune.", "digest": "a" * 64}
    made, _new = ShareCard.objects.update_or_create(page=page, defaults=about)
    made.file.save("card.png", ContentFile(b"card"), save=True)
    return made


def test_the_editor_offers_the_cards_of_the_campaign_s_pages_in_the_language(client, campaign, people, post, card):
    other = factories.standard_page(card.page.get_parent().get_parent(), slug="autre")
    stray, _new = ShareCard.objects.update_or_create(page=other, defaults={"file": "share-cards/x.png", "digest": "b"})
    client.force_login(people["editor"])

    offers = []
    for language in ("fr", "en"):
        html = client.get(at("wagtailsnippets_plan_post:edit", post(language=language))).text
        select = html.partition('name="card"')[2].partition("</select>")[0]
        offers.append([f'value="{one.pk}"' in select for one in (card, stray)])

    assert offers == [[True, False], [False, False]]


def test_a_card_gives_its_text_alternative_and_is_shown_before_its_page_is_public(client, campaign, people, post, card):
    made = post(network="instagram")
    made.card = card
    made.full_clean()
    made.save()
    client.force_login(people["editor"])

    html = client.get(at("campaign_post", campaign, made)).text
    shown = client.get(at("campaign_post_card", campaign, card))

    assert (made.alternative, faults.refusals(made)) == ("Une carte jaune.", [])
    assert at("campaign_post_card", campaign, card) in html
    assert (shown.content, "no-store" in shown["Cache-Control"]) == (b"card", True)
    assert client.get(at("campaign_post_card", factories.campaign(), card)).status_code == 404
    client.force_login(people["lawyer"])
    assert client.get(at("campaign_post_card", campaign, card)).status_code == 302


def test_a_post_shows_a_card_or_a_sheet_and_no_card_that_is_gone(campaign, people, post, card):
    made = post(alternative="Une carte.")
    made.card, made.item = card, sheet(campaign, user=people["editor"])
    assert [field for field, _said in faults.of(made)] == ["card"]

    made.item, card.file = None, ""
    assert [field for field, _said in faults.of(made)] == ["card"]


def test_a_post_is_stale_once_its_card_is_drawn_otherwise(campaign, people, post, card):
    made = post(is_live=True, card=card, alternative="Une carte.")
    acts.note_posted(made, timezone.now(), "", people["editor"])
    [posted] = listing.of(campaign)
    assert (posted.state, posted.posted_card) == (listing.State.POSTED, card.digest)

    ShareCard.objects.filter(pk=card.pk).update(digest="b" * 64)

    [posted] = listing.of(campaign)
    assert posted.reasons == ["Its share card is drawn otherwise today: its page or its theme has changed."]


def test_a_copy_in_another_language_has_no_card(post, card):
    made = post(card=card, alternative="Une carte.")

    assert [acts.again(made, "x", code).card_id for code in ("fr", "en")] == [card.pk, None]


def test_the_table_names_the_card(post, card):
    made = post(is_live=True, card=card, alternative="Une carte.")

    assert table.file_of(made).endswith(card.file.url)


def test_who_submits_words_is_led_back_to_the_post_in_its_campaign(client, campaign, people, post):
    made = post()
    client.force_login(people["editor"])

    submitted = client.post(at("wagtailsnippets_plan_post:edit", made), {"words": "Autrement.", "action-submit": "1"})

    assert submitted.url == at("campaign_post", campaign, made)
    *_page, said = get_messages(submitted.wsgi_request)
    assert str(said).strip().endswith("is in legal review. Next to decide: Lawyer.")


@pytest.mark.parametrize("is_launched", [True, False])
def test_link_of_a_campaign_that_is_not_launched_leads_nowhere_and_it_says_so(
    client, campaign, people, post, is_launched
):
    channel = campaign.channels.create(kind="social", name="Réseaux")
    made = post(is_live=True, link=campaign.links.create(channel=channel))
    if not is_launched:
        Campaign.objects.filter(pk=campaign.pk).update(launched_at=None)
    client.force_login(people["editor"])

    page = client.get(at("campaign_post", campaign, made)).text

    assert ("until then its link leads to no page" in markup.read(page)) != is_launched
