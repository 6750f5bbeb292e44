"""A survey comes in as totals or not at all; what is told of it has intervals, tests, and nothing of small cells."""

import csv as csv_format
import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from campaigns.results.figures.shares import Share, difference
from campaigns.results.models import Survey
from campaigns.results.surveys.told import said, tell
from tests import markup
from tests.results.conftest import TODAY
from tests.results.media.files import csv, uploaded, xlsx

pytestmark = pytest.mark.usefixtures("in_english")

HEADINGS = "question;réponse;groupe;vague;part;base"
GOOD = csv(
    HEADINGS,
    "Forbidden?;yes;;pre;31;1000",
    "Forbidden?;no;;pre;69;1000",
    "Forbidden?;yes;;post;38;1000",
    "Forbidden?;no;;post;62;1000",
)
SAID = {
    "name": "Baromètre",
    "institute": "An institute",
    "mode": "online",
    "first_day": "2026-09-01",
    "last_day": "2026-11-20",
    "weighting": "age and sex",
}


def address(campaign, name: str = "results_surveys", *about) -> str:
    return reverse(name, args=[campaign.pk, *about])


@pytest.fixture
def upload(admin_client, campaign):
    def uploaded_(content: str | bytes, name: str = "enquete.csv", **fields):
        data = SAID | fields | {"file": uploaded(content, name)}
        return admin_client.post(address(campaign, "results_survey_import"), data)

    return uploaded_


@pytest.fixture
def apply(admin_client, campaign):
    def applied():
        pending = Survey.objects.latest("pk")
        return admin_client.post(address(campaign, "results_survey_apply", pending.pk), follow=True)

    return applied


@pytest.fixture
def taken_in(upload, apply):
    def taken(content: str | bytes = GOOD, **fields) -> Survey:
        shown = upload(content, **fields)
        assert shown.status_code == 200, shown.context["problems"].shown
        apply()
        return Survey.objects.latest("pk")

    return taken


def problems(response) -> list[tuple]:
    assert response.status_code == 422
    assert not Survey.objects.exclude(file_name="first.csv").exists()
    return [(one.line, one.place, one.reason) for one in response.context["problems"].shown]


def remarks(response) -> list[tuple]:
    assert response.status_code == 200
    return [(one.line, one.reason) for one in response.context["remarks"].shown]


# Taken in


def test_survey_is_shown_first_and_taken_in_at_somebodys_word(upload, apply, admin_client, campaign):
    shown = upload(GOOD)
    assert "is good: 4 rows would be imported." in markup.read(shown.content.decode())
    assert not Survey.objects.in_force().exists()

    apply()

    html = markup.read(admin_client.get(address(campaign)).content.decode())
    assert "differs by +7.0 points (+2.8 to +11.1; p\u00a0&lt;\u00a00.001); a survey cannot say why" in html
    assert "28% – 34%, n = 1,000" in html


@pytest.mark.parametrize(
    "headings",
    [
        ["question", "answer", "group", "wave", "count", "base"],
        ["Question", "Modalité", "Groupe", "Vague", "Effectif", "n"],
    ],
)
def test_workbook_of_counts_is_taken(headings, taken_in):
    """Its empty last cells are left out by the file."""
    rows = [["Q", "yes", "all", "avant", 310, 1000], ["Q", "yes", "ensemble", "après", 380, 1000]]

    survey = taken_in(xlsx([[*headings, "deff"], *rows]))

    (question,) = tell(survey)
    assert [cell.value for cell in question.lines[0].cells] == ["31%", "38%"]


def test_numbers_as_french_files_write_them_are_read(taken_in):
    survey = taken_in(csv(HEADINGS, "Q;oui;;pre;31,5 %;1 000", "Q;non;;pre;68,5;1000"))

    assert [(row["share"], row["base"]) for row in survey.rows] == [("31.5", 1000), ("68.5", 1000)]


def test_design_effect_of_a_row_goes_before_that_of_the_survey(taken_in):
    content = csv(f"{HEADINGS};deff", "Q;a;;pre;31;1000;2", "Q;b;;pre;69;1000;")

    survey = taken_in(content, design_effect="1.5")

    assert [line.cells[0].share.effect for line in tell(survey)[0].lines] == [2.0, 1.5]


def test_survey_is_undone_as_a_whole_and_may_come_again(taken_in, admin_client, campaign):
    survey = taken_in()
    admin_client.post(address(campaign, "results_survey_undo", survey.pk))

    survey.refresh_from_db()
    assert (survey.rows, survey.undone_by is None) == ([], False)
    assert taken_in().pk != survey.pk


