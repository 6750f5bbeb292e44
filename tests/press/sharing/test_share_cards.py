"""The card of a page, from the first publication to the takedown."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core.models import Operator
from core.models.pages import BasePage
from core.protection.discretion import NEUTRAL_NAME
from core.protection.zones import Zone
from editorial.takedown.acts import take_down, undo
from press.models import ShareCard
from press.sharing import cards, share_cards
from tests import factories, markup
from themes.models import Theme


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what follows a commit, as a visitor would find it."""

    def run(work, *arguments, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return work(*arguments, **options)

    return run


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def page(index, committed):
    return committed(factories.campaign_page, index, slug="la-loi", statement="Acheter est interdit.")


def card_of(page) -> ShareCard | None:
    return ShareCard.objects.filter(page=page.pk).first()


def tags(client, page) -> dict[str, str]:
    html = markup.read(client.get(page.url).content.decode())
    return dict(re.findall(r'<meta (?:property|name)="(og:image[^"]*|twitter:[^"]*)" content="([^"]*)"', html))


def files() -> list[str]:
    return default_storage.listdir("share-cards")[1] if default_storage.exists("share-cards") else []


@pytest.fixture(autouse=True)
def no_cards_of_other_tests():
    for name in files():
        default_storage.delete(f"share-cards/{name}")


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    return factories.go_live(page)


def fail(*arguments, **options):
    raise OSError("no space left")


# Bad things first


def test_page_goes_live_although_its_card_cannot_be_made(client, index, committed):
    with translation.override("en"):
        page = committed(factories.campaign_page, index, statement="Appelle 😀")

    card = card_of(page)
    assert client.get(page.url).status_code == 200
    assert (bool(card.file), "😀 (U+1F600)" in card.problem) == (False, True)
    assert tags(client, page) == {"twitter:card": "summary"}
    assert files() == []


def test_page_goes_live_although_making_its_card_fails(client, index, committed, monkeypatch):
    monkeypatch.setattr(cards, "card", fail)

    with translation.override("en"):
        page = committed(factories.campaign_page, index)

    assert client.get(page.url).status_code == 200
    assert card_of(page).problem == "The card could not be made: no space left"


def test_card_that_failed_does_not_leave_an_older_one_behind(client, page, committed):
    committed(change, page, statement="Appelle 😀")

    assert tags(client, page) == {"twitter:card": "summary"}
    assert files() == []


def test_card_that_failed_is_made_later(page, committed, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(cards, "card", fail)
        committed(change, page, statement="Une autre phrase.")
    assert not card_of(page).file

    out = StringIO()
    committed(call_command, "share_cards", stdout=out)

    assert out.getvalue().splitlines()[-1].endswith("made, 0 failed")
    assert (bool(card_of(page).file), card_of(page).problem) == (True, "")


# Its life


def test_published_page_has_a_card_in_its_tags(client, page):
    card = card_of(page)

    found = tags(client, page)

    assert found == {
        "og:image": f"http://localhost{card.file.url}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": card.alt,
        "twitter:card": "summary_large_image",
        "twitter:image": f"http://localhost{card.file.url}",
        "twitter:image:alt": card.alt,
    }
    assert "Acheter est interdit" in card.alt
    response = client.get(card.file.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert b"".join(response)[:4] == b"\x89PNG"


def test_card_is_in_the_language_of_the_page(index, arabic_home, translate, page, committed):
    committed(translate, index, arabic_home.locale)
    arabic = committed(translate, page, arabic_home.locale)

    assert card_of(arabic).file != card_of(page).file
    assert card_of(arabic).digest != card_of(page).digest


def test_image_that_the_editor_chose_is_shown_instead(client, page, committed, tmp_path):
    committed(change, page, social_image=factories.image(tmp_path, description="Un carré vert"))

    found = tags(client, page)

    assert (found["og:image"].endswith(".jpg"), found["og:image:alt"]) == (True, "Un carré vert")
    assert card_of(page).file


def test_card_comes_back_when_the_rights_of_the_chosen_image_end(client, page, committed, tmp_path):
    yesterday = timezone.localdate() - timedelta(days=1)
    committed(change, page, social_image=factories.image(tmp_path, rights_until=yesterday))

    assert tags(client, page)["og:image"].endswith(".png")


def test_card_is_made_again_only_if_what_it_shows_changed(page, committed):
    before = card_of(page)

    committed(change, page, lead="Un autre chapeau.")
    same = card_of(page)
    committed(change, page, statement="Une autre phrase.")
    other = card_of(page)

    assert (same.file, same.made_at) == (before.file, before.made_at)
    assert other.file != before.file
    assert files() == [other.file.name.rpartition("/")[2]]


def test_unpublished_page_has_no_card(client, page, committed):
    address = card_of(page).file.url

    committed(page.unpublish)

    assert (card_of(page), client.get(address).status_code, files()) == (None, 404, [])


def test_deleted_page_leaves_no_file(page, committed):
    committed(Page.objects.get(pk=page.pk).delete)

    assert (ShareCard.objects.count(), files()) == (0, [])


def test_card_goes_with_a_takedown_and_comes_back_with_its_undoing(client, page, admin, committed):
    address = card_of(page).file.url

    takedown = committed(take_down, page, admin)
    assert (client.get(address).status_code, card_of(page), files()) == (404, None, [])
    committed(undo, takedown, admin)

    assert tags(client, page)["og:image"].endswith(".png")


def test_page_that_was_withdrawn_before_the_commit_gets_no_card(index, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.campaign_page(index)
        page.unpublish()

    assert (card_of(page), files()) == (None, [])


# What nobody may see


def test_card_of_a_page_that_is_not_live_is_not_served(client, page):
    card = card_of(page)
    assert client.get(card.file.url).status_code == 200

    Page.objects.filter(pk=page.pk).update(live=False)

    assert client.get(card.file.url).status_code == 404
    assert client.get(card.file.url.replace("share-cards/", "images/../share-cards/")).status_code == 404


def test_card_of_a_campaign_to_come_is_not_served(client, index, committed):
    later = factories.campaign(starts_at=timezone.now() + timedelta(hours=1))
    page = committed(factories.campaign_page, index, later)

    assert client.get(card_of(page).file.url).status_code == 404


def test_card_behind_a_password_is_not_served(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="a password")

    assert client.get(card_of(page).file.url).status_code == 404


def test_file_without_a_card_is_not_served(client, page):
    name = default_storage.save("share-cards/left-over.png", card_of(page).file)

    assert client.get(f"/media/{name}").status_code == 404


def test_card_of_a_protected_page_tells_neither_page_nor_site(home, committed):
    titles = {"title": "Quitter la prostitution", "seo_title": "Les étapes"}
    page = committed(factories.standard_page, home, **titles, zone=Zone.PROTECTED)

    content = share_cards.Neighbourhood().content(page)

    assert (content.statement, content.lead, content.voice, content.site) == ("", "", "", str(NEUTRAL_NAME))
    assert card_of(page).alt.endswith(str(NEUTRAL_NAME))
    assert card_of(page).digest == share_cards.digest(content)


def test_cards_below_a_page_that_becomes_protected_fall_silent(home, english_home, translate, committed):
    above = committed(factories.standard_page, home, title="Aides")
    below = committed(factories.standard_page, above, title="Quitter la prostitution")
    english_above = committed(translate, above, english_home.locale)
    english = committed(translate, below, english_home.locale)
    assert "Quitter la prostitution" in card_of(below).alt

    committed(change, type(above).objects.get(pk=above.pk), zone=Zone.PROTECTED)

    assert english.get_parent().pk == english_above.pk
    assert ["Quitter la prostitution" in card_of(one).alt for one in (below, english)] == [False, False]


def test_draft_of_a_live_page_does_not_show_on_its_card(page, committed):
    before = card_of(page).digest
    page.statement = "Pas encore approuvé."

    committed(page.save_revision)
    committed(call_command, "share_cards", stdout=StringIO())

    assert card_of(page).digest == before


def test_demonstration_is_marked_as_one(index, committed):
    Operator.objects.update_or_create(site=index.get_site(), defaults={"is_demonstration": True})

    page = committed(factories.campaign_page, index)

    assert card_of(page).alt.endswith("Démonstration")


# What it costs


def test_every_page_type_reads_its_card_with_the_page():
    types = BasePage.__subclasses__()

    assert len(types) > 5
    assert [model for model in types if "share_card" not in model.for_serving().query.select_related] == []


@pytest.mark.parametrize("has_card", [True, False])
def test_card_costs_the_visitor_no_query(client, home, index, committed, django_assert_num_queries, has_card):
    page = committed(factories.campaign_page, index)
    if not has_card:
        ShareCard.objects.all().delete()
    client.get(page.url)

    with django_assert_num_queries(9):
        assert ("og:image" in tags(client, page)) == has_card


@pytest.mark.parametrize("number", [1, 3])
def test_problems_of_many_pages_cost_as_much_as_of_one(home, committed, django_assert_num_queries, number):
    pages = [factories.standard_page(home) for _ in range(number)]
    share_cards.problems(pages)

    with django_assert_num_queries(4):
        assert set(share_cards.problems(pages)) == {page.pk for page in pages}


# Where it is not current


def test_problems_say_why_a_page_has_no_current_card(home, committed):
    good = committed(factories.standard_page, home)
    missing = factories.standard_page(home)
    old = committed(factories.standard_page, home)
    failed = committed(factories.standard_page, home, title="Appelle 😀")
    draft, bad_draft = factories.standard_page(home), factories.standard_page(home, title="Écris 😀")
    for one in (draft, bad_draft):
        one.unpublish()
    ShareCard.objects.filter(page=old).update(digest="of other words")

    with translation.override("en"):
        found = share_cards.problems([good, missing, old, failed, draft, bad_draft])

    assert {pk: text.split(":")[0] for pk, text in found.items()} == {
        missing.pk: "The card has not been made yet",
        old.pk: "The card shows what the page no longer says",
        failed.pk: card_of(failed).problem.split(":")[0],
        # In the language of the page, as it is made.
        bad_draft.pk: "Aucune police ne peut afficher 1 caractère du texte\xa0",
    }


def test_command_makes_what_is_missing_and_forgets_what_is_not_live(home, committed):
    missing, gone = factories.standard_page(home), committed(factories.standard_page, home)
    Page.objects.filter(pk=gone.pk).update(live=False)
    out, errors = StringIO(), StringIO()

    committed(call_command, "share_cards", stdout=out, stderr=errors)
    again = StringIO()
    committed(call_command, "share_cards", stdout=again)

    assert (bool(card_of(missing).file), card_of(gone)) == (True, None)
    assert again.getvalue() == "0 made, 0 failed\n"
    assert len(files()) == ShareCard.objects.count()


def test_command_names_what_failed(home, committed):
    page = factories.standard_page(home, title="Appelle 😀")
    out, errors = StringIO(), StringIO()

    committed(call_command, "share_cards", stdout=out, stderr=errors)

    assert out.getvalue().endswith(", 1 failed\n")
    assert errors.getvalue().startswith(f"{page.url_path}: ")


def test_site_that_is_renamed_has_new_cards_after_the_next_round(home, page, committed):
    before = card_of(page).digest
    committed(change, home, title="Un autre nom")

    committed(share_cards.mend)

    assert card_of(page).digest != before


# In the editor


@pytest.fixture
def address(page):
    return reverse("press_card", args=[page.pk])


def test_editor_sees_the_card_of_the_draft(admin_client, page, address):
    live = admin_client.get(address).content
    page.statement = "Une phrase que personne n’a encore approuvée."
    page.save_revision()

    response = admin_client.get(address)

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "no-store" in response["Cache-Control"]
    assert response.content != live
    assert address == f"/admin/press/card/{page.pk}/"


def test_editor_is_told_why_there_is_no_card(admin_client, page, address):
    page.statement = "Appelle 😀"
    page.save_revision()

    response = admin_client.get(address)
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert (response.status_code, response["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "😀 (U+1F600)" in response.content.decode()
    assert "😀 (U+1F600)" in editor
    assert f'src="{address}' not in editor


def test_card_is_in_the_promote_tab(admin_client, page, address):
    editor = markup.read(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())

    promote = editor[editor.index('name="social_title"') : editor.index('name="zone"')]
    assert f'<img src="{address}?revision={page.latest_revision_id}"' in promote
    assert "Acheter est interdit." in promote[promote.index(f'<img src="{address}') :].split(">")[0]


def test_new_page_has_no_card_in_its_editor(admin_client, index):
    editor = admin_client.get(reverse("wagtailadmin_pages:add", args=["plan", "campaignpage", index.pk]))

    assert editor.status_code == 200
    assert "press/card/" not in editor.content.decode()


@pytest.mark.parametrize("kind", ["nobody", "not of the admin", "of the admin, without the page"])
def test_who_may_not_edit_the_page_does_not_see_its_draft(client, page, address, django_user_model, kind):
    if kind != "nobody":
        person = django_user_model.objects.create_user("somebody", password="a long enough password")
        client.force_login(person)
    if kind.startswith("of the admin"):
        from django.contrib.auth.models import Permission

        person.user_permissions.add(Permission.objects.get(codename="access_admin"))

    response = client.get(address)

    assert response.status_code == 302
    assert "image" not in response["Content-Type"]


def test_card_of_what_is_no_page_is_not_found(admin_client, db):
    root = Page.objects.get(depth=1)

    assert admin_client.get(reverse("press_card", args=[root.pk])).status_code == 302
    assert admin_client.get(reverse("press_card", args=[999_999]), follow=True).status_code == 404


def test_card_follows_the_theme_of_its_campaign(page, committed):
    theme = Theme.objects.create(name="Le message", live=False)
    campaign = page.campaign
    campaign.theme = theme
    committed(campaign.save)
    before = card_of(page).digest

    committed(factories.go_live, theme)

    after = card_of(page)
    assert (after.problem, after.digest == before) == ("", False)
    with Image.open(after.file) as picture:
        corner = picture.convert("RGB").getpixel((4, 4))
    assert bytes(corner).hex() == theme.day.ground.removeprefix("#")
