"""The few kinds of field of which a form is composed: none takes a file."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.web.public_forms import Choices, SeveralChoices, WordsField

SHORT, LONG = 200, 5_000  # characters that a visitor may write
MOST_OPTIONS = 12


def twice_in(names: Iterable[str]) -> str:
    """The first that is there a second time; capitals and spaces tell no two apart."""
    seen = set()
    for name in names:
        spoken = " ".join(name.casefold().split())
        if spoken in seen:
            return name
        seen.add(spoken)
    return ""


class FieldBlock(blocks.StructBlock):
    """A field of a form for visitors; `field` makes Django's own of what an editor wrote."""

    label = blocks.CharBlock(label=_("label"), max_length=120)
    help = blocks.CharBlock(label=_("explanation"), required=False, max_length=200)
    required = blocks.BooleanBlock(label=_("must be answered"), required=False)

    class Meta:
        template = "components/form_field.html"

    def field(self, value: blocks.StructValue) -> forms.Field:
        said = {"label": value["label"], "help_text": value["help"], "required": value["required"]}
        return self.made(value, **said, error_messages={"required": _("This has to be answered.")})

    def made(self, value: blocks.StructValue, **said) -> forms.Field:
        raise NotImplementedError

    def answer(self, value: blocks.StructValue, cleaned) -> str:
        """What was answered, as the team reads it."""
        return cleaned or ""


class ShortTextBlock(FieldBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Short text")
        description = _("One line, such as a name or an organisation.")
        preview_value = {"label": "Votre organisation", "help": "", "required": False}

    def made(self, value, **said):
        return WordsField(max_length=SHORT, widget=forms.TextInput({"dir": "auto"}), **said)


class LongTextBlock(FieldBlock):
    class Meta:
        icon = "doc-full"
        label = _("Long text")
        description = _("The message itself: up to 5,000 characters.")
        preview_value = {"label": "Votre message", "help": "", "required": True}

    def made(self, value, **said):
        return WordsField(max_length=LONG, widget=forms.Textarea({"rows": 8, "dir": "auto"}), **said)


class WithOptions(FieldBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("possible answers"), min_num=2, max_num=MOST_OPTIONS
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if twice := twice_in(cleaned["options"]):
            said = _("“%(name)s” is there twice.") % {"name": twice}
            raise blocks.StructBlockValidationError(block_errors={"options": ValidationError(said)})
        return cleaned

    def numbered(self, value) -> list[tuple[str, str]]:
        return [(str(place), option) for place, option in enumerate(value["options"])]


class OneChoiceBlock(WithOptions):
    class Meta:
        icon = "radio-full"
        label = _("One answer of several")
        description = _("A list of answers, of which one is chosen.")
        preview_value = {
            "label": "Vous êtes",
            "help": "",
            "required": False,
            "options": ["Un média", "Une association"],
        }

    def made(self, value, **said):
        return forms.ChoiceField(choices=self.numbered(value), widget=Choices, **said)

    def answer(self, value, cleaned):
        return dict(self.numbered(value)).get(cleaned, "")


class ChoicesBlock(WithOptions):
    class Meta:
        icon = "list-ul"
        label = _("Several answers")
        description = _("A list of answers, of which any number is chosen.")
        preview_value = {"label": "Sujets", "help": "", "required": False, "options": ["La loi", "Les chiffres"]}

    def made(self, value, **said):
        return forms.MultipleChoiceField(choices=self.numbered(value), widget=SeveralChoices, **said)

    def answer(self, value, cleaned):
        options = dict(self.numbered(value))
        return "\n".join(options[one] for one in cleaned)


class YesNoBlock(FieldBlock):
    class Meta:
        icon = "tick-inverse"
        label = _("Yes or no")
        description = _("A question that is answered by yes or no.")
        preview_value = {"label": "Peut-on vous citer ?", "help": "", "required": False}

    def made(self, value, **said):
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=Choices, **said)

    def answer(self, value, cleaned):
        return {"yes": str(_("Yes")), "no": str(_("No"))}.get(cleaned, "")


FIELD_BLOCKS = [
    ("short_text", ShortTextBlock()),
    ("long_text", LongTextBlock()),
    ("one_choice", OneChoiceBlock()),
    ("several_choices", ChoicesBlock()),
    ("yes_no", YesNoBlock()),
]