def test_two_previews_of_one_file_are_not_both_taken_in(upload, apply, admin_client, campaign):
    upload(GOOD)
    first = Survey.objects.latest("pk")
    upload(GOOD)
    apply()

    answer = admin_client.post(address(campaign, "results_survey_apply", first.pk), follow=True)

    assert Survey.objects.in_force().count() == 1
    assert "Things have changed since the preview" in answer.content.decode()


# Refused at its place


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("Q;yes;;pre;104;1000", "part", "104 is more than 100 per cent."),
        ("Q;yes;;pre;-4;1000", "part", "-4 is negative"),
        ("Q;yes;;pre;many;1000", "part", "“many” is not a number."),
        ("Q;yes;;pre;31;", "base", "The base n is missing"),
        ("Q;yes;;pre;31;0", "base", "The base n is missing"),
        ("Q;yes;;pre;31;-9", "base", "-9 is negative"),
        ("Q;yes;;pre;31;1,000", "base", "can be read in two ways"),
        ("Q;yes;;pre;31;10.5", "base", "no whole number of answers"),
        (";yes;;pre;31;1000", "question", "It is empty."),
        ("Q;;;pre;31;1000", "réponse", "It is empty."),
        ("Q;=1;;pre;31;1000", "réponse", "It begins with ="),
        ("Q;yes;;;31;1000", "vague", "is no wave"),
        ("Q;yes;;2027-01-01;31;1000", "vague", "This day is still to come."),
        ("Q;yes;;pre;;1000", "part", "Write either a count or a share"),
        ("EXAMPLE: Q;yes;;pre;31;1000", "question", "This is the example"),
        ("Forbidden?;YES;;pre;31;1000", "réponse", "Line 2 has this answer already"),
        ("Forbidden?;perhaps;;pre;0;900", "base", "Line 2 has another base"),
        ("Forbidden?;yes;;2026-09-01;31;1000", "vague", "either pre and post, or on days: line 2 says otherwise"),
    ],
)
def test_line_that_cannot_be_right_is_refused_where_it_stands(line, column, reason, upload):
    ((found, place, why),) = problems(upload(GOOD + line + "\n"))

    assert (found, place) == (6, column)
    assert reason in why


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("Q;yes;;pre;-5;1000", "effectif", "-5 is negative"),
        ("Q;yes;;pre;1001;1000", "effectif", "larger than the base"),
    ],
)
def test_counts_that_cannot_be_are_refused(line, column, reason, upload):
    content = csv(HEADINGS.replace("part", "effectif"), line)

    assert reason in next(why for found, place, why in problems(upload(content)) if (found, place) == (2, column))


@pytest.mark.parametrize(("last", "is_refused"), [("70", False), ("73", True)])
def test_shares_may_sum_to_101_and_not_to_104(last, is_refused, upload):
    shown = upload(csv(HEADINGS, "Q;yes;;pre;31;1000", f"Q;no;;pre;{last};1000"))

    assert (shown.status_code == 422) is is_refused
    if is_refused:
        ((line, place, why),) = problems(shown)
        assert (line, place) == (3, "part")
        assert why.startswith("The answers to this question sum to 104 % in this group and wave.")


def test_fractions_are_no_per_cent(upload):
    ((line, place, why),) = problems(upload(csv(HEADINGS, "Q;yes;;pre;0.31;1000", "Q;no;;pre;0.69;1000")))

    assert (line, place, why) == (1, "part", "No share is above 1: write per cent, 31 and not 0.31.")


@pytest.mark.parametrize(
    "content",
    [
        csv("id;age;q1;q2", "1;34;oui;non"),
        csv("question;réponse;vague;répondant;base", "Q;oui;pre;17;1"),
        csv("question;réponse;vague;part;base;courriel", "Q;oui;pre;31;1000;a@example.org"),
        csv("q1;q2;q3", "oui;non;oui"),
        csv("question;réponse;vague;effectif;base", "Q;oui;pre;1;1", "Q2;non;pre;1;1"),
    ],
)
def test_one_row_a_respondent_is_refused_and_nothing_is_kept(content, upload):
    ((line, _place, why),) = problems(upload(content))

    assert line == 1
    assert "one row a respondent" in why
    assert "Taken is one row for each question, answer, group and wave" in why


def test_cell_that_names_a_person_is_refused(upload):
    ((line, place, _why),) = problems(upload(csv(HEADINGS, "Q;someone@example.org;;pre;31;1000")))

    assert (line, place) == (2, "réponse")


