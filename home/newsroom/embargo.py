"""Until when a text waits: typed by the clock of the country, held in every language, and over at its minute with nobody doing anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.country import country, with_zone
from core.navigation import links
from core.text.token_widgets import TokenPageForm
from core.words.date_inputs import CountryDateTimeField
from operations.schedule import run
from serving.page_cache import changed, shown_until

FARTHEST = timedelta(days=366)
JUST = timedelta(minutes=5)  # ago: a worker that was late, or killed, tells it again


def hidden_pages(now: datetime) -> QuerySet:
    """The pages that wait for the end of their embargo."""
    from home.newsroom.models import ArticlePage

    return ArticlePage.objects.filter(embargo__gt=now).values("pk")


def openings(now: datetime) -> QuerySet:
    """The moments at which an embargo ends."""
    from home.newsroom.models import ArticlePage

    return ArticlePage.objects.filter(live=True, embargo__gt=now).order_by("embargo").values("embargo")


def until_next(request: HttpRequest) -> None:
    """What lists texts is kept no longer than until the next of them is public."""
    if moment := openings(timezone.now()).values_list("embargo", flat=True).first():
        shown_until(request, moment)


def is_closed(link: links.Link, request: Any) -> bool:
    """Whether a link, chosen or typed, leads to what waits, or to a file of it: an address has the words of its title."""
    path = links.asked_path(link.target) if link.kind == "address" else ""
    if link.kind != "page" and not path:
        return False
    ends = [one.ends for one in _waiting(request) if link.target == one.pk or (path and path.startswith(one.path))]
    if ends and hasattr(request, "META"):
        shown_until(request, ends[0])
    return bool(ends)


@dataclass(frozen=True)
class _Waiting:
    pk: int
    ends: datetime
    path: str


def _waiting(request: Any) -> list[_Waiting]:
    """All that waits; asked once for each request."""
    if not hasattr(request, "articles_that_wait"):
        from home.newsroom.models import ArticlePage

        rows = ArticlePage.objects.filter(embargo__gt=timezone.now())
        columns = rows.values_list("pk", "embargo", "locale__language_code", "url_path")
        found = [_Waiting(pk, ends, f"/{code}/{path.split('/', 2)[2]}".lower()) for pk, ends, code, path in columns]
        if request is None:
            return found
        request.articles_that_wait = found
    return request.articles_that_wait


def wake_at(moment: datetime) -> None:
    """Have the worker tell the page cache at that second, before the next round of the job; where none can wait, that round does it."""
    if moment > timezone.now() and run.get_backend().supports_defer:
        run.using(run_after=moment).enqueue("lift-embargoes", moment.isoformat())


def lift() -> int:
    """Renew kept pages that lead to what has become public: how many texts that is. Lists and the texts themselves know their minute."""
    from home.newsroom.models import ArticlePage

    now = timezone.now()
    number = ArticlePage.objects.filter(live=True, embargo__lte=now, embargo__gt=now - JUST).count()
    if number:
        changed()
    return number


def at(moment: datetime) -> str:
    """By the clock of the country, as people read it."""
    with timezone.override(timezone.get_default_timezone()):
        return f"{date_format(timezone.localtime(moment), 'DATETIME_FORMAT')} ({country().time})"


def _approved(article: Any) -> datetime | None:
    """The moment that holds, whatever the draft says; None where none does."""
    return (
        type(article)
        .objects.filter(pk=article.pk, live=True, embargo__gt=timezone.now())
        .values_list("embargo", flat=True)
        .first()
    )


class ArticleForm(TokenPageForm):
    """Refuses an embargo where it is typed: what is stored may have passed, and stays as it is."""

    embargo = CountryDateTimeField(
        label=capfirst(gettext_lazy("embargo until")),
        required=False,
        help_text=format_lazy(
            "{} {}",
            gettext_lazy(
                "Until this minute nobody sees it: neither the page, lists and search nor its files. It holds in every language. Empty: public once it is approved."
            ),
            with_zone(gettext_lazy("By the clock of the country: %(zone)s.")),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "embargo" in self.fields and self.instance.original is not None:
            self.fields["embargo"].disabled = True
            self.fields["embargo"].help_text = _("It holds in every language, and is changed in “%(page)s”.") % {
                "page": self.instance.original
            }
        elif "embargo" in self.fields and (approved := _approved(self.instance)):
            self.fields["embargo"].help_text = _(
                "It is approved, and public by itself on %(moment)s: another moment counts once it is approved, too. To stop it before, "
                "have a publisher take it down."
            ) % {"moment": at(approved)}

    def clean(self) -> dict[str, Any]:
        """A date that nobody chose goes with the embargo."""
        said = super().clean()
        if "embargo" in self.changed_data and "date" not in self.changed_data:
            was_filled_in = said.get("date") == timezone.localdate(self.initial.get("embargo"))
            said["date"] = None if was_filled_in else said.get("date")
        return said

    def clean_embargo(self) -> datetime | None:
        moment = self.cleaned_data["embargo"]
        if not moment or "embargo" not in self.changed_data:
            return moment
        if moment <= timezone.now():
            said = _("%(moment)s has passed. Choose a moment to come, or leave it empty.")
        elif moment > timezone.now() + FARTHEST:
            said = _("%(moment)s is more than a year away. Check the year.")
        else:
            return moment
        raise forms.ValidationError(said % {"moment": at(moment)})
