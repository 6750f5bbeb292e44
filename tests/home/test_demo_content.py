"""The demonstration's content: complete in every language, sourced, all or nothing."""

from collections.abc import Iterator

import polib
import pytest
from django.conf import settings
from django.db import transaction
from django.test import TestCase
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import Operator
from core.sign_off import digest
from editorial.models import Approval
from editorial.roles import signed_off_snippets
from facts.models import Fact, Helpline
from home.demo import translate
from home.demo.accounts import ROLES, create_accounts
from home.demo.build import build
from home.demo.facts import FACTS

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Built once for this module, and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            create_accounts()
            build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(demo, db):
    """The built demonstration; what a test changes is rolled back."""


def paths(language: str) -> list[str]:
    return [page.url for page in Page.objects.live().filter(locale__language_code=language, depth__gt=1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_live_in_every_language_at_the_same_address(site, client, language):
    french = [path.removeprefix("/fr/") for path in paths("fr")]

    assert sorted(path.removeprefix(f"/{language}/") for path in paths(language)) == sorted(french)
    assert {path: client.get(path).status_code for path in paths(language)} == dict.fromkeys(paths(language), 200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_it_is_a_demonstration(site, client, language):
    assert [
        path for path in paths(language) if '<aside class="demonstration"' not in client.get(path).content.decode()
    ] == []


def test_mark_is_gone_with_the_setting(site, client):
    Operator.objects.update(is_demonstration=False)

    assert 'class="demonstration"' not in client.get("/fr/").content.decode()


def test_no_translation_is_incomplete_or_in_error(site):
    assert {translation.get_status_display() for translation in Translation.objects.all()} == {"À jour"}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_french_sentence_is_left_in_a_translation(site, client, language):
    """Names of sources and organisations stay French; sentences do not."""
    known = {
        entry.msgid
        for entry in polib.pofile(str(translate.TRANSLATIONS / f"{language}.po"))
        if entry.msgid != entry.msgstr and len(entry.msgid) > 40 and "<" not in entry.msgid
    }
    pages = {path: client.get(path).content.decode() for path in paths(language)}

    assert [(path, text) for path, html in pages.items() for text in known if text in html] == []


def test_facts_have_a_source_a_date_of_verification_and_a_review(site):
    assert Fact.objects.count() == len(FACTS)
    assert [
        fact.name for fact in Fact.objects.all() if not (fact.has_source and fact.verified_on and fact.review_by)
    ] == []


def test_every_fact_is_in_words_in_every_language(site):
    counts = {
        language: Fact.objects.filter(wordings__locale__language_code=language, wordings__live=True).count()
        for language in LANGUAGES
    }

    assert counts == dict.fromkeys(LANGUAGES, len(FACTS))


def test_helplines_reach_every_audience(site):
    reached = {audience for helpline in Helpline.objects.all() for audience in helpline.audiences}

    assert reached == {"public", "buyers", "outreach", "young", "professionals"}


def test_pages_for_people_in_prostitution_and_minors_are_protected_in_every_language(site, client):
    for language in LANGUAGES:
        for slug in ("vos-droits", "moins-de-18-ans"):
            assert client.get(f"/{language}/{slug}/")["Cache-Control"] == "no-store"


def test_campaign_shows_the_same_penalties_in_every_language(site, client):
    for language in LANGUAGES:
        html = client.get(f"/{language}/campagnes/acheter-est-interdit/").content.decode()
        assert [
            value for value in ("1500", "3750", "5", "75000", "10", "150000") if f'value="{value}"' not in html
        ] == []


def test_search_finds_a_fact_s_words_without_accents(site, client):
    found = [page.slug for page in client.get("/fr/recherche/", {"q": "amendes recidive"}).context["results"]]

    assert set(found) == {"acheter-est-interdit", "comprendre"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_campaign_page_costs_at_most_twelve_queries(site, client, django_assert_max_num_queries, language):
    path = f"/{language}/campagnes/acheter-est-interdit/"
    client.get(path)

    with django_assert_max_num_queries(12):
        client.get(path)


def test_each_account_holds_its_role(site, django_user_model):
    held = {
        user.username: sorted(user.groups.values_list("name", flat=True))
        for user in django_user_model.objects.exclude(is_superuser=True)
    }
    languages = [f"Traduction – {code}" for code in LANGUAGES if code != "fr"]

    assert held == {name: [role.name for role in roles] for name, roles in ROLES.items()} | {
        "translator": sorted(["Traduction", *languages])
    }


def test_everything_live_was_approved_by_two_who_did_not_write_it(site):
    pages = [page.specific for page in Page.objects.live().filter(depth__gt=1)]
    words = [found for model in signed_off_snippets() for found in model.objects.filter(live=True)]

    wrong = []
    for text in [*pages, *words]:
        approvals = Approval.objects.of(text).valid().filter(digest=digest(text)).select_related("user")
        steps = {approval.step: approval.user.username for approval in approvals}
        written_by = {revision.user.username for revision in text.revisions.exclude(user=None)}
        if steps != {"legal": "lawyer", "publication": "publisher"} or written_by & set(steps.values()):
            wrong.append((str(text), steps, written_by))
    assert len(pages) == len(paths("fr")) * len(LANGUAGES)
    assert wrong == []


def test_building_again_builds_nothing(site):
    assert build() is False
