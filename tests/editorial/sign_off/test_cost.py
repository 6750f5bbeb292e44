"""What one sign-off asks of the database: each thing once for a decision, however long the text."""

import pytest

from editorial.models import Approval
from editorial.sign_off.approvals import sign_off_by
from home.models import StandardPage
from tests import factories

QUERIES = 192  # four of them for the name under each mail


def written(home, people, paragraphs: int) -> StandardPage:
    page = StandardPage(
        title=f"Page {paragraphs}", body=[factories.block("text", text="<p>Une phrase.</p>")] * paragraphs, live=False
    )
    home.add_child(instance=page)
    page.save_revision(user=people["editor"])
    return page


def sign_off(page, people) -> None:
    sign_off_by(page, author=people["editor"], lawyer=people["lawyer"], publisher=people["publisher"])


@pytest.mark.parametrize("paragraphs", [1, 3])
def test_sign_off_asks_a_constant_number_of_queries(home, people, django_assert_num_queries, paragraphs):
    sign_off(written(home, people, 2), people)
    page = written(home, people, paragraphs)

    with django_assert_num_queries(QUERIES):
        sign_off(page, people)

    assert Approval.objects.of(page).valid().count() == 2


def test_draft_takes_its_state_from_the_row_and_its_words_from_the_revision(draft, people):
    revision = draft.latest_revision
    revision.content |= {"owner": people["analyst"].pk, "locked_by": people["analyst"].pk, "latest_revision": None}
    StandardPage.objects.filter(pk=draft.pk).update(owner=people["editor"], lead="Autre chose.")

    found = revision.as_object()

    assert found.lead == "Deux mois de prison au plus."
    assert (found.owner, found.locked_by, found.locale) == (people["editor"], None, draft.locale)
    assert found.latest_revision == revision
    assert found.get_parent() == draft.get_parent()


def test_draft_keeps_the_live_revision_that_it_was_written_for(signed_off):
    before = signed_off.latest_revision
    newer = factories.go_live(StandardPage.objects.get(pk=signed_off.pk))

    assert newer.live_revision_id != before.pk
    assert newer.latest_revision.as_object().live_revision_id == before.pk
