"""The forms of a questionnaire. None of them has a field in which one could write who one is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.prevention.feedback.group import codes, leading
from campaigns.prevention.feedback.models import Round
from core.web.public_forms import Choices, PublicForm


class CodeForm(forms.Form):
    """Asked for in the address: it changes nothing, and needs no token."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the code: six letters.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def clean_code(self) -> str:
        code = codes.read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has six letters, all of them among these: %s.") % " ".join(codes.LETTERS)
            )
        return code


class RadioForm(PublicForm):
    template_name_div = "feedback/form.html"


class OpenForm(RadioForm):
    purpose = "feedback open"
    moment = forms.ChoiceField(
        label=_("When does the group answer?"),
        choices=Round.Moment.choices,
        widget=Choices,
        error_messages={"required": _("Choose one of the two.")},
    )


class ActForm(PublicForm):
    """What whoever leads the group does with it later."""

    CLOSE, AFTER = "close", "after"
    purpose = "feedback act"
    act = forms.ChoiceField(choices=[(CLOSE, CLOSE), (AFTER, AFTER)], widget=forms.HiddenInput)


class AnswerForm(RadioForm):
    once = True

    @property
    def ticket(self) -> str:
        """What tells this form from all others, as a digest."""
        return leading.digest(self.data["token"])

    @property
    def chosen(self) -> dict[str, int]:
        """The place of the chosen answer, by the id of its question."""
        return {name: int(value) for name, value in self.cleaned_data.items() if name != "token"}


def answer_form(of: Round) -> type[AnswerForm]:
    """The form of a round: its questions, each to be answered, and a token that serves no other round."""
    questions = {question["id"]: _question(question) for question in of.questionnaire.questions}
    return type("FormOfRound", (AnswerForm,), {"purpose": f"feedback round {of.pk}"} | questions)


def _question(question: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question["question"],
        choices=list(enumerate(question["answers"])),
        widget=Choices,
        error_messages={"required": _("Choose one of the answers.")},
    )
