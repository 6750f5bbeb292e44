"""The rows of the plan: one form each for a wave, a channel and a placement."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan.campaign.kept import refusal
from campaigns.plan.grid import cells
from campaigns.plan.models import Channel, Placement, Target, Wave
from core.editor.calendar import day_of, last_day_of, midnight
from core.measures.indicators import Indicator

OF_TARGET = "target_"


class Row(forms.ModelForm):
    """`row` is the key of what it shows, `read` what its cells said when they were read; `meanwhile` what others did to it."""

    row = forms.CharField(required=False, widget=forms.HiddenInput)
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    aside = ("row", "read", "DELETE")
    meanwhile = None
    cell_name = ""

    def __init__(self, *args, table=None, **kwargs):
        self.table = table
        super().__init__(*args, **kwargs)
        self.add_columns()
        self.initial["row"] = self.instance.pk
        self.initial["read"] = json.dumps(self.said(), ensure_ascii=False) if self.instance.pk else ""

    def add_columns(self) -> None:
        """What depends on the plan."""

    @property
    def columns(self) -> list[str]:
        return [name for name in self.fields if name not in self.aside]

    def name_cells(self, number: int | str) -> None:
        """For who cannot see in which column and row a cell is."""
        for name, field in self.fields.items():
            if name not in ("row", "read"):
                named = {"column": capfirst(field.label or name), "number": number}
                field.widget.attrs["aria-label"] = self.cell_name % named

    def said(self) -> dict[str, str]:
        """What each cell says of what is saved."""
        return {
            name: cells.typed(self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name)))
            for name in self.columns
        }

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in ("row", "read")]

    @property
    def is_deleted(self) -> bool:
        return "DELETE" in self.changed_data

    @property
    def is_kept(self) -> bool:
        """Whether it will be there after the save: not an empty row at the end, and not one that is deleted."""
        return bool(self.instance.pk or self.has_changed()) and not self.is_deleted

    def clean(self) -> dict[str, Any]:
        """Of something that is there, only what was typed anew: the hour of a wave may have seconds, which no cell shows."""
        super().clean()
        if self.instance.pk:
            self.cleaned_data = {
                name: value for name, value in self.cleaned_data.items() if name in (*self.changed_data, "DELETE")
            }
        return self.cleaned_data

    @property
    def at(self) -> str:
        """Its place in the document: where the save comes back to."""
        return anchor(self.instance) if self.instance.pk else self.prefix

    @property
    def shown_cells(self) -> list["ShownCell"]:
        return [ShownCell(self[name], self._now(name)) for name in self.columns]

    def _now(self, name: str) -> str | None:
        now = self.meanwhile.cells.get(name) if self.meanwhile else None
        return dict(getattr(self.fields[name], "choices", ())).get(now, now)

    def keep(self) -> None:
        self.instance.save()

    def held_by(self, thing: Model) -> str:
        """Why what it shows is not deleted; empty where it may be."""
        return refusal(thing)


@dataclass(frozen=True)
class ShownCell:
    """`now` is what somebody else wrote there meanwhile, None where nobody did."""

    field: BoundField
    now: str | None


def anchor(instance) -> str:
    return f"{instance._meta.model_name}-{instance.pk}"


class WaveRow(Row):
    cell_name = gettext_lazy("%(column)s of wave %(number)s")

    class Meta:
        model = Wave
        fields = ["name", "starts_at", "ends_at", "objective", "budget"]
        field_classes = {
            "name": cells.WordsCell,
            "starts_at": cells.MomentCell,
            "ends_at": cells.LastMomentCell,
            "objective": cells.WordsCell,
            "budget": cells.SumCell,
        }
        widgets = {
            "starts_at": forms.TextInput,
            "ends_at": forms.TextInput,
            "objective": forms.Textarea(attrs={"rows": 1}),
            "budget": cells.SumCell.widget,
        }

    def clean_ends_at(self) -> datetime | None:
        """A last day ends with its campaign, where that ends on the same day before midnight."""
        end, of_all = self.cleaned_data["ends_at"], self.instance.campaign.ends_at
        if end and of_all and end > of_all and end == midnight(day_of(end)) and last_day_of(end) == last_day_of(of_all):
            return of_all
        return end

    def add_columns(self) -> None:
        column = Target._meta.get_field("value")
        targets = {target.indicator: target.value for target in self.instance.targets.all()} if self.instance.pk else {}
        for indicator in self.table.indicators:
            name, label = OF_TARGET + indicator, Indicator(indicator).label
            self.fields[name] = cells.NumberCell(label=label, required=False, validators=column.validators)
            self.initial[name] = targets.get(indicator)

    def held_by(self, thing: Wave) -> str:
        said = _("“%(name)s” was not deleted: it has started, and its figures hang on it.")
        return said % {"name": thing.name} if thing.started_at else ""

    def keep(self) -> None:
        if any(name.startswith(OF_TARGET) for name in self.changed_data):
            self.instance.targets = self._targets()
        super().keep()

    def _targets(self) -> list[Target]:
        before = {target.indicator: target for target in self.instance.targets.all()} if self.instance.pk else {}
        for name in self.changed_data:
            indicator = name.removeprefix(OF_TARGET)
            if name == indicator:
                continue
            if value := self.cleaned_data.get(name):
                before.setdefault(indicator, Target(indicator=indicator, sort_order=len(before))).value = value
            else:
                before.pop(indicator, None)
        return list(before.values())


class ChannelRow(Row):
    cell_name = gettext_lazy("%(column)s of channel %(number)s")

    class Meta:
        model = Channel
        fields = ["name", "kind", "cost"]
        field_classes = {"name": cells.WordsCell, "cost": cells.SumCell}
        widgets = {"cost": cells.SumCell.widget}


class PlacementRow(Row):
    """Channel, wave and partner are told by their names, those of rows that are new in the same grid too."""

    cell_name = gettext_lazy("%(column)s of placement %(number)s")
    channel = cells.WordsCell(label=gettext_lazy("channel"), widget=forms.TextInput(attrs={"list": "channel-names"}))
    name = cells.WordsCell(label=gettext_lazy("name"), max_length=Placement._meta.get_field("name").max_length)
    wave = cells.WordsCell(
        label=gettext_lazy("wave"), required=False, widget=forms.TextInput(attrs={"list": "wave-names"})
    )
    partner = cells.WordsCell(
        label=gettext_lazy("partner"), required=False, widget=forms.TextInput(attrs={"list": "partner-names"})
    )
    field_order = ["channel", "name", "wave", "partner"]

    class Meta:
        model = Placement
        fields = ["name"]

    def add_columns(self) -> None:
        for name in ("channel", "wave", "partner"):
            there = getattr(self.instance, name, None)
            self.initial[name] = there.name if there else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, unknown in self._unknown().items():
            if name in self.changed_data and name in cleaned:
                self._set(name, cleaned[name], unknown)
        return self.cleaned_data

    def _set(self, name: str, typed: str, unknown: str) -> None:
        names = self.table.plan.names[name]
        found = names.find(typed) if typed else None
        if typed and not found:
            known = names.listed() or _("none yet")
            self.add_error(name, ValidationError(unknown % {"name": typed[:60], "known": known}))
        else:
            setattr(self.instance, name, found)

    @staticmethod
    def _unknown() -> dict[str, str]:
        return {
            "channel": _("No channel of this campaign is called “%(name)s”. There are: %(known)s."),
            "wave": _("No wave of this campaign is called “%(name)s”. There are: %(known)s."),
            "partner": _("No partner is called “%(name)s”. There are: %(known)s."),
        }
