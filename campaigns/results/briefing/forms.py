"""The forms of notes: what a new one is about, and the words of a draft."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan.models import Campaign
from campaigns.results.briefing import writing
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.models import Briefing

EARLIEST = 2000


class BeginForm(forms.ModelForm):
    """`campaign` is None for a note on a year."""

    class Meta:
        model = Briefing
        fields = ["wave", "year", "language", "length"]

    def __init__(self, campaign: Campaign | None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["wave" if campaign is None else "year"]
        if campaign is None:
            this = timezone.localdate().year
            years = [
                (year, str(year)) for year in range(this, EARLIEST, -1) if writing.spans_of_year(year) or year == this
            ]
            self.fields["year"] = forms.TypedChoiceField(label=gettext_lazy("Year"), choices=years, coerce=int)
        else:
            waves = self.fields["wave"]
            waves.queryset = campaign.waves.filter(started_at__isnull=False)
            waves.label_from_instance = lambda wave: wave.name
            waves.empty_label = gettext_lazy("Whole campaign")


class TextForm(forms.ModelForm):
    """`seen` says what the note said as somebody opened it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Briefing
        fields = ["title", "addressee"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressee"].help_text = gettext_lazy("Stands below the title. Empty: “Briefing note”.")
        for key, section in SECTIONS.items():
            lines = self.instance.text.get(key, "")
            rows = min(14, max(3, sum(1 + len(line) // 95 for line in lines.splitlines())))
            self.fields[key] = forms.CharField(
                label=section.title,
                initial=lines,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": rows, "lang": self.instance.language}),
            )
        self.initial["seen"] = writing.digest(self.instance)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != self.initial["seen"]:
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]
            raise forms.ValidationError(
                _(
                    "Somebody saved this note meanwhile. Open it in another window to see their words; to save again puts yours in their place."
                )
            )
        return cleaned

    def save(self, commit=True):
        self.instance.text = {key: self.cleaned_data[key].replace("\r\n", "\n").strip() for key in SECTIONS}
        return super().save(commit)

    @property
    def sections(self) -> list[tuple[Any, list[str]]]:
        """Each field with the numbers in it that no figure says."""
        typed = writing.typed_numbers(self.instance)
        return [(self[key], typed.get(key, [])) for key in SECTIONS]
