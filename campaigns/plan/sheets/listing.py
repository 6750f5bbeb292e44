"""What was made of a campaign, as its tab shows it: a table of formats and languages, and the files a page at a time."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign, PrintedItem
from campaigns.plan.sheets.staleness import HOLDERS
from campaigns.plan.sheets.words import name_of
from core.words import languages
from press.formats import FORMATS

ON_A_PAGE = 50
IN_ORDER = Case(*(When(format=key, then=Value(place)) for place, key in enumerate(FORMATS)), default=len(FORMATS))


class State(models.TextChoices):
    CURRENT = "current", _("current")
    STALE = "stale", _("stale")
    RECALLED = "recalled", _("recalled")
    REPLACED = "replaced", _("replaced, may still hang")


CONDITIONS = {
    State.CURRENT: Q(replaced_at=None, stale_since=None, recalled_at=None),
    State.STALE: Q(replaced_at=None, stale_since__isnull=False, recalled_at=None),
    State.RECALLED: Q(recalled_at__isnull=False),
    State.REPLACED: Q(replaced_at__isnull=False, stale_since__isnull=False, recalled_at=None),
}


@dataclass(frozen=True)
class Row:
    """A format: for each language (its code, {state: number of files})."""

    key: str
    label: str
    size: str
    cells: list[tuple[str, dict[str, int]]]


def label_of(key: str) -> str:
    return str(FORMATS[key].label) if key in FORMATS else key


class Overview:
    """Formats × languages in one query; only what has been made has a row and a column."""

    def __init__(self, campaign: Campaign):
        counts = {state.value: Count("pk", filter=condition) for state, condition in CONDITIONS.items()}
        rows = campaign.printed.order_by().values("format", "language").annotate(**counts)
        self.found = {(row["format"], row["language"]): {state: row[state] for state in State.values} for row in rows}
        spoken = {language for _key, language in self.found}
        self.languages = [(code, name_of(code)) for code in languages.codes() if code in spoken]

    def number(self, state: str) -> int:
        return sum(cell[state] for cell in self.found.values())

    @property
    def totals(self) -> dict[str, int]:
        return {state: self.number(state) for state in State.values}

    @property
    def rows(self) -> list[Row]:
        keys = [*FORMATS, *sorted({key for key, _language in self.found} - FORMATS.keys())]
        made = [key for key in keys if any(key == known for known, _language in self.found)]
        return [Row(key, label_of(key), FORMATS[key].size if key in FORMATS else "", self._cells(key)) for key in made]

    def _cells(self, key: str) -> list[tuple[str, dict[str, int]]]:
        return [(code, self.found.get((key, code), {})) for code, _name in self.languages]


class FilterForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *State.choices])
    code = forms.CharField(label=_("Code, place or partner"), required=False)

    def __init__(self, data, overview: Overview):
        super().__init__(data, auto_id="filter_%s")
        self.fields["format"].choices = [("", _("all")), *((row.key, row.label) for row in overview.rows)]
        self.fields["language"].choices = [("", _("all")), *overview.languages]

    def items(self, campaign: Campaign) -> QuerySet[PrintedItem]:
        """Without a state: all but what another has replaced."""
        said = self.cleaned_data if self.is_valid() else {}
        state = said.get("state")
        items = campaign.printed.filter(CONDITIONS[State(state)] if state else Q(replaced_at=None))
        items = items.filter(**{name: said[name] for name in ("format", "language") if said.get(name)})
        if code := said.get("code", "").strip():
            held = Q(link__partner__name__icontains=code) | Q(link__placement__partner__name__icontains=code)
            held |= Q(edition__partnership__partner__name__icontains=code)
            items = items.filter(held | Q(link__code=code.lower()) | Q(link__placement__name__icontains=code))
        return items.select_related("link__channel", *HOLDERS)


def page_of(items: QuerySet[PrintedItem], number: str | None) -> Page:
    page = Paginator(items.order_by(IN_ORDER, "language", "link", "-made_at"), ON_A_PAGE).get_page(number)
    for item in page.object_list:
        item.format_label, item.language_name = label_of(item.format), name_of(item.language)
    return page
