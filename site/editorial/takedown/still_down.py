"""What went down with a page and is down still: a sign-off brings back one page in one language, and the rest in silence not at all."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.publication import visibility
from editorial.models import Takedown, TakenDown

KNOWN = "_known_to_be_down"


def all_down() -> dict[int, visibility.Down]:
    """By the last takedown of each, unless it was published since, or was approved since and waits for its date.

    Two queries, and one where nothing was taken down.
    """
    items = TakenDown.objects.filter(
        takedown__undone_at=None, base_content_type=ContentType.objects.get_for_model(Page)
    )
    items = items.select_related("takedown__user").order_by("takedown__created_at")
    downs = {
        int(one.object_id): visibility.Down(one.takedown.created_at, one.takedown.user, place_of(one.takedown))
        for one in items
    }
    if not downs:
        return {}
    pages = _without_those_that_wait(Page.objects.filter(pk__in=downs, live=False))
    return {
        pk: downs[pk]
        for pk, published in pages.values_list("pk", "last_published_at")
        if not published or published <= downs[pk].since
    }


def place_of(takedown: Takedown) -> str:
    """Where it is put back."""
    return f"{reverse('takedowns')}#takedown-{takedown.pk}"


@dataclass(frozen=True)
class Down:
    """`itself`: whether the page is down, too. `versions`: the page in other languages."""

    takedown: Takedown
    itself: bool
    versions: list[Page]

    @property
    def words(self) -> str:
        """Nothing where no other language is down."""
        if not self.versions:
            return ""
        said = {
            "languages": ", ".join(str(version.locale.get_display_name()) for version in self.versions),
            "day": date_format(timezone.localtime(self.takedown.created_at), "SHORT_DATE_FORMAT"),
        }
        if self.itself:
            return _("Taken down with it: %(languages)s. A new sign-off brings back this language alone.") % said
        return (
            _(
                "Taken down with it on %(day)s, and still down: %(languages)s. Each comes back by its own sign-off, or all of them by “Put back as it was”."
            )
            % said
        )


def down_with(page: Page) -> Down | None:
    """By the last takedown of the page that was not undone; None where all is back, or was withdrawn otherwise since."""
    about = {"base_content_type": page.get_base_content_type()}
    takedown = (
        Takedown.objects.filter(
            undone_at=None, items__object_id=str(page.pk), items__base_content_type=about["base_content_type"]
        )
        .select_related("user")
        .first()
    )
    if takedown is None:
        return None
    ids = takedown.items.filter(**about).values_list("object_id", flat=True)
    pages = Page.objects.filter(pk__in=list(ids), translation_key=page.translation_key)
    pages = _without_those_that_wait(
        pages.filter(Q(last_published_at=None) | Q(last_published_at__lte=takedown.created_at))
    )
    down = list(pages.select_related("locale").order_by("path"))
    versions = [one for one in down if one.pk != page.pk]
    return Down(takedown, len(down) > len(versions), versions) if down else None


def is_still_down(kind: str, text: str) -> Exists:
    """Whether a takedown of a text was not undone, in a query that finds others: without one, `down_with` finds nothing."""
    items = TakenDown.objects.filter(base_content_type=OuterRef(kind), object_id=OuterRef(text))
    return Exists(items.filter(takedown__undone_at=None))


def remember(user, page: Page, down: Down | None) -> None:
    """For the rest of a request that changes nothing: the editor shows it several times."""
    setattr(user, KNOWN, {page.pk: down})


def known_or_asked(user, page: Page) -> Down | None:
    known = getattr(user, KNOWN, {})
    return known[page.pk] if page.pk in known else down_with(page)


def _without_those_that_wait(pages: PageQuerySet) -> PageQuerySet:
    """Those that are approved for a date: since the takedown, which took the dates away."""
    return pages.annotate_approved_schedule().filter(_approved_schedule=False)
