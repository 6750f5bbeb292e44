"""How the operator is recognised: logo, lines beside it, networks, lines of the foot, icon of the browser's tab."""

import secrets
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core import audiences
from core.editor.identity_preview import IdentityPreview
from core.editor.kept_picture import KeptPictureInput
from core.look import stylesheet
from core.look.colours import TEXT
from core.look.contrast import ColourField, without_contrast
from core.look.palette import Palette
from core.look.stylesheet import for_pages
from core.look.voices import palettes
from core.look.widget import colour_panel
from core.text.fields import StreamField
from core.uploads.kinds import logos

FOLDER = "identity"
ICON = 180  # pixels, the largest that telephones ask for
LINES = 3
LEAST = {"ground": 0, "ink": TEXT, "accent": TEXT}  # links are words in the accent
# What becomes of pages without each.
WITHOUT_LOGO = _(
    "It goes from the head of every open page at once, and from sheets that are made from now on. To put it back, it has to be sent again."
)
WITHOUT_DARK_LOGO = _("By night the logo for light grounds takes its place, on a white plate.")
WITHOUT_ICON = _("Tabs of browsers show the project's own icon again.")

# What is accepted of each, as `core.uploads.kinds.logos` judges it.
ABOUT_LOGO = _(
    "For light grounds: SVG, PNG or JPEG, at most 5 MB and at least 200 pixels on its longer side, which is at most ten times the shorter one. No photograph. It stands at the head of pages and on sheets that are made from now on; those that there are stay good."
)
ABOUT_DARK_LOGO = _(
    "White or pale, and transparent around it: SVG or PNG, of the same sizes. Without one, the logo stands on a white plate at night."
)
ABOUT_ICON = _(
    "For tabs of browsers: the emblem alone, about square, without the name beside it; SVG, PNG or JPEG, at least 200 pixels wide or high."
)


def path_of(_operator: models.Model, name: str) -> str:
    """Another file has another address, so that browsers and caches may keep it."""
    return f"{FOLDER}/{secrets.token_hex(8)}.{name.rpartition('.')[2]}"


class NetworkBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("network"), max_length=40, help_text=_("As people call it."))
    address = blocks.URLBlock(label=_("address"), help_text=_("Of the operator's own account."))

    class Meta:
        icon = "link"
        label = _("network")

    def clean(self, value):
        value = super().clean(value)
        if not value["address"].startswith("https://"):
            text = gettext("An address that begins with https:// is needed: visitors are sent there.")
            raise blocks.StructBlockValidationError({"address": ValidationError(text)})
        return value


