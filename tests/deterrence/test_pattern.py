"""The pattern of a landing page: its words, the facts that are chosen, the links that lead there, the same for another channel."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from campaigns.deterrence import patterns
from campaigns.deterrence.models import LandingPage
from campaigns.deterrence.pattern_forms import PatternForm
from campaigns.plan.models import Frame, Placement, TrackedLink
from campaigns.results.figures.landing import own_pages
from core.editor.roles import EDITOR
from editorial.takedown.acts import take_down
from tests import factories, markup
from tests.deterrence.landing import channel, landing_page
from tests.factories import block

NEW = "/admin/landing-pages/new/"


@pytest.fixture
def buyers(home):
    return factories.standard_page(home, title="Pour les acheteurs", slug="acheteurs", audience="buyers")


@pytest.fixture
def posters(db):
    return channel(name="Affiches")


@pytest.fixture
def editor_client(client, django_user_model):
    from django.contrib.auth.models import Group

    person = django_user_model.objects.create_user("auteure", "auteure@example.org", "x")
    person.groups.add(Group.objects.get(name=EDITOR.name))
    client.force_login(person)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def choices(of, parent, **more) -> dict:
    return {"channel": of.pk, "frame": "law", "parent": parent.pk, "leads": "on"} | more


def made(client, of, parent, **more) -> LandingPage:
    response = client.post(NEW, choices(of, parent, **more))
    assert response.status_code == 302, response.content.decode()
    return LandingPage.objects.get(pk=re.search(r"/pages/(\d+)/edit/", response.url)[1])


def kinds(stream) -> list[str]:
    return [one.block_type for one in stream]


def test_fact_that_is_kept_from_the_audience_is_refused_and_says_why(editor_client, buyers, posters):
    kept = factories.fact(withheld_from=["buyers"], withheld_because="It says where nobody is fined.")

    response = editor_client.post(NEW, choices(posters, buyers, penalty=kept.pk))

    assert "It says where nobody is fined." in response.content.decode()
    assert not LandingPage.objects.exists()


def test_editor_gets_a_draft_that_is_whole(editor_client, buyers, posters):
    fine, victims, opinion = (factories.fact() for _ in range(3))

    page = made(editor_client, posters, buyers, penalty=fine.pk, harm=victims.pk, norm=opinion.pk)

    assert (page.live, page.slug, page.channel, page.frame) == (False, "loi-affiches", posters, "law")
    with translation.override("fr"):
        assert page.statement == str(patterns.STATEMENTS[Frame.LAW][0])
    assert [block.value["fact"].pk for block in page.penalty] == [fine.pk]
    assert (kinds(page.harm), kinds(page.norm)) == (["statement", "fact_card"], ["statement", "fact_card"])
    assert kinds(page.help) == ["helplines"]
    assert (page.indexed, page.listed_in_search, page.problems()) == (False, False, [])
    assert page.get_latest_revision_as_object().statement == page.statement


def test_editor_is_led_to_the_draft_and_told_what_to_do(editor_client, buyers, posters):
    response = editor_client.post(NEW, choices(posters, buyers), follow=True)

    link = TrackedLink.objects.get(channel=posters)
    html = response.content.decode()
    assert response.status_code == 200
    assert "The page is a draft: change its statement, then submit it." in html
    assert f"{link.letters} leads to it once it is live." in html
    assert "The penalty is empty" in html


@pytest.mark.parametrize("frame", list(Frame))
@pytest.mark.parametrize("language", ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"])
def test_pattern_speaks_each_language_in_each_frame_without_a_number(home, posters, frame, language):
    parent = home if language == "fr" else home.get_translation(locale(language))

    page = patterns.draft(frame, posters, parent, patterns.ChosenFacts())

    words = [page.statement, page.lead, page.help[0].value["heading"]]
    words += [block.value["text"] for block in [*page.harm, *page.norm]]
    assert [text for text in words if not text or re.search(r"\d", text)] == []
    assert len(words) == 5 - (frame in (Frame.HARM, Frame.NORM))
    assert re.fullmatch(r"[a-z-]+", page.slug)
    assert page.locale == parent.locale


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def test_pattern_leads_to_the_self_check_where_there_is_one(home, posters):
    from campaigns.deterrence.models import SelfCheckPage
    from tests.interactive.questionnaires import check_fields

    none = patterns.draft(Frame.LAW, posters, home, patterns.ChosenFacts())
    check = factories.publish(home, SelfCheckPage(**check_fields()))
    some = patterns.draft(Frame.LAW, posters, home, patterns.ChosenFacts())

    assert list(none.call_to_action) == []
    assert [block.value["page"].pk for block in some.call_to_action] == [check.pk]


def test_form_proposes_the_facts_of_the_newest_page(editor_client, buyers, posters):
    fine, heavier, victims = (factories.fact() for _ in range(3))
    landing_page(
        buyers,
        posters,
        penalty=[block("fact_card", fact=fine.pk), block("fact_card", fact=heavier.pk)],
        harm=[block("fact_card", fact=victims.pk)],
    )

    form = editor_client.get(NEW, {"channel": posters.pk, "parent": buyers.pk}).context["form"]

    assert {name: form[name].value() for name in ("penalty", "penalty_2", "harm", "norm")} == {
        "penalty": fine.pk,
        "penalty_2": heavier.pk,
        "harm": victims.pk,
        "norm": None,
    }
    assert (form["channel"].value(), form["parent"].value()) == (posters.pk, str(buyers.pk))


def test_form_proposes_the_penalty_of_the_campaign_before_there_is_a_page(home, posters):
    fine = factories.fact()
    rung = {"type": "item", "id": "1", "value": {"title": "D’abord", "fact": fine.pk, "fact_2": None, "text": ""}}
    ladder = block("penalty_ladder", heading="Ce que vous risquez", rungs=[rung])
    factories.campaign_page(factories.campaign_index(home), posters.campaign, body=[ladder])

    assert patterns.suggested(posters.campaign).penalty == [fine]


def test_links_that_named_no_destination_lead_to_the_page_and_others_stay(editor_client, home, buyers, posters):
    def link(**fields):
        return TrackedLink.objects.create(campaign=posters.campaign, channel=posters, **fields)

    places = [Placement.objects.create(channel=posters, name=name) for name in ("Une", "Deux", "Trois")]
    plain, elsewhere = link(placement=places[0]), link(placement=places[1], page=home)
    abroad = link(placement=places[2], address="/fr/ailleurs/")

    page = made(editor_client, posters, buyers)

    for one in (plain, elsewhere, abroad):
        one.refresh_from_db()
    own = posters.links.get(placement=None)
    assert [one.page_id for one in (plain, own, elsewhere, abroad)] == [page.pk, page.pk, home.pk, None]


def test_links_stay_where_they_lead_unless_it_is_wanted(editor_client, buyers, posters):
    made(editor_client, posters, buyers, leads="")

    assert not posters.links.exists()


def test_short_link_leads_to_the_page_once_it_is_live(editor_client, client, home, buyers, posters):
    factories.campaign_page(factories.campaign_index(home), posters.campaign, slug="la-campagne")
    page = made(editor_client, posters, buyers, penalty=factories.fact().pk)
    code = posters.links.get().path
    before = client.get(code, HTTP_ACCEPT_LANGUAGE="fr").url

    factories.go_live(page)

    assert before == "/fr/campagnes/la-campagne/"
    assert client.get(code, HTTP_ACCEPT_LANGUAGE="fr").url == "/fr/acheteurs/loi-affiches/"


def test_page_of_a_channel_is_its_own_in_the_results(editor_client, buyers, posters):
    page = made(editor_client, posters, buyers)

    assert own_pages(posters.campaign) == {posters.pk: {page.pk}}


def test_same_page_for_another_channel_is_a_draft_with_the_same_words(editor_client, buyers, posters):
    radio = channel(posters.campaign, name="Radio", kind="radio")
    page = landing_page(buyers, posters, harm=[block("statement", text="Un dommage", detail="")])
    page.statement = "Un autre brouillon."
    page.save_revision()

    response = editor_client.post(reverse("landing_page_same", args=[page.pk]), {"channel": radio.pk, "leads": "on"})

    again = LandingPage.objects.get(channel=radio)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[again.pk])
    assert (again.live, again.slug, again.statement) == (False, "loi-radio", "Un autre brouillon.")
    assert again.harm[0].value["text"] == "Un dommage"
    assert again.translation_key != page.translation_key
    assert radio.links.get().page_id == again.pk


def test_second_page_of_a_frame_and_channel_has_an_address_of_its_own(editor_client, buyers, posters):
    slugs = [made(editor_client, posters, buyers).slug for _ in range(2)]

    assert slugs == ["loi-affiches", "loi-affiches-2"]


def test_channels_of_people_in_prostitution_are_not_offered(editor_client, buyers):
    protected = channel(factories.campaign(audience="outreach"))

    response = editor_client.post(NEW, choices(protected, buyers))

    assert response.status_code == 422
    assert not LandingPage.objects.exists()


def test_who_may_add_no_page_makes_none(client, django_user_model, buyers, posters):
    from django.contrib.auth.models import Group

    reader = django_user_model.objects.create_user("juriste", "juriste@example.org", "x")
    reader.groups.add(Group.objects.get(name="Relecture juridique"))
    client.force_login(reader)
    page = landing_page(buyers, posters)

    posted = client.post(NEW, choices(posters, buyers))
    same = client.post(reverse("landing_page_same", args=[page.pk]), {"channel": posters.pk})

    assert {posted.url, same.url} == {"/admin/"}  # Wagtail's answer to who may not
    assert LandingPage.objects.get() == page


def test_explorer_and_campaign_offer_the_pattern(in_english, admin_client, buyers, posters):
    page = landing_page(buyers, posters)

    explorer = admin_client.get(reverse("wagtailadmin_explore", args=[buyers.pk])).content.decode()
    tab = admin_client.get(reverse("campaign_landing_pages", args=[posters.campaign_id])).content.decode()
    plan = admin_client.get(reverse("campaign_overview", args=[posters.campaign_id])).content.decode()

    assert f"{NEW}?parent={buyers.pk}" in explorer
    assert reverse("landing_page_same", args=[page.pk]) in explorer
    assert f"{NEW}?channel={posters.pk}" in tab
    assert reverse("landing_page_same", args=[page.pk]) in tab
    assert reverse("campaign_landing_pages", args=[posters.campaign_id]) in plan


def test_tab_has_a_line_for_each_page_and_its_languages_beside_it(admin_client, buyers, posters, english):
    page = landing_page(buyers, posters)
    buyers.copy_for_translation(english, copy_parents=True)
    translated = page.copy_for_translation(english)

    tab = admin_client.get(reverse("campaign_landing_pages", args=[posters.campaign_id])).content.decode()

    assert tab.count("/same/") == 1
    assert tab.index(reverse("wagtailadmin_pages:edit", args=[page.pk])) < tab.index(
        reverse("wagtailadmin_pages:edit", args=[translated.pk])
    )


def test_tab_says_of_a_page_that_was_taken_down_when_and_by_whom(in_english, client, people, buyers, posters, english):
    buyers.copy_for_translation(english, copy_parents=True)
    page = landing_page(buyers, posters)
    page.copy_for_translation(english)
    takedown = take_down(page, people["publisher"])
    client.force_login(people["publisher"])

    tab = markup.read(client.get(reverse("campaign_landing_pages", args=[posters.campaign_id])).content.decode())

    said = tab.partition(">Une page</a>")[2].partition("</li>")[0]
    assert re.search(r"taken down on [^<]+ by Publisher", said)
    assert f'{reverse("takedowns")}#takedown-{takedown.pk}"' in said
    assert said.count("draft") == 1  # the translation, which nobody ever saw


def test_tab_leads_to_no_editor_of_a_page_that_a_person_may_not_edit(client, people, buyers, posters, english):
    page = landing_page(buyers, posters)
    buyers.copy_for_translation(english, copy_parents=True)
    translated = page.copy_for_translation(english)
    client.force_login(people["editor"])

    tab = client.get(reverse("campaign_landing_pages", args=[posters.campaign_id])).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in tab
    assert reverse("wagtailadmin_pages:edit", args=[translated.pk]) not in tab


def test_new_page_is_proposed_beside_those_that_there_are(admin_user, home, buyers, posters):
    place = factories.standard_page(home, title="Plus tard", slug="plus-tard", audience="buyers")
    before = PatternForm(admin_user, None).parents

    landing_page(place, posters)

    after = PatternForm(admin_user, None).parents
    assert [next(iter(found)) for found in (before, after)] == [str(buyers.pk), str(place.pk)]


@pytest.mark.parametrize("number", [1, 3])
def test_tab_costs_the_same_with_one_and_three_channels(admin_client, buyers, number, django_assert_num_queries):
    campaign = factories.campaign()
    for position in range(number):
        landing_page(buyers, channel(campaign, name=str(position)), slug=f"page-{position}")
    address = reverse("campaign_landing_pages", args=[campaign.pk])
    admin_client.get(address)

    with django_assert_num_queries(TAB):
        admin_client.get(address)


TAB = 12