def test_file_without_a_base_names_the_column(upload):
    assert "“base n / base” is missing" in problems(upload(csv("question;réponse;vague;part", "Q;oui;pre;31")))[0][2]


def test_other_file_on_the_same_days_is_refused_with_its_name(taken_in, upload):
    taken_in(GOOD)
    Survey.objects.update(file_name="first.csv")

    ((line, place, why),) = problems(upload(GOOD, name="second.csv", first_day="2026-11-20"))

    assert (line, place) == (2, "question")
    assert (
        "“Baromètre” (first.csv) has answers to this question from some of the same days: undo that file first" in why
    )


def test_same_question_on_later_days_is_taken(taken_in, upload):
    taken_in(GOOD)

    assert upload(GOOD, first_day="2026-11-21", last_day="2026-11-22").status_code == 200


@pytest.mark.parametrize("content", ["", "question\n", csv(HEADINGS)])
def test_file_of_nothing_is_refused(content, upload):
    assert problems(upload(content))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_day": "2026-08-01"}, "last_day"),
        ({"last_day": f"{TODAY + timedelta(days=1)}"}, "last_day"),
        ({"weighting": ""}, "weighting"),
        ({"design_effect": "0.5"}, "design_effect"),
    ],
)
def test_survey_is_described_or_not_taken(fields, field, upload):
    refused = upload(GOOD, **fields)

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])


# Warned


@pytest.mark.parametrize(("wave", "other"), [("post", "pre"), ("pre", "post")])
def test_wave_without_the_other_is_warned_and_shows_no_difference(wave, other, upload):
    shown = upload(csv(HEADINGS, f"Q;yes;;{wave};31;1000"))

    assert remarks(shown) == [(2, f"There is no {other} to this {wave}: no difference will be shown.")]
    assert "a survey cannot say why" not in shown.content.decode()


def test_small_base_is_warned_and_marked(taken_in, upload, admin_client, campaign):
    content = csv(HEADINGS, "Q;yes;;pre;31;99", "Q;yes;;post;35;100")
    assert remarks(upload(content)) == [(2, "Only 99 answers: small differences are mostly chance.")]

    taken_in(content)

    assert markup.read(admin_client.get(address(campaign)).content.decode()).count("small base") == 1


def test_intervals_are_said_to_be_too_narrow_without_a_design_effect(taken_in, admin_client, campaign):
    survey = taken_in()
    html = admin_client.get(address(campaign)).content.decode()
    assert "where answers were weighted, intervals are too narrow" in html

    survey.design_effect = "1.3"
    survey.save()

    assert "The design effect of 1.30 is in the intervals." in admin_client.get(address(campaign)).content.decode()


# What is told


def test_sentences_say_by_how_much_and_never_why():
    seen = difference(Share(0.31, 1000), Share(0.25, 1000))
    unseen = difference(Share(0.31, 100), Share(0.33, 100))

    assert said(seen) == "differs by −6.0 points (−9.9 to −2.1; p\u00a0=\u00a00.003); a survey cannot say why"
    assert said(unseen) == "no difference is seen: it lies between −10.8 and +14.7 points (p\u00a0=\u00a00.762)"


def test_tracking_sets_its_last_day_beside_its_first(taken_in):
    days = {"2026-11-01": 44, "2026-09-01": 31, "2026-10-01": 35}
    survey = taken_in(csv(HEADINGS, *(f"Q;yes;;{day};{share};1000" for day, share in days.items())))

    (question,) = tell(survey)

    assert question.waves == ["2026-09-01", "2026-10-01", "2026-11-01"]
    assert "differs by +13.0 points" in question.lines[0].said


SMALL = csv(
    HEADINGS.replace("part", "effectif"),
    "Q;yes;;pre;73;100",
    "Q;no;;pre;20;100",
    "Q;unsure;;pre;7;100",
    "Q;yes;;post;60;100",
    "Q;no;;post;25;100",
    "Q;unsure;;post;15;100",
)


def test_small_cells_are_withheld_with_another_and_no_difference_is_told(taken_in):
    (question,) = tell(taken_in(SMALL))

    assert [[cell.value for cell in line.cells] for line in question.lines] == [
        ["73%", "60%"],
        ["withheld", "25%"],
        ["withheld", "15%"],
    ]
    assert [bool(line.said) for line in question.lines] == [True, False, False]


