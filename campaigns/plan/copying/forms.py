"""What is asked before a campaign is begun again: a name, its days, and what it may cost."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan.copying import dates
from campaigns.plan.copying.acts import Wanted
from campaigns.plan.grid.cells import SumCell
from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of, last_day_of

LONGEST = Campaign._meta.get_field("name").max_length


class DayInput(forms.DateInput):
    """The browser's own: Wagtail's calendar would lie over the button below it."""

    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class DaysForm(forms.Form):
    """Of a campaign that is begun: its name, its days and what it may cost."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST,
        help_text=gettext_lazy("For the team. No other campaign has it."),
    )
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Empty: open end."),
    )
    budget = SumCell(
        label=gettext_lazy("Budget"),
        required=False,
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Campaign.objects.filter(name=name).exists():
            raise name_is_taken(name)
        return name

    def clean_first_day(self) -> date:
        return _within_years(self.cleaned_data["first_day"])

    def clean_last_day(self) -> date | None:
        day = self.cleaned_data["last_day"]
        if day and day < day_of(timezone.now()):
            raise ValidationError(_("The campaign would be over already: choose today or a later day."))
        return _within_years(day) if day else None

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            said = _("The last day is before the first: choose %(day)s or a later day.")
            self.add_error("last_day", said % {"day": _day(first)})
        return cleaned


class CopyForm(DaysForm):
    """Proposes what follows from the campaign that is begun again."""

    def __init__(self, campaign: Campaign, data=None):
        self.campaign, self.waves = campaign, list(campaign.waves.all())
        first, last = dates.proposed(campaign)
        super().__init__(data, initial={"name": proposed_name(campaign, first), "first_day": first, "last_day": last})
        self.fields["first_day"].help_text = _("Its waves begin as many days later, at the same hours.")
        budget = self.fields["budget"]
        budget.label = _("Budget of all waves")
        budget.help_text = _("In euros, shared out among the waves as before. Empty: each has what it had.")
        if not self.waves:
            del self.fields["budget"]

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and (wave := self._ending_after(first, last)):
            said = _(
                "The wave “%(wave)s” would end after it: choose %(day)s or a later day, and shorten the wave once the campaign is made."
            )
            self.add_error("last_day", said % {"wave": wave.name, "day": _day(self._last_day_of(wave, first))})
        return cleaned

    def _ending_after(self, first: date, last: date) -> Wave | None:
        """The last of the waves that would."""
        wave = max(self.waves, key=lambda wave: wave.ends_at, default=None)
        return wave if wave and self._last_day_of(wave, first) > last else None

    def _last_day_of(self, wave: Wave, first: date) -> date:
        return last_day_of(wave.ends_at) + (first - dates.first_day(self.campaign))


def proposed_name(campaign: Campaign, first: date) -> str:
    """The year in it is that of the new one; it gets one where it has none."""
    before, now = str(dates.first_day(campaign).year), str(first.year)
    if before in campaign.name and before != now:
        return campaign.name.replace(before, now)
    return f"{campaign.name[: LONGEST - len(now) - 3]} – {now}"


def name_is_taken(name: str) -> ValidationError:
    return ValidationError(_("There is a campaign named “%(name)s” already: choose another name.") % {"name": name})


def _within_years(day: date) -> date:
    first, last = dates.accepted()
    if not first <= day <= last:
        raise ValidationError(
            _("Choose a day between %(first)s and %(last)s.") % {"first": _day(first), "last": _day(last)}
        )
    return day


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
