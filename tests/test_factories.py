"""What tests begin with is what the product would have left there."""

import pytest
from django.forms.models import model_to_dict
from wagtail.models import Page, ReferenceIndex, Revision

from editorial.models import Approval
from home.models import StandardPage
from tests import factories

OF_ITS_MOMENT = {"id", "name", "object_str", "uuid", "page_ptr", "fact", "slug", "path", "url_path", "translation_key"}
MOMENTS = {"created_at", "first_published_at", "last_published_at", "latest_revision_created_at"}
VERSIONS = {"latest_revision", "live_revision", "revision"}


def left_by(made) -> dict:
    """All that is stored of it: the very rows, moments and keys of versions apart."""
    rows = [made, *Revision.objects.for_instance(made), *Approval.objects.of(made)]
    return {
        "rows": sorted((told(row) for row in rows), key=str),
        "numbers": {name: getattr(made, name) == made.latest_revision for name in ("live_revision", "latest_revision")},
        "shown": list(ReferenceIndex.get_references_for_object(made).values_list("to_object_id", "model_path")),
    }


def told(row) -> dict:
    fields = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    said = {name: value for name, value in (model_to_dict(row) | fields).items() if name not in OF_ITS_MOMENT}
    said |= {name: said[name] is not None for name in (MOMENTS | VERSIONS) & said.keys()}
    return {
        name: value for name, value in said.items() if name not in {"object_id", "content", "digest", "title", "body"}
    }


@pytest.fixture
def picture(db, tmp_path):
    return factories.image(tmp_path)


def page_with(picture, parent: Page, **fields) -> StandardPage:
    page = StandardPage(title="Une page", live=False, body=[factories.showing(picture)], **fields)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page


def test_page_is_left_as_a_publication_leaves_it(home, picture):
    published, made = page_with(picture, home, slug="a"), page_with(picture, home, slug="b")

    assert left_by(factories.first_live(made)) == left_by(factories.go_live(published))


def test_its_words_are_approved(home, picture):
    made = factories.first_live(page_with(picture, home, slug="b"))

    made.save()  # or the sign-off refuses


def test_fact_is_left_as_a_publication_leaves_it(db):
    published, made = (factories.Fact.objects.create(name=name, value="1", unit="number", live=False) for name in "ab")

    assert left_by(factories.first_live(made)) == left_by(factories.go_live(published))
