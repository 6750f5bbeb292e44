"""What was printed is stale as soon as what it was made from is no longer so, and only then."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import storages
from django.utils import timezone

from campaigns.plan.models import Campaign, PrintedItem
from campaigns.plan.periodic_jobs import check_sheets
from campaigns.plan.sheets.staleness import check, may_still_hang, stale
from campaigns.plan.sheets.watching import changed
from core.models import Operator
from editorial.takedown.acts import take_down, undo
from facts.models import FactWording, HelplineWording
from tests import factories
from tests.plan.sheets import printed
from themes.models import Theme


@pytest.fixture
def fact(home):
    return factories.fact(name="Amende")


@pytest.fixture
def helpline(home):
    return factories.helpline(name="Écoute")


@pytest.fixture
def page(home, fact, helpline):
    body = [factories.block("fact_card", fact=fact.pk)]
    return factories.campaign_page(factories.campaign_index(home), statement="C’est interdit.", body=body)


@pytest.fixture
def item(page) -> PrintedItem:
    return printed.item(printed.link(page.campaign))


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is done inside is committed at its end, and what waits for that is run."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def change(made, **fields):
    for name, value in fields.items():
        setattr(made, name, value)
    return factories.go_live(made)


def reason(item) -> str:
    item.refresh_from_db()
    assert (item.stale_since is None) == (item.stale_reason == "")
    return item.stale_reason


def test_value_of_a_fact(item, fact, committed):
    with committed():
        change(fact, value="3750")
    assert "Amende" in reason(item)
    assert reason(item).endswith("\u20683\u202f750\u00a0€ d’amende\u2069")

    with committed():
        change(fact, value="1500")
    assert reason(item) == ""


def test_words_of_a_fact(item, fact, committed):
    with committed():
        change(fact.wordings.get(), label="à payer")

    assert "Amende" in reason(item)
    assert "à payer" in reason(item)


def test_draft_of_a_fact_changes_nothing(item, fact, committed):
    fact.value = "3750"
    with committed():
        fact.save_revision()

    assert reason(item) == ""


def test_words_that_are_translated_after_all(page, arabic_home, fact, translate, committed):
    translate(page.get_parent(), arabic_home.locale)
    translate(page, arabic_home.locale)
    link = printed.link(page.campaign)
    french, arabic = printed.item(link), printed.item(link, "ar")

    with committed():
        factories.words(fact, "ar", label="غرامة")

    assert "غرامة" in reason(arabic)
    assert reason(french) == ""


def test_fact_that_is_unpublished_and_comes_back(item, fact, committed):
    with committed():
        fact.unpublish()
    assert "Amende" in reason(item)

    with committed():
        factories.go_live(fact)
    assert reason(item) == ""


def test_words_of_a_fact_that_are_deleted(item, fact, committed):
    with committed():
        FactWording.objects.filter(fact=fact).first().delete()

    assert "Amende" in reason(item)


def test_fact_that_goes_out_of_force_by_its_date(page, fact, committed):
    today = timezone.localdate()
    change(fact, in_force_until=today)
    item = printed.item(printed.link(page.campaign))
    assert check_sheets() == "0 changed"

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert check_sheets() == "1 changed"
        assert "Amende" in reason(item)
        assert check_sheets() == "0 changed"
    check_sheets()
    assert reason(item) == ""


def test_fact_of_another_page_changes_nothing(item, committed):
    other = factories.fact()
    with committed():
        change(other, value="3750")

    assert reason(item) == ""


def test_helpline_and_its_words(item, helpline, committed):
    with committed():
        change(helpline, number="30 18")
    assert "Écoute" in reason(item)

    with committed():
        change(helpline, number="39 19")
    assert reason(item) == ""

    with committed():
        change(HelplineWording.objects.get(), title="Un autre nom")
    assert "Écoute" in reason(item)


def test_helpline_that_is_new_to_the_audience(item, committed):
    with committed():
        factories.helpline(name="Nouvelle", audiences=("young",))
    assert reason(item) == ""

    with committed():
        factories.helpline(name="Autre", sort_order=1)
    assert "Autre" in reason(item)


@pytest.mark.parametrize(("field", "words"), [("statement", "C’est un délit."), ("lead", "Partout en France.")])
def test_words_of_the_page(item, page, committed, field, words):
    with committed():
        change(page, **{field: words})
    assert words in reason(item)
    since = item.stale_since

    with committed():
        change(page, **{field: f"{words} Toujours."})
    assert reason(item).endswith("Toujours.\u2069")
    assert item.stale_since == since

    with committed():
        change(page, statement="C’est interdit.", lead="")
    assert reason(item) == ""


def test_facts_in_another_order(page, fact, committed):
    other = factories.fact(name="Prison")
    cards = [factories.block("fact_card", fact=one.pk) for one in (fact, other)]
    page = change(page, body=cards)
    item = printed.item(printed.link(page.campaign))

    with committed():
        change(page, body=cards[::-1])

    assert reason(item) != ""


def test_fact_that_the_page_shows_no_longer_and_one_that_it_shows_too(item, page, committed):
    other = factories.fact(name="Prison")
    with committed():
        change(page, body=[factories.block("fact_card", fact=other.pk)])

    assert "Amende" in reason(item)
    assert "Prison" in reason(item)


def test_words_that_no_sheet_shows_change_nothing(item, page, committed):
    with committed():
        change(page, body=[*page.body.raw_data, factories.block("text", text="<p>Un mot de plus.</p>")])

    assert reason(item) == ""


def test_voice_of_the_campaign(item, page, committed):
    with committed():
        Campaign.objects.get(pk=page.campaign_id).save()
    assert reason(item) == ""

    campaign = Campaign.objects.get(pk=page.campaign_id)
    campaign.voice = "young"
    with committed():
        campaign.save()
    assert reason(item) != ""


def test_theme_of_the_campaign(item, page, committed):
    theme = Theme.objects.create(name="Le message", live=False)
    campaign = Campaign.objects.get(pk=page.campaign_id)
    campaign.theme = theme
    with committed():
        campaign.save()
    assert reason(item) == ""

    with committed():
        factories.go_live(theme)
    assert reason(item) == "Le thème de la campagne a changé, et l’aspect avec lui."


def test_mark_of_a_demonstration(item, page):
    Operator.objects.update_or_create(site=page.get_site(), defaults={"is_demonstration": True})

    assert check_sheets() == "1 changed"
    assert reason(item) != ""


def test_page_that_is_unpublished_and_comes_back(item, page, committed):
    with committed():
        page.unpublish()
    assert reason(item) != ""
    assert not storages["default"].exists(item.file.name)
    assert storages["private"].exists(item.file.name)

    with committed():
        factories.go_live(page)
    assert reason(item) == ""
    assert storages["default"].exists(item.file.name)


def test_page_that_is_deleted(item, page, committed):
    with committed():
        page.delete()

    assert reason(item) != ""


def test_campaign_that_is_taken_down_and_put_back(client, item, page, admin, committed):
    replaced = printed.item(item.link, key="square", replaced_at=timezone.now())
    assert client.get(item.file.url).status_code == 200
    with committed():
        takedown = take_down(page.campaign, admin)
    assert reason(item) != ""
    assert not storages["default"].exists(item.file.name)
    assert not storages["default"].exists(replaced.file.name)
    assert client.get(item.file.url).status_code == 404

    with committed():
        undo(takedown, admin)
    assert reason(item) == ""
    assert b"".join(client.get(item.file.url)) == b"%PDF une affiche"


def test_other_campaigns_sheets_stay_as_they_are(item, page, committed):
    other = factories.campaign_page(page.get_parent())
    own = printed.item(printed.link(other.campaign))

    with committed():
        change(other, statement="Une autre phrase.")

    assert reason(own) != ""
    assert reason(item) == ""


def test_another_address_of_the_site(item, settings):
    before = settings.BASE_URL
    settings.BASE_URL = "https://new.example.org"
    assert check_sheets() == "1 changed"
    assert before in reason(item)

    settings.BASE_URL = before
    assert check_sheets() == "1 changed"
    assert reason(item) == ""


def test_sheet_that_remembers_no_address_is_not_taken_for_one_of_another(item, settings):
    del item.made_from["address"]
    item.save()
    settings.BASE_URL = "https://new.example.org"

    assert check_sheets() == "0 changed"


def test_replaced_and_recalled_sheets_keep_what_was_said_of_them(page, fact, committed):
    link = printed.link(page.campaign)
    replaced = printed.item(link, replaced_at=timezone.now())
    recalled = printed.item(link, recalled_at=timezone.now())

    with committed():
        change(fact, value="3750")

    assert (reason(replaced), reason(recalled)) == ("", "")


def test_stale_things_come_with_who_holds_them_in_one_query(page, django_assert_num_queries):
    now, partner = timezone.now(), printed.partner()
    held = printed.item(printed.placed(page.campaign, partner), stale_since=now, stale_reason="x")
    own = printed.item(printed.link(page.campaign, partner=partner), stale_since=now, stale_reason="x")
    printed.item(printed.link(page.campaign), stale_since=now, stale_reason="x", recalled_at=now)
    hangs = printed.item(own.link, key="square", stale_since=now, stale_reason="x", replaced_at=now)
    printed.item(own.link, key="square")

    with django_assert_num_queries(1):
        found = {item.pk: (item.campaign.name, item.partner.name) for item in stale()}
    with django_assert_num_queries(1):
        hanging = [(item.pk, item.partner.name) for item in may_still_hang(page.campaign)]

    assert found == dict.fromkeys([held.pk, own.pk], (page.campaign.name, partner.name))
    assert hanging == [(hangs.pk, partner.name)]
    assert not stale(factories.campaign()).exists()


@pytest.mark.parametrize("number", [3, 60])
def test_looking_again_costs_the_same_with_one_item_and_many(page, fact, django_assert_num_queries, number):
    first = printed.item(printed.link(page.campaign))
    copies = [
        PrintedItem(
            campaign=page.campaign, link=first.link, format=f"x{n}", language="fr", file=f"press/{n}.pdf",
            made_from=first.made_from, **printed.rest(),
        )
        for n in range(number - 1)
    ]  # fmt: skip
    PrintedItem.objects.bulk_create(copies)
    change(fact, value="3750")

    # Which pages; the page; five to read it; the items; the fact's name; two to flag all items.
    with django_assert_num_queries(11):
        assert check(PrintedItem.objects.all()) == number


def test_change_that_concerns_nothing_printed_costs_one_query(page, fact, django_assert_num_queries, committed):
    with django_assert_num_queries(1), committed():
        changed(fact)
