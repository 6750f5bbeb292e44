"""What the demonstration's visitors search is accepted by the editor's own form, in each language."""

import pytest

from core.words import languages
from demo import synonyms
from home.models import Synonym
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", languages.codes())
def test_phrases_are_told_apart_by_the_search(home, code):
    page = factories.standard_page(home if code == "fr" else factories.home_in(code))
    said = synonyms.words(code)

    for phrases in said.values():
        entry = Synonym(locale=page.locale, phrases="\n".join(phrases), page=page)
        entry.full_clean()
        entry.save()

    assert set(said) <= set(synonyms.PAGES)
