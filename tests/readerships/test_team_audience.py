"""An audience that the team defines: its name is for good, its voice is a plain one, and what was used stays."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core import audiences
from core.audience_field import AudienceField
from core.audiences import AUDIENCES
from facts.models import Helpline
from reach.models import Cell
from readerships import uses
from readerships.models import TeamAudience
from serving.page_cache.changes.node import node
from tests import factories
from tests.readerships.conftest import LABELS

pytestmark = pytest.mark.django_db


def wrong(**fields) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        TeamAudience.objects.create(**{"name": "clubs", "labels": LABELS, "voice": "public"} | fields)
    return refused.value.message_dict


@pytest.mark.parametrize("name", ["Hotels", "town halls", "hôtels", "a-b", "x" * 21, "hotels1", ""])
def test_name_that_cannot_be_kept_is_refused(name):
    assert list(wrong(name=name)) == ["name"]
    assert not TeamAudience.objects.exists()


@pytest.mark.parametrize("name", [*AUDIENCES, "hotels"])
def test_name_that_there_is_is_refused(name, hotels):
    assert list(wrong(name=name, labels={"fr": "clubs"})) == ["name"]


@pytest.mark.parametrize("label", ["Hôtels", " hôtels ", "HÔTELS"])
def test_label_that_another_has_is_refused(label, hotels):
    assert list(wrong(labels={"fr": label})) == ["labels"]


def test_name_never_changes(hotels):
    hotels.name = "inns"

    with pytest.raises(ValidationError) as refused:
        hotels.save()

    assert list(refused.value.message_dict) == ["name"]
    assert TeamAudience.objects.get().name == "hotels"


@pytest.mark.parametrize("labels", [{}, {"fr": ""}, {"en": "clubs"}, {"fr": "x" * 61}, {"fr": "club\u202es"}])
def test_label_that_is_missing_or_cannot_be_read_is_refused(labels):
    assert list(wrong(labels=labels)) == ["labels"]


@pytest.mark.parametrize("voice", ["buyers", "young", "outreach", "hotels", "nobody", ""])
def test_voice_of_those_who_are_sheltered_or_feared_is_not_lent(voice):
    assert list(wrong(voice=voice)) == ["voice"]


def test_it_is_found_beside_the_declared_ones_and_declared_by_nothing(hotels):
    found = audiences.find("hotels")

    assert (found.voice, found.is_sheltered, found.is_kept_apart) == ("professionals", False, False)
    assert list(audiences.known()) == [*AUDIENCES, "hotels"]
    assert "hotels" in dict(audiences.offered())
    assert "hotels" not in AUDIENCES
    assert "hotels" not in dict(audiences.choices())


def test_label_is_told_in_the_reader_s_language_or_in_the_first(hotels):
    label = audiences.find("hotels").label

    said = {}
    for code in ("fr", "en", "ar", "es"):
        with translation.override(code):
            said[code] = str(label)

    assert said == {"fr": "hôtels", "en": "hotels", "ar": "الفنادق", "es": "hôtels"}


def test_retired_one_is_offered_no_more_and_keeps_its_label(hotels):
    hotels.is_retired = True
    hotels.save()

    assert "hotels" not in dict(audiences.offered())
    assert str(dict(audiences.every_choice())["hotels"]).startswith("hôtels (")
    assert str(audiences.label("hotels")) == "hôtels"


def test_unused_one_can_be_deleted(hotels):
    hotels.delete()

    assert audiences.find("hotels") is None
    assert audiences.label("hotels") == "hotels"


def _page(home):
    factories.standard_page(home, audience="hotels")


def _draft(home):
    page = factories.standard_page(home)
    page.audience = "hotels"
    page.save_revision()


def _block(home):
    factories.standard_page(home, body=[factories.block("helplines", heading="Aide", audience="hotels")])


def _helpline(home):
    factories.helpline(audiences=("hotels",))


def _fact(home):
    factories.fact(withheld_from=["hotels"], withheld_because="Non.")


def _count(home):
    Cell.objects.create(day="2026-12-01", kind="view", surface="hotels", n=1)


@pytest.mark.parametrize("use", [_page, _draft, _block, _helpline, _fact, _count])
def test_one_in_use_cannot_be_deleted_by_anybody(use, hotels, home):
    assert uses.of("hotels") == []
    use(home)
    assert uses.of("hotels") != []

    with pytest.raises(ProtectedError), transaction.atomic():
        hotels.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        TeamAudience.objects.all().delete()

    assert TeamAudience.objects.get() == hotels


def test_two_hundred_are_read_in_one_query_and_then_in_none():
    made = [TeamAudience(name="a" * 18 + chr(97 + n // 26) + chr(97 + n % 26), labels=LABELS) for n in range(200)]
    TeamAudience.objects.bulk_create(made)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        offered = audiences.offered()
        for _time in range(20):
            audiences.find(made[7].name)
            audiences.offered()

    assert (len(offered), len(asked)) == (len(AUDIENCES) + 200, 1)


def test_declared_one_is_found_without_a_query(hotels):
    with CaptureQueriesContext(connection) as asked:
        assert [audiences.voice_of(name) for name in ("", "young", "public")] == ["", "young", "public"]
        assert audiences.find("buyers") is audiences.BUYERS

    assert len(asked) == 0


def test_change_elsewhere_is_known_once_the_number_has_moved(hotels):
    assert not audiences.find("hotels").is_retired
    TeamAudience.objects.update(is_retired=True)  # as another process, whose signals nobody hears here
    assert not audiences.find("hotels").is_retired

    node().move()

    assert audiences.find("hotels").is_retired


def test_field_is_a_text_to_migrations():
    _name, path, _args, fields = AudienceField().deconstruct()

    assert (path, fields["choices"]) == ("django.db.models.CharField", audiences.choices)


def test_helpline_can_be_for_it_and_is_kept_when_it_is_retired(hotels):
    factories.helpline(audiences=("hotels",))
    hotels.is_retired = True
    hotels.save()

    field = Helpline._meta.get_field("audiences").formfield()

    assert field.clean(["hotels"]) == ["hotels"]
