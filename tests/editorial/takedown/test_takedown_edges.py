"""Takedowns at their edges: aliases, what changed meanwhile, the whole site, many pages."""

import html as markup
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, PageLogEntry, Revision, WorkflowState

from core.files import shown as shown_files
from core.models import CampaignDocument, CampaignImage
from core.publication import withdrawal
from core.publication.sign_off import SignOffError, digest
from core.renditions.making import mend
from editorial.models import Approval, Takedown, TakenDown
from editorial.takedown.acts import affected, returning, scheduled, take_down, undo
from home.models import HomePage, StandardPage
from tests import factories

pytestmark = [pytest.mark.usefixtures("search_index"), pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def pair(home, english_home, translate):
    """A live page and its live translation."""
    page = factories.standard_page(home, slug="la-loi", title="La loi")
    return page, translate(page, english_home.locale)


def is_live(page) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


# Take down everywhere


@pytest.fixture
def user(admin):
    return admin


@pytest.fixture
def purged():
    told = []
    withdrawal.PURGES.append(told.append)
    yield told
    withdrawal.PURGES.remove(told.append)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def state(page) -> dict:
    """All that its row says, but when its latest draft was made."""
    row = type(page).objects.filter(pk=page.pk).values().get()
    return {name: value for name, value in row.items() if name != "latest_revision_created_at"}


def statuses(client, *addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_page_goes_in_every_language_whichever_is_named(client, pair, user):
    _source, translation = pair

    taken = take_down(translation, user, "Une erreur")

    assert statuses(client, "/fr/la-loi/", "/en/la-loi/") == [404, 404]
    assert (taken.label, taken.reason, taken.user) == (translation.title, "Une erreur", user)
    assert [item.language for item in taken.items.order_by("language")] == ["en", "fr"]


def test_section_goes_with_all_below_it(client, pair, user, translate, english_home):
    source, translation = pair
    child = factories.standard_page(source, slug="enfant")
    translate(child, english_home.locale)
    only_english = factories.standard_page(fresh(translation), slug="only-english")

    assert {page.pk for page in affected(source)} == {
        page.pk for page in (*child.get_translations(inclusive=True), *pair, only_english)
    }
    take_down(source, user)

    assert statuses(client, "/fr/la-loi/enfant/", "/en/la-loi/enfant/", "/en/la-loi/only-english/") == [404] * 3


def test_alias_goes_with_its_original_and_the_original_with_its_alias(home, pair, user):
    source, translation = pair
    alias = source.create_alias(parent=home, update_slug="copie")

    assert {page.pk for page in affected(alias)} == {alias.pk, source.pk, translation.pk}
    taken = take_down(source, user)
    assert not is_live(alias)

    undo(taken, user)
    assert is_live(alias)


def test_other_pages_stay(pair, home, user):
    source, _translation = pair
    other = factories.standard_page(home)

    take_down(source, user)

    assert is_live(other)
    assert is_live(home)


def test_campaign_goes_in_three_languages(client, home, english_home, arabic_home, translate, user):
    index = factories.campaign_index(home)
    campaign = factories.campaign()
    page = factories.campaign_page(index, of=campaign, slug="clients")
    other = factories.campaign_page(index, slug="autre")
    for locale in (english_home.locale, arabic_home.locale):
        translate(page, locale)
    addresses = [f"/{code}/campagnes/clients/" for code in ("fr", "en", "ar")]
    assert statuses(client, *addresses) == [200] * 3

    taken = take_down(campaign, user)

    assert statuses(client, *addresses) == [404] * 3
    assert is_live(other)
    assert page.title not in client.get("/fr/campagnes/").content.decode()
    undo(taken, user)
    assert statuses(client, *addresses) == [200] * 3


def test_nothing_of_the_page_is_left_in_menu_sitemap_search_or_links(client, home, pair, user):
    source, _translation = pair
    search = factories.search_page(home)
    Page.objects.filter(pk=source.pk).update(show_in_menus=True)
    block = factories.block("call_to_action", text="Lire la loi", page=source.pk, address="", detail="")
    factories.standard_page(home, slug="autre", body=[block])
    places = ["/fr/", "/sitemap.xml", f"{search.url}?q={source.title}", "/fr/autre/"]
    assert [place for place in places if "la-loi" not in client.get(place).content.decode()] == []

    taken = take_down(source, user)

    assert not any("la-loi" in client.get(place).content.decode() for place in places)
    undo(taken, user)
    assert [place for place in places if "la-loi" not in client.get(place).content.decode()] == []


def test_undo_restores_exactly_what_was_live(pair, user):
    source, _translation = pair
    before = [state(page) for page in pair]
    words = [digest(fresh(page)) for page in pair]

    left = undo(take_down(source, user), user)

    assert [state(page) for page in pair] == before
    assert [digest(fresh(page)) for page in pair] == words
    assert left == []


def test_undo_leaves_a_draft_that_was_written_meanwhile_a_draft(client, pair, user):
    source, _translation = pair
    taken = take_down(source, user)
    draft = fresh(source)
    draft.title = "Un titre que personne n’a approuvé"
    draft.save_revision()

    undo(taken, user)

    assert "approuvé" not in client.get("/fr/la-loi/").content.decode()
    assert fresh(source).has_unpublished_changes


def test_undo_gives_back_the_approvals_that_it_spent_and_no_others(pair, user):
    source, _translation = pair
    Approval.objects.of(source).update(spent_at=timezone.now() - timedelta(days=1))
    factories.approve(source.latest_revision)
    spent, valid = (
        Approval.objects.of(source).exclude(spent_at=None).count(),
        Approval.objects.of(source).valid().count(),
    )

    taken = take_down(source, user)
    assert Approval.objects.of(source).valid().count() == 0
    undo(taken, user)

    assert (Approval.objects.of(source).exclude(spent_at=None).count(), spent) == (2, 2)
    assert (Approval.objects.of(source).valid().count(), valid) == (2, 2)


def test_second_undo_is_refused(pair, user):
    source, _translation = pair
    taken = take_down(source, user)
    undo(taken, user)

    with override("en"), pytest.raises(SignOffError, match="put back already"):
        undo(taken, user)


def test_undo_leaves_what_was_published_since(client, pair, user):
    source, translation = pair
    taken = take_down(source, user)
    changed = fresh(source)
    changed.title = "D’autres mots"
    factories.go_live(changed)

    left = undo(taken, user)

    assert "D’autres mots" in client.get("/fr/la-loi/").content.decode()
    assert left == [source.title]
    assert is_live(translation)


def test_undo_leaves_what_was_published_and_withdrawn_since(pair, user):
    source, _translation = pair
    taken = take_down(source, user)
    factories.go_live(fresh(source)).unpublish()

    undo(taken, user)

    assert not is_live(source)


def test_undo_leaves_what_shows_another_file_than_was_approved(home, tmp_path, user):
    image = factories.image(tmp_path, description="Un rectangle")
    page = factories.standard_page(home, slug="image", social_image=image)
    taken = take_down(page, user)
    CampaignImage.objects.update(description="Autre chose")

    left = undo(taken, user)

    assert (left, is_live(page)) == ([page.title], False)


def test_page_comes_back_whose_zone_was_changed_after_its_approval(pair, user):
    """Publishing a protected page protects all below it, without a sign-off of their own."""
    source, _translation = pair
    StandardPage.objects.filter(pk=source.pk).update(zone="protected")

    undo(take_down(source, user), user)

    assert (is_live(source), fresh(source).zone) == (True, "protected")


def test_page_that_no_approval_names_comes_back_as_it_was_or_not_at_all(home, tmp_path, user):
    image = factories.image(tmp_path, description="Un rectangle")
    page = factories.standard_page(home, slug="image", social_image=image)
    StandardPage.objects.filter(pk=page.pk).update(zone="protected")
    taken = take_down(fresh(page), user)
    CampaignImage.objects.update(description="Autre chose")

    left = undo(taken, user)

    assert (left, is_live(page)) == ([page.title], False)


def test_translation_that_no_approval_names_waits_for_its_source_too(pair, user):
    source, translation = pair
    StandardPage.objects.update(zone="protected")
    taken = take_down(fresh(source), user)
    Page.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    undo(taken, user)

    assert [is_live(page) for page in (source, translation)] == [False, False]


def test_translation_does_not_come_back_without_its_source(pair, user):
    source, translation = pair
    taken = take_down(source, user)
    Page.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    left = undo(taken, user)

    assert left == [source.title, translation.title]
    assert [is_live(page) for page in (source, translation)] == [False, False]
    assert Approval.objects.of(translation).valid().count() == 0


def test_undo_leaves_what_was_deleted(pair, user):
    source, translation = pair
    taken = take_down(source, user)
    StandardPage.objects.get(pk=translation.pk).delete()
    assert returning(taken) == ([(source.title, fresh(source))], [translation.title])

    left = undo(taken, user)

    assert left == [translation.title]
    assert is_live(source)


def test_whole_site_goes_dark_and_comes_back(client, pair, user):
    """The home page was live before anything was signed off: no approval speaks for it."""
    home = HomePage.objects.get(locale=Locale.get_default())
    assert not Approval.objects.of(home).exists()
    before = state(home)

    taken = take_down(home, user)
    assert statuses(client, "/fr/", "/en/", "/fr/la-loi/", "/en/la-loi/", "/healthz") == [404] * 4 + [200]
    assert client.get("/sitemap.xml").content.count(b"<loc>") == 0

    undo(taken, user)
    assert statuses(client, "/fr/", "/en/", "/fr/la-loi/", "/en/la-loi/") == [200] * 4
    assert state(home) == before


def test_page_that_is_only_about_to_be_live_loses_its_date(home, user):
    page = factories.standard_page(home, slug="demain")
    page.unpublish()
    page = fresh(page)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    factories.approve(revision)
    revision.publish()
    assert scheduled(page) == [Page.objects.get(pk=page.pk)]

    taken = take_down(page, user)

    assert (scheduled(page), taken.items.count()) == ([], 0)


def test_review_of_what_is_taken_down_is_over(pair, user):
    source, _translation = pair
    source.lead = "D’autres mots."
    source.save_revision()
    review = source.get_workflow().start(source, user)

    take_down(fresh(source), user)

    review.refresh_from_db()
    assert review.status == WorkflowState.STATUS_CANCELLED


def test_dates_are_cancelled(pair, home, user):
    source, _translation = pair
    child = factories.standard_page(source, slug="enfant")
    child.unpublish()
    child = fresh(child)
    child.go_live_at = timezone.now() + timedelta(hours=1)
    revision = child.save_revision()
    factories.approve(revision)
    revision.publish()
    assert [page.pk for page in scheduled(source)] == [child.pk]

    take_down(source, user)
    Page.objects.filter(pk=child.pk).update(go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert not is_live(child)


def test_nothing_public_is_nothing_to_take_down(pair, user):
    source, _translation = pair
    take_down(source, user)

    with override("en"), pytest.raises(SignOffError, match="Nothing of"):
        take_down(source, user)
    assert Takedown.objects.count() == 1


def test_takedown_is_whole_or_not_at_all(pair, user, monkeypatch):
    source, translation = pair
    monkeypatch.setattr(TakenDown.objects, "create", None)

    with pytest.raises(TypeError):
        take_down(source, user)

    assert [is_live(page) for page in (source, translation)] == [True, True]


def test_history_says_who_took_down_and_who_put_back(pair, user):
    source, translation = pair

    undo(take_down(source, user), user)

    assert Takedown.objects.get().undone_by == user
    for page in (source, translation):
        entries = PageLogEntry.objects.filter(page=page.pk).order_by("-pk")[:3]
        actions = ["editorial.takedown_undone", "wagtail.unpublish", "editorial.takedown"]
        assert [(entry.action, entry.user) for entry in entries] == [(action, user) for action in actions]


def history(client, page) -> list[tuple[str, str]]:
    """(what, by whom) of each line that the admin's history of a page has, the last first."""
    rows = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).context["object_list"]
    return [(str(row.message), str(row.user)) for row in rows]


def test_history_in_the_admin_tells_a_takedown_with_its_reason(client, in_english, pair, people):
    reason = "Faux <b>chiffre</b>"
    with LogContext(people["publisher"]):  # one for each request, as the admin has it
        taken = take_down(pair[0], people["publisher"], reason)
    with LogContext(people["administrator"]):
        undo(taken, people["administrator"])
    client.force_login(people["publisher"])

    for page in pair:
        assert history(client, page)[:3] == [
            (f"Put back as it was before its takedown – {reason}", "administrator"),
            ("Unpublished", "publisher"),
            (f"Taken down everywhere – {reason}", "publisher"),
        ]
    shown = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert f"Taken down everywhere – {markup.escape(reason)}" in shown
    assert reason not in shown


def test_history_in_the_admin_tells_a_takedown_without_a_reason(client, in_english, pair, people):
    take_down(pair[0], people["publisher"])
    client.force_login(people["publisher"])

    assert history(client, pair[0])[1] == ("Taken down everywhere", "publisher")


def test_history_says_who_cancelled_a_date(home, user):
    page = factories.standard_page(home, slug="demain")
    page.unpublish()
    page = fresh(page)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    factories.approve(revision)
    revision.publish()

    take_down(page, user)

    entry = PageLogEntry.objects.filter(page=page.pk).latest("pk")
    assert (entry.action, entry.user, entry.revision_id) == ("wagtail.schedule.cancel", user, revision.pk)


def test_copy_keepers_are_told_both_ways(pair, user, purged, django_capture_on_commit_callbacks):
    source, translation = pair

    with django_capture_on_commit_callbacks(execute=True):
        taken = take_down(source, user)
    with django_capture_on_commit_callbacks(execute=True):
        undo(taken, user)

    assert [sorted(page.pk for page in told) for told in purged] == [[source.pk, translation.pk]] * 2
    assert [[page.live for page in told] for told in purged] == [[False, False], [True, True]]


def test_pages_in_three_languages_go_at_once(
    home, english_home, arabic_home, translate, user, django_assert_max_num_queries
):
    section = factories.standard_page(home, slug="rubrique")
    pages = [section, *(factories.standard_page(section) for _number in range(3))]
    for page in pages:
        for locale in (english_home.locale, arabic_home.locale):
            translate(page, locale)

    with django_assert_max_num_queries(12 * 50):
        taken = take_down(section, user)
    assert (taken.items.count(), Page.objects.live().count()) == (12, 4)

    with django_assert_max_num_queries(12 * 50):
        left = undo(taken, user)
    assert (left, Page.objects.live().count()) == ([], 16)


# Files


def test_image_is_gone_from_pages_addresses_and_share_cards(client, home, tmp_path, user):
    image = factories.image(tmp_path)
    value = {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}
    body = [factories.block("figure", image=value, caption="Légende")]
    page = factories.standard_page(home, slug="image", body=body, social_image=image)
    mend()
    assert "og:image" in client.get("/fr/image/").content.decode()
    addresses = [rendition.url for rendition in image.renditions.all()]
    assert set(statuses(client, *addresses)) == {200}

    taken = take_down(image, user)

    html = client.get("/fr/image/").content.decode()
    assert ("<picture>" in html, "og:image" in html) == (False, False)
    assert set(statuses(client, *addresses)) == {404}
    assert not storages["default"].exists(image.file.name)
    assert is_live(page)
    undo(taken, user)
    assert "<picture>" in client.get("/fr/image/").content.decode()


def test_document_is_gone_and_comes_back(client, home, user):
    guide = CampaignDocument.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"), language="fr")
    factories.shown(guide)

    taken = take_down(guide, user)
    assert statuses(client, guide.url) == [404]
    assert [(item.title, item.language) for item in taken.items.all()] == [("Guide", "fr")]

    undo(taken, user)
    assert statuses(client, guide.url) == [200]


def test_file_is_taken_down_once(home, tmp_path, user):
    image = factories.image(tmp_path)
    read_before = CampaignImage.objects.get()
    take_down(image, user)

    for one in (image, read_before):
        with pytest.raises(SignOffError):
            take_down(one, user)


# In the admin


def address(instance) -> str:
    return reverse("takedown", args=[instance._meta.app_label, instance._meta.model_name, instance.pk])


def test_confirmation_names_the_reviews_that_end(client, pair, people, in_english):
    source, translated = pair
    translated.get_workflow().start(translated, people["editor"])
    client.force_login(people["publisher"])

    html = client.get(address(source)).content.decode()

    said = html.partition("their reviews end, and do not come back")[2].partition("</ul>")[0]
    assert said.count("<li>") == 1
    assert str(translated) in said


def test_one_confirmation_lists_everything_and_one_button_undoes_it(admin_client, pair):
    source, translation = pair

    html = admin_client.get(address(source)).content.decode()
    assert [page.full_url in html for page in (source, translation)] == [True, True]
    response = admin_client.post(address(source), {"reason": "Une erreur", "confirmed": "yes"}, follow=True)
    assert [is_live(page) for page in pair] == [False, False]
    assert "Une erreur" in response.content.decode()

    taken = Takedown.objects.get()
    assert reverse("takedown_undo", args=[taken.pk]) in response.content.decode()
    asked = admin_client.post(reverse("takedown_undo", args=[taken.pk])).content.decode()
    assert [page.full_url in asked for page in pair] == [True, True]
    assert [is_live(page) for page in pair] == [False, False]
    response = admin_client.post(reverse("takedown_undo", args=[taken.pk]), {"confirmed": "yes"}, follow=True)
    assert [is_live(page) for page in pair] == [True, True]
    assert reverse("takedown_undo", args=[taken.pk]) not in response.content.decode()


@pytest.mark.usefixtures("in_english")
def test_reason_that_turns_what_is_read_is_refused_at_its_field_and_kept(admin_client, pair):
    source, _translation = pair
    typed = "Amende de \u202e0573\u202c euros"

    response = admin_client.post(address(source), {"reason": typed, "confirmed": "yes"})

    (error,) = response.context["form"].errors["reason"]
    assert error.startswith("U+202E RIGHT-TO-LEFT OVERRIDE after “Amende de”")
    assert error in markup.unescape(response.content.decode())
    assert typed in response.content.decode()
    assert (response.status_code, is_live(source), Takedown.objects.count()) == (422, True, 0)


def test_looking_at_the_confirmation_takes_nothing_down(admin_client, pair):
    source, _translation = pair

    admin_client.get(address(source))
    response = admin_client.get(reverse("takedown_undo", args=[1]))

    assert is_live(source)
    assert response.status_code == 405


def test_second_undo_in_the_admin_is_told(admin_client, pair, admin):
    source, _translation = pair
    taken = take_down(source, admin)
    undo(taken, admin)

    response = admin_client.post(reverse("takedown_undo", args=[taken.pk]), follow=True)

    assert response.status_code == 200
    assert [str(message) for message in response.context["messages"]] != []


def test_putting_back_asks_with_what_comes_and_what_has_changed_meanwhile(admin_client, pair, admin, tmp_path):
    source, translation = pair
    image = take_down(factories.image(tmp_path, title="Photo"), admin)
    taken = take_down(source, admin)

    asked = admin_client.post(reverse("takedown_undo", args=[taken.pk])).context
    of_image = admin_client.post(reverse("takedown_undo", args=[image.pk])).context
    factories.go_live(fresh(source))
    changed = admin_client.post(reverse("takedown_undo", args=[taken.pk])).context

    assert ([title for title, _one in asked["back"]], asked["left"]) == ([source.title, translation.title], [])
    assert ([title for title, _one in of_image["back"]], of_image["left"]) == (["Photo"], [])
    assert ([one.pk for _title, one in changed["back"]], changed["left"]) == ([translation.pk], [source.title])
    assert Takedown.objects.filter(undone_at=None).count() == 2


def test_confirmation_of_a_page_leads_to_its_files(admin_client, home, tmp_path):
    image = factories.image(tmp_path, title="Photo")
    page = factories.standard_page(home, social_image=image)

    assert address(image) in admin_client.get(address(page)).content.decode()


def test_confirmation_tells_files_that_go_with_the_pages_from_those_that_something_else_shows(
    admin_client, home, tmp_path, in_english
):
    alone, shared, over = (factories.image(tmp_path, title=title) for title in ("Seule", "Partagée", "Échue"))
    figure = {"alt_text": "Photo", "decorative": False}
    body = [factories.block("figure", image=figure | {"image": one.pk}, caption="") for one in (shared, over)]
    page = factories.standard_page(home, social_image=alone, body=body)
    CampaignImage.objects.filter(pk=over.pk).update(rights_until=timezone.localdate() - timedelta(days=1))
    drafted = factories.standard_page(home, slug="brouillon", social_image=alone)
    drafted.unpublish()
    other = factories.standard_page(home, slug="autre", social_image=shared)

    html = admin_client.get(address(page)).content.decode()
    take_down(page, admin_client.get("/admin/").wsgi_request.user)

    going, staying = html.split("Files that something else live shows stay public. Each can be taken down by itself:")
    assert "Files that only these pages show go with them, and come back with them." in going
    assert [address(one) in going for one in (alone, shared, over)] == [True, False, False]
    assert [address(one) in staying for one in (alone, shared, over)] == [False, True, False]
    assert [shown_files.is_shown(one) for one in (alone, shared)] == [False, True]
    other.unpublish()
    assert not shown_files.is_shown(shared)


@pytest.mark.parametrize("what", ["core/user/1", "core/operator/1", "nothing/here/1", "wagtailcore/page/1"])
def test_nothing_else_is_taken_down(admin_client, home, what):
    assert admin_client.get(f"/admin/takedown/{what}/", follow=True).status_code == 404


def test_who_may_take_down_and_put_back(client, pair, people, tmp_path):
    """Those who may come last, each with a takedown of its own to undo; who takes the page down puts it back for the next."""
    source, _translation = pair
    campaign, image = factories.campaign(), factories.image(tmp_path)
    allowed = {"publisher", "administrator", "superuser"}
    asked = [address(one) for one in (source, campaign, image)] + [reverse("takedowns")]

    for role in sorted(people, key=lambda role: role in allowed):
        taken = take_down(factories.image(tmp_path), people["superuser"])
        client.force_login(people[role])

        opened = {client.get(one).status_code == 200 for one in asked}
        client.post(reverse("takedown_undo", args=[taken.pk]), {"confirmed": "yes"})
        client.post(address(source), {"confirmed": "yes"})

        may = role in allowed
        assert (role, opened, fresh(taken).undone_at is not None, not is_live(source)) == (role, {may}, may, may)
        if may:
            undo(Takedown.objects.latest("pk"), people["superuser"])


def test_takedown_and_undo_ask_for_the_right_to_publish_the_pages(client, home, pair, people):
    source, translation = pair
    campaign = factories.campaign()
    page = factories.campaign_page(factories.campaign_index(home), of=campaign)
    taken = take_down(translation, people["superuser"])
    person = people["editor"]
    person.user_permissions.add(Permission.objects.get(codename="add_takedown"))
    client.force_login(person)

    client.post(reverse("takedown_undo", args=[taken.pk]), {"confirmed": "yes"})
    for one in (home, campaign):
        client.post(address(one), {"confirmed": "yes"})

    assert not is_live(source)
    assert [is_live(home), is_live(page)] == [True, True]


def test_buttons_stand_where_the_thing_is(admin_client, pair, tmp_path, home):
    source, _translation = pair
    campaign, image, film = factories.campaign(), factories.image(tmp_path), factories.video()
    guide = CampaignDocument.objects.create(title="Guide", file=ContentFile(b"guide", name="guide.txt"))

    places = [
        (reverse("wagtailadmin_pages:edit", args=[source.pk]), source),
        (reverse("wagtailadmin_explore", args=[home.pk]), source),
        (reverse("wagtailsnippets_plan_campaign:list"), campaign),
        (reverse("wagtailimages:edit", args=[image.pk]), image),
        (reverse("wagtaildocs:edit", args=[guide.pk]), guide),
        (reverse("wagtailmedia:edit", args=[film.pk]), film),
    ]

    for place, thing in places:
        thing = Page.objects.get(pk=thing.pk) if isinstance(thing, Page) else thing
        html = admin_client.get(place).content.decode()
        assert f"/{thing.pk}/" in html
        assert "/admin/takedown/" in html, place
