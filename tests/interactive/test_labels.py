"""What the scripts write on their buttons, they read from the element that names them: each template holds all of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHO_SPEAKS = {"programme", "messages"}  # a dialogue has the first, a chat the second


@pytest.mark.parametrize(
    ("module", "template"),
    [
        ("dialogue", "deterrence/templates/deterrence/dialogue_page"),
        ("dialogue", "prevention/templates/prevention/chat"),
        ("self_check", "deterrence/templates/deterrence/self_check_page"),
        ("self_check", "prevention/templates/prevention/quiz_page"),
    ],
)
def test_template_holds_each_word_that_its_script_reads(module, template):
    script = (ROOT / f"static/js/{module}.js").read_text()
    given = set(re.findall(r'data-(\w+)="{% translate', (ROOT / f"campaigns/{template}.html").read_text()))

    assert re.findall(r"\bwords = (.*);", script) == ["root.dataset"]  # no other value takes their name
    assert set(re.findall(r"\bwords\.(\w+)", script)) - WHO_SPEAKS == given - WHO_SPEAKS
