"""What `manage.py check` says of what rooms declare: where it is wrong, and the remedy."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.conf import settings
from wagtail import blocks as wagtail_blocks

from core import checks
from core.country import COUNTRY
from core.editor.roles import EDITOR, GRANTS, ROLES, Role, grant, on_each


def test_house_keeps_its_rules():
    found = [rule(None) for rule in (checks.check_blocks, checks.check_grants, checks.check_country)]

    assert found == [[], [], []]


@pytest.mark.parametrize("name", ["facts.veiw_fact", "facts.view_nosuch", "nosuch.view_fact"])
def test_permission_that_no_model_has_is_named(name, monkeypatch):
    monkeypatch.setattr(checks, "GRANTS", [*GRANTS, grant(name, "facts.view_fact", to=[EDITOR])])

    (error,) = checks.check_grants(None)

    assert error.msg == f"{name} is granted to editor, and is no permission of any model."


def test_model_without_its_app_is_refused():
    with pytest.raises(ValueError, match=r"'nodot' is no model: write its app and its name, as in plan\.wave\."):
        on_each(["nodot"], {EDITOR: ["view"]})


def test_name_that_the_country_lacks_is_named(monkeypatch):
    (france,) = COUNTRY
    names = {key: name for key, name in france.names.items() if key not in ("analyst", "legalreview")}
    monkeypatch.setattr("core.country.COUNTRY", [replace(france, names=names)])

    (error,) = checks.check_country(None)

    assert error.msg == "The country has no name for analyst, legalreview."


def test_two_roles_of_one_group_are_named(monkeypatch):
    monkeypatch.setitem(ROLES, "again", Role("Publication"))

    (error,) = checks.check_country(None)

    assert error.msg == "2 roles have the group 'Publication', and each would hold what the other may do."


def test_block_whose_template_is_misspelt_is_named(monkeypatch):
    class Misspelt(wagtail_blocks.StructBlock):
        class Meta:
            icon, description, template, preview_value = "tag", "A price.", "components/price_tga.html", {}

    monkeypatch.setattr(checks, "blocks", lambda: {"price_tag": Misspelt()})

    (error,) = checks.check_blocks(None)

    assert error.msg == "The block 'price_tag' names the template components/price_tga.html, which does not exist."


def test_another_language_changes_no_migration():
    """A field names a function that lists them: the list itself would stand in its migration."""
    listed = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_config.path.startswith(str(settings.BASE_DIR))
        for field in model._meta.local_fields
        if isinstance(choices := field.deconstruct()[3].get("choices"), list)
        and {code for code, _name in choices} >= {code for code, _name in settings.LANGUAGES}
    ]

    assert listed == []
