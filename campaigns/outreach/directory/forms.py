"""What is in the directory as fields of forms, each judged as a cell of a file is; the forms of organisations and of files."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.sheets.columns import COLUMNS, LISTS, Column
from campaigns.outreach.directory.vocabulary import Approval
from core.web.public_forms import PublicForm
from country.territories import TERRITORIES
from intake.files import file_field
from intake.problems import CellError

# What an organisation says of itself; where it comes from and whether it is approved, the team says.
OWN = [
    column
    for column in COLUMNS
    if column.field not in ("reference", "organisation", "approved", "source_title", "source_url", "verified_on")
]
INPUTS = {
    "telephone": {"type": "tel"},
    "sms": {"type": "tel"},
    "whatsapp": {"type": "tel"},
    "signal": {"type": "tel"},
    "postcode": {"inputmode": "numeric"},
    "delegation_telephone": {"type": "tel"},
    "verified_on": {"type": "date"},
}


def fields_of(columns: list[Column]) -> dict[str, forms.Field]:
    return {column.field: _field(column) for column in columns}


def _field(column: Column) -> forms.Field:
    """What a field asks is the words of its column; what it refuses is left to `judge`."""
    name = column.field
    is_told = name not in ("withdrawn", "organisation", "territory")
    model_help = column.model._meta.get_field(name).help_text if is_told else ""
    options = {"label": capfirst(column.label), "required": False, "help_text": model_help}
    if LISTS.get(name):
        return forms.MultipleChoiceField(choices=LISTS[name].choices, widget=forms.CheckboxSelectMultiple, **options)
    if name == "territory":
        listed = [(code, f"{code} {place}") for code, place in TERRITORIES.items()]
        return forms.ChoiceField(choices=[("", _("the whole country")), *listed], **options)
    if name == "approved":
        return forms.ChoiceField(choices=Approval.choices, **options)
    if column.empty is False:
        return forms.BooleanField(**options)
    options["help_text"] = model_help or (column.help if column.is_telephone or name in HINTED else "")
    return forms.CharField(widget=forms.TextInput({"dir": "auto"} | INPUTS.get(name, {})), **options)


HINTED = ("languages", "reference", "hours")


def initial(values: dict[str, Any]) -> dict[str, Any]:
    """Values of an entry as its form shows them."""
    return values | {"languages": ", ".join(values["languages"])}


def judge(form: forms.Form, columns: list[Column]) -> dict[str, Any]:
    """The row that a form means; what is refused stands at its field."""
    row: dict[str, Any] = {}
    for column in columns:
        name = column.field
        if name not in form.cleaned_data:
            continue
        value = form.cleaned_data[name]
        try:
            if isinstance(value, bool):
                row[name] = value
            elif isinstance(value, list):
                row[name] = sorted(value)
            elif name == "approved":
                row[name] = value or Approval.UNKNOWN.value
            else:
                row[name] = column.value(value)
        except CellError as error:
            form.add_error(name, error.reason)
    return row


class OrganisationForm(PublicForm):
    """Base of the organisation's forms; `own_fields` depend on the language, or on what is in the directory."""

    template_name_div = "directory/corrections/fields.html"

    def __init__(self, data=None, **kwargs):
        # Given data, PublicForm judges at once: its fields have to be there before.
        super().__init__(None, **kwargs)
        self.fields |= self.own_fields() | {"note": note_field()}
        if data is not None:
            self.is_bound, self.data = True, data

    def own_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError


class CorrectionForm(OrganisationForm):
    """What an organisation says of one of its entries."""

    purpose = "directory correction"

    def own_fields(self) -> dict[str, forms.Field]:
        fields = fields_of(OWN)
        fields["withdrawn"].label = _("We do not offer this any more: withdraw it")
        return fields

    def clean(self):
        self.row = judge(self, OWN)
        return self.cleaned_data


class ExactForm(OrganisationForm):
    """The organisation says that entries are still exact."""

    purpose = "directory still exact"

    def __init__(self, data=None, *, entries: list[Entry], **kwargs):
        self.entries = entries
        super().__init__(data, **kwargs)

    def own_fields(self) -> dict[str, forms.Field]:
        exact = forms.MultipleChoiceField(
            label=_("Which of them?"),
            choices=[(entry.code, entry.name) for entry in self.entries],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick what is still exact.")},
        )
        return {"exact": exact}


def note_field() -> forms.CharField:
    return forms.CharField(
        label=_("A word to the team"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )


class ImportForm(forms.Form):
    file = file_field(
        ".csv,text/csv",
        label=_("CSV file"),
        help_text=_("At most 20,000 rows and 10 MB. Nothing changes before somebody else has accepted it."),
    )
    withdraw_others = forms.BooleanField(
        label=_("Withdraw the entries of the same sources that are not in the file"),
        required=False,
        help_text=_("Where the file is the whole list of its source. You see which ones first."),
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Whoever proposed it reads this."),
    )
