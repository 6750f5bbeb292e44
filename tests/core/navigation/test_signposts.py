"""Pages of young people and of people in prostitution lead to nothing that is written for buyers, and errors keep their shelter."""

import gzip
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from campaigns.deterrence.models import SelfCheckPage
from campaigns.prevention.catalogue.models import CataloguePage
from core.models import BasePage, Operator
from core.navigation.signposts import is_sheltered, passable
from core.protection import dress
from core.protection.zones import DISCREET
from home.models import SiteMapPage, StandardPage
from tests import factories, markup
from tests.deterrence.landing import landing_page
from tests.factories import block
from tests.interactive.questionnaires import check_fields
from tests.outreach import rights
from tests.prevention import groups, youth
from tests.prevention.youth import youth_page

PAYING, CHECK, LAW = "Avant de payer", "Où j’en suis", "Comprendre la loi"
PROTECTED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@pytest.fixture
def buyers(home) -> StandardPage:
    factories.standard_page(home, title=LAW, slug="comprendre", show_in_menus=True)
    factories.publish(home, SelfCheckPage(**check_fields(title=CHECK)))
    return factories.standard_page(home, title=PAYING, slug="acheter", audience="buyers", show_in_menus=True)


@pytest.fixture
def door(home, buyers):
    """A door for buyers that leads to a page for everybody: its words alone tell."""
    law = StandardPage.objects.get(title=LAW)
    doors = [("buyers", "Vous payez", buyers), ("buyers", "Vous y pensez", law), ("public", "Vous lisez", law)]
    home.doors = [
        block("door", audience=audience, title=title, text="Entrer", page=page.pk) for audience, title, page in doors
    ]
    factories.go_live(home)
    return home


def named(response) -> list[str]:
    html = response.content.decode()
    return [words for words in (PAYING, CHECK, "Vous payez", "Vous y pensez", "/acheter/") if words in html]


@pytest.mark.parametrize("audience", ["outreach", "young"])
def test_frame_of_a_sheltered_page_names_nothing_for_buyers(client, home, buyers, audience):
    page = factories.standard_page(home, title="Une page", slug="une-page", audience=audience)
    home_page = client.get(home.url)

    response = client.get(page.url)

    assert named(home_page) == [PAYING, CHECK, "/acheter/"]
    assert (named(response), LAW in response.content.decode()) == ([], True)


def test_frame_of_a_youth_page_costs_one_query_for_it_however_much_is_in_the_menu(
    client, home, buyers, django_assert_num_queries
):
    page = youth_page(home)
    client.get(page.url)
    with django_assert_num_queries(12):
        assert named(client.get(page.url)) == []

    for number in range(3):
        factories.standard_page(home, title=f"Aux acheteurs {number}", slug=f"a-{number}", audience="buyers")
    with django_assert_num_queries(12):
        assert "Aux acheteurs" not in client.get(page.url).content.decode()


def test_words_and_calls_of_a_sheltered_page_lead_on_in_its_dress(client, home, buyers):
    law = StandardPage.objects.get(title=LAW)
    words = block("text", text=f'<p><a linktype="page" id="{law.pk}">La loi</a></p>')
    call = block("call_to_action", text="Lire la loi", page=law.pk, address="", detail="", counted_as="")
    page = factories.standard_page(home, audience="outreach", body=[words, call])

    main = markup.read(client.get(page.url).content.decode()).partition("<main")[2].partition("</main>")[0]

    assert main.count(f'<a href="{law.url}?{DISCREET}">') == 2
    assert f'<a href="{law.url}">' not in main


def test_words_of_a_sheltered_page_that_lead_under_no_site_break_nothing(client, home):
    apart = Page.get_first_root_node().add_child(instance=Page(title="À part", slug="a-part", locale=home.locale))
    words = block("text", text=f'<p><a linktype="page" id="{apart.pk}">À part</a></p>')
    page = factories.standard_page(home, audience="outreach", body=[words])

    assert client.get(page.url).status_code == 200


def test_page_in_that_dress_has_no_words_for_search_engines_and_previews(client, home):
    page = factories.standard_page(home, title="Les chiffres", slug="les-chiffres", social_title="Acheteurs : 1 500 €")
    page.search_description = page.social_description = "Acheteurs verbalisés, année par année."
    factories.go_live(page)

    heads = [client.get(page.url + query).content.decode().partition("</head>")[0] for query in ("", f"?{DISCREET}")]

    words = ["Acheteurs", 'name="description"', 'property="og:', 'name="twitter:']
    assert [[one in head for one in words] for head in heads] == [[True] * 4, [False] * 4]


