"""Questions to the entries, in the same way on SQLite and PostgreSQL."""

from django.db import models
from django.db.models.functions import Cast


class EntryQuerySet(models.QuerySet):
    def public(self) -> "EntryQuerySet":
        return self.filter(withdrawn_at=None)

    def in_territory(self, code: str) -> "EntryQuerySet":
        return self.filter(territory=code)

    def national(self) -> "EntryQuerySet":
        return self.filter(territory="")

    def answering(self, need: str) -> "EntryQuerySet":
        return self._holding("services", need)

    def speaking(self, language: str) -> "EntryQuerySet":
        return self._holding("languages", language)

    def languages(self) -> set[str]:
        """The code of each language that somebody speaks."""
        spoken = self.order_by().values_list("languages", flat=True).distinct()
        return {code for codes in spoken for code in codes}

    def _holding(self, name: str, value: str) -> "EntryQuerySet":
        """Those whose list holds a value. SQLite cannot look into a list of JSON: its text is read, quotes included."""
        text = Cast(name, models.TextField())
        return self.alias(**{f"{name}_text": text}).filter(**{f"{name}_text__contains": f'"{value}"'})
