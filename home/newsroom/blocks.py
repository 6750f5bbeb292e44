"""Blocks of the newsroom: the words of somebody of the house, and whom the press may ask."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BLOCKS
from core.blocks.tokens import TellingBlock, TokenTextBlock
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


ARTICLE_BLOCKS = [(name, block) for name, block in BLOCKS + FACT_BLOCKS if name in PRINTED]
ARTICLE_BLOCKS.insert(1, ("said", SaidBlock()))
CONTACT_BLOCKS = [("contact", ContactBlock())]