def test_home_page_in_that_dress_shows_no_campaign_for_buyers(client, home):
    running = factories.campaign_page(factories.campaign_index(home))

    assert client.get(home.url).context["campaign_page"] == running
    assert client.get(f"{home.url}?{DISCREET}").context["campaign_page"] is None


def test_breadcrumbs_of_a_sheltered_page_leave_out_the_page_for_buyers_above_it(client, buyers):
    page = factories.standard_page(buyers, title="Aide", slug="aide", audience="outreach")

    html = client.get(page.url).content.decode()

    assert f">{PAYING}</a>" not in html


def test_class_s_questionnaire_leads_to_nothing_for_buyers(client, home, door):
    asked, key = groups.opened(groups.kit(home))
    answered = groups.send(client, asked, groups.form_of(asked, 0, 0))
    pages = [
        client.get("/fr/q/"),
        client.get(f"/fr/q/{asked.code}/"),
        answered,
        client.get(f"/fr/q/group/{key}/"),
        client.get("/fr/q/nothing/"),
    ]

    assert [named(page) for page in pages] == [[]] * 5


def test_error_shown_to_nobody_knows_whom_names_nothing_for_buyers(client, door):
    response = client.get("/fr/nulle-part/")

    assert (response.status_code, named(response)) == (404, [])
    assert "Vous lisez" in response.content.decode()


def test_error_keeps_the_shelter_of_the_page_that_went(client, home, door):
    page = youth_page(home)
    below = page.url + "n-existe-pas/"
    page.unpublish()

    for address in (page.url, below):
        response = client.get(address)

        assert (response.status_code, named(response)) == (404, [])
        assert {name: response[name] for name in PROTECTED} == PROTECTED
        html = response.content.decode()
        assert ("quick-exit" in html, "zone-protected" in html, home.title in html) == (True, True, False)


@pytest.mark.parametrize("address", ["/fr/DOUZE/", "/fr/Douze/", "/FR/DOUZE/", "/FR/douze/", "/fr/Douze/N-existe-pas/"])
def test_error_at_a_protected_address_in_capitals_keeps_its_shelter(client, home, door, address):
    youth_page(home).unpublish()

    response = client.get(address)

    assert (response.status_code, named(response)) == (404, [])
    assert {name: response[name] for name in PROTECTED} == PROTECTED
    assert home.title not in response.content.decode()


def test_error_where_a_youth_page_is_not_translated_keeps_its_shelter(client, home, door, english_home):
    page = youth_page(home)

    response = client.get(page.url.replace("/fr/", "/en/"))

    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert page.url in response.content.decode()


def test_error_below_a_page_for_buyers_leads_back_to_them(client, door, buyers):
    response = client.get(buyers.url + "n-existe-pas/")

    assert PAYING in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"


def test_error_does_not_tell_that_a_draft_exists(client, home):
    known = youth_page(home)
    draft = type(known)(title="Secret", slug="secret", live=False)
    home.refresh_from_db()
    home.add_child(instance=draft)

    hidden, absent = (client.get(f"/fr/{slug}/").content.decode() for slug in ("secret", "absent"))

    assert (hidden, "Secret" in hidden) == (absent, False)


def test_link_chosen_in_a_sheltered_page_is_refused(in_english, home, buyers):
    action = block("call_to_action", text="Lire", page=buyers.pk, address="", kind="primary")

    with pytest.raises(ValidationError, match=PAYING):
        factories.standard_page(home, title="Aide", slug="aide", audience="outreach", body=[action])
    factories.standard_page(home, title="Public", slug="public", audience="public", body=[action])


def test_link_in_running_text_of_a_sheltered_page_is_refused(home, buyers):
    text = block("text", text=f'<p><a linktype="page" id="{buyers.pk}">Lire</a></p>')

    with pytest.raises(ValidationError, match=PAYING):
        factories.standard_page(home, title="Aide", slug="aide", audience="young", body=[text])


