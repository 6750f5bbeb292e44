"""What a partner may send: its logo, its département and what it declares; not a word of the message."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Edition
from core.uploads.kinds import logos
from core.web.public_forms import PublicForm
from country.territories import GROUPS


def places(helped: set[str] | None = None) -> list[tuple]:
    """Marked where the leaflet could name no help, where it is known which are `helped`."""

    def named(code: str, name: str) -> str:
        place = f"{code} – {name}"
        if helped is None or code in helped:
            return place
        return gettext("%(place)s (no help in our directory yet)") % {"place": place}

    groups = [
        (heading, [(code, named(code, name)) for code, name in territories.items()]) for heading, territories in GROUPS
    ]
    return [("", _("none: the help of the whole country alone")), *groups]


class EditionForm(PublicForm):
    purpose = "edition"
    logo = forms.FileField(
        label=_("Your logo"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/svg+xml"}),
        help_text=_(
            "SVG, PNG or JPEG, at most 5 MB and at least 200 pixels on its longer side, which is at most ten times the shorter one. Dark enough for white paper, no photograph. It is kept as long as you take part, and shown on these sheets alone."
        ),
    )
    departement = forms.ChoiceField(
        label=_("Département"),
        required=False,
        choices=places,
        help_text=_("Your leaflet then names the help there, from our directory."),
    )
    emblem = forms.ChoiceField(
        label=_("Emblems of the State"),
        choices=[("", _("Choose")), *Edition.Emblem.choices],
        help_text=_(
            "Marianne, the mark of a ministry or a prefecture, arms or a flag: only those who are entitled to them may use them."
        ),
    )
    right = forms.BooleanField(
        label=_("This logo is ours, or we hold the right to it, and it may stand on these sheets."),
        error_messages={"required": _("Without the right to a logo it cannot be used: tick this, or send another.")},
    )

    def clean_logo(self) -> logos.Logo:
        return logos.cleaned(self.cleaned_data["logo"])
