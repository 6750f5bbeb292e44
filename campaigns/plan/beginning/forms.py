"""The questions that a new campaign begins with."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.beginning.acts import Answers
from campaigns.plan.copying.forms import DaysForm
from campaigns.plan.models import Frame
from core import audiences
from core.editor.calendar import day_of
from core.words import languages

AHEAD, LONG = timedelta(weeks=12), timedelta(weeks=8)  # proposed: time to write and to have it approved


class BeginForm(DaysForm):
    """For whom, from which angle, when, and with what money; the name is the team's."""

    audience = forms.ChoiceField(label=_("For whom?"), choices=audiences.choices, initial=audiences.BUYERS)
    frame = forms.ChoiceField(
        label=_("From which angle?"),
        choices=Frame,
        widget=forms.RadioSelect,
        initial=Frame.LAW,
        help_text=_("What its message says first."),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=languages.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[settings.LANGUAGE_CODE],
        help_text=_("It is launched in these, and each must be ready."),
    )
    field_order = ("name", "audience", "frame", "languages", "first_day", "last_day", "budget")

    def __init__(self, data=None):
        first = day_of(timezone.now()) + AHEAD
        super().__init__(data, initial={"first_day": first, "last_day": first + LONG - timedelta(days=1)})
        self.fields["budget"].help_text = _("In euros, of all waves together. Empty: not known yet.")

    @property
    def answers(self) -> Answers:
        chosen = self.cleaned_data
        return Answers(**chosen | {"languages": tuple(chosen["languages"])})