@pytest.mark.parametrize("address", ["/fr/acheter/", "/fr/acheter", "{base}/fr/acheter/?x=1#y"])
def test_address_typed_in_a_sheltered_page_is_refused(settings, home, buyers, address):
    typed = address.format(base=settings.BASE_URL)
    text = block("text", text=f'<p><a href="{typed}">Lire</a></p>')
    action = block("call_to_action", text="Lire", page=None, address=typed, kind="primary")

    for led in (text, action):
        with pytest.raises(ValidationError, match=PAYING):
            factories.standard_page(home, slug=f"aide-{led['type']}", audience="young", body=[led])
    factories.standard_page(home, title="Public", slug="public", audience="public", body=[text, action])


def test_address_typed_in_a_sheltered_page_may_lead_elsewhere(home, buyers):
    text = block(
        "text", text='<p><a href="/fr/comprendre/">La loi</a> <a href="https://acheter.fr/fr/acheter/">x</a></p>'
    )

    factories.standard_page(home, title="Aide", slug="aide", audience="young", body=[text])


def test_link_to_a_page_that_turned_to_buyers_since_shows_nothing(client, home):
    target = factories.standard_page(home, title="Autre", slug="autre")
    action = block("call_to_action", text="Lire ceci", page=target.pk, address="", kind="primary")
    page = factories.standard_page(home, title="Aide", slug="aide", audience="outreach", body=[action])
    before = client.get(page.url).content.decode()
    StandardPage.objects.filter(pk=target.pk).update(audience="buyers")

    after = client.get(page.url).content.decode()

    assert ["Lire ceci" in html for html in (before, after)] == [True, False]


@pytest.fixture
def leading(home):
    """A page whose running text leads to two others, one of which has turned to buyers since."""

    def made(**fields):
        others = [factories.standard_page(home, title=title, slug=title.lower()) for title in ("Autre", "Aide")]
        ways = [f'<a linktype="page" id="{one.pk}">vers {one.title}, <b>ici</b></a>' for one in others]
        text = block("text", text=f"<p>Un mot {ways[0]}, un mot {ways[1]}.</p>")
        page = factories.standard_page(home, title="Une page", slug="une-page", body=[text], **fields)
        StandardPage.objects.filter(pk=others[0].pk).update(audience="buyers")
        return page

    return made


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"audience": "young"}, "Un mot vers Autre, <b>ici</b>, un mot <a"),
        ({"zone": "protected"}, "Un mot vers Autre, <b>ici</b>, un mot <a"),
        ({"audience": "public"}, "Un mot <a"),
    ],
)
def test_old_words_of_a_sheltered_page_lead_to_buyers_no_more(client, leading, fields, shown):
    page = leading(**fields)

    main = client.get(page.url).content.decode().split("<main")[1].split("</main>")[0]

    assert f"<p>{shown}" in main
    is_open = shown == "Un mot <a"
    assert f'href="/fr/aide/{"" if is_open else "?v"}">vers Aide, <b>ici</b></a>' in main
    assert ("/fr/autre/" in main) == is_open


def test_search_and_site_map_offer_buyers_pages_where_they_are_not_protected(search_index, client, home, buyers):
    search = factories.search_page(home)
    site_map = factories.publish(home, SiteMapPage(title="Plan", slug="plan"))
    factories.standard_page(buyers, title="Sous la page", slug="dessous")
    asked = {"q": "payer"}

    def offered():
        tree = [page.title for page, _below in client.get(site_map.url).context["tree"]]
        return [page.title for page in client.post(search.url, asked).context["results"]], PAYING in tree

    before = offered()
    hidden = client.post(search.url, asked | {"sheltered": ""})
    for page in (search, site_map):
        page.zone = "protected"
        factories.go_live(page)

    assert (before, offered()) == (([PAYING], True), ([], False))
    assert "Sous la page" not in client.get(site_map.url).content.decode()
    assert (named(hidden), 'name="sheltered"' in hidden.content.decode()) == ([], True)


def test_search_box_of_a_sheltered_error_asks_for_no_buyers_pages(client, home, buyers):
    factories.search_page(home)
    young = factories.standard_page(home, title="Jeunes", slug="jeunes", audience="young")

    boxes = [client.get(page.url + "n-existe-pas/").content.decode() for page in (young, buyers)]

    assert ['name="sheltered"' in html for html in boxes] == [True, False]


