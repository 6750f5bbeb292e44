"""Experiments in the admin: who may do what, how one is planned, and what its report says."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.running import acts
from tests import markup
from tests.deterrence.experiments.test_acts import happen, watch
from tests.editorial.conftest import people

__all__ = ["people"]
CONFIRMED = {"confirmed": "yes"}

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def sign_in(client, people):
    def signed_in(role: str):
        client.force_login(people[role])
        return client

    return signed_in


def address(experiment: Experiment, what: str = "") -> str:
    return reverse(f"results_experiment{what}", args=[experiment.campaign_id, experiment.pk])


def plan(client, page, **said):
    fields = {
        "name": "Essai",
        "hypothesis": "B fait mieux.",
        "where": f"{page.pk}:statement",
        "outcome": "cta_call",
        "planned": "5000",
        "text_b": "La loi vous vise.",
    }
    return client.post(reverse("results_experiment_add", args=[page.campaign_id]), fields | said)


def test_editor_plans_an_experiment_with_drafts_of_its_wordings(sign_in, page, people):
    answer = plan(sign_in("editor"), page, text_c="C’est puni.")

    experiment = Experiment.objects.get()
    assert answer.url == address(experiment)
    assert (experiment.state, experiment.planned, experiment.page_key) == ("draft", 5000, page.translation_key)
    drafts = [(one.letter, one.text, one.live, one.latest_revision.user) for one in experiment.wordings.all()]
    assert drafts == [
        ("b", "La loi vous vise.", False, people["editor"]),
        ("c", "C’est puni.", False, people["editor"]),
    ]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"text_b": "Acheter coûte 1 500 euros."}, "A wording may not change a number"),
        ({"text_b": "Acheter est interdit."}, "is what the page says already"),
        ({"text_b": ""}, "This field is required"),
        ({"planned": "10"}, "greater than or equal to 100"),
        ({"outcome": "view"}, "Select a valid choice"),
        ({"where": ""}, "This field is required"),
    ],
)
def test_plan_that_breaks_a_rule_is_refused(sign_in, page, said, problem):
    answer = plan(sign_in("editor"), page, **said)

    assert answer.status_code == 422
    assert problem in answer.text
    assert not Experiment.objects.exists()


def test_draft_is_changed_and_its_wordings_with_it(sign_in, page, people):
    plan(sign_in("editor"), page, text_c="C’est puni.")
    experiment = Experiment.objects.get()
    said = {"name": "Essai", "hypothesis": "x", "where": f"{page.pk}:statement", "outcome": "read_90", "planned": "900"}

    sign_in("editor").post(address(experiment, "_change"), said | {"text_b": "La loi punit."})

    experiment.refresh_from_db()
    [wording] = experiment.wordings.all()
    assert (experiment.outcome, experiment.planned) == ("read_90", 900)
    assert wording.get_latest_revision_as_object().text == "La loi punit."


def test_protected_pages_are_not_offered(sign_in, page):
    type(page).objects.filter(pk=page.pk).update(zone="protected")

    answer = sign_in("editor").get(reverse("results_experiment_add", args=[page.campaign_id]))

    assert f"{page.pk}:statement" not in answer.text


def test_size_is_suggested_from_the_smallest_difference_that_matters(sign_in, page):
    form = reverse("results_experiment_add", args=[page.campaign_id])

    answer = sign_in("editor").get(form, {"rate": "5", "difference": "1", "wordings": "2"})

    assert "views of each wording." in answer.text
    assert "eight times out of ten" in answer.text


def test_wordings_are_submitted_together(sign_in, make, people):
    experiment = make("La loi vous vise.", "C’est puni.", approved=False)
    for wording in experiment.wordings.all():
        wording.save_revision(user=people["editor"])

    sign_in("editor").post(address(experiment, "_submit"))

    assert [one.workflow_in_progress for one in experiment.wordings.all()] == [True, True]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", {"": 200, "_change": 200, "_start": 403, "_publish": 403}),
        ("publisher", {"": 200, "_change": 403, "_start": 302, "_publish": 302}),
        ("analyst", {"": 200, "_change": 403, "_start": 403, "_publish": 403}),
        ("lawyer", {"": 403, "_change": 403, "_start": 403, "_publish": 403}),
    ],
)
def test_each_role_does_its_part(sign_in, make, role, may):
    experiment = make("La loi vous vise.")
    client = sign_in(role)

    answers = {
        what: (client.post if what in ("_start", "_publish") else client.get)(address(experiment, what), CONFIRMED)
        for what in may
    }

    found = {
        what: 403 if answer.status_code == 302 and answer.url == "/admin/" else answer.status_code
        for what, answer in answers.items()
    }
    assert found == may


def test_publisher_starts_and_ends_with_a_reason(sign_in, make, people):
    experiment = make("La loi vous vise.")
    client = sign_in("publisher")

    asked = client.post(address(experiment, "_start"))
    assert (Experiment.objects.get().is_draft, experiment.page.full_url in asked.text) == (True, True)
    assert [list(words) for _page, words in asked.context["going"]] == [["a", "b"]]
    client.post(address(experiment, "_start"), CONFIRMED)
    experiment.refresh_from_db()
    assert (experiment.state, experiment.started_by) == ("running", people["publisher"])

    assert client.post(address(experiment, "_end"), {"reason": ""}).status_code == 422
    client.post(address(experiment, "_end"), {"reason": "Autre plan."})
    experiment.refresh_from_db()
    assert (experiment.state, experiment.ended_by, experiment.reason) == ("ended", people["publisher"], "Autre plan.")


def test_publication_of_a_result_asks_first_where_it_is_read(sign_in, running, admin):
    acts.end_early(running, "Fini.", admin)
    client = sign_in("publisher")

    asked = client.post(address(running, "_publish"), {"act": "on"})
    before = Experiment.objects.get().published_at
    client.post(address(running, "_publish"), {"act": "on"} | CONFIRMED)

    assert [one.url in asked.text for one in asked.context["addresses"]] == [True]
    assert (asked.context["is_public"], before) == (False, None)
    assert Experiment.objects.get().published_at is not None


def test_what_has_started_is_neither_changed_nor_removed(sign_in, running):
    client = sign_in("administrator")

    assert client.get(address(running, "_change")).url == address(running)
    client.post(address(running, "_remove"))

    assert Experiment.objects.get().is_running


def test_draft_says_what_keeps_it_from_starting(sign_in, make):
    answer = sign_in("analyst").get(address(make("La loi vous vise.", approved=False)))

    assert "The wording B is not approved." in answer.text


def test_report_says_what_was_counted_and_that_no_difference_is_seen(sign_in, running):
    happen(running, "a", 60, 6)
    happen(running, "b", 50, 6)
    watch()

    text = markup.read(sign_in("analyst").get(address(running)).text)

    assert "No difference seen between B and A" in text
    assert "50 % of the planned size" in text
    assert "The unit is the view, not the person" in text
    assert '<svg class="forest-plot"' in text
    assert "<bdi>10.00</bdi>" in text


def test_report_says_which_wording_does_better(sign_in, running):
    happen(running, "a", 100, 2)
    happen(running, "b", 100, 60)
    watch()

    text = sign_in("analyst").get(address(running)).text

    assert "B is higher than A by +" in text
    assert "this is never changed" in text


def test_report_before_the_first_view_says_nothing(sign_in, running):
    text = sign_in("analyst").get(address(running)).text

    assert "Nothing can be said before each wording was viewed." in text
    assert '<svg class="forest' not in text


def test_admin_says_that_experiments_are_off_behind_a_cache(sign_in, running, settings):
    settings.SHARED_HTML_SECONDS = 60
    client = sign_in("analyst")

    for place in (address(running), reverse("results_experiments", args=[running.campaign_id])):
        assert "experiments are off" in client.get(place).text


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_many(number, make, admin_client, django_assert_num_queries):
    for _one in range(number):
        experiment = make("La loi vous vise.")
    place = reverse("results_experiments", args=[experiment.campaign_id])
    admin_client.get(place)

    with django_assert_num_queries(8):
        admin_client.get(place)


def test_start_and_end_are_in_the_log(running, admin):
    acts.end_early(running, "Fini.", admin)

    found = ModelLogEntry.objects.for_instance(running).values_list("action", "user__username")
    assert sorted(found) == [("experiments.end", "root"), ("experiments.start", "root")]