class IdentityForm(WagtailAdminModelForm):
    """Pictures are drawn anew: what is kept of an upload is a PNG that nothing else is in.

    Where no colour is typed, the one that pages have now stands pale in its field.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for prefix in ("", "night_"):
            own = palettes(by_night=bool(prefix))[audiences.PUBLIC]
            for name in LEAST:
                self.fields[prefix + name].widget.attrs["placeholder"] = getattr(own, name)

    def clean_logo(self):
        file = self._redrawn("logo", lambda file: logos.cleaned(file).png)
        if isinstance(file, ContentFile):  # with its size, so that nothing moves on a page when it arrives
            with Image.open(file) as picture:
                self.instance.logo_width, self.instance.logo_height = picture.size
        return file

    def clean_logo_dark(self):
        return self._redrawn("logo_dark", lambda file: logos.cleaned(file, on_dark=True).png)

    def clean_icon(self):
        return self._redrawn("icon", _square)

    def _redrawn(self, name, draw):
        """What the form holds on to until it is saved: another field may be refused."""
        file = self.cleaned_data[name]
        if isinstance(file, UploadedFile):
            file = ContentFile(draw(file), f"{name}.png")
        if isinstance(file, ContentFile):
            self.fields[name].widget.chosen = file
        return file

    def clean_block(self):
        return self._few_lines("block")

    def clean_footer_lines(self):
        return self._few_lines("footer_lines")

    def _few_lines(self, name):
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > LINES:
            raise ValidationError(
                _("At most %(most)s lines: this has %(number)s.") % {"most": LINES, "number": len(lines)}
            )
        return "\n".join(lines)


def _square(file: UploadedFile) -> bytes:
    """The icon of a browser's tab; raises ValidationError where it would be a sliver in its square."""
    try:
        drawn = Image.open(BytesIO(logos.cleaned(file).png))
    except ValidationError as error:
        raise _not_square() if error.code == "shape" else error from None
    if max(drawn.size) > 1.5 * min(drawn.size):
        raise _not_square()
    out = BytesIO()
    ImageOps.pad(drawn.convert("RGBA"), (ICON, ICON), color=(0, 0, 0, 0)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _not_square() -> ValidationError:
    return ValidationError(
        _("An icon is about as wide as high: send the emblem alone, without the name beside it."), code="square"
    )


class Identity(models.Model):
    """Shown on every page that may say whose it is: those of the protected zone say nothing."""

    logo = models.FileField(
        _("logo"),
        upload_to=path_of,
        blank=True,
        help_text=_(
            "For light grounds: SVG or PNG. It stands at the head of pages and on sheets that are made from now on; those that there are stay good."
        ),
    )
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    logo_dark = models.FileField(
        _("logo for dark grounds"),
        upload_to=path_of,
        blank=True,
        help_text=_(
            "White or pale, and transparent around it. Without one, the logo stands on a white plate at night."
        ),
    )
    block = models.TextField(
        _("lines beside the logo"),
        blank=True,
        max_length=160,
        help_text=_("As in the block of a State or of a city: at most three short lines."),
    )
    icon = models.FileField(
        _("icon"), upload_to=path_of, blank=True, help_text=_("For tabs of browsers: the emblem alone, about square.")
    )
    networks = StreamField([("network", NetworkBlock())], verbose_name=_("networks"), blank=True, max_num=8)
    footer_lines = models.TextField(
        _("lines of the foot"), blank=True, max_length=400, help_text=_("At most three: a motto, a ministry, a number.")
    )

    ground = ColourField(
        _("ground"), blank=True, help_text=_("Of public pages. Empty, with ink and accent: as the project has it.")
    )
    ink = ColourField(_("ink"), blank=True, help_text=_("What is read. It has a contrast of 7 to 1 with the ground."))
    accent = ColourField(
        _("accent"), blank=True, help_text=_("Links and buttons. It has a contrast of 7 to 1 with the ground.")
    )
    night_ground = ColourField(
        _("ground by night"), blank=True, help_text=_("For readers whose screen is dark. Empty: as the project has it.")
    )
    night_ink = ColourField(_("ink by night"), blank=True)
    night_accent = ColourField(_("accent by night"), blank=True)

    base_form_class = IdentityForm
    identity_panels = [
        MultiFieldPanel(
            [
                FieldPanel("logo", widget=KeptPictureInput(WITHOUT_LOGO), help_text=ABOUT_LOGO),
                FieldPanel(
                    "logo_dark", widget=KeptPictureInput(WITHOUT_DARK_LOGO, on_dark=True), help_text=ABOUT_DARK_LOGO
                ),
                FieldPanel("block"),
                FieldPanel("icon", widget=KeptPictureInput(WITHOUT_ICON), help_text=ABOUT_ICON),
            ],
            heading=_("Logo"),
            help_text=_("Pages of the protected zone show none of it: they tell nobody what they are about."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([colour_panel(name, of) for name, of in LEAST.items()], heading=_("By day")),
                FieldRowPanel([colour_panel(f"night_{name}", of) for name, of in LEAST.items()], heading=_("By night")),
            ],
            heading=_("Colours"),
            help_text=_(
                "Of pages for the general public, and of their sheets and cards that are made from now on. Each other audience, and each campaign with a theme, keeps its own; pages of the protected zone stay neutral."
            ),
        ),
        MultiFieldPanel([FieldPanel("networks"), FieldPanel("footer_lines")], heading=_("Foot of pages")),
        IdentityPreview(heading=_("Preview")),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        wrong: dict[str, str] = {}
        for prefix in ("", "night_"):
            wrong |= self._half(prefix) | without_contrast(self, prefix, ink=TEXT, accent=TEXT)
        if wrong:
            raise ValidationError(wrong)

    def _half(self, prefix: str) -> dict[str, str]:
        """The first colour that is missing where there are others."""
        said = {prefix + name: getattr(self, prefix + name) for name in LEAST}
        text = gettext("Ground, ink and accent go together: give all three, or none.")
        missing = [name for name, colour in said.items() if not colour]
        return dict.fromkeys(missing[:1], text) if any(said.values()) else {}

    @property
    def day(self) -> Palette | None:
        """The operator's own colours; None where it keeps to the project's."""
        return for_pages(self.ground, self.ink, self.accent) if self.ground else None

    @property
    def night(self) -> Palette | None:
        return for_pages(self.night_ground, self.night_ink, self.night_accent) if self.night_ground else None

    @property
    def colours_address(self) -> str:
        """Of their stylesheet; empty where there is none."""
        return stylesheet.address(self.day, self.night)

    @property
    def block_lines(self) -> list[str]:
        return self.block.splitlines()

    @property
    def foot(self) -> list[str]:
        return self.footer_lines.splitlines()


def is_public(_name: str) -> bool:
    """What identifies the operator is for everybody."""
    return True
