"""The files that the database names: one that no storage has is missing, however long it has been."""

from django.apps import apps
from django.db.models import FileField


def names() -> set[str]:
    """As their rows have them, whatever the storage: what is withdrawn lies in another than its field says."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.model is model:
                found |= set(model._base_manager.values_list(field.attname, flat=True))
    return found - {"", None}
