"""What the team proposes by a form: an entry, what the State has in a département, an organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.outreach.directory.forms import fields_of, judge
from campaigns.outreach.directory.models import Entry, Organisation
from campaigns.outreach.directory.proposals.kinds import CONTACTS, ENTRIES, ORGANISATIONS, Kind


class ProposalForm(forms.Form):
    """All that may be said of one kind, and why it is proposed; `reference` says of which one."""

    kind: Kind

    def __init__(self, *args, reference: str, is_new: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.reference = reference
        self.columns = [column for column in self.kind.columns if self.asks(column.field, is_new)]
        self.fields |= fields_of(self.columns)
        self.fields["note"] = forms.CharField(
            label=_("Note to whoever decides"),
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        )

    def asks(self, field: str, is_new: bool) -> bool:
        return field in self.kind.fields

    def clean(self):
        self.row = {"reference": self.reference} | judge(self, self.columns)
        return self.cleaned_data


class EntryForm(ProposalForm):
    kind = ENTRIES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget.attrs["list"] = "directory-organisations"

    def asks(self, field: str, is_new: bool) -> bool:
        return is_new or super().asks(field, is_new)

    def clean(self):
        super().clean()
        if "reference" in self.fields and Entry.objects.filter(reference=self.row["reference"]).exists():
            self.add_error("reference", _("There is an entry with this reference already: change that one."))
        return self.cleaned_data


class ContactForm(ProposalForm):
    """What is new cannot be withdrawn."""

    kind = CONTACTS

    def asks(self, field: str, is_new: bool) -> bool:
        return super().asks(field, is_new) and not (is_new and field == "withdrawn")

    def clean(self):
        super().clean()
        if not self.errors and not (self.row["commission"] or self.row["delegation"]):
            self.add_error("commission", _("Write the commission, or the delegation: one of them at least."))
        return self.cleaned_data


class OrganisationForm(ProposalForm):
    kind = ORGANISATIONS

    def clean(self):
        super().clean()
        others = Organisation.objects.exclude(pk=self.reference)
        if others.filter(name=self.row.get("name")).exists():
            self.add_error("name", _("Another organisation has this name: write one that tells them apart."))
        return self.cleaned_data