def test_error_in_the_protected_zone_has_no_search_box(client, home):
    """What is found is shown in the open, by a page that names the site."""
    factories.search_page(home)

    assert 'role="search"' not in client.get(youth_page(home).url + "n-existe-pas/").content.decode()
    assert 'role="search"' in client.get("/fr/n-existe-pas/").content.decode()


@pytest.fixture
def notices(home, buyers):
    """A page at the foot of every other, which leads to buyers' pages."""
    text = block("text", text=f'<p>Qui publie. <a linktype="page" id="{buyers.pk}">Pour acheteurs</a></p>')
    return factories.standard_page(home, title="Mentions", slug="mentions", body=[text])


def test_page_at_the_foot_of_a_protected_one_is_shown_in_its_dress(client, home, notices):
    plain, discreet = f'href="{notices.url}"', f'href="{notices.url}?v"'

    feet = [client.get(page.url).content.decode() for page in (home, rights.section(home))]
    shown = client.get(f"{notices.url}?v")

    assert [[way in html for way in (plain, discreet)] for html in feet] == [[True, False], [False, True]]
    html = shown.content.decode()
    assert (home.title in html, "quick-exit" in html, "Qui publie." in html, named(shown)) == (False, True, True, [])
    assert {name: shown[name] for name in PROTECTED} == PROTECTED
    assert (way_home(shown), discreet in html) == (f"{notices.url}?v", True)


def test_page_is_open_again_to_whoever_comes_from_elsewhere(client, home, notices):
    client.get(f"{notices.url}?v")

    shown = client.get(notices.url)

    assert (shown["Cache-Control"], PAYING in shown.content.decode()) == ("private, no-cache", True)


def test_discreet_page_keeps_its_dress_in_another_language(client, home, notices, translate, english_home):
    translate(notices, english_home.locale)

    assert 'href="/en/mentions/?v"' in client.get(f"{notices.url}?v").content.decode()


def test_class_s_questionnaire_has_the_way_out_and_does_not_name_the_site(client, home):
    asked, _key = groups.opened(groups.kit(home))

    html = client.get(f"/fr/q/{asked.code}/").content.decode()

    assert ("quick-exit" in html, home.title in html, way_home(client.get("/fr/q/"))) == (True, False, "/fr/?v")


def test_pages_to_which_every_page_leads_name_nothing_for_buyers(client, home, buyers):
    assert named(client.get("/fr/audience-measurement/")) == []


def test_protected_page_for_buyers_leads_to_theirs(home, buyers):
    check = SelfCheckPage.objects.get()
    check.zone = "protected"

    assert [is_sheltered(check), is_sheltered(buyers)] == [False, False]


def test_every_page_type_says_for_whom_it_is_or_where_that_is_found(home):
    """A type whose audience is a column or a property, and may be buyers, names the column: it is asked in one query."""
    types = [model for model in BasePage.__subclasses__() if not isinstance(getattr(model, "audience", ""), str)]

    assert sorted(model.__name__ for model in types if not model.audience_column) == ["YouthPage"]
    for model in types:
        if column := model.audience_column:
            assert not model.objects.filter(**{column: "buyers"}).exists()


def test_landing_page_for_buyers_is_no_way_of_a_sheltered_page(client, home):
    factories.standard_page(home, title="Une page", slug="une-autre", audience="outreach")
    landing = landing_page(home, title="Avant de payer", slug="affiche", show_in_menus=True)

    assert passable(Page.objects.filter(pk=landing.pk)) == []
    assert named(client.get("/fr/une-autre/")) == []


def way_home(response) -> str:
    return re.search(r'class="brand" href="([^"]*)"', markup.read(response.content.decode()))[1]


def crumbs(response) -> list[str]:
    html = markup.read(response.content.decode()).partition('class="breadcrumbs"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"', html)


@pytest.mark.parametrize("made", [rights, youth])
def test_site_name_and_first_crumb_of_a_protected_page_lead_to_the_start_of_its_readers(client, home, buyers, made):
    top = made.section(home)
    below = rights.rights_page(top) if made is rights else youth_page(top)
    open_page = factories.standard_page(home, title="Autre", slug="autre")

    shown = [client.get(page.url) for page in (top, below, open_page)]

    assert [way_home(page) for page in shown] == [top.url, top.url, home.url]
    assert [crumbs(page) for page in shown] == [[], [top.url], [home.url]]


