"""The date fields of the admin read and write dates as the language does, and keep what they cannot read.

Wagtail shows every date as 2026-11-30, and its calendar puts *this minute* in the place of whatever else is typed: an
approved text was public at once. Here a field shows, and its calendar reads, the first of the language's own formats
(`config/formats/`); the server reads the others, and ISO 8601. What nobody can read stays as it was typed and
is refused with an example, which stands in the empty field too.
"""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.admin.datetimepicker import to_datetimepicker_format
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from core.country import country

FIELDS = {forms.DateField: "DATE", forms.TimeField: "TIME", forms.DateTimeField: "DATETIME"}
WIDGETS = {AdminDateInput: "DATE", AdminTimeInput: "TIME", AdminDateTimeInput: "DATETIME"}
EXAMPLE = {"day": 28, "hour": 7, "minute": 0, "second": 0, "microsecond": 0}  # no such day can be taken for a month


def first_format(kind: str) -> str:
    """What a DATE, TIME or DATETIME is shown as in the active language, in the notation of `strftime`."""
    return get_format(f"{kind}_INPUT_FORMATS")[0]


def example(kind: str) -> str:
    """A moment of next month: as it is typed, it may be meant."""
    next_month = timezone.localtime().replace(day=28) + timedelta(days=7)
    return next_month.replace(**EXAMPLE).strftime(first_format(kind))


def refusal(kind: str) -> str:
    return _("This cannot be read. Write it like this: %(example)s.") % {"example": example(kind)}


def clock_change(moment: datetime) -> str:
    """Why a moment without a zone is none, or two, in the active zone; and the remedy."""
    zone = timezone.get_current_timezone()
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    is_default = str(zone) == str(timezone.get_default_timezone())
    said = {
        "hour": date_format(moment, "TIME_FORMAT"),
        "day": date_format(moment, "DATE_FORMAT"),
        "zone": country().time if is_default else str(zone),
    }
    if second < first:
        return (
            _("On %(day)s the clocks go back, and %(hour)s comes twice (%(zone)s). Choose an hour before or after.")
            % said
        )
    return (
        _("On %(day)s the clocks go forward, and there is no %(hour)s (%(zone)s). Choose an hour before or after.")
        % said
    )


class CountryDateTimeField(forms.DateTimeField):
    """A moment by the clock of the country, whatever the editor's own; none that does not exist, comes twice, or has no hour."""

    widget = AdminDateTimeInput
    default_error_messages = {"invalid": lazy(refusal, str)("DATETIME")}  # it may be made before `follow_the_language`

    def prepare_value(self, value):
        with timezone.override(timezone.get_default_timezone()):
            return super().prepare_value(value)

    def to_python(self, value):
        if isinstance(value, str) and _is_a_day(value):
            said = _("Say the hour, too: %(example)s.")
            raise forms.ValidationError(said % {"example": f"{value.strip()} {example('TIME')}"}, "hour")
        with timezone.override(timezone.get_default_timezone()):
            return super().to_python(value)


class EndField(CountryDateTimeField):
    """The moment at which something ends. A day alone is the last one, and the midnight after it is shown as that day."""

    def prepare_value(self, value):
        local = timezone.localtime(value, timezone.get_default_timezone()) if isinstance(value, datetime) else None
        if local and local.time() == time.min:
            return (local.date() - timedelta(days=1)).strftime(first_format("DATE"))
        return super().prepare_value(value)

    def to_python(self, value):
        if isinstance(value, str) and _is_a_day(value):
            after = forms.DateField().to_python(value) + timedelta(days=1)
            return datetime.combine(after, time.min, tzinfo=timezone.get_default_timezone())
        return super().to_python(value)


def ends_with_a_day(form: forms.BaseForm, name: str) -> None:
    """A field of a form takes a last day as well as a moment."""
    if field := form.fields.get(name):
        said = [str(field.help_text), _("A day alone is the last day.")]
        about = {key: getattr(field, key) for key in ("label", "required", "widget", "disabled")}
        form.fields[name] = EndField(help_text=" ".join(filter(None, said)), **about)


def _is_a_day(text: str) -> bool:
    try:
        return forms.DateField().to_python(text) is not None
    except forms.ValidationError:
        return False


class _InTheLanguage:
    """An attribute of a widget that says its format: asked for anew each time, since widgets are made once for all languages."""

    def __init__(self, kind: str, notation=str):
        self.kind, self.notation = kind, notation

    def __get__(self, widget, owner=None):
        return self.notation(first_format(self.kind))

    def __set__(self, widget, value):
        """Wagtail's own format is not wanted."""


def follow_the_language() -> None:
    """Teach Wagtail's widgets, which are made by its forms and ours alike, and what a form says where it cannot read."""
    for field, kind in FIELDS.items():
        field.default_error_messages = field.default_error_messages | {"invalid": lazy(refusal, str)(kind)}
    forms.DateTimeField.to_python = _telling_of_the_clock(forms.DateTimeField.to_python)
    for widget, kind in WIDGETS.items():
        widget.format = _InTheLanguage(kind)
        widget.js_format = _InTheLanguage(kind, to_datetimepicker_format)
        widget.get_config = _keeping_what_is_typed(widget.get_config)
        widget.get_context = _with_example(widget.get_context, kind)
    AdminDateTimeInput.js_time_format = _InTheLanguage("TIME", to_datetimepicker_format)


def _telling_of_the_clock(to_python):
    def read(field, value):
        try:
            return to_python(field, value)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(clock_change(error.params["datetime"]), error.code) from None

    return read


def _keeping_what_is_typed(get_config):
    def config(widget):
        return get_config(widget) | {"validateOnBlur": False}

    return config


def _with_example(get_context, kind: str):
    def context(widget, name, value, attrs):
        return get_context(widget, name, value, {"placeholder": example(kind)} | (attrs or {}))

    return context
