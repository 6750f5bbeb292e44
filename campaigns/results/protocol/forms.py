"""Writing what is to be known."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan.models import Campaign
from campaigns.results.protocol.content import ELSEWHERE, PERCENT, Outcome, outcomes_of
from campaigns.results.surveys.cells import MOST_EFFECT
from core.measures.indicators import Indicator

MOST = 6  # outcomes
AREA = forms.Textarea({"rows": 3})


class PlanForm(forms.Form):
    """`is_amended`: another version was sealed before, and a reason is asked for."""

    reason = forms.CharField(
        label=gettext_lazy("Why the plan is amended"),
        max_length=300,
        help_text=gettext_lazy("It stays beside the new version, and so does the version before."),
    )
    hypotheses = forms.CharField(
        label=gettext_lazy("Hypotheses"),
        max_length=3000,
        widget=AREA,
        help_text=gettext_lazy("What the campaign will change, with whom, and why that is expected."),
    )
    looks = forms.CharField(
        label=gettext_lazy("What is looked at, and when"),
        max_length=1000,
        widget=AREA,
        help_text=gettext_lazy("The days on which somebody looks, and at what: whoever looks often finds chance."),
    )
    decides = forms.CharField(
        label=gettext_lazy("Who decides, and what follows"),
        max_length=1000,
        widget=AREA,
        help_text=gettext_lazy("By their office, and what is done if the effect is found, and if it is not."),
    )

    def __init__(self, *args, is_amended: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_amended:
            del self.fields["reason"]


class OutcomeForm(forms.Form):
    measure = forms.ChoiceField(label=gettext_lazy("Measured by"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Question or source, in words"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "The question as it is asked; or who publishes what, and where. Not for what is counted."
        ),
    )
    wave = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Wave"), required=False, empty_label=gettext_lazy("Whole campaign")
    )
    expected = forms.CharField(
        label=gettext_lazy("Expected effect"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A number with its direction, such as “from 31 % to 36 %”."),
    )
    least = forms.CharField(label=gettext_lazy("Smallest effect that would matter"), max_length=200, required=False)
    before = forms.DecimalField(
        label=gettext_lazy("Share before, in per cent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("For a share: with the size, the plan says which rise can be found at all."),
    )
    size = forms.IntegerField(
        label=gettext_lazy("Size: answers before, and as many after"), min_value=1, max_value=10_000_000, required=False
    )
    matters = forms.DecimalField(
        label=gettext_lazy("Smallest rise that would matter, in points"),
        min_value=Decimal("0.01"),
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("For a share: the plan warns if the size cannot find it."),
    )
    effect = forms.DecimalField(
        label=gettext_lazy("Design effect"),
        min_value=1,
        max_value=MOST_EFFECT,
        max_digits=4,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Of the weighting, as the institute gives it; empty: answers are not weighted."),
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [
            ("", "–"),
            (_("Counted by this site"), list(Indicator.choices)),
            (_("Found elsewhere"), ELSEWHERE),
        ]
        self.fields["wave"].queryset = campaign.waves.all()
        self.fields["wave"].label_from_instance = lambda wave: wave.name

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("measure"):
            if any(said.values()):
                self.add_error("measure", _("Say by what this outcome is measured, or empty its other fields."))
            return said
        if said["measure"] in dict(ELSEWHERE) and not said.get("words"):
            self.add_error("words", _("Write the question or the source: nobody can know afterwards which was meant."))
        if not said.get("expected"):
            self.add_error("expected", _("Say what is expected: without it nothing can turn out otherwise."))
        before, matters = said.get("before"), said.get("matters")
        if before is not None and matters is not None and before + matters > PERCENT:
            self.add_error("matters", _("A share cannot rise above 100 %."))
        return said

    @property
    def outcome(self) -> Outcome | None:
        """None where nothing is said."""
        said = self.cleaned_data
        if not said.get("measure"):
            return None
        wave, before = said["wave"], said["before"]
        return Outcome(
            said["measure"],
            said["words"] if said["measure"] in dict(ELSEWHERE) else "",
            wave.pk if wave else None,
            wave.name if wave else "",
            said["expected"],
            said["least"],
            _as_text(before),
            said["size"],
            _as_text(said["matters"]),
            _as_text(said["effect"]),
        )


def _as_text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


class PlanForms:
    """The form of the plan and one for each outcome that it may have, the primary one first."""

    def __init__(self, campaign: Campaign, content: Mapping[str, Any], data=None, *, is_amended: bool):
        self.plan = PlanForm(data, initial=content, is_amended=is_amended)
        kept = [one.as_kept() for one in outcomes_of(content)]
        self.outcomes = [
            OutcomeForm(data, campaign=campaign, prefix=f"outcome-{at}", initial=kept[at] if at < len(kept) else {})
            for at in range(MOST)
        ]

    def is_valid(self) -> bool:
        """Each is asked, so that all that is wrong is told at once."""
        good = [form.is_valid() for form in (self.plan, *self.outcomes)]
        first = self.outcomes[0]
        if first.is_bound and not first.errors and first.outcome is None:
            first.add_error("measure", _("A plan has one primary outcome: the one by which it will be judged."))
            return False
        return all(good)

    def content(self) -> dict[str, Any]:
        found = [form.outcome for form in self.outcomes]
        return self.plan.cleaned_data | {"outcomes": [one.as_kept() for one in found if one]}
