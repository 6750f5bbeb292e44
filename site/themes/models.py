"""The face of a campaign: what the team composes once, and pages, sheets and pictures show."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from core.publication.sign_off import SignedOff
from themes import colours, stylesheet
from themes.drawings import DRAWINGS
from themes.faces import Face, Motion
from themes.palette import Palette
from themes.samples import STATEMENTS

a_colour = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #ffb627."))
ColourField = partial(models.CharField, max_length=7, validators=[a_colour])


def drawings() -> list[tuple[str, object]]:
    return [("", _("none")), *((name, one.label) for name, one in DRAWINGS.items())]


class Theme(
    SignedOff,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """Shown once it is approved, like words; a campaign without one speaks in the voice of its audience."""

    chooser_words = _("Choose a theme"), _("Choose another theme")

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("For the team, in lists."))
    ground = ColourField(_("ground"), default="#ffb627", help_text=_("What is seen from afar: one colour, flat."))
    ink = ColourField(
        _("ink"), default="#0d0e11", help_text=_("The statement. It has a contrast of 7 to 1 with the ground.")
    )
    accent = ColourField(
        _("button"), default="#0d0e11", help_text=_("What is pressed. It has a contrast of 3 to 1 with the ground.")
    )
    night_ground = ColourField(
        _("ground by night"), default="#ffb627", help_text=_("For readers whose screen is dark.")
    )
    night_ink = ColourField(_("ink by night"), default="#0d0e11")
    night_accent = ColourField(_("button by night"), default="#0d0e11")
    face = models.CharField(_("face of the statement"), max_length=10, choices=Face, default=Face.POSTER)
    drawing = models.CharField(
        _("object"),
        max_length=40,
        blank=True,
        choices=drawings,
        help_text=_(
            "One thing, recognised at ten metres. Never a body, a face in shadow, money changing hands, handcuffs."
        ),
    )
    motion = models.CharField(_("motion"), max_length=10, choices=Motion, default=Motion.NONE)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("live")]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def day(self) -> Palette:
        return Palette.of(self.ground, self.ink, self.accent)

    @property
    def night(self) -> Palette:
        return Palette.of(self.night_ground, self.night_ink, self.night_accent)

    @property
    def drawn(self):
        """Its drawing, or None."""
        return DRAWINGS.get(self.drawing)

    @property
    def is_complete(self) -> bool:
        """Whether each of its colours is one: a draft may say anything."""
        chosen = (self.ground, self.ink, self.accent, self.night_ground, self.night_ink, self.night_accent)
        return all(colours.COLOUR.fullmatch(colour) for colour in chosen)

    @property
    def address(self) -> str:
        """Of its stylesheet."""
        return stylesheet.address(self.day, self.night, self.face)

    @property
    def scope(self) -> str:
        """The class of what bears it."""
        return stylesheet.scope(self.day, self.night, self.face)

    def clean(self):
        super().clean()
        wrong: dict[str, str] = {}
        for prefix in ("", "night_"):
            wrong |= self._without_contrast(prefix)
        if wrong:
            raise ValidationError(wrong)

    def _without_contrast(self, prefix: str) -> dict[str, str]:
        said = {name: getattr(self, prefix + name) for name in ("ground", "ink", "accent")}
        if not all(colours.COLOUR.fullmatch(colour) for colour in said.values()):
            return {}  # told at the field
        pairs = (("ink", colours.TEXT), ("accent", colours.CONTROL))
        return {
            prefix + name: refusal(said[name], said["ground"], least)
            for name, least in pairs
            if colours.contrast(said[name], said["ground"]) < least
        }

    def get_preview_template(self, request, mode_name):
        return "themes/preview.html"

    def get_preview_context(self, request, mode_name):
        times = [{"key": "by-day", "label": _("By day")}, {"key": "by-night", "label": _("By night")}]
        return {"object": self, "times": times, "statements": STATEMENTS, "request": request}


def refusal(colour: str, ground: str, least: float) -> str:
    """Why a colour cannot stand on a ground, and what could."""
    said = gettext("Too close to the ground: %(found).1f to 1, and %(least)g to 1 is needed.") % {
        "found": colours.contrast(colour, ground),
        "least": least,
    }
    nearest = colours.nearest(colour, ground, least)
    remedy = (
        gettext("The nearest that can be read there is %(colour)s.") % {"colour": nearest}
        if nearest
        else gettext("Nothing can be read on this ground: take a lighter or a darker one.")
    )
    return f"{said} {remedy}"
