"""What waits for somebody's word is applied as a whole, once, or not at all."""

import pytest
from django.db import DataError, IntegrityError
from django.utils import timezone

from campaigns.plan.models import Channel, LinkImport
from intake.previews import locked, whole_or_nothing
from intake.problems import NotAppliedError
from tests import factories

pytestmark = pytest.mark.django_db


def write(error: Exception) -> None:
    """A part, and then no more."""
    with whole_or_nothing("try again"):
        Channel.objects.create(campaign=factories.campaign(), kind="radio", name="Radio")
        raise error


@pytest.mark.parametrize(
    ("error", "said"),
    [(IntegrityError(), "try again"), (DataError(), "try again"), (NotAppliedError("not now"), "not now")],
)
def test_nothing_is_written_where_a_part_is_refused(error, said):
    with pytest.raises(NotAppliedError, match=said):
        write(error)

    assert not Channel.objects.exists()


def test_import_is_locked_as_it_is_now(admin):
    kept = LinkImport.objects.create(user=admin, campaign=factories.campaign(), file_name="a.csv", rows=[])
    LinkImport.objects.update(file_name="b.csv")

    with whole_or_nothing(""):
        assert locked(kept).file_name == "b.csv"

    LinkImport.objects.update(applied_at=timezone.now())
    with pytest.raises(NotAppliedError, match="déjà été importé"), whole_or_nothing(""):
        locked(kept)
