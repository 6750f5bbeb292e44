"""Pocket cards in the admin: who makes them, what is refused and where, what is made and what is remembered."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from campaigns.outreach.cards import doctor_checks
from campaigns.outreach.cards.models import PrintedCards
from core.editor import roles
from core.upkeep.doctor import ok
from facts.models import Helpline, HelplineWording
from home.models import StandardPage
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def place(home, english_home, translate):
    """A protected page in French and English."""
    page = factories.standard_page(home, title="Vos droits", slug="vos-droits", zone="protected")
    translate(page, english_home.locale)
    return page


def line(number: str = "39 19", **fields) -> Helpline:
    """A verified helpline with words in French and English."""
    fields = {"verified_on": date(2026, 11, 3), "always_open": True, "number": number} | fields
    made = factories.helpline("Une écoute", ("outreach",), **fields)
    english = Locale.objects.get(language_code="en")
    factories.go_live(
        HelplineWording.objects.create(
            helpline=made, locale=english, title="Someone listens", purpose="Listens.", live=False
        )
    )
    return made


def ask(place, *lines: Helpline, **fields) -> dict:
    chosen = {"first": "fr", "second": "en", "helplines": [one.pk for one in lines], "page": place.translation_key}
    return {name: value for name, value in (chosen | fields).items() if value is not None}


def index(client, *args, **fields):
    return client.get(reverse("pocket_cards"), ask(*args, **fields) if args else {})


def test_lines_for_this_audience_with_a_number_are_proposed(admin_client, place):
    lines = [line(str(number), sort_order=number) for number in range(10, 17)]
    line("", website="https://example.org/", sort_order=1, kind="information", listens_to=[])
    factories.helpline(audiences=("buyers",), sort_order=1)

    form = index(admin_client).context["form"]

    assert form.fields["helplines"].initial == [str(one.pk) for one in lines[:5]]
    assert form.fields["page"].choices == [(str(place.translation_key), "Vos droits")]


def test_both_sides_and_messages_are_shown(admin_client, place):
    response = index(admin_client, place, line())

    assert response.status_code == 200
    html = response.content.decode()
    assert html.count('<img src="data:image/png;base64,') == 2
    (part,) = response.context["preview"].messages[0].parts
    assert f"Part 1 of 1: {part.used} of 160 characters" in html
    assert "3919 Une écoute\n" in html


def test_each_message_can_be_copied(admin_client, place):
    response = index(admin_client, place, line())

    html = markup.read(response.content.decode())
    parts = [part for message in response.context["preview"].messages for part in message.parts]
    assert len(re.findall(r"data-copy readonly", html)) == len(parts) > 1
    buttons = re.findall(r'aria-describedby="([^"]+)" hidden data-copies data-done="Copied">Copy</button>', html)
    assert len(buttons) == len(parts)
    assert [one for names in buttons for one in names.split() if f'id="{one}"' not in html] == []


@pytest.mark.parametrize(
    ("kind", "media_type", "name"),
    [
        ("cards", "application/pdf", "cards-fr-en.pdf"),
        ("notice-a5", "application/pdf", "notice-a5-fr-en.pdf"),
        ("notice-a4", "application/pdf", "notice-a4-fr-en.pdf"),
        ("front", "image/png", "front-fr-en.png"),
        ("back", "image/png", "back-fr-en.png"),
    ],
)
def test_file_is_made_while_one_waits_and_kept_nowhere(admin_client, place, kind, media_type, name):
    response = admin_client.get(reverse("pocket_cards_file", args=[kind]), ask(place, line()))

    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]


def test_unknown_file_is_not_found(admin_client, place):
    assert admin_client.get(reverse("pocket_cards_file", args=["flag"]), ask(place, line())).status_code == 404


def errors(response) -> dict:
    assert response.status_code == 422
    assert response.context["preview"] is None
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def test_same_language_twice_is_refused(admin_client, place):
    assert errors(index(admin_client, place, line(), second="fr")) == {
        "second": ["Choose another language than the first: a card speaks two."]
    }


def test_unknown_language_is_refused(admin_client, place):
    assert list(errors(index(admin_client, place, line(), first="xx"))) == ["first"]


def test_card_without_a_number_is_refused(admin_client, place):
    assert errors(index(admin_client, place)) == {"helplines": ["Choose at least one helpline."]}


def test_more_numbers_than_a_card_holds_are_refused(admin_client, place):
    lines = [line(str(number)) for number in range(10, 16)]

    assert errors(index(admin_client, place, *lines)) == {
        "helplines": ["You have chosen 6 helplines, and a card holds 5: leave some out."]
    }


def test_helpline_that_is_not_public_is_refused(admin_client, place):
    one = line()
    one.unpublish()

    assert list(errors(index(admin_client, place, one))) == ["helplines"]


def test_helpline_without_words_in_a_language_is_refused(admin_client, place):
    one = line()
    HelplineWording.objects.get(helpline=one, locale__language_code="en").unpublish()

    assert errors(index(admin_client, place, one)) == {
        "helplines": [f"“{one}” has no live words in this language: English. Translate it first, or leave it out."]
    }


def test_number_that_nobody_verified_is_not_printed(admin_client, place):
    one = line(verified_on=None)

    assert errors(index(admin_client, place, one)) == {
        "helplines": [f"Nobody has verified “{one}” yet: hold it against its source, and enter the day."]
    }


def test_number_that_is_due_for_review_is_not_printed(admin_client, place):
    one = line(review_by=timezone.localdate() - timedelta(days=1))

    assert errors(index(admin_client, place, one)) == {
        "helplines": [f"“{one}” is due for review: hold it against its source, and enter the day."]
    }


def test_words_that_do_not_fit_are_refused_at_their_field(admin_client, place):
    lines = [line(str(number)) for number in range(10, 15)]
    HelplineWording.objects.filter(locale__language_code="fr").update(title="Une écoute très longue " * 5)

    assert errors(index(admin_client, place, *lines)) == {
        "helplines": [
            "There is too much on this card, even in its smallest letters: choose fewer helplines, or shorten their names."
        ]
    }


def test_title_that_does_not_fit_is_refused_at_its_field(admin_client, place):
    long = {"title_second": "Anticonstitutionnellementanticonstitutionnellement"}

    assert errors(index(admin_client, place, line(), **long)) == {
        "title_second": ["This title is too long for the card: write it shorter."]
    }


def test_character_without_a_glyph_is_named_at_its_field(admin_client, place):
    found = errors(index(admin_client, place, line(), title_first="Numéros 🦄"))

    assert list(found) == ["title_first"]
    assert "🦄 (U+1F984)" in found["title_first"][0]


@pytest.mark.parametrize(
    "title", ["Sortir de la prostitution", "PROXÉNÉTISME", "Escort-girls", "卖淫者热线", "Аз проституирам"]
)
def test_title_that_tells_what_the_card_is_for_is_refused(admin_client, place, title):
    found = errors(index(admin_client, place, line(), title_first=title))

    assert list(found) == ["title_first"]
    assert found["title_first"][0].endswith("tells what the card is for to whoever sees it. Choose other words.")


@pytest.mark.parametrize("title", ["Numéros utiles", "Ressexualisé", "Essex", "电话号码"])
def test_ordinary_title_is_printed(admin_client, place, title):
    assert index(admin_client, place, line(), title_first=title).status_code == 200


def test_open_page_is_refused(admin_client, place, home):
    page = factories.standard_page(home, zone="open")

    assert errors(index(admin_client, place, line(), page=page.translation_key)) == {
        "page": ["This page is not public, or not protected. Choose one of the list."]
    }


def test_page_that_is_not_public_in_one_language_is_refused(admin_client, place, english):
    place.get_translation(english).unpublish()

    assert errors(index(admin_client, place, line())) == {
        "page": ["This page is not public in this language: English. Publish it, or choose another page."]
    }


def test_page_whose_address_tells_what_the_card_is_for_is_refused(admin_client, home, english_home, translate):
    page = factories.standard_page(home, slug="quitter-la-prostitution", title="Les étapes")
    translate(page, english_home.locale)
    StandardPage.objects.update(zone="protected")  # as it was before addresses had to be neutral

    found = errors(index(admin_client, page, line()))

    assert found["page"][0].startswith("The address of this page says “prostitution”")


def test_without_a_protected_page_the_form_says_what_to_do(admin_client, home, english_home):
    one = line()

    found = errors(admin_client.get(reverse("pocket_cards"), {"first": "fr", "second": "en", "helplines": one.pk}))

    assert found == {
        "page": ["There is no public page in the protected zone yet, and a card leads to no other: publish one first."]
    }


def test_file_that_cannot_be_made_answers_with_the_form(admin_client, place):
    response = admin_client.get(reverse("pocket_cards_file", args=["cards"]), ask(place))

    assert errors(response) == {"helplines": ["Choose at least one helpline."]}


def record(client, place, *lines: Helpline, copies=40):
    return client.post(reverse("pocket_cards_record"), ask(place, *lines) | {"copies": copies})


def changes(client) -> list[list[str]]:
    return [one.changes for one in index(client).context["printed"]]


def test_printing_is_remembered_with_what_it_was_made_from(admin_client, admin, place):
    titles = {"title_first": "À garder", "title_second": "Keep this"}

    response = admin_client.post(reverse("pocket_cards_record"), ask(place, line(), copies=40, **titles))

    made = PrintedCards.objects.get()
    assert response["Location"] == reverse("pocket_cards")
    assert (made.languages, made.copies, made.printed_by) == (["fr", "en"], 40, admin)
    assert made.titles == ["À garder", "Keep this"]
    assert changes(admin_client) == [[]]


@pytest.mark.parametrize("copies", ["", "0", "-1", "many", "100001"])
def test_printing_without_a_number_of_sheets_is_refused(admin_client, place, copies):
    response = record(admin_client, place, line(), copies=copies)

    assert response.status_code == 422
    assert response.context["copies"].errors
    assert "csrfmiddlewaretoken" not in response.context["query"]
    assert not PrintedCards.objects.exists()


def test_printing_of_what_cannot_be_printed_is_refused(admin_client, place):
    assert record(admin_client, place).status_code == 422
    assert not PrintedCards.objects.exists()


def test_cards_are_stale_once_a_number_changes_and_current_again_when_it_is_put_back(admin_client, place):
    one, other = line(), line("17")
    record(admin_client, place, one, other)

    Helpline.objects.filter(pk=one.pk).update(number="39 20")
    assert changes(admin_client) == [[f"The helpline “{one}” has changed."]]
    Helpline.objects.filter(pk=one.pk).update(number="39 19", verified_on=date(2026, 11, 20))
    assert changes(admin_client) == [[]]


def test_cards_are_stale_once_their_helpline_or_page_is_gone(admin_client, place):
    one = line()
    record(admin_client, place, one)

    one.unpublish()
    place.unpublish()

    assert changes(admin_client) == [
        [f"The helpline “{one}” is no longer public.", "The page to which the code leads is no longer public."]
    ]


def moved_from(address: str) -> str:
    return f"It was made with another address of the site: what is on paper leads here only as long as {address} does."


def test_cards_with_another_address_of_the_site_are_stale_until_it_is_put_back(admin_client, place, settings):
    before = settings.BASE_URL
    record(admin_client, place, line())

    settings.BASE_URL = "https://new.example.org"
    assert changes(admin_client) == [[moved_from(before)]]
    place.slug = "droits"
    factories.go_live(place)
    assert changes(admin_client) == [
        [moved_from(before), "The page to which the code leads has another address."],
    ]
    settings.BASE_URL = before
    assert changes(admin_client) == [["The page to which the code leads has another address."]]


def test_doctor_counts_cards_in_use_with_a_former_address(admin_client, place, settings):
    before = settings.BASE_URL
    record(admin_client, place, line())
    record(admin_client, place, line())
    assert list(doctor_checks.cards()) == [ok(f"Printings of pocket cards: all with {before}.")]

    settings.BASE_URL = "https://new.example.org"
    record(admin_client, place, line())
    (found,) = doctor_checks.cards()

    assert found.level == "warning"
    assert found.said == f"Printings of pocket cards: 2 with {before}, and the site is at https://new.example.org."
    assert f"{before} must keep leading here" in found.remedy

    PrintedCards.objects.update(used_up_at=timezone.now())
    assert [one.level for one in doctor_checks.cards()] == ["ok"]


def test_cards_of_which_none_are_left_are_not_listed(admin_client, place):
    record(admin_client, place, line())
    cards = PrintedCards.objects.get()

    admin_client.post(reverse("pocket_cards_used_up", args=[cards.pk]))

    assert changes(admin_client) == []
    assert admin_client.post(reverse("pocket_cards_used_up", args=[cards.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_three(admin_client, place, number):
    for _round in range(number):
        record(admin_client, place, line(), line("17"))
    index(admin_client)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        index(admin_client)

    own = [one["sql"] for one in queries if "facts_" in one["sql"] or "cards_printedcards" in one["sql"]]
    assert len(own) == 4


ALLOWED = {"Rédaction", "Publication", "Administration"}


@pytest.mark.parametrize("role", list(roles.ROLES.values()), ids=lambda role: role.name)
def test_those_who_plan_campaigns_make_cards(client, place, django_user_model, role):
    person = django_user_model.objects.create(username="one")
    person.groups.set([Group.objects.get_or_create(name=role.name)[0]])
    client.force_login(person)

    statuses = [
        index(client, place, line()).status_code,
        client.get(reverse("pocket_cards_file", args=["cards"]), ask(place, line())).status_code,
        record(client, place, line()).status_code,
    ]

    assert statuses == ([200, 200, 302] if role.name in ALLOWED else [302, 302, 302])
    assert PrintedCards.objects.exists() is (role.name in ALLOWED)


def test_nobody_else_sees_them(client, place):
    assert index(client, place, line()).status_code == 302
