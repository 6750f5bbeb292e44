"""What somebody wants on a card, and why it cannot be printed, each reason at its field."""

from django import forms
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.outreach.cards import destinations, words
from campaigns.outreach.cards.words import Order
from core import audiences
from core.protection.discretion import telling_word
from core.words import languages
from facts.models import Helpline
from press.bilingual.pocket import MOST
from press.composition import fonts
from press.content import PressError

FIRST_PAIR = ("fr", "en")


def offered() -> QuerySet[Helpline]:
    return Helpline.objects.filter(live=True)


def proposed(helplines: list[Helpline]) -> list[str]:
    """Those for this audience that have a number, as many as a card holds."""
    fit = [one for one in helplines if audiences.OUTREACH in one.audiences and (one.number or one.sms_number)]
    return [str(one.pk) for one in fit[:MOST]]


def _listed(helpline: Helpline) -> str:
    """Its figures isolated: where the team reads from right to left they would change places."""
    number = words.number_of(helpline)
    return number if number == helpline.name else f"{helpline.name} (\u2066{number}\u2069)"


class CardForm(forms.Form):
    """`order` is what a valid form asks for."""

    first = forms.ChoiceField(label=gettext_lazy("First language"))
    title_first = forms.CharField(
        label=gettext_lazy("Title in the first language"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("It stands on the side that others see. Empty: “Useful numbers” in that language."),
    )
    second = forms.ChoiceField(label=gettext_lazy("Second language"))
    title_second = forms.CharField(label=gettext_lazy("Title in the second language"), required=False, max_length=60)
    helplines = forms.MultipleChoiceField(
        label=gettext_lazy("Helplines"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In the order in which they are listed; five at most."),
    )
    page = forms.ChoiceField(
        label=gettext_lazy("Page to which the code leads"),
        required=False,
        help_text=gettext_lazy("A protected page. Nothing tells which card was read, or where."),
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="card_%s")
        self.order: Order | None = None
        self.found = list(offered())
        self.places = destinations.destinations()
        spoken = [(one.code, one.name) for one in map(languages.language, languages.codes())]
        self.fields["first"].choices = self.fields["second"].choices = spoken
        self.fields["helplines"].choices = [(str(one.pk), _listed(one)) for one in self.found]
        self.fields["page"].choices = [(key, place.title) for key, place in self.places.items()]
        for name, value in zip(("first", "second"), FIRST_PAIR, strict=True):
            self.fields[name].initial = value
        self.fields["helplines"].initial = proposed(self.found)
        self.fields["page"].error_messages["invalid_choice"] = _(
            "This page is not public, or not protected. Choose one of the list."
        )

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What was filled in, to ask for the same again."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]

    def clean(self):
        data = super().clean()
        pair = (data.get("first"), data.get("second"))
        if pair[0] and pair[0] == pair[1]:
            self.add_error("second", _("Choose another language than the first: a card speaks two."))
        chosen = [one for one in self.found if str(one.pk) in data.get("helplines", ())]
        self._check_titles(data)
        self._check_number(chosen)
        self._check_verified(chosen)
        self._check_page(data.get("page"), pair)
        if not self.errors:
            self._order(data, pair, chosen)
        return data

    def _check_titles(self, data: dict) -> None:
        for name, language in (("title_first", data.get("first")), ("title_second", data.get("second"))):
            title = data.get(name, "").strip()
            if title and (word := telling_word(title)):
                text = _("“%(word)s” tells what the card is for to whoever sees it. Choose other words.")
                self.add_error(name, text % {"word": word})
            elif title and language:
                self._check_glyphs(name, title, language)

    def _check_glyphs(self, name: str, text: str, language: str) -> None:
        try:
            fonts.check(text, language)
        except PressError as error:
            self.add_error(name, error.message)

    def _check_number(self, chosen: list[Helpline]) -> None:
        if "helplines" in self.errors:
            return
        if not chosen:
            self.add_error("helplines", _("Choose at least one helpline."))
        elif len(chosen) > MOST:
            text = ngettext(
                "You have chosen %(number)s helpline, and a card holds %(most)s: leave some out.",
                "You have chosen %(number)s helplines, and a card holds %(most)s: leave some out.",
                len(chosen),
            )
            self.add_error("helplines", text % {"number": len(chosen), "most": MOST})

    def _check_verified(self, chosen: list[Helpline]) -> None:
        """Paper cannot be corrected: what is printed was held against its source, and is not due for another look."""
        for one in chosen:
            if one.verified_on is None:
                text = _("Nobody has verified “%(helpline)s” yet: hold it against its source, and enter the day.")
                self.add_error("helplines", text % {"helpline": one.name})
            elif one.is_overdue:
                text = _("“%(helpline)s” is due for review: hold it against its source, and enter the day.")
                self.add_error("helplines", text % {"helpline": one.name})

    def _check_page(self, key: str | None, pair: tuple) -> None:
        if "page" in self.errors:
            return
        place = self.places.get(key or "")
        if place is None:
            self.add_error("page", self._no_page())
            return
        for language in dict.fromkeys(filter(None, pair)):
            if language not in place.pages:
                text = _("This page is not public in this language: %(language)s. Publish it, or choose another page.")
                self.add_error("page", text % {"language": languages.language(language).name})
            elif word := telling_word(place.target(language).letters.partition("/")[2]):
                text = _(
                    "The address of this page says “%(word)s”, and is printed where others see it. Choose another page."
                )
                self.add_error("page", text % {"word": word})

    def _no_page(self) -> str:
        if self.places:
            return _("Choose the page to which the code leads.")
        return _("There is no public page in the protected zone yet, and a card leads to no other: publish one first.")

    def _order(self, data: dict, pair: tuple[str, str], chosen: list[Helpline]) -> None:
        found = words.wordings([one.pk for one in chosen], pair)
        for one in chosen:
            for language in pair:
                if (one.pk, language) not in found:
                    said = {"helpline": one.name, "language": languages.language(language).name}
                    text = _(
                        "“%(helpline)s” has no live words in this language: %(language)s. Translate it first, or leave it out."
                    )
                    self.add_error("helplines", text % said)
        if not self.errors:
            titles = [
                data[name].strip() or useful(code)
                for name, code in zip(("title_first", "title_second"), pair, strict=True)
            ]
            self.order = Order(pair, (titles[0], titles[1]), tuple(chosen), found, self.places[data["page"]])


def useful(language: str) -> str:
    """A title that anybody's card might bear."""
    with translation.override(language):
        return _("Useful numbers")
