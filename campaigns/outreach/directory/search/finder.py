"""What a visitor says of what is looked for: where, what, in which language. Sent in the body, so that no address holds it."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.outreach.directory.search import spoken
from campaigns.outreach.directory.vocabulary import Need
from country.territories import GROUPS, TERRITORIES

NOT_IN_LIST = {"invalid_choice": _("This is not in the list. Choose again.")}


@dataclass(frozen=True)
class Wanted:
    """Each part is empty where it does not matter."""

    territory: str = ""
    need: str = ""
    language: str = ""

    @property
    def territory_name(self) -> str:
        return TERRITORIES.get(self.territory, "")

    @property
    def need_name(self) -> str:
        return Need(self.need).label if self.need else ""

    @property
    def language_name(self) -> str:
        return spoken.language(self.language).name if self.language else ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.need or self.language)


class Finder(forms.Form):
    territory = forms.ChoiceField(label=_("Where?"), choices=TERRITORIES, required=False, error_messages=NOT_IN_LIST)
    need = forms.ChoiceField(
        label=_("What do you need?"), choices=Need.choices, required=False, error_messages=NOT_IN_LIST
    )
    language = forms.ChoiceField(label=_("In which language?"), required=False, error_messages=NOT_IN_LIST)
    page = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data=None, *, languages: set[str], **kwargs):
        super().__init__(data, **kwargs)
        self.languages = spoken.languages(languages)
        self.fields["language"].choices = [(language.code, language.name) for language in self.languages]

    @property
    def territories(self) -> list[tuple[str, dict[str, str]]]:
        """(heading, {code: name}), as the list beside the map has them."""
        return GROUPS

    @property
    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(data["territory"], data["need"], data["language"])

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the form shows as chosen."""
        names = ("territory", "need", "language")
        return {name: self[name].value() or "" for name in names}
