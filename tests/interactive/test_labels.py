"""What the scripts write on their buttons, they read from the element that names them: each template holds all of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHO_SPEAKS = {"programme", "messages"}  # a dialogue has the first, a chat the second


@pytest.mark.parametrize(
    ("module", "template"),
    [
        ("dialogue", "campaigns/deterrence/templates/deterrence/dialogue_page"),
        ("dialogue", "campaigns/prevention/templates/prevention/chat"),
        ("self_check", "site/interactive/templates/interactive/questionnaire"),
    ],
)
def test_template_holds_each_word_that_its_script_reads(module, template):
    script = (ROOT / f"static/js/{module}.js").read_text()
    given = set(re.findall(r'data-(\w+)="{% (?:translate|block)', (ROOT / f"{template}.html").read_text()))

    assert re.findall(r"\bwords = (.*);", script) == ["root.dataset"]  # no other value takes their name
    assert set(re.findall(r"\bwords\.(\w+)", script)) - WHO_SPEAKS == given - WHO_SPEAKS


@pytest.mark.parametrize(
    "page", ["deterrence/templates/deterrence/self_check_page", "prevention/templates/prevention/quiz_page"]
)
def test_each_questionnaire_says_what_is_erased(page):
    assert re.search(r"{% block erased %}{% translate '.+?' %}", (ROOT / f"campaigns/{page}.html").read_text())
