"""Blocks of the newsroom: the words of somebody of the house, whom the press may ask, and what it may show."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BLOCKS
from core.blocks.media import FigureBlock, VideoBlock
from core.blocks.tokens import TellingBlock, TokenTextBlock
from core.models.licence import Licence, address_of
from facts.blocks import FACT_BLOCKS

# All that a release may hold can be printed: see `printed.py`.
PRINTED = ("text", "figure", "table", "notice", "fact_card")


class SaidBlock(TellingBlock):
    text = TokenTextBlock(label=_("what was said"), rows=4, max_length=800)
    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(label=_("role"), max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Words of somebody")
        template = "components/said.html"
        description = _("What somebody says, with name and role: they have agreed to exactly these words.")
        preview_value = {
            "text": "Nous demandons que la loi soit appliquée partout.",
            "name": "Prénom Nom",
            "role": "directrice de la campagne",
        }


class ContactValue(blocks.StructValue):
    @property
    def dialled(self) -> str:
        return "".join(sign for sign in self["telephone"] if sign in "+0123456789")


class ContactBlock(blocks.StructBlock):
    """The number and the address are the same in all languages: no block of theirs is translated."""

    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(label=_("role"), required=False, max_length=160)
    telephone = blocks.RegexBlock(
        r"^\+?[0-9][0-9 .()-]{1,24}$",
        label=_("telephone"),
        required=False,
        error_messages={"invalid": _("A number has digits and spaces alone, and may begin with +.")},
    )
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    hours = blocks.CharBlock(label=_("when they answer"), required=False, max_length=160)

    class Meta:
        icon = "mail"
        label = _("Press contact")
        template = "components/press_contact.html"
        value_class = ContactValue
        description = _("Whom journalists call or write to. Never a number for people who look for help.")
        preview_value = {
            "name": "Service de presse",
            "role": "",
            "telephone": "01 99 00 12 34",
            "email": "presse@example.org",
            "hours": "de 9 h à 18 h",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["telephone"] and not cleaned["email"]:
            raise blocks.StructBlockValidationError(
                block_errors={"email": ValidationError(_("Give a telephone number or an e-mail address."))}
            )
        return cleaned


def terms() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("what the press may do with it"),
        required=False,
        max_length=200,
        help_text=_(
            "For instance “Free for the press until 31 March, with the credit”. Not needed where its licence says it."
        ),
    )


class MaterialValue(blocks.StructValue):
    """A file that the press may show; `file` is None where it was withdrawn or deleted."""

    @property
    def file(self):
        found = self.get("image") or self.get("video")
        return found if found and found.may_be_shown else None

    @property
    def name(self) -> str:
        """For who hears a link alone."""
        return (
            self.get("caption") or self.get("title") or getattr(self.file, "contextual_alt_text", "") or self.file.title
        )

    @property
    def licence_address(self) -> str:
        return address_of(self.file.licence)

    @property
    def is_reserved(self) -> bool:
        return self.file.licence == Licence.RESERVED

    @property
    def format(self) -> str:
        return self.file.file.name.rpartition(".")[2].upper()

    @property
    def size(self) -> int | None:
        """In bytes; None where the storage has no such file."""
        try:
            return self.file.file.size
        except OSError:
            return None


class MaterialBlock(blocks.StructBlock):
    """A file with the terms under which it may be shown: its licence, or words beside it."""

    class Meta:
        value_class = MaterialValue

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.file and cleaned.is_reserved and not cleaned["terms"]:
            said = _("All rights in it are reserved: say what the press may do with it, or give the file its licence.")
            raise blocks.StructBlockValidationError(block_errors={"terms": ValidationError(said)})
        return cleaned


class PressPictureBlock(MaterialBlock, FigureBlock):
    terms = terms()

    class Meta:
        label = _("Picture for the press")
        template = "components/press_picture.html"
        description = _("A picture to download, with its credit, its licence and the day on which its rights end.")


class PressFilmBlock(MaterialBlock, VideoBlock):
    terms = terms()

    class Meta:
        label = _("Film for the press")
        template = "components/press_film.html"
        description = _("A film to watch and to download, with its captions, its credit and its licence.")


ARTICLE_BLOCKS = [(name, block) for name, block in BLOCKS + FACT_BLOCKS if name in PRINTED]
ARTICLE_BLOCKS.insert(1, ("said", SaidBlock()))
CONTACT_BLOCKS = [("contact", ContactBlock())]
MATERIAL_BLOCKS = [("press_picture", PressPictureBlock()), ("press_film", PressFilmBlock())]
