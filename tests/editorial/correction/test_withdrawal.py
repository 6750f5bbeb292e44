"""A correction that was published in error is withdrawn: the words before it are live again, and nothing else is."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from core.publication import circulation, sign_off
from core.publication.sign_off import SignOffError
from editorial.correction import acts, telling, versions, waiting
from editorial.models import Approval
from editorial.takedown.acts import take_down, undo
from facts.models import Fact, FactWording
from tests import factories
from tests.editorial.conftest import ROLES, act

pytestmark = [pytest.mark.usefixtures("search_index"), pytest.mark.usefixtures("reference_index")]
REASON = "Le décret n’est pas paru."


def corrected(fact: Fact, value: str) -> Fact:
    fact.value = value
    return factories.go_live(fact)


@pytest.fixture
def fact(home) -> Fact:
    """1500 euros, corrected to 3750 in error."""
    return corrected(factories.fact("1500"), "3750")


def row(thing):
    return type(thing).objects.get(pk=thing.pk)


def text_of(thing) -> versions.Text:
    return versions.of(row(thing))[0]


def chosen(*things, at: int = 0) -> dict[str, int]:
    texts = [text_of(thing) for thing in things]
    return {text.name: text.versions[at].pk for text in texts}


def withdraw(thing, user, which=None, reason=REASON, seen=None, recalled=()):
    thing = row(thing)
    seen = acts.marks(versions.of(thing)) if seen is None else seen
    acts.withdraw(thing, chosen(thing) if which is None else which, seen, reason, user, recalled)


def test_earlier_value_is_live_again_in_the_words_that_were_approved(fact, people):
    withdraw(fact, people["publisher"])

    again = row(fact)
    assert (again.value, again.live, again.has_unpublished_changes) == ("1500", True, False)
    assert again.get_latest_revision_as_object().value == "1500"
    assert Approval.objects.of(again).valid().filter(digest=sign_off.digest(again)).count() == 2


def test_withdrawn_words_do_not_come_back_without_a_new_sign_off(fact, people):
    wrong = fact.live_revision

    withdraw(fact, people["publisher"])

    assert text_of(fact).versions == []
    with pytest.raises(SignOffError):
        wrong.publish()
    assert row(fact).value == "1500"


def test_any_earlier_version_may_be_chosen_and_those_between_stay_possible(fact, people):
    corrected(row(fact), "9999")

    withdraw(fact, people["publisher"], chosen(fact, at=1))

    assert row(fact).value == "1500"
    assert [version.brief for version in text_of(fact).versions] == ["3\u202f750\xa0€"]


def test_words_that_were_never_live_or_were_withdrawn_are_no_versions(home, people):
    fact = factories.fact("1500")
    fact.value = "2000"
    factories.approve(fact.save_revision())  # for a date, say: it never went live
    corrected(row(fact), "3750")
    row(fact).unpublish()
    corrected(row(fact), "4000")

    assert [version.brief for version in text_of(fact).versions] == ["1\u202f500\xa0€"]


def test_page_whose_takedown_was_undone_goes_back_to_the_words_that_returned(home, people):
    page = factories.standard_page(home, slug="la-loi", lead="Deux mois au plus.")
    undo(take_down(page, people["publisher"]), people["publisher"])
    page = row(page)
    page.lead = "Deux ans au plus."
    factories.go_live(page)

    withdraw(page, people["publisher"])

    assert row(page).lead == "Deux mois au plus."


def test_wording_goes_back_and_the_fact_stays(home, people):
    fact = factories.fact("1500", sentence="Au plus {value}.")
    wording = fact.wordings.get()
    wording.sentence = "Au moins {value}."
    factories.go_live(wording)

    withdraw(wording, people["publisher"])

    assert (row(wording).sentence, row(fact).value) == ("Au plus {value}.", "1500")


def test_fact_and_its_words_go_back_in_one_act(home, people):
    fact = factories.fact("1500", sentence="Au plus {value}.")
    wording = fact.wordings.get()
    wording.sentence = "Au moins {value}."
    factories.go_live(wording)
    corrected(fact, "3750")

    withdraw(fact, people["publisher"], chosen(fact, wording))

    assert (row(fact).value, FactWording.objects.get(pk=wording.pk).sentence) == ("1500", "Au plus {value}.")


def test_page_goes_back_in_its_language_and_where_chosen_in_others(home, english_home, translate, people):
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois au plus.")
    english = translate(page, english_home.locale)
    before = english.lead
    for one in (page, english):
        one.lead = "Deux ans au plus."
        factories.go_live(one)

    withdraw(page, people["publisher"])
    assert (row(page).lead, row(english).lead) == ("Deux mois au plus.", "Deux ans au plus.")

    withdraw(page, people["publisher"], chosen(english))
    assert row(english).lead == before


def test_draft_that_was_begun_since_stays_the_latest(fact, people):
    draft = row(fact)
    draft.value = "1800"
    draft.save_revision(user=people["editor"])

    withdraw(fact, people["publisher"])

    again = row(fact)
    assert (again.value, again.get_latest_revision_as_object().value) == ("1500", "1800")
    assert again.has_unpublished_changes


def test_history_says_who_withdrew_it_and_why(fact, people):
    since = text_of(fact).versions[0].replaced_at

    withdraw(fact, people["publisher"])

    entry = registry.get_logs_for_instance(row(fact)).filter(action=acts.WITHDRAWN).get()
    assert (entry.user, entry.data["reason"], telling.last(row(fact))[0]) == (people["publisher"], REASON, since)


@pytest.mark.usefixtures("in_english")
def test_who_handed_in_what_was_withdrawn_reads_so_until_they_write_anew(home, people):
    page = factories.standard_page(home, title="La loi", lead="Deux mois.")
    page.lead = "Trois mois."
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    for name in ("lawyer", "publisher"):
        act(page, people[name])

    def told(name: str) -> list[str]:
        return [task.about for task in waiting.today(people[name], timezone.now())]

    before = told("editor")
    withdraw(page, people["publisher"])
    after = told("editor"), told("publisher")
    row(page).save_revision(user=people["editor"])

    assert before == []
    assert after == (
        [f"Publisher withdrew your correction: “{REASON}” The words before it are live again."],
        [],
    )
    assert told("editor") == []


def test_version_whose_words_are_not_approved_any_more_is_refused(fact, people):
    which = chosen(fact)
    revision = text_of(fact).versions[0].revision
    revision.content["value"] = "1"
    revision.save(update_fields=["content"])

    with pytest.raises(SignOffError, match="n’est plus approuvée"):
        withdraw(fact, people["publisher"], which)

    assert row(fact).value == "3750"


def test_version_that_breaks_a_rule_of_today_is_refused(home, people):
    fact = factories.fact("1500")
    page = factories.standard_page(home, slug="la-loi", lead=f"Au plus {{fact:{fact.pk}}}.")
    page.lead = "Au plus."
    factories.go_live(page)
    fact.unpublish()

    with pytest.raises(SignOffError):
        withdraw(page, people["publisher"])

    assert row(page).lead == "Au plus."


@pytest.mark.parametrize("reason", ["", "  "])
def test_withdrawal_without_a_reason_is_refused(fact, people, reason):
    with pytest.raises(SignOffError):
        withdraw(fact, people["publisher"], reason=reason)

    assert row(fact).value == "3750"


def test_second_of_two_people_is_told_that_it_moved(fact, people, second_publisher):
    seen, which = acts.marks(versions.of(fact)), chosen(fact)
    withdraw(fact, people["publisher"])

    with pytest.raises(SignOffError, match="Entre-temps"):
        withdraw(fact, second_publisher, which, seen=seen)

    assert registry.get_logs_for_instance(row(fact)).filter(action=acts.WITHDRAWN).count() == 1


def test_what_is_cut_short_leaves_nothing_half(home, people):
    fact = factories.fact("1500", sentence="Au plus {value}.")
    wording = fact.wordings.get()
    wording.sentence = "Au moins {value}."
    factories.go_live(wording)
    corrected(fact, "3750")
    which = chosen(fact, wording)

    def cut(keys, reason, user):
        raise KeyboardInterrupt

    circulation.RECALLS.append(cut)
    try:
        with pytest.raises(KeyboardInterrupt):
            withdraw(fact, people["publisher"], which, recalled=["item:1"])
    finally:
        circulation.RECALLS.remove(cut)

    assert (row(fact).value, row(wording).sentence) == ("3750", "Au moins {value}.")
    assert chosen(fact, wording) == which


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_only_who_may_take_down_and_publish_withdraws(fact, people, client, role):
    may = role in {"publisher", "administrator", "superuser"}
    address = reverse("correction", args=["facts", "fact", fact.pk])
    seen = acts.marks(versions.of(fact))
    client.force_login(people[role])

    looked = client.get(address)
    said = {"confirmed": "yes", "seen": seen, "reason": REASON, **chosen(fact)}
    client.post(address, said)

    assert (looked.status_code == 200) == may
    assert row(fact).value == ("1500" if may else "3750")
    if not may:
        with pytest.raises(SignOffError):
            withdraw(fact, people[role])


def test_screen_compares_before_and_after_and_says_what_it_refuses(fact, people, client):
    address = reverse("correction", args=["facts", "fact", fact.pk])
    client.force_login(people["publisher"])

    page = client.get(address, chosen(fact)).content.decode()
    refused = client.post(address, {"confirmed": "yes", "seen": "?", "reason": REASON, **chosen(fact)})

    assert '<del class="deletion">3750</del><ins class="addition">1500</ins>' in page
    assert refused.status_code == 422
    assert "Entre-temps" in refused.content.decode()
    assert REASON in refused.content.decode()
    assert row(fact).value == "3750"


def test_screen_of_a_page_compares_and_withdraws(home, people, client):
    page = factories.standard_page(home, slug="la-loi", lead="Deux mois au plus.")
    page.lead = "Deux ans au plus."
    factories.go_live(page)
    address = reverse("correction", args=["wagtailcore", "page", page.pk])
    client.force_login(people["publisher"])

    shown = client.get(address, chosen(page))
    said = {"confirmed": "yes", "seen": shown.context["seen"], "reason": REASON, **chosen(page)}
    after = client.post(address, said)

    assert '<del class="deletion">ans</del><ins class="addition">mois</ins> au plus.' in shown.content.decode()
    assert page.full_url in shown.content.decode()
    assert after.url == reverse("correction_circulating", args=["wagtailcore", "page", page.pk])
    assert row(page).lead == "Deux mois au plus."


@pytest.fixture
def translated(home, english_home, translate, people):
    """A page and its English one: both say two years, and said two months before."""
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois au plus.")
    english = translate(page, english_home.locale)
    for one, lead in ((page, "Deux ans au plus."), (english, "Two years at most.")):
        one.lead = lead
        factories.go_live(one)
    return page, english


def test_screen_opens_with_a_choice_and_withdraws_nothing_before_it_is_compared(translated, people, client):
    page, english = translated
    address = reverse("correction", args=["wagtailcore", "page", page.pk])
    client.force_login(people["publisher"])

    first = client.get(address)
    none = client.get(address, dict.fromkeys(chosen(page, english), 0)).content.decode()
    again = client.get(address, chosen(english) | {"choose": "1"})

    assert {text.name: text.chosen for text in first.context["texts"]} == chosen(page, english)
    assert first.context["repeating"] == {text_of(english).name}
    assert [text.chosen for text in again.context["texts"]] == [0, text_of(english).versions[0].pk]
    assert "Choisissez la version qui revient." in none
    assert not any("button serious" in shown for shown in (first.content.decode(), none, again.content.decode()))


def test_screen_withdraws_what_it_compares_and_warns_of_a_translation_that_stays(translated, people, client):
    page, english = translated
    address = reverse("correction", args=["wagtailcore", "page", page.pk])
    client.force_login(people["publisher"])

    shown = client.get(address, chosen(page))
    hidden = [f'<input type="hidden" name="{name}" value="{pk}">' for name, pk in chosen(page).items()]
    (left,) = shown.context["repeating"]
    without_reason = client.post(address, {"confirmed": "yes", "seen": shown.context["seen"], **chosen(page)})

    assert all(field in shown.content.decode() for field in hidden)
    assert (left.text.instance, left.text.language) == (english, "en")
    assert len(client.get(left.too).context["compared"]) == 2
    assert (without_reason.status_code, len(without_reason.context["compared"])) == (422, 1)
    assert row(page).lead == "Deux ans au plus."


def test_version_that_only_takes_words_away_is_told(home, people, client):
    page = factories.standard_page(home, slug="la-loi", lead="Deux ans.")
    page.lead = "Deux ans. Au plus."
    factories.go_live(page)
    client.force_login(people["publisher"])

    shown = client.get(reverse("correction", args=["wagtailcore", "page", page.pk]), chosen(page))

    assert [one.only_takes_away for one in shown.context["compared"]] == [True]
    assert "ne fait que retirer des mots" in shown.content.decode()


def told_today(user) -> list[tuple[str, str]]:
    return [(task.url, task.about) for task in waiting.today(user, timezone.now())]


@pytest.mark.usefixtures("in_english")
def test_translation_that_stays_is_told_until_somebody_has_read_it(translated, people, client, django_capture_on_commit_callbacks):
    page, english = translated
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page, people["publisher"])
    screen = reverse("correction_circulating", args=["wagtailcore", "page", page.pk])
    client.force_login(people["publisher"])

    (left,) = client.get(screen).context["repeating"]
    before = told_today(people["publisher"])
    client.post(screen, {"told": left.text.key})
    read = told_today(people["publisher"])
    (noted,) = client.get(screen).context["repeating"]
    client.post(screen, {"untold": left.text.key})

    assert left.text.instance == english
    assert before == [(screen, "A correction was withdrawn. 1 other text may still say the same.")]
    assert (read, noted.read.told_by) == ([], people["publisher"])
    assert told_today(people["publisher"]) == before
    assert told_today(people["editor"]) == []


@pytest.mark.parametrize("how", ["withdrawn", "corrected"])
def test_translation_that_changed_since_is_told_no_more(translated, people, how, django_capture_on_commit_callbacks):
    page, english = translated
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page, people["publisher"])
    before = telling.withdrawn(row(page)).repeating

    if how == "withdrawn":
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(page, people["publisher"], chosen(english))
    else:
        english.lead = "Two months at most."
        factories.go_live(english)
        telling.settle_all()

    assert [text.instance for text in before] == [english]
    assert telling.withdrawn(row(page)).repeating == []
    assert told_today(people["publisher"]) == []


def test_screen_offers_withholding_where_no_version_may_come_back(home, people, client):
    fact = factories.fact("1500")
    client.force_login(people["publisher"])

    page = client.get(reverse("correction", args=["facts", "fact", fact.pk])).content.decode()

    assert reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]) in page
    assert "button serious" not in page


def test_page_s_menu_and_the_editor_of_a_fact_lead_there(fact, home, people, client):
    page = factories.standard_page(home, slug="la-loi")
    client.force_login(people["publisher"])

    editor = client.get(reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk])).content.decode()
    history = client.get(reverse("wagtailsnippets_facts_fact:history", args=[fact.pk])).content.decode()
    of_page = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert reverse("correction", args=["facts", "fact", fact.pk]) in editor
    assert reverse("correction", args=["facts", "fact", fact.pk]) in history
    assert reverse("correction", args=["wagtailcore", "page", page.pk]) in of_page


@pytest.mark.parametrize("number", [1, 3])
def test_screen_costs_the_same_with_one_and_three_versions_and_pages(
    home, people, client, number, django_assert_num_queries
):
    fact = corrected(factories.fact("1500"), "1600")
    for value in range(number):
        fact = corrected(fact, str(2000 + value))
        factories.standard_page(home, slug=f"page-{value}", lead=f"{{fact:{fact.pk}}}")
    client.force_login(people["publisher"])
    address = reverse("correction", args=["facts", "fact", fact.pk])
    which = chosen(fact)
    client.get(address, which)

    with django_assert_num_queries(13):
        client.get(address)
    with django_assert_num_queries(25):
        shown = client.get(address, which)

    assert len(shown.context["texts"][0].versions) == number + 1
    assert [len(group.shown) for group in shown.context["copies"]] == [number]
