"""Pages that differ in nothing but a fact: approved in one act, each listed, and nothing else with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.publication.sign_off import SignOffError
from editorial import today
from editorial.desk import alike
from editorial.models import Approval
from home.models import StandardPage
from tests import factories, markup
from tests.editorial.conftest import act

pytestmark = pytest.mark.usefixtures("in_english")
URL = "/admin/desk/alike/"


@pytest.fixture
def fact(home):
    return factories.fact(name="Amende", value="1800")


def handed_in(home, people, before: str, after: str, title: str = "La loi") -> StandardPage:
    page = factories.go_live(factories.standard_page(home, title=title, lead=before))
    page = StandardPage.objects.get(pk=page.pk)
    page.lead = after
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def two(home, people, fact) -> list[StandardPage]:
    words = f"L’amende est de {{fact:{fact.pk}}} au plus."
    return [handed_in(home, people, f"L’amende est de {typed} au plus.", words) for typed in ("1 500 €", "1500 euros")]


def groups(person) -> list[alike.Group]:
    return alike.groups(type(person).objects.get(pk=person.pk), timezone.now())


def test_pages_are_listed_with_what_is_live_and_what_it_becomes(two, people, fact):
    (group,) = groups(people["lawyer"])

    assert group.facts == ["Amende"]
    assert [text.swaps for text in group.texts] == [
        (("1 500 €", fact.written("fr")),),
        (("1500 euros", fact.written("fr")),),
    ]
    assert [text.language.code for text in group.texts] == ["fr", "fr"]


def test_value_of_a_fact_is_no_change_of_a_page(home, people, fact):
    """It is signed off itself; a page that shows it waits for nobody."""
    page = factories.go_live(factories.standard_page(home, lead=f"{{fact:{fact.pk}}} au plus."))
    fact.value = "2000"
    factories.go_live(fact)

    assert StandardPage.objects.get(pk=page.pk).live
    assert today.reviews(people["lawyer"], timezone.now()) == []


@pytest.mark.parametrize(
    "after",
    [
        "L’amende est de {fact:%d} au moins.",  # another word
        "L’amende est {fact:%d} au plus.",  # a word less
        "Elle est de {fact:%d} au plus.",
        "L’amende est de 1 800 € au plus.",  # no fact
    ],
)
def test_page_in_which_anything_else_differs_is_read_by_itself(home, people, fact, two, after):
    other = handed_in(home, people, "L’amende est de 1 500 € au plus.", after.replace("%d", str(fact.pk)), "Autre")

    titles = {text.title for group in groups(people["lawyer"]) for text in group.texts}

    assert other.title not in titles
    assert len(groups(people["lawyer"])[0].texts) == 2


def test_whole_sentence_is_no_number(home, people, fact, two):
    before = "Tout est permis. Payez 3 fois. C’est écrit"
    handed_in(home, people, f"{before} au plus.", f"{{fact:{fact.pk}}} au plus.", "Autre")

    assert [text.title for text in groups(people["lawyer"])[0].texts] == ["La loi", "La loi"]


def test_page_with_another_date_is_read_by_itself(home, people, two):
    two[0].expire_at = timezone.now() + timedelta(days=3)
    two[0].save_revision(user=people["editor"])

    assert groups(people["lawyer"]) == []


def test_rich_text_and_one_fact_in_the_place_of_another(home, fact):
    former, put_in = (
        f'<a linktype="fact" id="{fact.pk + 1}">1 500 €</a>',
        f'<a linktype="fact" id="{fact.pk}">1 800 €</a>',
    )
    old, new = (f"<p>Au plus {one}, ou un an.</p>" for one in (former, put_in))

    assert alike.between({"body": [old]}, {"body": [new]}) == [(former, put_in)]
    assert alike.between({"body": [old]}, {"body": [new.replace("un an", "deux ans")]}) is None
    assert alike.between({"body": [old], "more": 1}, {"body": [new]}) is None


def test_fact_that_a_block_shows_is_told_as_its_token():
    old, new = ([{"type": "fact_card", "value": {"fact": one}}] for one in (19, 20))

    assert alike.between({"norm": old}, {"norm": new}) == [("{fact:19}", "{fact:20}")]
    assert alike.between({"norm": old}, {"norm": [*new, *new]}) is None


def test_what_the_first_save_in_the_editor_adds_is_no_word():
    old = {"help": "<p>Au plus.</p>", "act": {"text": "Lire"}, "lead": "{fact:1} au plus."}
    new = {"help": '<p data-block-key="80okk">Au plus.</p>', "act": {"text": "Lire", "counted_as": ""}}

    assert alike.between(old, new | {"lead": "{fact:2} au plus."}) == [("{fact:1}", "{fact:2}")]
    assert alike.between(old, new | {"lead": "{fact:2} au plus.", "page": 0}) is None


def test_single_page_makes_no_group(home, people, fact):
    handed_in(home, people, "1 500 € au plus.", f"{{fact:{fact.pk}}} au plus.")

    assert groups(people["lawyer"]) == []


def test_screen_shows_each_to_who_decides_alone(client, two, people):
    shown = {}
    for name, person in people.items():
        client.force_login(person)
        shown[name] = markup.read(client.get(URL).text).count("La loi –") + client.get(URL).text.count('name="text"')

    assert {name for name, number in shown.items() if number} == {"lawyer"}


def listed(client) -> list[str]:
    found = client.get(URL).context["groups"]
    return [f"{text.state}-{text.mark}" for group in found for text in group.texts]


def test_one_act_approves_each_by_itself(client, two, people):
    client.force_login(people["lawyer"])

    client.post(URL, {"text": listed(client)})

    approvals = Approval.objects.filter(user=people["lawyer"], revision__in=[page.latest_revision for page in two])
    assert approvals.count() == 2
    assert groups(people["lawyer"]) == []
    assert len(groups(people["publisher"])[0].texts) == 2


def test_page_that_changed_meanwhile_is_left_out_and_said(client, two, people):
    client.force_login(people["lawyer"])
    sent = listed(client)
    two[0].lead = "Autre chose."
    two[0].save_revision(user=people["editor"])

    answer = client.post(URL, {"text": sent}, follow=True)

    said = [str(message).strip() for message in answer.context["messages"]]
    assert said[-1].startswith("“La loi” is left out: it is no longer as it was listed.")
    assert not Approval.objects.filter(user=people["lawyer"], object_id=str(two[0].pk)).exists()


def test_page_is_approved_only_by_the_mark_of_what_was_shown(client, two, people):
    client.force_login(people["lawyer"])
    good, other = listed(client)

    client.post(URL, {"text": [good, other[:-1] + ("0" if other[-1] != "0" else "1")]})

    approved = Approval.objects.filter(user=people["lawyer"]).values_list("object_id", flat=True)
    assert list(approved) == [str(two[0].pk)]


@pytest.mark.parametrize("name", ["editor", "translator", "publisher", "analyst", "administrator", "superuser"])
def test_nobody_else_approves_by_it(client, two, people, name):
    client.force_login(people["lawyer"])
    sent = listed(client)
    kept = Approval.objects.count()
    client.force_login(people[name])

    client.post(URL, {"text": sent})

    assert Approval.objects.count() == kept


def test_author_does_not_approve_by_it(two, people):
    """Four eyes hold for each."""
    (group,) = groups(people["lawyer"])
    people["editor"].groups.add(*people["lawyer"].groups.all())

    done, left = alike.approve(people["editor"], {text.state: text.mark for text in group.texts}, timezone.now())

    assert (done, len(left)) == (0, 2)
    with pytest.raises(SignOffError):
        act(two[0], people["editor"])


def test_nonsense_approves_nothing(client, two, people):
    client.force_login(people["lawyer"])

    assert client.post(URL, {"text": ["", "x-y", "²-1", "9" * 30]}).url == reverse("desk_alike")
    assert not Approval.objects.filter(user=people["lawyer"]).exists()


@pytest.mark.parametrize("number", [2, 4])
def test_groups_cost_the_same_however_much_waits(home, people, fact, django_assert_num_queries, number):
    for _each in range(number):
        handed_in(home, people, "1 500 € au plus.", f"{{fact:{fact.pk}}} au plus.")
    person = type(people["lawyer"]).objects.get(pk=people["lawyer"].pk)
    groups(person)

    with django_assert_num_queries(7):
        alike.groups(person, timezone.now())
