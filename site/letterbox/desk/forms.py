"""The forms of the desk: what is shown of the messages, what state one has, and an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from letterbox.models import Kind, Message, State

LONGEST_ANSWER = 5_000  # characters


class FilterForm(forms.Form):
    """Asked in the address; of what makes no sense nothing is filtered."""

    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )
    kind = forms.ChoiceField(label=_("Form"), required=False, choices=[("", _("All")), *Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *State.choices])
    mine = forms.BooleanField(label=_("Mine alone"), required=False)

    def chosen(self, user) -> dict:
        """How a query is filtered."""
        self.is_valid()
        said = self.cleaned_data
        found = {name: said[name] for name in ("kind", "state") if said.get(name)}
        if said.get("reference"):
            found["reference__iexact"] = _spelled(said["reference"])
        return found | ({"handler": user} if said.get("mine") else {})


def _spelled(typed: str) -> str:
    letters = "".join(letter for letter in typed if letter.isalnum())
    return f"{letters[:4]}-{letters[4:]}"


class StateForm(forms.ModelForm):
    class Meta:
        model = Message
        fields = ["state"]


class AnswerForm(forms.Form):
    """`beginning` is what is proposed: nothing but that is no answer."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea({"rows": 10, "dir": "auto"})
    )

    def __init__(self, *args, beginning: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.beginning = beginning

    def clean_answer(self) -> str:
        said = self.cleaned_data["answer"]
        if " ".join(said.split()) == " ".join(self.beginning.split()):
            raise forms.ValidationError(_("This is the proposed beginning alone: write your answer below it."))
        return said
