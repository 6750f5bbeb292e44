"""The form of an event: its moments are typed by the clock of the country, whatever the editor's own."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.country import with_zone
from core.text.token_widgets import TokenPageForm
from core.words.date_inputs import CountryDateTimeField


class EventForm(TokenPageForm):
    starts_at = CountryDateTimeField(
        label=capfirst(_("begins")), help_text=with_zone(_("By the clock of the country: %(zone)s."))
    )
    ends_at = CountryDateTimeField(
        label=capfirst(_("ends")),
        help_text=with_zone(_("By the clock of the country: %(zone)s. From then on it is among the past events.")),
    )
