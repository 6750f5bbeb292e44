"""What visitors say, and where the search leads them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.search import index

from home.finding import LONGEST_QUERY, Words, visible, words_of_line

SHOWN = 60  # characters of an entry's name


class Synonym(index.Indexed, models.Model):
    """Phrases of one language that mean the same to the search; nothing of it is shown to visitors."""

    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    phrases = models.TextField(
        _("what people say"),
        max_length=4000,
        help_text=_("A word or a phrase a line. Accents, capitals, apostrophes and endings make no difference."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page that comes first"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In the same language. It leaves the results as soon as it is no longer public."),
    )
    words = models.TextField(
        _("words of this site"),
        max_length=4000,
        blank=True,
        help_text=_("What the site says instead, a line each: pages with all words of a line are found too."),
    )

    search_fields = [
        index.SearchField("phrases"),
        index.AutocompleteField("phrases"),
        index.SearchField("words"),
        index.FilterField("locale"),
    ]

    class Meta:
        verbose_name = _("search synonym")
        verbose_name_plural = _("search synonyms")
        ordering = ["locale", "phrases"]

    def __str__(self):
        name = ", ".join(self.phrases.splitlines())
        return name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…"

    @property
    def leads_to(self) -> str:
        """For the team's list, which says of each entry whether its page is public: see `page_is_public` there."""
        words = " / ".join(self.words.splitlines())
        if self.page is None:
            return words or gettext("nowhere: its page was deleted")
        if not self.page_is_public:
            return gettext("“%(page)s” is not public: nobody is led there") % {"page": self.page}
        return f"{self.page} + {words}" if words else str(self.page)

    def clean(self):
        super().clean()
        typed = self.phrases
        self.phrases, self.words = without_empty_lines(self.phrases), without_empty_lines(self.words)
        if typed and not self.phrases:
            raise ValidationError({"phrases": self._meta.get_field("phrases").error_messages["blank"]})
        locale = Locale.objects.filter(pk=self.locale_id).first()
        if locale is None:
            return
        errors = {
            "phrases": [*self._wordless(self.phrases, locale), *self._too_long(), *self._said_twice(locale)],
            "words": list(self._wordless(self.words, locale)),
            "page": list(unfit(self.page, locale)) if self.page else [],
        }
        if not self.page and not self.words:
            errors["page"] = [_("Choose a page here, or write words of this site below: this entry leads nowhere.")]
        if errors := {name: found for name, found in errors.items() if found}:
            raise ValidationError(errors)

    def _wordless(self, text: str, locale: Locale) -> Iterator[str]:
        for number, line in enumerate(text.splitlines(), 1):
            if not words_of_line(line, locale.language_code):
                yield at(number, line) + gettext("It has neither letters nor digits. Write a word, or remove the line.")

    def _too_long(self) -> Iterator[str]:
        for number, line in enumerate(self.phrases.splitlines(), 1):
            if len(line) > LONGEST_QUERY:
                yield at(number, line) + gettext(
                    "A search is cut after %(number)d characters, so nobody can ask this. Shorten it."
                ) % {"number": LONGEST_QUERY}

    def _said_twice(self, locale: Locale) -> Iterator[str]:
        """Whatever a line shares with a line above it, or with another entry of the language."""
        others = said_elsewhere(self, locale)
        above: dict[Words, int] = {}
        for number, line in enumerate(self.phrases.splitlines(), 1):
            words = words_of_line(line, locale.language_code)
            if words in above:
                yield at(number, line) + gettext(
                    "The search takes it for the same as line %(other)d. Remove one of them."
                ) % {"other": above[words]}
            elif words in others:
                yield at(number, line) + gettext(
                    "The entry “%(other)s” of this language has it already. Remove it here, or there first."
                ) % {"other": others[words]}
            if words:
                above.setdefault(words, number)


def without_empty_lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def at(number: int, line: str) -> str:
    return gettext("Line %(number)d, “%(line)s”:") % {"number": number, "line": line} + " "


def said_elsewhere(entry: Synonym, locale: Locale) -> dict[Words, Synonym]:
    """Each phrase of the other entries of a language, and whose it is."""
    others = Synonym.objects.filter(locale=locale).exclude(pk=entry.pk)
    return {words_of_line(line, locale.language_code): other for other in others for line in other.phrases.splitlines()}


def unfit(page: Page, locale: Locale) -> Iterator[str]:
    """Why a page cannot come first in a language, and what to do; nothing where it can. The first reason is enough."""
    page = page.specific
    if page.locale_id != locale.pk:
        yield gettext("This page is in another language (%(language)s). Choose it in the language of the entry.") % {
            "language": page.locale.get_display_name()
        }
    elif not page.live:
        yield gettext("This page is not published. Have it published first, or choose another.")
    elif page.get_view_restrictions().exists():
        yield gettext("This page is behind a password or a login. Make it public first, or choose another.")
    elif not getattr(page, "listed_in_search", False):
        yield gettext(
            "This page is kept out of the site’s own search. Tick “found by the site’s own search” in its settings, or choose another."
        )
    elif not visible(locale).filter(pk=page.pk).exists():
        yield gettext("This page is not public yet: its campaign is not launched, or it is a copy. Choose another.")
