"""What people say about a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign
from campaigns.results.media import choices
from campaigns.results.media.cells import DATE_FORMATS, check_currency
from campaigns.results.media.choices import Choice
from campaigns.results.media.headings import CALLS, FIELDS, LABELS, NUMBERS, OWNER
from campaigns.results.models import MediaMapping
from facts.models import Helpline
from intake.files import file_field
from intake.problems import CellError

CURRENCIES = ["EUR", "USD", "GBP", "CHF", "CAD", "PLN", "RON", "BGN", "SEK", "DKK", "CZK", "HUF", "MAD", "TND", "XPF"]


def mappings(kind: str) -> list[MediaMapping]:
    """Those that were kept for files of this kind."""
    return [
        one
        for one in MediaMapping.objects.order_by("name")
        if set(one.columns) <= set(FIELDS[kind]) and set(one.columns) & set(NUMBERS[kind])
    ]


class OwnerField(forms.ModelChoiceField):
    """The channel or helpline that all rows of a file are of."""

    def __init__(self, campaign: Campaign, kind: str, **kwargs):
        of = Helpline.objects.all() if kind == CALLS else campaign.channels.all()
        super().__init__(of, required=False, empty_label=_("A column of the file says it"), **kwargs)

    def label_from_instance(self, one):
        return one.name


class UploadForm(forms.Form):
    file = file_field(
        ".csv,.tsv,.txt,.xlsx,text/csv",
        label=_("CSV or XLSX file"),
        help_text=_("At most 20,000 rows and 5 MB, one line a day. Nothing is written before you have seen it."),
    )
    mapping = forms.ModelChoiceField(
        MediaMapping.objects.none(),
        label=_("Platform"),
        required=False,
        empty_label=_("Another: look at its headings"),
        help_text=_("Which column is what was kept for these. You can still change it."),
    )

    def __init__(self, campaign: Campaign, kind: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = [one.pk for one in mappings(kind)]
        self.fields["mapping"].queryset = MediaMapping.objects.filter(pk__in=kept).order_by("name")
        if not kept:
            del self.fields["mapping"]
        self.fields["owner"] = OwnerField(campaign, kind, label=LABELS[OWNER[kind]])


class ColumnsForm(forms.Form):
    """Which column is what; a field for each thing that a file of this kind may hold."""

    owner = forms.Field()  # takes its place in the order
    date_format = forms.ChoiceField(label=_("How days are written"), choices=DATE_FORMATS)
    decimal_comma = forms.BooleanField(
        label=_("Decimals follow a comma"), required=False, help_text=_("1 234,56 and not 1,234.56.")
    )
    currency = forms.ChoiceField(label=_("Currency of the costs"), choices=[(code, code) for code in CURRENCIES])
    name = forms.CharField(
        label=_("Keep these choices for the platform"),
        max_length=80,
        required=False,
        help_text=_("Its name, such as “Meta Ads”. What was kept under this name is replaced. Empty: not kept."),
    )

    def __init__(self, campaign: Campaign, kind: str, found: list[str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["owner"] = OwnerField(campaign, kind, label=self._label_of_all())
        columns = [(heading, heading) for heading in dict.fromkeys(found) if heading]
        for name in FIELDS[kind]:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=LABELS[name], choices=[("", "–"), *columns], required=name == "day"
            )
        self.twice = {heading for heading in found if found.count(heading) > 1}
        if "cost" not in FIELDS[kind]:
            del self.fields["currency"]
        self.order_fields([*(f"column_{name}" for name in FIELDS[kind]), "owner"])

    def _label_of_all(self):
        return _("Helpline of all rows") if self.kind == CALLS else _("Channel of all rows")

    @staticmethod
    def initial_of(choice: Choice, name: str = "") -> dict:
        columns = {f"column_{field}": heading for field, heading in choice.columns.items()}
        return columns | {
            "owner": choice.owner,
            "date_format": choice.date_format,
            "decimal_comma": choice.decimal_comma,
            "currency": choice.currency,
            "name": name,
        }

    def clean_currency(self):
        try:
            check_currency("currency", self.cleaned_data["currency"])
        except CellError as error:
            raise ValidationError(error.reason) from None
        return self.cleaned_data["currency"]

    def clean(self):
        data = super().clean()
        columns = self.columns()
        for field, heading in columns.items():
            if heading in self.twice:
                self.add_error(f"column_{field}", _("Two columns have this heading: rename one of them in the file."))
            elif list(columns.values()).count(heading) > 1:
                self.add_error(f"column_{field}", _("A column is one thing alone."))
        if not set(columns) & set(NUMBERS[self.kind]):
            self.add_error(None, _("Choose the column of at least one number."))
        if (OWNER[self.kind] in columns) == bool(data.get("owner")):
            self.add_error("owner", self._which_owner())
        return data

    def _which_owner(self):
        if self.kind == CALLS:
            return _("Choose either the column that names the helpline, or the helpline that all rows are of.")
        return _("Choose either the column that names the channel, or the channel that all rows are of.")

    def columns(self) -> dict[str, str]:
        chosen = {name: self.cleaned_data.get(f"column_{name}") for name in FIELDS[self.kind]}
        return {name: heading for name, heading in chosen.items() if heading}

    def choice(self) -> Choice:
        data = self.cleaned_data
        return Choice(
            self.columns(),
            data["date_format"],
            data["decimal_comma"],
            data.get("currency", "EUR"),
            data["owner"].pk if data["owner"] else None,
        )

    def keep(self) -> MediaMapping | None:
        """The choices under the name of their platform, where they are to be kept."""
        name, choice = " ".join(self.cleaned_data["name"].split()), self.choice()
        if not name:
            return None
        kept, _new = MediaMapping.objects.update_or_create(
            name=name,
            defaults={
                "columns": choice.columns,
                "date_format": choice.date_format,
                "decimal_comma": choice.decimal_comma,
                "currency": choice.currency,
            },
        )
        return kept


def first_choice(kind: str, cells: dict, mapping: MediaMapping | None) -> tuple[Choice, str]:
    """(what to propose, the name of the platform): what was asked for, else what was kept and fits, else a guess."""
    found = cells["headings"]
    if mapping:
        kept = choices.kept(mapping)
        there = {field: heading for field, heading in kept.columns.items() if heading in found}
        return Choice(there, kept.date_format, kept.decimal_comma, kept.currency), mapping.name
    fitting = next((one for one in mappings(kind) if choices.fits(one, found, kind)), None)
    if fitting:
        return choices.kept(fitting), fitting.name
    return choices.guessed(found, cells["lines"], kind), ""
