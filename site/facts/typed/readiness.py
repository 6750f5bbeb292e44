"""The readiness check of typed numbers: each is a fact, or somebody answers for it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision

from core.publication.readiness import Failure, Subject, check
from core.words.phrases import phrase as _
from facts.typed.listing import as_written
from facts.typed.numbers import Number, of_pages


@check("typed_numbers", gettext_lazy("Numbers of law are facts, or somebody answers for them by name"))
def typed_numbers(subject: Subject) -> list[Failure]:
    """Six queries at most. What goes out is asked: what is live, or else the latest draft."""
    found = of_pages(_going_out(subject.pages), subject.language)
    return [_failure(page, number) for page in subject.pages for number in found[page.pk] if number.is_open]


def _going_out(pages: list[Page]) -> list[Page]:
    drafts = Revision.objects.in_bulk([page.latest_revision_id for page in pages if not page.live])
    return [
        as_written(page, drafts[page.latest_revision_id])
        if not page.live and page.latest_revision_id in drafts
        else page
        for page in pages
    ]


def _failure(page: Page, number: Number) -> Failure:
    said = {
        "page": page.team_title,
        "place": number.place.label,
        "number": number.typed.text,
        "sentence": number.sentence,
        "fact": number.facts[0].name if number.facts else "",
    }
    message = _("“%(page)s”, %(place)s: “%(number)s” is typed by hand, in “%(sentence)s”.")
    if number.facts:
        message = _(
            "“%(page)s”, %(place)s: “%(number)s” is typed by hand, in “%(sentence)s”. The fact “%(fact)s” says the same."
        )
    return Failure(message % said, f"{reverse('typed_numbers', args=[page.pk])}#{number.id}")