def test_export_withholds_what_the_screen_does(taken_in, admin_client, campaign):
    taken_in(SMALL)

    answer = admin_client.get(reverse("results_export_zip", args=[campaign.pk]))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    name = next(name for name in archive.namelist() if "surveys" in name)
    rows = list(csv_format.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    told = {(row[2], row[4]): (row[6], row[9]) for row in rows[1:]}
    assert told["unsure", "pre"] == ("", "withheld")
    assert told["no", "pre"] == ("", "withheld")
    assert told["unsure", "post"] == ("15.0", "")


def test_nothing_of_a_small_cell_is_anywhere_on_the_screen(taken_in, admin_client, campaign):
    taken_in(SMALL)

    html = admin_client.get(address(campaign)).content.decode()

    assert "7%" not in html
    assert "Withheld: fewer than 11 people gave this answer" in html


def test_public_and_shared_results_say_nothing_of_surveys(taken_in, client, campaign):
    taken_in(SMALL)
    campaign.public_results = None
    shared = campaign.shared_results.create(reader="Cabinet", last_day=TODAY)

    html = client.get(f"/fr/results/shared/{shared.token}/").content.decode()

    assert "Baromètre" not in html


def test_planned_question_stands_beside_its_answers(taken_in, admin_client, campaign):
    plan = {
        "hypotheses": "H",
        "looks": "L",
        "decides": "D",
        "outcome-0-measure": "survey",
        "outcome-0-words": "forbidden?",
        "outcome-0-expected": "+5 points",
    }
    admin_client.post(address(campaign, "results_protocol_write"), plan)
    seen = admin_client.post(address(campaign, "results_protocol_seal")).context["seen"]
    admin_client.post(address(campaign, "results_protocol_seal"), {"confirmed": "yes", "seen": seen})
    other = "Known?;yes;;pre;31;1000\n"

    taken_in(GOOD + other)

    shown = admin_client.get(address(campaign, "results_protocol")).context
    assert shown["lines"][0].found[0] == (
        "yes: 31% (n\u00a0=\u00a01,000) → 38% (n\u00a0=\u00a01,000); differs by +7.0 points (+2.8 to +11.1; p\u00a0<\u00a00.001); a survey cannot say why"
    )
    assert [(one.name, one.found) for one in shown["unplanned"]] == [("Known?", ["yes: 31% (n\u00a0=\u00a01,000)"])]


# Who may, and what it costs


def test_surveys_are_read_by_readers_of_results_and_taken_in_by_those_who_take_figures(client, people, campaign):
    read, take = set(), set()
    for role, person in people.items():
        client.force_login(person)
        if client.get(address(campaign)).status_code == 200:
            read.add(role)
        if client.get(address(campaign, "results_survey_import")).status_code == 200:
            take.add(role)

    assert read == {"editor", "publisher", "analyst", "administrator", "superuser"}
    assert take == {"editor", "publisher", "administrator", "superuser"}


@pytest.mark.parametrize(("role", "is_told"), [("analyst", True), ("editor", False)])
def test_who_may_not_take_a_survey_in_is_told_who_can(client, people, campaign, role, is_told):
    client.force_login(people[role])

    html = client.get(address(campaign)).content.decode()

    assert ("Editors, publishers and administrators take surveys in" in html) is is_told
    assert (address(campaign, "results_survey_import") in html) is not is_told


@pytest.mark.parametrize("act", ["results_survey_apply", "results_survey_undo"])
def test_analyst_neither_takes_in_nor_undoes(act, client, people, upload, campaign):
    upload(GOOD)
    survey = Survey.objects.get()
    if act == "results_survey_undo":
        Survey.objects.update(applied_at=survey.made_at)
    client.force_login(people["analyst"])

    client.post(address(campaign, act, survey.pk))

    after = Survey.objects.get()
    assert (after.applied_at is None, after.undone_at) == (act == "results_survey_apply", None)


def test_upload_of_somebody_else_is_not_taken_in(upload, client, people, campaign):
    upload(GOOD)
    client.force_login(people["editor"])

    assert client.post(address(campaign, "results_survey_apply", Survey.objects.get().pk)).status_code == 404


def test_file_to_fill_in_has_an_example_that_is_refused(admin_client, campaign, upload):
    template = admin_client.get(address(campaign, "results_survey_template"))

    ((line, _place, why),) = problems(upload(template.content))
    assert (line, why) == (2, "This is the example of the file to fill in: remove the line.")


@pytest.mark.parametrize("number", [1, 3])
def test_screen_takes_as_many_queries_for_one_survey_as_for_many(
    number, taken_in, admin_client, campaign, django_assert_num_queries
):
    for day in range(number):
        taken_in(GOOD, first_day=f"2026-10-0{day + 1}", last_day=f"2026-10-0{day + 1}")
    admin_client.get(address(campaign))

    with django_assert_num_queries(8):
        admin_client.get(address(campaign))
