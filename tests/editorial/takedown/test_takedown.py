"""What is withdrawn at the source is withdrawn in every language."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from core.models import CampaignDocument, CampaignImage
from core.publication.sign_off import SignOffError
from editorial.models import Approval, Takedown
from editorial.takedown.acts import affected, take_down, undo
from home.models import StandardPage
from tests import factories

pytestmark = [pytest.mark.usefixtures("search_index"), pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def pair(home, english_home, translate):
    """A live page and its live translation."""
    page = factories.standard_page(home, slug="la-loi")
    return page, translate(page, english_home.locale)


def is_live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def test_unpublishing_the_source_unpublishes_its_translation(pair):
    source, translation = pair

    source.unpublish()

    assert not is_live(translation)


def test_unpublishing_a_translation_leaves_the_source(pair):
    source, translation = pair

    translation.unpublish()

    assert is_live(source)


def test_expiry_of_the_source_travels(pair):
    source, translation = pair
    StandardPage.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert not is_live(translation)


def test_deleting_the_source_leaves_nothing_live(pair):
    source, translation = pair

    source.delete()

    assert not is_live(translation)


def taken_down_first(action: str, page, people) -> None:
    """What is public is not deleted."""
    if action == "delete":
        take_down(page, people["publisher"])


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_editor_confirms_once_for_all_languages(admin_client, pair, people, action):
    source, translation = pair
    taken_down_first(action, source, people)

    html = admin_client.get(reverse(f"wagtailadmin_pages:{action}", args=[source.pk])).content.decode()
    admin_client.post(reverse(f"wagtailadmin_pages:{action}", args=[source.pk]))

    assert "1" in html
    assert not is_live(translation)
    assert not is_live(source)


def test_password_on_the_source_holds_for_the_translation_and_goes_with_it(client, pair):
    source, translation = pair

    restriction = source.view_restrictions.create(restriction_type="password", password="secret")
    assert 'name="password"' in client.get("/en/la-loi/").content.decode()

    restriction.delete()
    assert 'name="password"' not in client.get("/en/la-loi/").content.decode()
    assert translation.view_restrictions.count() == 0


def test_password_page_is_ours(client, pair):
    source, _translation = pair
    source.view_restrictions.create(restriction_type="password", password="secret")

    html = client.get("/fr/la-loi/").content.decode()

    assert '<html lang="fr"' in html
    assert "css/site" in html


def test_unpublishing_a_wording_unpublishes_its_translations(english_home, translate):
    wording = factories.fact().wordings.get()
    english = translate(wording, english_home.locale)

    wording.unpublish()

    english.refresh_from_db()
    assert not english.live


def test_moved_page_is_followed_by_its_translations(pair, home, english_home, translate):
    source, translation = pair
    section = factories.standard_page(home, slug="rubrique")
    english_section = translate(section, english_home.locale)

    Page.objects.get(pk=source.pk).move(Page.objects.get(pk=section.pk), pos="last-child")

    assert Page.objects.get(pk=translation.pk).get_parent().pk == english_section.pk
    assert is_live(translation)


def test_translation_that_cannot_follow_is_withdrawn_and_the_confirmation_says_so(admin_client, pair, home):
    source, translation = pair
    section = factories.standard_page(home, slug="rubrique", title="Rubrique")
    address = reverse("wagtailadmin_pages:move_confirm", args=[source.pk, section.pk])

    html = admin_client.get(address).content.decode()
    admin_client.post(address)

    assert "Anglais" in html or "English" in html
    assert Page.objects.get(pk=source.pk).get_parent().pk == section.pk
    assert not is_live(translation)


@pytest.mark.parametrize("action", ["unpublish", "delete", "set_privacy"])
def test_confirmation_lists_each_language(admin_client, pair, people, action):
    source, translation = pair
    taken_down_first(action, source, people)

    html = admin_client.get(reverse(f"wagtailadmin_pages:{action}", args=[source.pk])).content.decode()

    assert str(translation.locale.get_display_name()) in html


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_bulk_action_reaches_all_languages(admin_client, pair, people, action):
    source, translation = pair
    taken_down_first(action, source, people)

    admin_client.post(f"/admin/bulk/wagtailcore/page/{action}/?id={source.pk}")

    assert not is_live(source)
    assert not is_live(translation)
    assert Page.objects.filter(pk__in=[source.pk, translation.pk]).exists() is (action == "unpublish")


@pytest.mark.parametrize("which", ["source", "translation", "below", "several"])
def test_what_is_public_is_taken_down_and_not_deleted(client, pair, people, in_english, which):
    source, translation = pair
    section = source.get_parent()
    page = {"source": source, "translation": translation, "below": section, "several": source}[which]
    if which == "below":
        Page.objects.filter(pk=section.pk).update(live=False)
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    address = f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}" if which == "several" else address
    client.force_login(people["administrator"] if "administrator" in people else people["publisher"])

    asked = client.post(address, follow=True)

    assert "Take it down first" in asked.content.decode()
    assert Page.objects.filter(pk__in=[page.pk, source.pk, translation.pk]).count() == len(
        {page.pk, source.pk, translation.pk}
    )


def test_page_that_waits_for_its_launch_is_deleted_like_any_draft(admin_client, home):
    campaign = factories.campaign(starts_at=timezone.now() + timedelta(days=3))
    page = factories.campaign_page(factories.campaign_index(home), campaign)

    admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not Page.objects.filter(pk=page.pk).exists()


def test_unpublishing_says_what_it_costs(client, pair, people, in_english):
    client.force_login(people["publisher"])

    html = client.get(reverse("wagtailadmin_pages:unpublish", args=[pair[0].pk])).content.decode()

    assert "This ends its approvals" in html
    assert reverse("takedown", args=["wagtailcore", "page", pair[0].pk]) in html


def test_restriction_for_people_with_an_account_travels_and_changes_with_its_source(client, pair):
    source, translation = pair
    restriction = source.view_restrictions.create(restriction_type="password", password="one")
    restriction.password = "two"
    restriction.save()
    assert translation.view_restrictions.get().password == "two"

    restriction.restriction_type = "login"
    restriction.save()

    assert translation.view_restrictions.get().restriction_type == "login"


# "Take down everywhere"


def public(client, *paths: str) -> list[str]:
    return [path for path in paths if client.get(path).status_code == 200]


def test_page_is_taken_down_in_every_language_with_all_under_it_and_put_back_as_it_was(
    client, home, english_home, translate, people
):
    section = factories.standard_page(home, slug="rubrique", title="Rubrique")
    section.lead = "Une phrase."
    factories.go_live(section)
    translate(section, english_home.locale)
    factories.search_page(home)
    section.lead = "Un brouillon."
    section.save_revision()
    paths = ["/fr/rubrique/", "/en/rubrique/"]
    assert public(client, *paths) == paths

    takedown = take_down(StandardPage.objects.get(pk=section.pk), people["publisher"], "Demande du juge")

    assert public(client, *paths) == []
    assert "rubrique" not in client.get("/sitemap.xml").content.decode()
    assert client.get("/fr/recherche/", {"q": "rubrique"}).context["results"] == []

    left = undo(takedown, people["publisher"])

    assert left == []
    assert public(client, *paths) == paths
    assert "Une phrase." in client.get("/fr/rubrique/").content.decode()
    back = StandardPage.objects.get(pk=section.pk)
    assert (back.live_revision_id is not None, back.has_unpublished_changes) == (True, True)
    assert [page.title for page in client.get("/fr/recherche/", {"q": "rubrique"}).context["results"]] == ["Rubrique"]
    assert Approval.objects.of(back).valid().count() == 2


def test_translation_that_is_taken_down_takes_its_source_with_it(client, pair, people):
    _source, translation = pair

    take_down(translation, people["publisher"])

    assert public(client, "/fr/la-loi/", "/en/la-loi/") == []


def test_campaign_is_taken_down_in_every_language(client, home, english_home, translate, people):
    index = factories.campaign_index(home)
    page = factories.campaign_page(index, slug="une")
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    other = factories.campaign_page(index, slug="autre")
    client.force_login(people["publisher"])
    address = reverse("takedown", args=["plan", "campaign", page.campaign_id])

    listed = client.get(address).content.decode()
    client.post(address, {"reason": "Erreur", "confirmed": "yes"})
    client.logout()

    assert ("/fr/campagnes/une/" in listed, "/en/campagnes/une/" in listed) == (True, True)
    assert public(client, "/fr/campagnes/une/", "/en/campagnes/une/", "/fr/campagnes/autre/") == [other.url]

    undo(Takedown.objects.get(), people["publisher"])

    told = ModelLogEntry.objects.for_instance(page.campaign).order_by("pk").values_list("action", "user__username")
    assert list(told)[-2:] == [("editorial.takedown", "publisher"), ("editorial.takedown_undone", "publisher")]


def test_image_is_taken_down_everywhere_and_stays_so_when_it_is_saved(
    client, home, tmp_path, people, django_capture_on_commit_callbacks
):
    image = factories.image(tmp_path)
    factories.standard_page(home, slug="image", body=[factories.block("figure", image=_chosen(image), caption="")])
    shown = client.get("/fr/image/").content.decode()
    picture = re.search(r'src="([^"]+)"', shown[shown.index("<picture>") :])[1]
    assert public(client, picture) == [picture]

    with django_capture_on_commit_callbacks(execute=True):
        takedown = take_down(image, people["publisher"])
    CampaignImage.objects.get().save()

    assert "<picture>" not in client.get("/fr/image/").content.decode()
    assert public(client, picture) == []

    undo(takedown, people["publisher"])

    assert "<picture>" in client.get("/fr/image/").content.decode()


def test_editor_of_an_image_that_was_taken_down_does_not_call_it_missing(client, in_english, home, tmp_path, people):
    image = factories.image(tmp_path)
    take_down(image, people["publisher"])
    client.force_login(people["editor"])

    editor = client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()

    assert ("could not be found" in editor, "public does not see it" in editor) == (False, True)


def _chosen(image) -> dict:
    return {"image": image.pk, "decorative": False, "alt_text": "Un rectangle"}


def test_document_is_taken_down_everywhere(client, home, people):
    document = CampaignDocument.objects.create(title="Le guide", file=ContentFile(b"guide", name="guide.txt"))
    link = f'<p>Lire <a linktype="document" id="{document.pk}">le guide</a>.</p>'
    body = [factories.block("text", text=link), factories.block("downloads", heading="À lire", documents=[document.pk])]
    factories.standard_page(home, slug="guide", body=body)
    assert public(client, document.url) == [document.url]

    takedown = take_down(document, people["publisher"])

    html = client.get("/fr/guide/").content.decode()
    assert public(client, document.url) == []
    assert document.url not in html

    undo(takedown, people["publisher"])
    assert public(client, document.url) == [document.url]


def test_takedown_is_undone_once(pair, people):
    takedown = take_down(pair[0], people["publisher"])
    undo(takedown, people["publisher"])

    with pytest.raises(SignOffError):
        undo(takedown, people["publisher"])


def test_what_was_published_since_is_left_as_it_is(pair, people):
    source, translation = pair
    takedown = take_down(source, people["publisher"])
    again = StandardPage.objects.get(pk=source.pk)
    again.lead = "D’autres mots."
    factories.go_live(again)
    Page.objects.get(pk=translation.pk).delete()

    left = undo(takedown, people["publisher"])

    assert len(left) == 2
    assert StandardPage.objects.get(pk=source.pk).lead == "D’autres mots."


def test_takedown_cancels_schedules_and_reviews(pair, people):
    source, _translation = pair
    source.lead = "Plus tard."
    source.go_live_at = timezone.now() + timedelta(days=1)
    revision = source.save_revision()
    factories.approve(revision)
    revision.publish()

    take_down(StandardPage.objects.get(pk=source.pk), people["publisher"])

    assert not source.revisions.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("person", ["editor", "translator", "lawyer", "analyst"])
def test_takedown_is_for_those_who_publish(client, pair, people, person):
    client.force_login(people[person])

    client.post(reverse("takedown", args=["wagtailcore", "page", pair[0].pk]), {"confirmed": "yes"})

    assert is_live(pair[0])


def test_takedown_lists_what_goes_once_in_each_language(home, english_home, arabic_home, translate, people):
    section = factories.standard_page(home, slug="rubrique")
    for locale in (english_home.locale, arabic_home.locale):
        translate(section, locale)

    going = affected(StandardPage.objects.get(pk=section.pk))
    takedown = take_down(StandardPage.objects.get(pk=section.pk), people["publisher"])

    assert len(going) == takedown.items.count() == 3


def test_buttons_are_where_people_look_for_them(client, pair, people, tmp_path):
    image = factories.image(tmp_path)
    document = CampaignDocument.objects.create(title="Le guide", file=ContentFile(b"guide", name="guide.txt"))
    people["publisher"].groups.add(*people["editor"].groups.all())
    client.force_login(people["publisher"])

    pages = {
        reverse("wagtailadmin_pages:edit", args=[pair[0].pk]): ("wagtailcore", "page", pair[0].pk),
        reverse("wagtailimages:edit", args=[image.pk]): ("core", "campaignimage", image.pk),
        reverse("wagtaildocs:edit", args=[document.pk]): ("core", "campaigndocument", document.pk),
    }
    missing = [
        shown
        for shown, named in pages.items()
        if reverse("takedown", args=named) not in client.get(shown).content.decode()
    ]

    assert missing == []


# Files that live pages show


@pytest.mark.parametrize("person", ["editor", "administrator", "superuser"])
def test_file_of_an_image_that_is_live_is_not_replaced_by_anybody(client, home, tmp_path, people, person):
    image, other = factories.image(tmp_path), factories.image(tmp_path)
    factories.standard_page(home, slug="image", social_image=image)
    client.force_login(people[person])
    with other.file.open("rb") as file:
        data = {
            "title": "Autre",
            "file": SimpleUploadedFile("autre.png", file.read(), "image/png"),
            "licence": "reserved",
        }

    client.post(reverse("wagtailimages:edit", args=[image.pk]), data | {"collection": image.collection_id})

    assert CampaignImage.objects.get(pk=image.pk).file.name == image.file.name


def test_image_that_nothing_live_shows_is_replaced(client, home, tmp_path, people):
    image, other = factories.image(tmp_path), factories.image(tmp_path)
    client.force_login(people["editor"])
    with other.file.open("rb") as file:
        data = {
            "title": "Autre",
            "file": SimpleUploadedFile("autre.png", file.read(), "image/png"),
            "licence": "reserved",
        }

    client.post(reverse("wagtailimages:edit", args=[image.pk]), data | {"collection": image.collection_id})

    assert CampaignImage.objects.get(pk=image.pk).file.name != image.file.name


def test_document_that_is_live_is_neither_replaced_nor_renamed(home):
    document = CampaignDocument.objects.create(title="Le guide", file=ContentFile(b"guide", name="guide.txt"))
    factories.standard_page(home, body=[factories.block("downloads", heading="À lire", documents=[document.pk])])
    document.title = "Un autre"

    with pytest.raises(ValidationError):
        document.full_clean()


def test_confirmation_counts_first_and_folds_the_addresses(client, pair, people, in_english, tmp_path):
    client.force_login(people["publisher"])
    french, english = pair

    html = client.get(reverse("takedown", args=["wagtailcore", "page", french.pk])).text
    alone = client.get(reverse("takedown", args=["core", "campaignimage", factories.image(tmp_path).pk])).text

    before, _mark, folded = html.partition("<details>")
    inside = folded.partition("</details>")[0]
    assert "2 pages" in inside.partition("</summary>")[0]
    assert [page.full_url in part for part in (before, inside) for page in (french, english)] == [
        False,
        False,
        True,
        True,
    ]
    assert "<details>" not in alone
