"""Facts and helplines: what is wrong is refused at its place."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone, translation
from wagtail.models import Locale

from facts.models import Fact, FactWording, Helpline
from tests import factories

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "place", "reason"),
    [
        ({"value": "many", "unit": "euro"}, "value", "is no number"),
        (
            {"in_force_from": date(2020, 1, 1), "in_force_until": date(2019, 1, 1)},
            "in_force_until",
            "The end is before the start.",
        ),
        ({"source_url": "legifrance"}, "source_url", "Enter a valid URL."),
        ({"source_url": "javascript:alert(1)"}, "source_url", "Enter a valid URL."),
        ({"verified_on": TOMORROW}, "verified_on", "This day is still to come."),
        ({"source_date": TOMORROW}, "source_date", "This day is still to come."),
        ({"verified_on": date(2026, 1, 1), "review_by": date(2025, 1, 1)}, "review_by", "before the verification"),
    ],
)
def test_wrong_fact_is_refused_at_its_field(db, fields, place, reason):
    fact = Fact(**{"name": "Un fait", "value": "1500", "unit": "euro"} | fields)

    with translation.override("en"), pytest.raises(ValidationError) as refused:
        fact.full_clean()
    with translation.override("en"):
        messages = refused.value.message_dict

    assert list(messages) == [place]
    assert reason in messages[place][0]


@pytest.mark.parametrize(
    ("made", "change"),
    [
        (factories.fact, {"value": "1800"}),
        (factories.fact, {"unit": "day"}),
        (factories.helpline, {"number": "119"}),
    ],
)
def test_another_value_was_not_verified_on_the_day_of_the_former_one(home, made, change):
    day = timezone.localdate() - timedelta(days=5)
    thing = made(verified_on=day)
    for name, value in change.items():
        setattr(thing, name, value)

    with translation.override("en"), pytest.raises(ValidationError, match="On that day something else was verified"):
        thing.full_clean()

    for verified_on in (timezone.localdate(), day + timedelta(days=1), None):
        thing.verified_on = verified_on
        thing.full_clean()


def test_value_in_other_figures_was_verified_as_before(home):
    fact = factories.fact("1500", verified_on=date(2026, 1, 1))
    fact.value, fact.source_title = "1500,00", "Code pénal, article 611-1"

    fact.full_clean()


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Une amende de {valeur}.", "not {valeur}"),
        ("Une amende de {value.", "not {value"),
        ("Une amende de {value} ou {0}.", "not {0}"),
    ],
)
def test_wording_holds_no_other_placeholder(db, sentence, reason):
    fact = factories.fact()
    wording = FactWording(fact=fact, locale=Locale.get_default(), label="d’amende", sentence=sentence)

    with (
        translation.override("en"),
        pytest.raises(ValidationError, match=r"Only \{value\} may stand in braces") as refused,
    ):
        wording.full_clean(validate_unique=False)

    assert reason in refused.value.message_dict["sentence"][0]


def test_wording_of_a_fact_without_value_names_none(db):
    fact = factories.fact(value="", unit="", sentence="Elle n’est pas punie.")
    wording = FactWording(fact=fact, locale=Locale.get_default(), label="x", sentence="Punie de {value}.")

    with translation.override("en"), pytest.raises(ValidationError, match=r"leave \{value\} out"):
        wording.full_clean(validate_unique=False)


@pytest.mark.parametrize(
    ("words", "place", "reason"),
    [
        ({"label": "1 500 € d’amende"}, "label", "“1 500 €” is the value of this fact, which stands beside the label"),
        ({"sentence": "Puni de 1500 euros d’amende."}, "sentence", "write {value} in its place"),
    ],
)
def test_words_of_a_fact_do_not_type_its_value(db, words, place, reason):
    fact = factories.fact("1500", "euro")
    wording = FactWording(
        fact=fact,
        locale=Locale.objects.get(language_code="fr"),
        **{"label": "d’amende", "sentence": "{value}."} | words,
    )

    with translation.override("en"), pytest.raises(ValidationError) as refused:
        wording.clean()

    assert reason in refused.value.message_dict[place][0]


def test_words_of_a_fact_may_type_another_number(db):
    fact = factories.fact("1500", "euro")
    french = Locale.objects.get(language_code="fr")

    FactWording(fact=fact, locale=french, label="d’amende", sentence="{value}, article 611-1, dès 2 ans.").clean()


def test_fact_has_one_wording_a_language(db):
    fact = factories.fact()

    with pytest.raises(IntegrityError):
        factories.words(fact)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"number": "appelez-nous"}, "Digits and spaces alone"),
        ({"number": ""}, "Give at least one way to reach it"),
        ({"number": "1" * 25}, "Digits and spaces alone"),
        ({"website": "pas une adresse"}, "Enter a valid URL"),
    ],
)
def test_wrong_helpline_is_refused(db, fields, reason):
    helpline = Helpline(**{"name": "17", "number": "17"} | fields)

    with translation.override("en"), pytest.raises(ValidationError, match=reason):
        helpline.full_clean()


def test_fact_keeps_its_history(db):
    fact = factories.fact(value="1500")
    fact.value = "3000"
    factories.go_live(fact)

    values = [revision.as_object().value for revision in fact.revisions.order_by("created_at")]

    assert values == ["1500", "3000"]


def test_draft_of_a_new_value_is_not_public(db):
    fact = factories.fact(value="1500")
    fact.value = "3000"
    fact.save_revision()

    assert Fact.objects.get(pk=fact.pk).value == "1500"
