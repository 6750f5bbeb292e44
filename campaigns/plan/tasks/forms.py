"""What people fill in about tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import AdminDateInput

from campaigns.plan.models import Campaign, CampaignTask, TaskComment, TaskMail
from campaigns.plan.tasks.days import WEEK
from campaigns.plan.tasks.patterns import Pattern
from campaigns.plan.tasks.people import may_be_given, named, team
from core.editor.calendar import day_of
from editorial.sign_off.four_eyes import name_of

LONGEST = 520  # ten years of weeks


class Counted(models.TextChoices):
    """How a day is counted from the start of the campaign."""

    WEEKS_BEFORE = "weeks_before", gettext_lazy("weeks before the start")
    DAYS_BEFORE = "days_before", gettext_lazy("days before the start")
    WEEKS_AFTER = "weeks_after", gettext_lazy("weeks after the start")
    DAYS_AFTER = "days_after", gettext_lazy("days after the start")

    @property
    def days(self) -> int:
        """Before the start, of one."""
        length = WEEK if self in (self.WEEKS_BEFORE, self.WEEKS_AFTER) else 1
        return length if self in (self.WEEKS_BEFORE, self.DAYS_BEFORE) else -length

    @classmethod
    def of(cls, days_before: int) -> tuple[int, "Counted"]:
        """In the longest unit that it is a whole number of."""
        before = days_before >= 0
        if days_before % WEEK == 0:
            return abs(days_before) // WEEK, cls.WEEKS_BEFORE if before else cls.WEEKS_AFTER
        return abs(days_before), cls.DAYS_BEFORE if before else cls.DAYS_AFTER


class TaskForm(forms.ModelForm):
    """A day of its own or one that is counted from the start; neither leaves the task without a date."""

    number = forms.IntegerField(
        label=gettext_lazy("Or counted from the start"),
        required=False,
        min_value=0,
        max_value=LONGEST,
    )
    counted = forms.ChoiceField(
        label=gettext_lazy("Weeks or days"),
        choices=Counted,
        initial=Counted.WEEKS_BEFORE,
        required=False,
        help_text=gettext_lazy("The day follows when the start of the campaign moves."),
    )

    class Meta:
        model = CampaignTask
        fields = ["title", "assignee", "due"]
        widgets = {"due": AdminDateInput}
        labels = {
            "title": gettext_lazy("What is to be done"),
            "assignee": gettext_lazy("Who does it"),
            "due": gettext_lazy("By when"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = may_be_given()
        self.fields["assignee"].label_from_instance = name_of
        self.fields["assignee"].empty_label = _("Nobody yet")
        if self.instance.days_before is not None:
            number, counted = Counted.of(self.instance.days_before)
            self.initial |= {"number": number, "counted": counted, "due": None}

    def clean(self):
        cleaned = super().clean()
        number, counted = cleaned.get("number"), cleaned.get("counted") or Counted.WEEKS_BEFORE
        if number is not None and cleaned.get("due"):
            self.add_error("number", _("Give a day or count from the start, not both."))
        days = None if number is None or "counted" in self.errors else number * Counted(counted).days
        self.instance.days_before = days
        return cleaned


class CommentForm(forms.ModelForm):
    """`mentioned` are the people whom the text names."""

    mentioned: list

    class Meta:
        model = TaskComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        labels = {"text": gettext_lazy("Comment")}

    def __init__(self, *args, task: CampaignTask, **kwargs):
        """Whom the task was given to is named too, who may be a lawyer."""
        super().__init__(*args, **kwargs)
        self.people = list(team())
        if task.assignee and task.assignee not in self.people:
            self.people.append(task.assignee)
        self.fields["text"].help_text = _("@ and a login name tells that person: %(names)s.") % {"names": self._names()}

    def _names(self) -> str:
        return ", ".join(sorted(f"@{person.get_username()}" for person in self.people))

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        self.mentioned, unknown = named(text, self.people)
        names_of_others = {person.get_username().casefold() for person in may_be_given()} if unknown else set()
        if closed := [name for name in unknown if name.casefold() in names_of_others]:
            said = _(
                "%(names)s: whoever opens no campaign is named on tasks of their own alone. Give them a task, and write there."
            )
            raise ValidationError(said % {"names": ", ".join(f"@{name}" for name in closed)})
        if unknown:
            said = _("Nobody here is called %(unknown)s. Write one of these names: %(names)s.")
            names = ", ".join(f"@{name}" for name in unknown)
            raise ValidationError(said % {"unknown": names, "names": self._names()})
        return text


@dataclass(frozen=True)
class Usual:
    """A pattern as it is offered, with its fields."""

    pattern: Pattern
    due: date | None
    is_past: bool
    tick: BoundField
    who: BoundField


class UsualForm(forms.Form):
    """Which patterns are added, and who does each; those whose day is past are not proposed."""

    everybody = forms.ChoiceField(label=gettext_lazy("Who does all that name nobody below"), required=False)

    def __init__(self, campaign: Campaign, patterns: list[Pattern], data=None):
        super().__init__(data)
        today = day_of(timezone.now())
        self._people = [("", _("Nobody yet")), *((str(person.pk), name_of(person)) for person in may_be_given())]
        self.fields["everybody"].choices = self._people
        self._offered = []
        for pattern in patterns:
            due = pattern.due(campaign)
            self._offered.append((pattern, due, due is not None and due < today))
            self._add_fields(pattern, is_past=self._offered[-1][2])

    def _add_fields(self, pattern: Pattern, is_past: bool) -> None:
        said = {"title": pattern.title}
        self.fields[f"add-{pattern.key}"] = forms.BooleanField(label=pattern.title, required=False, initial=not is_past)
        self.fields[f"who-{pattern.key}"] = forms.ChoiceField(
            label=_("Who does it: %(title)s") % said, required=False, choices=self._people
        )

    def rows(self) -> Iterator[Usual]:
        for pattern, due, is_past in self._offered:
            yield Usual(pattern, due, is_past, self[f"add-{pattern.key}"], self[f"who-{pattern.key}"])

    def chosen(self) -> list[tuple[Pattern, int | None]]:
        """Each with the id of whoever does it."""
        found, everybody = self.cleaned_data, self.cleaned_data["everybody"]
        return [
            (pattern, int(who) if (who := found[f"who-{pattern.key}"] or everybody) else None)
            for pattern, _due, _is_past in self._offered
            if found[f"add-{pattern.key}"]
        ]


class MailForm(forms.ModelForm):
    class Meta:
        model = TaskMail
        fields = ["every"]
        labels = {"every": gettext_lazy("Mails that something waits for you")}
        help_texts = {
            "every": format_lazy(
                "{} {}",
                gettext_lazy(
                    "They say how many tasks and mentions wait, never which. At once: when somebody gives you a task or names you in a comment. Once a day: in the morning, if anything is late, has no date or is due within a week."
                ),
                gettext_lazy(
                    "Unless you choose never, you are also reminded once a day of texts that have waited for your decision for more than three days or are to be decided within two."
                ),
            )
        }


class MailPanel(BaseSettingsPanel):
    """In the account of whoever uses the admin."""

    name = "task_mail"
    title = gettext_lazy("What waits for you")
    tab = notifications_tab
    order = 200
    form_class = MailForm

    def get_form(self):
        mail = TaskMail.objects.filter(user=self.user).first() or TaskMail(user=self.user)
        data = self.request.POST if f"{self.name}-every" in self.request.POST else None
        return MailForm(data, instance=mail, prefix=self.name)
