"""Templates are sent without the indentation in which they are written, and nothing that shows is lost with it."""

import re
from pathlib import Path

from django.template.loader import get_template

from tests.test_layers import TEMPLATES

OF_SEVERAL_LINES = re.compile(r"{% blocktrans(?:late)?(?![^%]* trimmed)[^%]*%}(?:(?!{% endblocktrans).)*\n", re.DOTALL)


def test_template_of_ours_has_neither_indentation_nor_empty_lines():
    written = Path(get_template("base.html").origin.name).read_text()
    sent = get_template("base.html").template.source

    assert "\n  " in written
    assert re.search(r"\n\s|[ \t]\n", sent) is None
    assert sent.split() == written.split()


def test_template_of_others_is_as_they_wrote_it():
    template = get_template("wagtailadmin/generic/base.html")

    assert template.template.source == Path(template.origin.name).read_text()


def test_text_of_several_lines_is_trimmed_before_it_is_translated():
    assert {name for name, text in TEMPLATES.items() if OF_SEVERAL_LINES.search(text)} == set()