def test_error_in_the_place_of_a_protected_page_leads_to_the_start_of_its_readers(client, home, english_home):
    top = youth.section(home)
    page = youth_page(top)
    page.unpublish()

    errors = [
        client.get(address) for address in (page.url, top.url + "n-existe-pas/", page.url.replace("/fr/", "/en/"))
    ]

    assert [way_home(error) for error in errors] == [top.url, top.url, f"{english_home.url}?v"]
    assert f'<p><a href="{top.url}">' in errors[0].content.decode()


def test_foot_of_a_sheltered_protected_page_has_no_list_of_all_pages(client, home):
    site_map = factories.publish(home, SiteMapPage(title="Plan", slug="plan"))
    pages = [youth.section(home), rights.section(home), factories.standard_page(home, title="Autre", slug="autre")]

    assert [site_map.url in client.get(page.url).content.decode() for page in pages] == [False, False, True]


def foot(client, page) -> list[str]:
    return re.findall(r'href="(/[^"]*)"', client.get(page.url).content.decode().partition("<footer")[2])


def test_foot_of_a_sheltered_protected_page_leads_back_to_its_section_and_to_no_other(client, home):
    section, other = rights.section(home), youth.section(home)
    page = rights.rights_page(section)

    assert [one for one in foot(client, page) if one in (section.url, other.url)] == [section.url]


def test_foot_in_borrowed_dress_leads_back_to_each_section(client, home, notices):
    sections = [rights.section(home, show_in_menus=True), youth.section(home)]

    html = client.get(f"{notices.url}?v").content.decode().partition("<footer")[2]

    assert [f'href="{section.url}?v"' in html for section in sections] == [True, True]


def test_foot_of_buyers_pages_begins_with_what_is_theirs(client, home):
    notices = factories.standard_page(home, title="Mentions", slug="mentions")
    own = {"audience": "buyers"}
    way_out = factories.standard_page(home, title="Arrêter", slug="arreter", show_in_menus=True, **own)
    landings = factories.standard_page(home, title="Arrivées", slug="arrivees", **own)
    page = factories.standard_page(landings, title="Une page", slug="une-page", **own)
    sheltered = youth.section(home)

    assert foot(client, page)[:2] == [way_out.url, notices.url]
    assert {landings.url, sheltered.url}.isdisjoint(foot(client, page))


def test_foot_of_a_sheltered_protected_page_leads_to_the_search_in_its_dress(client, home):
    search = factories.search_page(home)
    section, plain = rights.section(home), factories.standard_page(home, title="Autre", slug="autre")

    foots = [client.get(page.url).content.decode().partition("<footer")[2] for page in (section, plain)]

    assert [f'href="{search.url}?v"' in foot for foot in foots] == [True, False]


def test_section_of_rights_has_a_search_box_whose_answer_keeps_the_way_out(client, home):
    search = factories.search_page(home)
    section = rights.section(home)
    page = rights.rights_page(section)

    boxes = [client.get(one.url).content.decode() for one in (section, page)]
    found = client.post(f"{search.url}?v", {"q": "vos droits", "sheltered": ""})

    assert [f'action="{search.url}?v"' in html for html in boxes] == [True, False]
    assert "quick-exit" in found.content.decode()
    assert {name: found[name] for name in PROTECTED} == PROTECTED | {"Cache-Control": "private, no-cache"}


def test_address_without_its_last_slash_is_kept_by_no_browser(client, home):
    answer = client.get(rights.section(home).url.rstrip("/"))

    assert (answer.status_code, {name: answer[name] for name in PROTECTED}) == (301, PROTECTED)


def test_ways_out_of_a_protected_error_stay_discreet(client, home, english_home, door):
    errors = [client.get(address) for address in (youth_page(home).url + "rien/", "/fr/rien/?v")]

    for html in (error.content.decode() for error in errors):
        assert ('href="/en/?v"' in html, 'class="doors"' in html, home.title in html) == (True, False, False)
    assert {name: errors[1][name] for name in PROTECTED} == PROTECTED


def test_choice_about_measurement_is_discreet_for_whoever_comes_from_a_protected_page(client, home, english_home):
    address = "/fr/audience-measurement/?v"

    shown = client.get(address)

    assert f'href="{address}"' in client.get(rights.section(home).url).content.decode()
    html = shown.content.decode()
    assert (home.title in html, "quick-exit" in html, 'href="/en/audience-measurement/?v"' in html) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize("view", ["audience-measurement", "report-accessibility-problem"])
