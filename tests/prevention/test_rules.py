"""A kit that lacks what keeps a group safe is not published, and the editor reads why at its place."""

import pytest
from django.core.exceptions import ValidationError

from campaigns.prevention.kits.blocks import SAFETY_BLOCKS
from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.rules import MOST_ROWS
from tests.factories import block
from tests.prevention import kits


@pytest.fixture
def kit(home):
    return kits.whole(kits.catalogue(home))


@pytest.mark.parametrize("missing", [name for name, _block in SAFETY_BLOCKS])
def test_kit_without_one_part_of_safety_is_refused_with_its_name(kit, missing):
    kit.safety = [one for one in kit.safety.raw_data if one["type"] != missing]

    with pytest.raises(ValidationError) as refused:
        kit.full_clean()

    label = str(dict(SAFETY_BLOCKS)[missing].label)
    assert list(refused.value.error_dict) == ["safety"]
    assert label in refused.value.error_dict["safety"][0].message


def test_empty_part_of_safety_counts_as_missing(kit):
    kit.safety = [block(one["type"], text="<p> </p>") for one in kit.safety.raw_data]

    with pytest.raises(ValidationError, match="safety"):
        kit.full_clean()


@pytest.mark.parametrize("name", ["levels", "themes", "objectives", "sessions", "sources", "reviewers"])
def test_kit_without_what_an_educator_decides_by_is_refused(kit, name):
    setattr(kit, name, [])

    with pytest.raises(ValidationError) as refused:
        kit.full_clean()

    assert list(refused.value.error_dict) == [name]


def test_table_of_500_rows_is_refused_at_its_place(kit):
    row = {"cell_1": "a", "cell_2": "b", "cell_3": "", "cell_4": ""}
    table = {"caption": "Trop", "column_1": "a", "column_2": "b", "column_3": "", "column_4": ""}
    kit.handouts = [block("handout", title="Fiche"), block("table", rows=[row] * 500, **table)]

    [problem] = kit.problems()

    assert problem.place == ("handouts", 1, "rows")
    assert "500" in problem.message
    assert str(MOST_ROWS) in problem.message


def test_character_that_no_font_has_is_refused_at_its_place(kit):
    """In titles, rich text, cells and notes; emojis of an uploaded file's description are printed nowhere."""
    smile = "\U0001f600"
    table = {"caption": "", "column_1": "a", "column_2": "b", "column_3": "", "column_4": ""}
    kit.lead = smile
    kit.materials = [block("text", text=f"<p>Un <b>mot</b> {smile}</p>")]
    kit.handouts = [
        block("handout", title="Fiche"),
        block("table", rows=[{"cell_1": smile, "cell_2": "", "cell_3": "", "cell_4": ""}], **table),
    ]
    kit.slides = [block("slide", title="Regarder", text=kits.TEXT, notes=smile)]
    kit.extras = [block("document", document=None, alternative=smile)]

    problems = kit.problems()

    assert sorted(map(str, (problem.place for problem in problems))) == sorted(
        map(str, [("lead",), ("materials", 0), ("handouts", 1), ("slides", 0)])
    )
    assert all("U+1F600" in problem.message for problem in problems)


def test_handout_that_has_no_title_is_refused(kit):
    kit.handouts = [block("text", text=kits.TEXT)]

    assert [problem.place for problem in kit.problems()] == [("handouts", 0)]


def test_group_that_is_larger_at_least_than_at_most_is_refused(kit):
    kit.group_least, kit.group_most = 20, 10

    with pytest.raises(ValidationError, match="group_most"):
        kit.full_clean()


def test_draft_may_lack_everything(home):
    draft = KitPage(title="Brouillon", slug="brouillon")
    draft.rules_wait = True

    draft.full_clean(exclude=["path", "depth", "translation_key", "locale", "content_type"])


def test_minutes_are_those_of_the_activities(kit):
    assert kit.minutes == 55
    assert [(begins, ends) for begins, ends, _activity in kit.sessions[0].value.timed] == [(0, 25), (25, 55)]
