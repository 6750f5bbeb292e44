"""The face of a campaign: what the team composes once, and pages, sheets and pictures show."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from core import audiences
from core.look import colours
from core.look.contrast import ColourField, without_contrast
from core.look.palette import Palette
from core.models import CampaignImage
from core.publication.sign_off import SignedOff
from core.renditions import making, specs
from core.text.fields import StreamField
from themes import letters, pictures, stylesheet
from themes.drawings import DRAWINGS
from themes.faces import Face, Motion
from themes.pictures import Alternative, WordsBlock
from themes.samples import statements


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
    audience = models.CharField(
        _("speaks to"),
        max_length=20,
        blank=True,
        choices=audiences.choices,
        help_text=_("In whose words its preview speaks. Empty: those of the campaign that bears it."),
    )
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
    object_picture = models.ForeignKey(
        CampaignImage,
        verbose_name=_("picture as object"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "In the place of a drawing: a thing or a place. Never a body, the face of a woman in shadow, money changing hands, red light, handcuffs. It is cut upright and wide around its focal point, which is set under Images; words never lie over it."
        ),
    )
    picture_words = StreamField(
        [("words", WordsBlock())],
        verbose_name=_("what the picture shows"),
        blank=True,
        help_text=_("For whoever cannot see it, in each language of the campaign."),
    )
    picture_is_decorative = models.BooleanField(
        _("the picture only decorates"),
        default=False,
        help_text=_("It says nothing that the statement does not say: screen readers pass over it."),
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
    def heard_by(self) -> str:
        """The audience whose words its preview speaks."""
        if self.audience or self.pk is None:
            return self.audience
        return self.campaigns.values_list("audience", flat=True).first() or ""

    @property
    def picture(self) -> CampaignImage | None:
        """Its picture; None where it has none, or that may not be shown any more."""
        found = self.object_picture
        return found if found and found.may_be_shown else None

    @property
    def picture_alt(self) -> Alternative:
        return pictures.alternative(self.picture_words, self.picture_is_decorative)

    @property
    def is_complete(self) -> bool:
        """Whether each of its colours is one: a draft may say anything."""
        chosen = (self.ground, self.ink, self.accent, self.night_ground, self.night_ink, self.night_accent)
        return all(colours.COLOUR.fullmatch(colour) for colour in chosen)

    @property
    def address(self) -> str:
        """Of its stylesheet."""
        return stylesheet.address(self.day, self.night, self.face)

    def stylesheets(self, statement: str) -> list[str]:
        """The addresses of what a page needs that shows a statement in it."""
        found = letters.of(statement) if self.face == Face.POSTER else ""
        return [self.address, letters.stylesheet(found)] if found else [self.address]

    def css(self, statement: str) -> str:
        """What stands at these addresses, for a page that carries it."""
        found = letters.of(statement) if self.face == Face.POSTER else ""
        return stylesheet.css(self.day, self.night, self.face) + (letters.css(found) if found else "")

    def face_file(self, statement: str) -> str:
        """The file of its face that a statement is written in; empty where that needs none."""
        return stylesheet.file_for(statement) if self.face == Face.POSTER else ""

    @property
    def scope(self) -> str:
        """The class of what bears it."""
        return stylesheet.scope(self.day, self.night, self.face)

    def clean(self):
        super().clean()
        wrong: dict[str, str | ValidationError] = {}
        for prefix in ("", "night_"):
            wrong |= without_contrast(self, prefix, ink=colours.TEXT, accent=colours.CONTROL)
        wrong |= self._about_the_object()
        if wrong:
            raise ValidationError(wrong)

    def _about_the_object(self) -> dict[str, ValidationError]:
        if self.object_picture is None:
            return {}
        wrong = {}
        if self.drawing:
            text = gettext("A theme has one object: take the drawing “%(drawing)s” away, or this picture.")
            label = dict(drawings()).get(self.drawing, self.drawing)
            wrong["object_picture"] = ValidationError(text % {"drawing": label})
        checks = {
            "object_picture": partial(pictures.refuse, self.object_picture),
            "picture_words": partial(pictures.refuse_words, self.picture_words, self.picture_is_decorative),
        }
        for name, check in checks.items():
            try:
                check()
            except ValidationError as error:
                wrong.setdefault(name, error)
        return wrong

    def get_preview_template(self, request, mode_name):
        return "themes/preview.html"

    def get_preview_context(self, request, mode_name):
        if self.picture:
            making.make(self.picture, specs.CROPPED[len(specs.CROPPED) // 2 :])  # as JPEG, which takes no second
        times = [{"key": "by-day", "label": _("By day")}, {"key": "by-night", "label": _("By night")}]
        said = statements(self.heard_by)
        addresses = dict.fromkeys(address for one in said for address in self.stylesheets(one["statement"]))
        return {"object": self, "times": times, "statements": said, "stylesheets": addresses, "request": request}
