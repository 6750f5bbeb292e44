"""The demonstration's content: complete in every language, sourced, all or nothing."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page
from wagtail_localize.models import Translation

from campaigns.plan.models import Campaign
from core import audiences
from core.measures import causes
from core.models import Operator
from core.navigation.signposts import is_sheltered
from core.publication.sign_off import digest
from core.publication.visibility import public
from core.text.structure import problems
from demo import experiments, explaining, reach, synonyms, translate, youth
from demo.accounts import ROLES
from demo.build import build, the_campaign
from demo.campaigns import GIFT, OVER, RIGHTS
from demo.facts import BEFORE, FACTS
from demo.translate import LANGUAGES as DECLARED
from editorial.access.roles import signed_off_snippets
from editorial.models import Approval
from facts.models import Fact, FactWording, Helpline
from facts.shelf import Shelf, mentioned
from home.models import StandardPage, Synonym
from serving import rates
from tests import factories, markup
from tests.built import connected

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(scope="module")
def demo(built_site, django_db_setup, django_db_blocker) -> Iterator[None]:
    """For this module, Django is connected to what `manage.py demo` built."""
    with django_db_blocker.unblock(), connected(built_site):
        yield


@pytest.fixture(scope="module")
def shown(demo, django_db_setup, django_db_blocker) -> dict[str, dict[str, str]]:
    """{language: {address: HTML}} of every public page, each asked for once."""
    with django_db_blocker.unblock():
        return {language: {path: _shown(path) for path in paths(language)} for language in LANGUAGES}


def _shown(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return markup.read(response.content.decode())


@pytest.fixture
def site(demo, db):
    """The built demonstration; what a test changes is rolled back."""


def paths(language: str) -> list[str]:
    """Of all but what waits for its embargo."""
    return [page.url for page in public(Page.objects.filter(locale__language_code=language, depth__gt=1))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_live_at_the_same_address_in_every_language_that_it_is_declared_for(shown, language):
    slugs = {path: path.rstrip("/").rsplit("/", 1)[-1] for path in shown["fr"]}
    french = [path.removeprefix("/fr/") for path, slug in slugs.items() if language in DECLARED.get(slug, LANGUAGES)]

    assert sorted(path.removeprefix(f"/{language}/") for path in shown[language]) == sorted(french)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_it_is_a_demonstration(shown, language):
    assert [path for path, html in shown[language].items() if '<aside class="demonstration"' not in html] == []


def test_mark_is_gone_with_the_setting(site, client):
    Operator.objects.update(is_demonstration=False)

    assert 'class="demonstration"' not in client.get("/fr/").content.decode()


def test_no_translation_is_incomplete_or_in_error(site):
    assert {translation.get_status_display() for translation in Translation.objects.all()} == {"À jour"}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_french_sentence_is_left_in_a_translation(shown, language):
    """Names of sources and organisations stay French; sentences do not."""
    known = {
        entry.msgid
        for entry in polib.pofile(str(translate.TRANSLATIONS / f"{language}.po"))
        if entry.msgid != entry.msgstr and len(entry.msgid) > 40 and "<" not in entry.msgid
    }

    assert [(path, text) for path, html in shown[language].items() for text in known if text in html] == []


def test_facts_have_a_source_a_date_of_verification_and_a_review(site):
    assert Fact.objects.count() == len(FACTS)
    assert [
        fact.name for fact in Fact.objects.all() if not (fact.has_source and fact.verified_on and fact.review_by)
    ] == []


def test_every_fact_is_in_words_in_every_language_that_it_is_declared_for(site):
    counts = {
        language: Fact.objects.filter(wordings__locale__language_code=language, wordings__live=True).count()
        for language in LANGUAGES
    }

    assert counts == {language: sum(language in fact.languages for fact in FACTS.values()) for language in LANGUAGES}


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

    assert set(found) == {
        "acheter",
        "acheter-est-interdit",
        "comprendre",
        "idees-recues",
        "la-campagne-le-rappelle",
        "la-loi-expliquee",
        "pourquoi-etes-vous-la",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_campaign_page_costs_at_most_sixteen_queries(site, client, django_assert_max_num_queries, language):
    path = f"/{language}/campagnes/acheter-est-interdit/"
    client.get(path)

    # The act beside the statement asks for its page, the campaign has a film, and the foot asks which pages are for buyers.
    with django_assert_max_num_queries(16):
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
    assert len(pages) == Page.objects.live().filter(depth__gt=1, locale__language_code__in=LANGUAGES).count()
    assert wrong == []


def test_building_again_builds_nothing(site):
    assert build() is False


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("amende escort", synonyms.LAW),
        ("j'ai payé une fille", synonyms.LAW),
        ("arrêter d'y aller", synonyms.STOP),
        ("bon plan", synonyms.YOUNG),
        ("michetonnage", synonyms.YOUNG),
        ("c'est quoi le michetonnage ?", synonyms.YOUNG),
        ("je veux arrêter", synonyms.STOP),
        ("je veux arreter la prostitution", synonyms.LEAVE),
        ("arrêter de me prostituer", synonyms.LEAVE),
        ("quitter la prostitution", synonyms.LEAVE),
        ("docteur", synonyms.HEALTH),
        ("il a pris mon passeport", synonyms.PAPERS),
        ("ils me battent", synonyms.DANGER),
        ("ma fille reçoit des messages", synonyms.AROUND),
        ("amende combien", synonyms.LAW),
    ],
)
def test_search_in_one_s_own_words_finds_the_right_page_first(site, client, query, slugs):
    there = set(Page.objects.live().filter(locale__language_code="fr").values_list("slug", flat=True))

    first = client.post("/fr/recherche/", {"q": query}).context["results"][0]

    assert first.slug == next(slug for slug in slugs if slug in there)


def test_search_in_the_dress_of_the_protected_zone_finds_the_way_out_too(site, client):
    found = client.post("/fr/recherche/?v", {"q": "je veux arreter la prostitution"}).context["results"]

    assert [page.slug for page in found][:1] == ["etapes"]


@pytest.mark.parametrize(
    ("language", "query", "slug"),
    [
        ("bg", "биха ме", "urgence"),
        ("ro", "sunt bătută", "urgence"),
        ("en", "they beat me", "urgence"),
        ("bg", "нямам документи", "papiers"),
        ("ro", "nu am acte", "papiers"),
        ("ar", "ليس لدي أوراق", "papiers"),
        ("ro", "mi-a luat pașaportul", "papiers"),
        ("bg", "къде мога да спя тази нощ", "logement"),
        ("zh-hans", "今晚住哪里", "logement"),
        ("es", "¿dónde puedo dormir esta noche?", "logement"),
        ("bg", "имам ли право на лекар", "sante"),
        ("ro", "am nevoie de un medic", "sante"),
        ("pt", "preciso de um médico", "sante"),
        ("ro", "cum ies din prostituție", "etapes"),
        ("ar", "كيف أترك الدعارة", "etapes"),
        ("en", "how do I get out of prostitution", "etapes"),
    ],
)
def test_question_of_somebody_in_danger_leads_to_the_page_of_her_rights(site, client, language, query, slug):
    assert client.post(f"/{language}/recherche/", {"q": query}).context["results"][0].slug == slug


@pytest.mark.parametrize(("language", "query"), [("bg", "полиция"), ("bg", "доктор"), ("ro", "doctor")])
def test_search_finds_what_is_written_with_its_article_or_in_another_word(site, client, language, query):
    assert client.post(f"/{language}/recherche/", {"q": query}).context["results"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_each_page_that_synonyms_lead_to(site, client, language):
    entries = Synonym.objects.filter(locale__language_code=language).select_related("page")

    young = "infos-15-18" if language in youth.LANGUAGES else "moins-de-18-ans"
    assert {young, "vos-droits", "etapes", "urgence", "sante", "parents-et-professionnels"} <= {
        entry.page.slug for entry in entries
    }
    missed = [
        (phrase, entry.page.slug)
        for entry in entries
        for phrase in entry.phrases.splitlines()
        if _first_found(client, language, phrase).pk != entry.page_id
    ]
    assert missed == []


def _first_found(client, language, phrase):
    rates.forget()  # as many searches as nobody makes in a minute
    return client.post(f"/{language}/recherche/", {"q": phrase}).context["results"][0]


EXPLAINING = explaining.paths()


def test_pages_that_explain_are_in_french_and_english_and_nothing_leads_to_them_elsewhere(site, client, shown):
    for language in LANGUAGES:
        html = "".join(shown[language].values())
        leads = f'href="/{language}/acheteurs/' in html
        found = [client.get(f"/{language}{path}").status_code for path in EXPLAINING]

        assert (language, leads, set(found)) == (language, language in explaining.LANGUAGES, {200 if leads else 404})


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_for_buyers_says_where_and_when_fewer_are_fined(site, language):
    pages = [page.specific for page in Page.objects.live().filter(locale__language_code=language, depth__gt=1)]
    withheld = set(Fact.objects.exclude(withheld_from=[]).values_list("pk", flat=True))

    assert len(withheld) == 7
    shown = {page.slug: mentioned(page) & withheld for page in pages if mentioned(page) & withheld}
    assert set(shown) == ({"les-chiffres"} if language in explaining.LANGUAGES else set())
    assert [page.slug for page in pages if page.slug in shown and page.audience != "public"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_share_a_title(site, language):
    titles = Page.objects.live().filter(locale__language_code=language, depth__gt=1).values_list("title", flat=True)

    assert [title for title in set(titles) if list(titles).count(title) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_self_check_and_dialogue_lead_out_and_promise_nobody_who_is_not_there(shown, language):
    way_out = f'href="/{language}/je-veux-arreter/"'
    pages = (shown[language][f"/{language}/{slug}/"] for slug in ("ou-j-en-suis", "pourquoi-etes-vous-la"))
    check, dialogue = (html[html.index("<main") : html.index("</main")] for html in pages)

    assert check.count(way_out) == 7
    assert dialogue.count(way_out) == 2
    assert [html.count('class="nobody-listens"') for html in (check, dialogue)] == [1, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_self_check_professionals_and_young_people_are_led_on_where_the_page_exists(shown, language):
    """Whoever has a doubt, to what one can do about it; parents and young people, to their own pages."""
    check = shown[language][f"/{language}/ou-j-en-suis/"]
    professionals = shown[language][f"/{language}/parents-et-professionnels/"].partition("<main")[2]
    young = shown[language][f"/{language}/moins-de-18-ans/"].partition("<main")[2].partition("</main")[0]
    there = language in explaining.LANGUAGES

    assert [f"/infos-jeunes/{slug}/" in young for slug in ("infos-12-14", "infos-15-18")] == [there, there]
    assert check.count("/acheteurs/je-soupconne-quelque-chose/") == (1 if there else 0)
    assert professionals.count("/infos-jeunes/infos-parents/") == (1 if there else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_parents_and_professionals_find_a_number_before_they_read_on(shown, language):
    main = shown[language][f"/{language}/parents-et-professionnels/"].partition("<main")[2]

    assert main.index('href="tel:119"') < main.index('<aside class="notice')


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_leads_to_those_whom_the_doors_are_for(shown, language):
    menu = shown[language][f"/{language}/"].partition('<details class="menu"')[2].partition("</details>")[0]
    doors = ("campagnes", "vos-droits", "moins-de-18-ans", "parents-et-professionnels", "comprendre", "je-veux-arreter")

    assert [slug for slug in doors if f'href="/{language}/{slug}/"' not in menu] == []


def test_france_is_not_among_the_other_countries(shown):
    html = shown["fr"]["/fr/acheteurs/la-loi-expliquee/"]
    table = html.rpartition("Ce que font d’autres pays")[2].partition("</table>")[0]

    assert [f">{name}</th>" in table for name in ("Suède", "France")] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_landing_page_leads_to_the_page_for_whoever_wants_to_stop(shown, language):
    way_out = f'href="/{language}/je-veux-arreter/"'
    landings = {path: html for path, html in shown[language].items() if f"/{language}/acheter/" in path}

    assert len(landings) == 7
    assert [
        path for path, html in landings.items() if way_out not in html.partition("<main")[2].partition("</main")[0]
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_invented_of_a_page_is_what_that_page_can_cause(shown, language):
    page = shown[language][f"/{language}/campagnes/acheter-est-interdit/"]
    landing = shown[language][f"/{language}/acheter/{experiments.RUNNING.slug}/"]

    # Its film is made by the worker, once the counts were invented.
    caused = {cause for cause in causes.of(page) if not cause.startswith("video_")}
    assert set(reach.AFTER_A_VIEW) - {"entry"} == caused
    assert experiments.RUNNING.outcome in causes.of(landing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rights_pages_say_first_whom_to_call_for_a_bed_and_under_18(shown, language):
    called = {
        slug: re.findall(r'href="tel:(\d+)"', shown[language][f"/{language}/vos-droits/{slug}/"].partition("<main")[2])
        for slug in ("logement", "moins-de-18")
    }

    assert (called["logement"][0], called["moins-de-18"][:2]) == ("115", ["119", "3018"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_for_whoever_wants_to_stop_answers_in_every_language(shown, language):
    html = shown[language][f"/{language}/je-veux-arreter/"]

    assert html.count('class="steps"') == 2
    assert html.count("<details") >= 6
    assert 'class="nobody-listens"' in html
    assert 'class="emergency-strip"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_rights_pages_say_who_needs_no_residence_permit(site, language):
    european = Fact.objects.get(name=FACTS["european"].name).pk
    pages = [page.specific for page in Page.objects.live().filter(locale__language_code=language, slug="papiers")]

    assert [european in mentioned(page) for page in pages] == [True]


def test_switcher_says_of_a_page_that_explains_in_which_languages_it_is(site, client):
    html = markup.read(client.get("/en/acheteurs/la-loi-expliquee/").content.decode())

    assert re.findall(r'<a href="[^"]+" lang="([^"]+)" dir="ltr" hreflang', html) == ["fr", "en"]
    assert html.count('<span class="absent">') == len(LANGUAGES) - 2


def test_no_fact_of_these_pages_is_shown_in_a_language_without_its_words(site):
    for page in StandardPage.objects.live().filter(slug__in=explaining.slugs()):
        facts = Shelf(page.locale.language_code).facts(mentioned(page))
        assert {fact.language for fact in facts} <= {page.locale.language_code}


def test_ladder_and_charts_show_the_same_numbers_in_both_languages(site, client):
    for path in (EXPLAINING[0], EXPLAINING[1], "/les-chiffres/"):
        french, english = (client.get(f"/{language}{path}").content.decode() for language in ("fr", "en"))
        values = re.findall(r'<data class="[a-z]+" value="([^"]+)"', french)

        assert len(values) > 10
        assert re.findall(r'<data class="[a-z]+" value="([^"]+)"', english) == values


def test_penalty_that_changes_changes_in_the_ladder_of_both_languages(site, client):
    fact = Fact.objects.get(name=FACTS["fine"].name)
    fact.value, fact.verified_on = "3000", timezone.localdate()
    factories.go_live(fact)

    for language in ("fr", "en"):
        ladder = client.get(f"/{language}/acheteurs/la-loi-expliquee/").content.decode()
        assert '<data class="value" value="3000">' in ladder
        assert 'value="1500"' not in ladder


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_that_explain_have_no_structural_problem(site, client, language):
    assert {
        path: found
        for path in EXPLAINING
        if (found := problems(client.get(f"/{language}{path}").content.decode(), language))
    } == {}


def test_page_of_the_law_costs_at_most_twelve_queries(site, client, django_assert_max_num_queries):
    client.get("/fr/acheteurs/la-loi-expliquee/")

    with django_assert_max_num_queries(12):
        client.get("/fr/acheteurs/la-loi-expliquee/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_young_people_or_of_people_in_prostitution_leads_to_one_for_buyers(site, shown, language):
    """Neither in the frame nor in the content, by an address or by a name."""
    pages = list(Page.objects.live().filter(locale__language_code=language, depth__gt=1).specific())
    buyers = [page for page in pages if getattr(page, "audience", "") == audiences.BUYERS]
    sheltered = [page for page in pages if is_sheltered(page)]

    found = []
    for page in sheltered:
        body = shown[language][page.url].partition("<body")[2]
        links = re.findall(r'<a\s[^>]*href="([^"#?]*)[^"]*"[^>]*>(.*?)</a>', body, re.DOTALL)
        told = {(urlsplit(address).path, re.sub(r"<[^>]+>|\s+", " ", words).strip()) for address, words in links}
        found += [(page.url, link) for link in told for one in buyers if link[0] == one.url or link[1] == one.title]
    assert found == []
    assert (len(buyers) > 2, len(sheltered) > 2) == (True, True)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_for_young_people_says_first_whom_to_call(site, shown, language):
    pages = Page.objects.live().filter(locale__language_code=language, depth__gt=1).specific()
    young = [page for page in pages if getattr(page, "audience", "") == audiences.YOUNG]

    said = {}
    for page in young:
        main = shown[language][page.url].partition("<main")[2]
        said[page.url] = re.findall(r'href="tel:(\d+)"', main.partition("<h1")[0])
    assert said == {page.url: ["119", "3018"] for page in young}
    assert len(young) > 5


def test_four_campaigns_stand_side_by_side_each_with_its_theme_and_sheets(site):
    found = {one.name: one for one in Campaign.objects.select_related("theme")}

    assert {one.audience for one in found.values()} == {"buyers", "outreach", "young", "public"}
    assert {name for name, one in found.items() if one.is_over} == {OVER.name}
    assert all(one.theme.live and one.has_started for one in found.values())
    assert len({one.theme.scope for one in found.values()}) == len(found)
    assert {name for name, one in found.items() if one.press_runs.exists()} == found.keys() - {OVER.name}


def test_campaign_that_is_over_says_so_and_tells_its_results(site, client):
    path = f"/fr/campagnes/{OVER.slug}/"

    assert "Cette campagne s’est terminée le" in client.get(path).content.decode()
    assert OVER.name in client.get("/fr/resultats/").content.decode()


@pytest.mark.parametrize("text", [RIGHTS, GIFT], ids=lambda text: text.slug)
def test_campaign_of_a_protected_audience_is_protected_in_each_of_its_languages(site, client, text):
    for language in text.languages:
        answer = client.get(f"/{language}/campagnes/{text.slug}/")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_history_holds_a_launch_a_start_that_was_stopped_and_a_correction(site):
    campaign = the_campaign()
    wording = FactWording.objects.get(fact__name=FACTS["law"].name, locale__language_code=settings.LANGUAGE_CODE)

    starts = campaign.launches.filter(action="start").order_by("due_at")
    said = [one.as_object().sentence for one in wording.revisions.order_by("created_at", "pk")]
    acts = ModelLogEntry.objects.for_instance(campaign).filter(action__in=("plan.stop", "plan.launch"))

    assert [one.state for one in starts] == ["cancelled", "done"]
    assert starts[0].is_soon
    assert starts[0].finished_at < starts[0].due_at < starts[1].due_at
    assert list(acts.order_by("timestamp", "pk").values_list("action", flat=True)) == ["plan.stop", "plan.launch"]
    assert said == [BEFORE["law"], FACTS["law"].sentence]
    assert wording.live
    assert wording.sentence == FACTS["law"].sentence
