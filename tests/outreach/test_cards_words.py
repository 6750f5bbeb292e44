"""What a card says of helplines: what is true of all is said once, the rest beside its number."""

from datetime import date

import pytest
from wagtail.models import Locale

from campaigns.outreach.cards import destinations, words
from campaigns.outreach.cards.words import Order
from core.models import Operator
from facts.models import Helpline, HelplineWording
from tests import factories


@pytest.fixture
def place(home, arabic_home, translate):
    page = factories.standard_page(home, slug="vos-droits", zone="protected")
    translate(page, arabic_home.locale)
    return destinations.destinations()[str(page.translation_key)]


def line(title: str, hours: str = "", **fields) -> Helpline:
    made = factories.helpline(title, ("outreach",), **{"verified_on": date(2026, 11, 3)} | fields)
    arabic = Locale.objects.get(language_code="ar")
    factories.go_live(
        HelplineWording.objects.create(
            helpline=made, locale=arabic, title="خط المساعدة", purpose="يستمع.", hours=hours, live=False
        )
    )
    return made


def order(place, *lines: Helpline) -> Order:
    found = words.wordings([one.pk for one in lines], ("fr", "ar"))
    return Order(("fr", "ar"), ("Numéros utiles", "أرقام مفيدة"), lines, found, place)


def test_what_is_true_of_every_line_is_said_once(place):
    said = words.numbers(order(place, line("Une"), line("Autre", hours="من التاسعة", cost="local")))

    assert said.shared == ("", "")
    assert [one.notes for one in said.lines] == [
        ("gratuit", "مجاني"),
        ("prix d’un appel", "من التاسعة · بسعر المكالمة"),
    ]
    said = words.numbers(order(place, line("Une"), line("Autre")))
    assert (said.shared, [one.notes for one in said.lines]) == (("Gratuit", "مجاني"), [("", "")] * 2)


def test_month_is_that_of_the_oldest_verification(place):
    said = words.numbers(order(place, line("Une"), line("Autre", verified_on=date(2026, 3, 9))))

    assert said.checked == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"number": "116 006"}, "116 006"),
        ({"number": "", "sms_number": "114"}, "SMS 114"),
        (
            {"number": "", "website": "https://www.example.org/aide/", "kind": "information", "listens_to": []},
            "example.org",
        ),
        ({"number": "", "chat_url": "https://chat.example.org/"}, "chat.example.org"),
    ],
)
def test_line_is_shown_as_it_is_reached(place, fields, shown):
    assert words.number_of(line("Une", **fields)) == shown


def test_code_leads_to_the_page_in_the_first_language_and_carries_nothing(place):
    target = order(place, line("Une")).target

    assert target.url.endswith("/fr/vos-droits/")
    assert target.letters == target.url.split("://")[1].rstrip("/")


def test_each_message_leads_to_the_page_in_its_language_and_keeps_its_figures_together(place):
    said = order(place, line("Une", number="116 006"))

    assert words.message(said, "fr").splitlines()[1:-1] == ["116006 Une"]
    assert words.message(said, "ar").splitlines()[1:-1] == ["116006 خط المساعدة"]
    assert words.message(said, "ar").endswith("/ar/vos-droits/")


def test_notice_greets_in_the_languages_of_the_page_alone(place):
    found = words.greetings(order(place, line("Une")))

    assert [(one.language, one.text, one.note) for one in found] == [
        ("fr", "Trouver de l’aide", "gratuit"),
        ("ar", "الحصول على المساعدة", "مجاني"),
    ]


def test_cards_of_a_demonstration_say_so(place, home):
    one = line("Une")
    assert words.numbers(order(place, one)).notices == ("", "")

    Operator.objects.update_or_create(site=home.get_site(), defaults={"is_demonstration": True})

    assert words.numbers(order(place, one)).notices == ("Démonstration", "عرض توضيحي")


def test_destinations_are_the_public_pages_of_the_protected_zone_in_one_query(home, django_assert_num_queries):
    for number in range(3):
        factories.standard_page(home, title=f"Page {number}", zone="protected")
    factories.standard_page(home, zone="open")
    factories.standard_page(home, zone="protected").unpublish()

    with django_assert_num_queries(1):
        found = destinations.destinations()

    assert [one.title for one in found.values()] == ["Page 0", "Page 1", "Page 2"]
