"""A translation is approved complete, and with the numbers of its source."""

import re

import pytest
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.models import Approval
from editorial.translation import drafting, quality
from tests import factories
from tests.editorial.conftest import act, row, say


def submitted(translation, people):
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    return draft


def test_complete_translation_is_reported_as_such(translation):
    report = quality.report(translation)

    assert (report.total, report.translated, report.is_complete, report.findings) == (2, 2, True, [])


@pytest.mark.parametrize(
    "words",
    ["Two years at most.", "Three months at most.", "Two months.", "Two months at least.", "Six months at most."],
)
def test_other_number_unit_or_bound_blocks_the_approval_and_names_the_sentence(translation, people, words):
    say(translation, "Deux mois au plus.", words)
    draft = submitted(translation, people)

    with pytest.raises(SignOffError) as refusal:
        act(draft, people["lawyer"])

    assert words in refusal.value.message
    assert not Approval.objects.of(draft).valid().exists()


def test_acceptance_of_gaps_is_recorded_where_there_are_some(translation, people):
    draft = submitted(translation, people)
    act(draft, people["lawyer"])

    act(draft, people["publisher"], accepts_incomplete=True)

    assert not Approval.objects.of(draft).valid().get(step="publication").accepts_incomplete


def test_incomplete_translation_is_not_published(translation, people):
    translation.source.stringsegment_set.filter(string__data="La loi").get().string.translations.all().delete()
    draft = submitted(translation, people)
    act(draft, people["lawyer"])
    assert not Approval.objects.of(draft).valid().get(step="legal").accepts_incomplete

    with pytest.raises(SignOffError, match="1"):
        act(draft, people["publisher"])

    assert not row(draft).live


def test_publisher_may_say_that_it_goes_live_incomplete_which_is_recorded(translation, people):
    translation.source.stringsegment_set.filter(string__data="La loi").get().string.translations.all().delete()
    draft = submitted(translation, people)
    act(draft, people["lawyer"])

    act(draft, people["publisher"], accepts_incomplete=True)

    assert row(draft).live
    assert Approval.objects.of(draft).valid().get(step="publication").accepts_incomplete


def test_sentence_in_error_counts_as_incomplete(translation, people):
    say(translation, "La loi", "The law", has_error=True)
    draft = submitted(translation, people)
    act(draft, people["lawyer"])

    with pytest.raises(SignOffError):
        act(draft, people["publisher"])


def test_fact_that_became_text_blocks_the_approval(home, english_home, people, translate):
    fact = factories.fact()
    body = [factories.block("text", text=f"<p>Il risque {factories.inline(fact)}.</p>")]
    made = factories.standard_page(home, title="Peines", body=body)
    translate(made, english_home.locale, publish=False)
    found = Translation.objects.get(source__object_id=made.translation_key)
    source = found.source.stringsegment_set.get(string__data__contains="risque").string.data
    say(found, "Peines", "Penalties")
    say(found, source, "He risks a fine of 1,500 euros.")
    draft = submitted(found, people)

    with pytest.raises(SignOffError):
        act(draft, people["lawyer"])


def test_faulty_sentence_is_counted_and_listed_once_without_tags(client, translation, people, in_english):
    words = 'Three <b id="a1">months</b> at most.'
    say(translation, "Deux mois au plus.", words)
    draft = submitted(translation, people)
    client.force_login(people["lawyer"])

    with pytest.raises(SignOffError) as refusal:
        act(draft, people["lawyer"])
    html = client.get(translation.get_target_instance_edit_url()).content.decode()

    assert [one.kind for one in quality.report(translation).other_numbers] == ["missing", "added"]
    assert refusal.value.message.startswith("1 sentence differs")
    assert refusal.value.message.endswith("See “\u2068Three months at most.\u2069”.")
    assert html.count('<q dir="auto">Three months at most.</q>') == 1


@pytest.mark.parametrize(("unit", "kinds"), [("euro", ["order"]), ("year", [])])
def test_exchanged_facts_of_one_unit_are_in_doubt(home, english_home, translate, unit, kinds):
    """One query more says which facts they are."""
    fine, other = factories.fact(name="Fine"), factories.fact(value="2", unit=unit, name="Other")
    text = f"<p>La première fois {factories.inline(fine)}, puis {factories.inline(other)}.</p>"
    made = factories.standard_page(home, title="Peines", body=[factories.block("text", text=text)])
    translate(made, english_home.locale, publish=False)
    found = Translation.objects.get(source__object_id=made.translation_key)
    source = found.source.stringsegment_set.get(string__data__contains="fois").string.data
    first, second = re.findall(r"<a.*?</a>", source)
    say(found, source, f"The first time {second}, then {first}.")

    report = quality.report(found)

    assert [finding.kind for finding in report.findings] == kinds
    assert all("\u2068Fine … Other\u2069" in finding.message for finding in report.findings)


def test_quality_costs_the_same_with_few_and_many_sentences(home, english_home, translate, django_assert_num_queries):
    for number in (1, 12):
        body = [factories.block("text", text=f"<p>Phrase {one}.</p>") for one in range(number)]
        made = factories.standard_page(home, body=body)
        translate(made, english_home.locale, publish=False)
        found = Translation.objects.select_related("source__locale", "target_locale").get(
            source__object_id=made.translation_key
        )
        with django_assert_num_queries(2):
            assert quality.report(found).total == number + 1


def test_sentence_that_a_reviewer_mends_is_not_what_goes_live_until_it_is_handed_in_again(translation, people):
    """The number that is approved is that of the draft, not one that was written beside it since."""
    draft = submitted(translation, people)
    say(translation, "La loi", "What the law says")

    with pytest.raises(SignOffError):
        act(draft, people["lawyer"])

    assert not Approval.objects.of(draft).valid().exists()
