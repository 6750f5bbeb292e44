"""Questions to the entries, in the same way on SQLite and PostgreSQL."""

from django.db import models
from django.db.models.functions import Cast


def text_of(name: str) -> Cast:
    """A list of codes as it is written in JSON: thousands of them are read faster than they would be parsed."""
    return Cast(name, models.TextField())


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
        texts = self.order_by().aggregate(all=models.StringAgg(text_of("languages"), models.Value("")))["all"]
        lists = set((texts or "").split("]"))  # most say the same
        return set("".join(lists).split('"')[1::2])

    def _holding(self, name: str, value: str) -> "EntryQuerySet":
        """Those whose list holds a value. SQLite cannot look into a list of JSON: its text is read, quotes included."""
        return self.alias(**{f"{name}_text": text_of(name)}).filter(**{f"{name}_text__contains": f'"{value}"'})
