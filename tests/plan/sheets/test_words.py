"""What a sheet says: the page as it is live in its language, and nothing of a draft."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from campaigns.plan.models import CampaignPage
from campaigns.plan.sheets.words import LivePages, NotLiveError, content_of, made_from, read
from core.models import Operator
from press.content import FactLine, HelpLine
from tests import factories
from tests.plan.editions.edition import png
from tests.plan.sheets import printed


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def card(fact) -> dict:
    return factories.block("fact_card", fact=fact.pk)


def test_french_page_is_printed_in_its_own_words(home, index):
    fact = factories.fact(source_date="2016-04-13")
    factories.helpline(title="Une écoute", always_open=True)
    page = factories.campaign_page(index, statement="C’est interdit.", lead="Même une fois.", body=[card(fact)])

    content = content_of(page)

    assert (content.language, content.voice) == ("fr", "buyers")
    assert (content.statement, content.lead, content.site) == ("C’est interdit.", "Même une fois.", home.title)
    assert content.facts == (
        FactLine(
            "1\u202f500\u00a0€",
            "d’amende",
            "La loi prévoit 1\u202f500\u00a0€, même une seule fois.",
            "Code pénal, 13 avril 2016",
            "fr",
        ),
    )
    assert content.helplines == (HelpLine("39 19", "Une écoute", "Jour et nuit, tous les jours · gratuit"),)
    assert content.notice == ""


def test_arabic_page_is_printed_in_arabic_and_marks_what_is_french(index, arabic_home, translate):
    worded, french = factories.fact(), factories.fact(value="5", unit="year")
    factories.words(worded, "ar", sentence="ينص القانون على {value}.", label="غرامة")
    page = factories.campaign_page(index, statement="C’est interdit.", body=[card(worded), card(french)])
    translate(index, arabic_home.locale)
    arabic = translate(page, arabic_home.locale)
    arabic.statement = "هذا ممنوع."
    arabic = factories.go_live(arabic)

    content = content_of(arabic)

    assert (content.language, content.statement) == ("ar", "هذا ممنوع.")
    assert [(fact.label, fact.language) for fact in content.facts] == [("غرامة", "ar"), ("d’amende", "fr")]
    assert content.facts[0].sentence == f"ينص القانون على {content.facts[0].value}."


def test_facts_come_from_cards_and_ladders_in_their_order_and_no_more_than_fit(index):
    facts = [factories.fact(value=str(number)) for number in range(1, 4)]
    rung = {"title": "La première fois", "fact": facts[1].pk, "fact_2": facts[2].pk, "text": ""}
    ladder = factories.block("penalty_ladder", heading="Les peines", rungs=[{"type": "item", "value": rung, "id": "a"}])
    page = factories.campaign_page(index, body=[card(facts[0]), card(facts[0]), ladder])

    assert [fact.value for fact in content_of(page).facts] == ["1\u00a0€", "2\u00a0€"]


def test_fact_out_of_force_is_not_printed(index):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    page = factories.campaign_page(index, body=[card(factories.fact(in_force_until=yesterday))])

    assert content_of(page).facts == ()


def test_helpline_without_a_telephone_is_printed_with_its_address(index):
    factories.helpline(title="Par message", number="", sms_number="114")
    factories.helpline(title="En ligne", number="", chat_url="https://www.example.org/aide", sort_order=200)
    page = factories.campaign_page(index)

    lines = content_of(page).helplines

    assert [line.number for line in lines] == ["SMS 114", "example.org"]
    assert lines[1].note == "Écoute et oriente."


def test_helplines_of_another_audience_are_not_printed(index):
    factories.helpline(audiences=("young",))
    page = factories.campaign_page(index)

    assert content_of(page).helplines == ()


def test_draft_is_never_printed(index):
    page = factories.campaign_page(index, statement="Ce qui est public.")
    page.statement = "Ce qui ne l’est pas."
    draft = page.save_revision().as_object()

    assert content_of(draft).statement == "Ce qui est public."
    assert content_of(page).statement == "Ce qui est public."


def test_page_that_is_not_live_is_refused_with_its_language(index):
    page = factories.campaign_page(index)
    page.unpublish()

    with pytest.raises(NotLiveError) as refused:
        content_of(page)

    assert refused.value.language == "fr"


def test_page_of_a_language_whose_home_is_a_draft_is_refused(index, english_home, translate):
    page = factories.campaign_page(index)
    translate(index, english_home.locale)
    english = translate(page, english_home.locale)
    english_home.unpublish()

    with pytest.raises(NotLiveError):
        content_of(english)
    assert list(LivePages(page.campaign).by_language) == ["fr"]


def test_demonstration_is_marked_on_each_sheet(index):
    page = factories.campaign_page(index)
    before = made_from(page)
    site = page.get_site()
    Operator.objects.update_or_create(site=site, defaults={"is_demonstration": True})

    assert content_of(page).notice
    assert made_from(page)["site"] != before["site"]


@pytest.mark.parametrize("zone", ["open", "protected"])
def test_logo_of_the_operator_stands_on_sheets_but_where_nobody_is_told(index, zone):
    page = factories.campaign_page(index, zone=zone)
    before = made_from(page)
    logo = ContentFile(png(), "logo.png")
    about = {"logo": logo, "logo_width": 600, "logo_height": 200, "name": "Opérateur"}
    Operator.objects.update_or_create(site=page.get_site(), defaults=about)

    reading = read(page)

    borne = reading.with_emblem().emblem
    if zone == "protected":
        assert (borne, made_from(page)) == (None, before)
    else:
        assert (borne.png, borne.width, borne.height, borne.name) == (png(), 600, 200, "Opérateur")
        assert made_from(page) == before | {"emblem": made_from(page)["emblem"]}


def test_memory_holds_a_digest_of_each_thing_and_is_the_same_each_time(index):
    fact, helpline = factories.fact(), factories.helpline()
    page = factories.campaign_page(index, body=[card(fact)])

    memory = made_from(page)

    assert memory == made_from(page)
    assert memory["page"] == page.pk
    assert (list(memory["facts"]), list(memory["helplines"])) == ([str(fact.pk)], [str(helpline.pk)])


def test_sheets_of_a_code_are_made_from_the_page_that_it_names(index, english_home, translate):
    first = factories.campaign_page(index)
    second = factories.campaign_page(index, first.campaign)
    translate(index, english_home.locale)
    english = translate(second, english_home.locale)
    general, named = printed.link(first.campaign), printed.link(first.campaign, page=second)

    pages = LivePages(first.campaign)

    assert [page.pk for page in (pages.of(general, "fr"), pages.of(named, "fr"))] == [first.pk, second.pk]
    assert pages.of(general, "en").pk == english.pk
    with pytest.raises(NotLiveError):
        pages.of(general, "ar")


@pytest.mark.parametrize("number", [1, 2])
def test_reading_costs_the_same_with_one_fact_and_two(index, django_assert_num_queries, number):
    body = [card(factories.fact(value=str(position + 1))) for position in range(number)]
    page = factories.campaign_page(index, body=body)
    page = CampaignPage.objects.get(pk=page.pk)

    # The page, its home, its facts, the helplines, the operator.
    with django_assert_num_queries(5):
        assert len(content_of(page).facts) == number


@pytest.mark.parametrize(("audience", "said"), [("outreach", "Informations utiles"), ("buyers", "Accueil")])
def test_sheet_of_a_protected_page_bears_the_neutral_name(home, index, audience, said):
    home.title = "Accueil"
    home.save()
    page = factories.campaign_page(index, factories.campaign(audience=audience))

    assert content_of(page).site == said
