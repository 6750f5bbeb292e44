"""Words of a film that are tried before anything is saved: they stand in the place of those of the live page, in its preview alone."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from campaigns.plan.blocks import IN_A_FILM, unreadable
from campaigns.plan.models.pages import lined
from core.words import languages
from press.content import Content, FilmWords, PressError
from press.films import storyboards
from press.films.storyboards import UnreadableError

# Which field a part of the pictures comes from, as the templates name it where its words do not fit.
FIELDS = {"statement": "statement", "lead": "lead", "says": "says", "card": "call"}
OF_FILM = ("storyboard", "opening", "call")


class DraftForm(forms.Form):
    """The words of a film by the scene in which they are read. Without data it holds those of the live page."""

    storyboard = forms.ChoiceField(label=_("Storyboard"), required=False)
    opening = forms.CharField(label=_("Opening line"), required=False, max_length=60)
    says = forms.CharField(label=_("What the object says"), required=False, max_length=60)
    statement = forms.CharField(label=_("Statement"), max_length=160, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label=_("Lead"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    call = forms.CharField(label=_("Closing call"), required=False, max_length=60)

    def __init__(self, live: Content, data: Any = None):
        self.live = live
        super().__init__(data if data is not None and "statement" in data else None, initial=_words(live))
        self.fields["storyboard"].choices = [("", _("as the campaign looks")), *storyboards.CHOICES]
        if not (live.look and live.look.drawing):
            del self.fields["says"]
        for field in self.fields.values():
            field.widget.attrs |= {"lang": live.language, "dir": "auto"}

    def clean(self):
        """What the page would refuse to save is refused here, at the same words."""
        data = super().clean()
        spoken = languages.language(self.live.language).name
        for name in IN_A_FILM:
            if problem := unreadable(name, data.get(name, ""), spoken):
                self.add_error(name, problem)
        return data

    @property
    def said(self) -> dict[str, str]:
        """As it is filled in, rightly or not: what is refused is looked at, too."""
        return {name: lined(str(self[name].value() or "")) for name in self.fields}

    @property
    def content(self) -> Content:
        """As the film would say it; the words of the live page where nothing is filled in."""
        if not self.is_bound:
            return self.live
        said = self.said
        film = replace(self.live.film or FilmWords(), **{name: said[name] for name in OF_FILM})
        look = replace(self.live.look, says=said["says"]) if "says" in said else self.live.look
        return replace(self.live, statement=said["statement"], lead=said["lead"], look=look, film=film)

    @property
    def query(self) -> str:
        """The words, for the address of a picture; empty where they are those of the page."""
        return urlencode(self.said) if self.is_bound else ""

    def refuse(self, error: PressError) -> None:
        """Why the film cannot be made, at the words that are in the way, where they are of this form."""
        name = self._field_of(error)
        if (name or NON_FIELD_ERRORS) not in self.errors:
            self.add_error(name, error.message)

    def _field_of(self, error: PressError) -> str | None:
        if isinstance(error, UnreadableError):
            return next((name for name, text in self.said.items() if text == error.longest), None)
        return FIELDS.get(error.about) if FIELDS.get(error.about) in self.fields else None


def _words(content: Content) -> dict[str, str]:
    chosen = content.film or FilmWords()
    return {
        "storyboard": chosen.storyboard,
        "opening": chosen.opening,
        "says": content.look.says if content.look else "",
        "statement": content.statement,
        "lead": content.lead,
        "call": chosen.call,
    }
