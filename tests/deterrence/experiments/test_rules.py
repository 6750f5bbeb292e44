"""What keeps an experiment from starting, and what of it is never changed."""

import pytest
from django.core.exceptions import ValidationError

from campaigns.deterrence.experiments.models import Experiment, FrozenError, VariantWording
from campaigns.deterrence.experiments.places import places
from campaigns.deterrence.experiments.running import acts, guards, rules
from campaigns.deterrence.experiments.running.acts import RefusedError
from core.publication.sign_off import SignOffError
from tests import factories
from tests.deterrence.experiments.conftest import say

BLOCK, CALL = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"

pytestmark = pytest.mark.usefixtures("in_english")


def test_page_offers_its_first_sentence_its_statements_and_its_calls(page):
    assert [(place.key, place.kind, place.text) for place in places(page)] == [
        ("statement", "statement", "Acheter est interdit."),
        (BLOCK, "statement", "Le chiffre est 2016."),
        (CALL, "call_to_action", "En parler"),
    ]


def test_experiment_that_is_complete_may_start(make, admin):
    experiment = make("La loi vous vise.", "C’est puni.")

    acts.start(experiment, admin)

    assert (experiment.is_running, experiment.started_by) == (True, admin)
    assert experiment.words == {
        "fr": {
            "a": {"text": "Acheter est interdit.", "detail": ""},
            "b": {"text": "La loi vous vise.", "detail": ""},
            "c": {"text": "C’est puni.", "detail": ""},
        }
    }


def refusal(experiment: Experiment, user) -> list[str]:
    with pytest.raises(RefusedError) as refused:
        acts.start(experiment, user)
    experiment.refresh_from_db()
    assert experiment.is_draft
    return refused.value.problems


def test_wording_that_is_not_approved_keeps_it_from_starting(make, admin):
    assert refusal(make("La loi vous vise.", approved=False), admin) == ["The wording B is not approved."]


def test_experiment_without_another_wording_does_not_start(make, admin):
    assert refusal(make(), admin) == ["There is no wording beside that of the page."]


def test_protected_page_is_never_varied(make, page, admin):
    experiment = make("La loi vous vise.")
    type(page).objects.filter(pk=page.pk).update(zone="protected")

    assert refusal(experiment, admin) == ["The page is protected: nothing is ever varied there."]


@pytest.mark.parametrize("audience", ["outreach", "young"])
def test_protected_surface_is_never_varied(make, page, admin, audience):
    experiment = make("La loi vous vise.")
    type(page.campaign).objects.filter(pk=page.campaign_id).update(audience=audience)
    experiment.campaign.refresh_from_db()

    assert refusal(experiment, admin) == ["The page is protected: nothing is ever varied there."]


def test_cache_that_the_operator_puts_before_the_site_switches_experiments_off(make, admin, settings):
    settings.SHARED_HTML_SECONDS = 60

    [said] = refusal(make("La loi vous vise."), admin)

    assert "views are not counted, and experiments are off" in said


def test_page_that_leads_to_no_help_is_not_varied(make, page, admin):
    experiment = make("La loi vous vise.")
    page.body = []
    factories.go_live(page)

    [said] = refusal(experiment, admin)

    assert said.startswith("The page does not lead to help")


def test_page_that_is_not_public_is_not_varied(make, page, admin):
    experiment = make("La loi vous vise.")
    page.unpublish()

    assert refusal(experiment, admin) == ["Its page is not public."]


def test_campaign_that_is_over_is_not_varied(make, page, admin):
    experiment = make("La loi vous vise.")
    page.campaign.ends_at = page.campaign.starts_at
    page.campaign.save()
    experiment.campaign.refresh_from_db()

    assert refusal(experiment, admin) == ["The campaign does not run."]


def test_page_has_one_experiment_at_a_time(make, running, admin):
    assert refusal(make("C’est puni.", place=CALL), admin) == ["Another experiment runs on this page: one at a time."]


def test_place_that_is_gone_is_not_varied(make, admin):
    assert refusal(make("x", place="elsewhere"), admin) == ["What was to be varied is not on the page any more."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le chiffre est 2017.", "A wording may not change a number"),
        ("Le chiffre.", "A wording may not change a number"),
        ("Le chiffre est 2016, article 5.", "A wording may not change a number"),
        ("Le chiffre est 2016.", "is what the page says already"),
    ],
)
def test_wording_that_alters_a_number_is_refused(make, page, text, said):
    experiment = make(place=BLOCK)
    wording = VariantWording(experiment=experiment, letter="b", text=text, locale=page.locale, live=False)

    with pytest.raises(ValidationError, match=said):
        wording.full_clean()

    with pytest.raises(SignOffError, match=said):
        guards.wording_is_fit(wording)


def test_draft_of_a_translation_may_have_the_words_of_its_source(make, page, english_home):
    """“janvier 2019” is no date in English, and each translation begins with the words of its source."""
    page.body.append(("statement", {"text": "En janvier 2019.", "detail": ""}))
    factories.go_live(page)
    dated = page.body[-1].id
    factories.translate(page.get_parent(), english_home.locale)
    english = factories.translate(page, english_home.locale, publish=False)
    english.body[-1].value["text"] = "In January 2019."
    english.save()
    experiment = make("C’était en janvier 2019.", place=dated)

    translated = factories.translate(experiment.wordings.get(), english_home.locale, publish=False)

    assert translated.text == "C’était en janvier 2019."
    translated.text = "It was in February 2019."
    with pytest.raises(ValidationError, match="A wording may not change a number"):
        translated.full_clean()


def test_wording_keeps_to_the_room_of_its_place(make, page):
    wording = VariantWording(experiment=make(place=CALL), letter="b", text="m" * 81, locale=page.locale)

    with pytest.raises(ValidationError, match="this place takes 80 characters"):
        wording.full_clean()


def test_wording_of_what_has_started_is_not_changed(running):
    wording = running.wordings.get()
    wording.text = "Autre chose."

    with pytest.raises(ValidationError, match="has started"):
        wording.full_clean()
    with pytest.raises(SignOffError, match="has started"):
        guards.wording_is_fit(wording)


@pytest.mark.parametrize(
    "changed", [{"outcome": "read_90"}, {"planned": 9000}, {"hypothesis": "A."}, {"place": CALL}, {"words": {}}]
)
def test_what_was_declared_is_not_changed_after_the_start(running, changed):
    for name, value in changed.items():
        setattr(running, name, value)

    with pytest.raises(FrozenError):
        running.save()


def test_result_is_never_changed_nor_removed(running, admin):
    acts.end_early(running, "La page change.", admin)
    running.counts = {"a": {"views": 1, "outcomes": 1}, "b": {"views": 1, "outcomes": 0}}

    with pytest.raises(FrozenError):
        running.save()
    with pytest.raises(FrozenError):
        running.delete()
    with pytest.raises(FrozenError):
        Experiment.objects.all().delete()


def test_languages_take_part_in_which_all_is_approved(make, page, english_home, translate, admin):
    translate(page.get_parent().specific, english_home.locale)
    english = translate(page, english_home.locale)
    experiment = make("La loi vous vise.", "C’est puni.")
    say(experiment, "b", "The law means you.", english.locale)
    assert rules.shown_words(experiment).keys() == {"fr"}

    say(experiment, "c", "It is punished.", english.locale)

    assert rules.shown_words(experiment).keys() == {"fr", "en"}
