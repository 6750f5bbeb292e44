"""StreamFields that migrations know without their blocks."""

from django.apps.registry import Apps
from django.db import models

from core.text.fields import ChoicesField, StreamField
from home.models import StandardPage
from tests import factories


def test_migrations_hold_no_block_definitions():
    field = StandardPage._meta.get_field("body")

    _name, path, args, kwargs = field.deconstruct()

    assert (path, args) == ("core.text.fields.StreamField", [[]])
    assert "block_lookup" not in kwargs


def test_historical_model_keeps_what_the_database_holds(home):
    page = factories.standard_page(home, body=[factories.block("statement", text="Une phrase", detail="")])
    stored = StandardPage.objects.values_list("body", flat=True).get(pk=page.pk).raw_data[0]

    class Historical(models.Model):
        body = StreamField([], blank=True)
        lead = models.TextField()
        page_ptr = models.IntegerField(primary_key=True, db_column="page_ptr_id")

        class Meta:
            apps = Apps()
            app_label = "historical"
            db_table = StandardPage._meta.db_table
            managed = False

        def __str__(self):
            return self.lead

    old = Historical.objects.get(pk=page.pk)
    old.lead = "Changed by a data migration"
    old.save()

    kept = StandardPage.objects.get(pk=page.pk)
    assert kept.lead == "Changed by a data migration"
    assert kept.body.raw_data[0] == stored
    assert kept.body[0].value["text"] == "Une phrase"


def test_choices_field_refuses_what_is_no_choice():
    field = ChoicesField("audiences", choices=[("a", "A"), ("b", "B")]).formfield()

    assert field.clean(["a", "b"]) == ["a", "b"]
    assert not field.has_changed(["a"], ["a"])
