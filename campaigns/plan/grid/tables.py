"""A table of the plan: its rows as a formset, a few of them empty at the end."""

from collections.abc import Hashable
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from campaigns.plan.grid import meanwhile
from campaigns.plan.grid.rows import ChannelRow, PlacementRow, Row, WaveRow
from campaigns.plan.models import Placement
from core.measures.indicators import Indicator

MOST = 500  # rows; `static/js/admin/plan_grid.js` is told
EMPTY = 3


class Table(BaseFormSet):
    """`things` are what is saved. Who may not add has no empty row, who may not delete no box to tick."""

    form: type[Row]
    renderer, can_order, can_delete_extra = None, False, False
    min_num, max_num, absolute_max = 0, MOST, MOST
    validate_min, validate_max = False, True
    default_error_messages = {
        "too_many_forms": gettext_lazy("The table has more than %(num)d rows: take some out."),
        "missing_management_form": gettext_lazy("Something of the form was lost on its way: load the page again."),
    }
    taken = gettext_lazy("This name is there twice: give one of them another.")

    def __init__(self, plan: Any, things: QuerySet, data: QueryDict | None = None):
        self.plan, self.campaign = plan, plan.campaign
        self.model: type[Model] = self.form._meta.model
        self.things = list(things[: MOST + 1])
        self.is_too_long = len(self.things) > MOST
        self.things = [] if self.is_too_long else self.things
        self.may_add, self.can_delete = (
            plan.user.has_perm(f"plan.{act}_{self.model._meta.model_name}") for act in ("add", "delete")
        )
        self.extra = EMPTY if self.may_add else 0
        self.by_key = {thing.pk: thing for thing in self.things}
        prefix, self.conflicts = f"{self.model._meta.model_name}s", {}
        if data is not None:
            saved = {key: self.form(table=self, instance=thing) for key, thing in self.by_key.items()}
            self.conflicts = meanwhile.follow(data, prefix, saved, MOST)
            meanwhile.tell(self.model, list(self.conflicts.values()))
        super().__init__(data, prefix=prefix)

    def new(self) -> Model:
        return self.model(campaign=self.campaign)

    def initial_form_count(self) -> int:
        return super().initial_form_count() if self.is_bound else len(self.things)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"table": self, "instance": self._thing(index) or self.new(), "empty_permitted": True}

    def _thing(self, index: int | None) -> Model | None:
        if index is None:
            return None
        if self.is_bound:
            key = self.data.get(f"{self.prefix}-{index}-row", "")
            return self.by_key.get(meanwhile.whole(key))
        return self.things[index] if index < len(self.things) else None

    def add_fields(self, form: Row, index: int | None) -> None:
        super().add_fields(form, index)
        form.meanwhile = self.conflicts.get(index)
        form.name_cells("__number__" if index is None else index + 1)

    @cached_property
    def headings(self) -> list[tuple[str, str]]:
        """(name, label) of each column."""
        row = self.empty_form
        return [(name, row[name].label) for name in row.columns]

    @property
    def kept(self) -> list[Row]:
        return [row for row in self.forms if row.is_kept]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.kept if row.has_changed()]

    @property
    def deleted(self) -> list[Row]:
        return [row for row in self.forms if row.instance.pk and row.is_deleted]

    def clean(self) -> None:
        changed = self.changed
        if not self.may_add:
            for row in changed:
                if not row.instance.pk:
                    row.add_error(None, _("You may not add a row: ask an editor to."))
        names = {self.name_of(row.instance) for row in self.kept if not row.has_changed()} | self.elsewhere(changed)
        for row in changed:
            name = self.name_of(row.instance)
            if name in names and "name" not in row.errors:
                row.add_error("name", str(self.taken))
            names.add(name)

    def name_of(self, thing: Model) -> Hashable:
        """What no other row may have."""
        return thing.name

    def elsewhere(self, changed: list[Row]) -> set[Hashable]:
        """Names that are taken by what the table does not show."""
        return set()

    def make_room(self) -> None:
        """Rows may give their names to one another: no two may have one even for a moment."""
        leaving = [
            row.instance.pk for row in self.forms if row.instance.pk and (row.is_deleted or "name" in row.changed_data)
        ]
        if leaving:
            aside = Concat(Value("~"), Cast(F("pk"), CharField()), Value("~"))
            self.model.objects.filter(pk__in=leaving).update(name=aside)

    def keep(self) -> None:
        for row in self.changed:
            action = "wagtail.edit" if row.instance.pk else "wagtail.create"
            row.keep()
            log(row.instance, action, user=self.plan.user, content_changed=True)

    def delete(self) -> bool:
        """Whether all that is marked is gone."""
        held = [row for row in self.deleted if not self._delete(row)]
        return not held

    def _delete(self, row: Row) -> bool:
        thing = self.model.objects.get(pk=row.instance.pk)
        thing.name = row.initial["name"]
        if said := row.held_by(thing):
            row.add_error(None, said)
            return False
        log(thing, "wagtail.delete", user=self.plan.user)
        thing.delete()
        return True


class WaveTable(Table):
    form = WaveRow

    @cached_property
    def indicators(self) -> list[str]:
        """Those for which a wave has a target, and those that somebody asked for."""
        asked = self.plan.data.getlist("indicator") if self.plan.data else []
        there = {target.indicator for wave in self.things for target in wave.targets.all()} | set(asked)
        return [indicator for indicator in Indicator.values if indicator in there]

    @property
    def other_indicators(self) -> list[tuple[str, str]]:
        return [(key, label) for key, label in Indicator.choices if key not in self.indicators]


class ChannelTable(Table):
    form = ChannelRow


class PlacementTable(Table):
    form = PlacementRow
    taken = gettext_lazy("This channel has this placement already: give one of them another name.")

    def new(self) -> Placement:
        return Placement()

    def name_of(self, thing: Placement) -> Hashable:
        channel = getattr(thing, "channel", None)
        return channel and (channel.pk or id(channel)), thing.name

    def elsewhere(self, changed: list[Row]) -> set[Hashable]:
        if not (self.is_too_long and changed):
            return set()
        names = Placement.objects.filter(
            channel__campaign=self.campaign, name__in=[row.instance.name for row in changed]
        )
        return set(names.values_list("channel", "name"))