def test_view_in_that_dress_leaves_no_trace_and_stays_itself_in_another_language(client, home, english_home, view):
    Operator.objects.create(site=home.get_site(), contact_email="contact@example.org")

    shown = client.get(f"/fr/{view}/?v")

    assert {name: shown[name] for name in PROTECTED} == PROTECTED
    assert f'href="/en/{view}/?v"' in shown.content.decode()


def test_address_that_can_be_none_leaves_no_trace(client, home):
    answer = client.get("/fr/vos-droits/%00")

    assert (answer.status_code, {name: answer[name] for name in PROTECTED}) == (404, PROTECTED)


def test_list_of_campaigns_names_none_for_buyers_to_whoever_comes_from_a_sheltered_page(client, home):
    index = factories.campaign_index(home)
    for audience in ("buyers", "public"):
        factories.campaign_page(index, factories.campaign(audience=audience), slug=audience)

    plain, dressed = (client.get(address).content.decode() for address in (index.url, f"{index.url}?v"))

    found = [["/buyers/" in html, "/public/" in html] for html in (plain, dressed)]
    assert found == [[True, True], [False, True]]


def test_head_of_an_error_leads_on_in_the_same_dress_as_its_foot(client, home, buyers):
    """Who was led astray may be anybody: a pupil who mistyped an address."""
    html = client.get("/fr/infos-jeune/").content.decode()

    assert ('href="/fr/comprendre/"' in html, 'href="/fr/comprendre/?v"' in html) == (False, True)


def test_error_of_which_nobody_knows_who_meets_it_has_the_way_out_and_tells_nothing(client, home, buyers):
    factories.search_page(home)

    error = client.get("/fr/infos-jeune/")

    html = error.content.decode()
    assert {name: error[name] for name in PROTECTED} == PROTECTED
    assert ("quick-exit" in html, home.title in html, 'action="/fr/recherche/?v"' in html) == (True, False, True)
    assert [way for way in re.findall(r'href="(/fr/[^"]*)"', html) if not way.endswith("?v")] == []


def test_dressed_answer_is_compressed_like_any_other(client, home):
    for path in (f"{home.url}?v", "/fr/n-existe-pas/"):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})

        assert (path, answer.status_code < 500, answer.get("Content-Encoding")) == (path, True, "gzip")
        assert b'href="/fr/?v"' in gzip.decompress(answer.content)


def test_every_way_and_form_of_what_is_dressed_keeps_the_dress(client, home):
    kit = factories.kit(factories.publish(home, CataloguePage(title="Dossiers", slug="dossiers")))
    catalogue = kit.get_parent()

    html = client.get(f"{catalogue.url}?v").content.decode()

    ways = re.findall(r'(?:href|action)="((?:/fr/|[?])[^"]*)"', html)
    assert f"{kit.url}?v" in ways
    assert [way for way in ways if not re.search(r"[?;]v(?:#|$)", way)] == []
    assert re.findall(r'<form[^>]*method="get"[^>]*>(?!<input type="hidden" name="v">)', html) == []


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        ('href="/fr/a/"', 'href="/fr/a/?v"'),
        ('href="/fr/a/#kits"', 'href="/fr/a/?v#kits"'),
        ('href="/zh-hans/a/?page=2"', 'href="/zh-hans/a/?page=2&amp;v"'),
        ('href="?page=2&amp;v"', 'href="?page=2&amp;v"'),
        ('href="/fr/a/?v"', 'href="/fr/a/?v"'),
        ('href="#content"', 'href="#content"'),
        ('href="/media/a.pdf"', 'href="/media/a.pdf"'),
        ('href="tel:119"', 'href="tel:119"'),
        ('href="https://example.org/fr/"', 'href="https://example.org/fr/"'),
        ('<form action="/fr/a/" method="post">', '<form action="/fr/a/?v" method="post">'),
        ('<form action="/fr/a/">', '<form action="/fr/a/?v"><input type="hidden" name="v">'),
    ],
)
def test_way_keeps_the_dress_where_it_leads_to_a_page(way, kept):
    assert dress.keep(way) == kept
