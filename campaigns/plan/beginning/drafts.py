"""The pages that a new campaign begins with: rooms say which they make, and for whom."""

import contextlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from core import registry
from core.audiences import SHELTERED
from core.protection.zones import Zone
from editorial.translation import known


@dataclass(frozen=True)
class DraftPages:
    """`said` tells (audience, frame, user) in a sentence what would be made, empty where nothing is: nobody may, or it is not for them.

    `make` writes the drafts of (campaign, user), in one transaction with the campaign. `words` are {sentence: the same in a
    language}, as far as the pattern has them.
    """

    key: str
    said: Callable[[str, str, object], str]
    make: Callable[[Campaign, object], list[Page]]
    words: Callable[[str], Mapping[str, str]] = lambda language: {}


DRAFTS = registry.Kind[DraftPages]()


def offered(audience: str, frame: str, user) -> list[tuple[DraftPages, str]]:
    """[(what would be made, the sentence)]"""
    found = ((one, one.said(audience, frame, user)) for one in DRAFTS)
    return [(one, said) for one, said in found if said]


def page_said(audience: str, frame: str, user) -> str:
    above = _index(user)
    said = _("Its page, a draft under “%(page)s”, called like the campaign until you write its public title")
    return said % {"page": above.title} if above else ""


def translate(one: DraftPages, pages: list[Page], languages: Collection[str], user) -> int:
    """The drafts in each of these languages too, but for the site's first one; how many.

    A page that lacks what its type asks for, as one without a message does, cannot be translated before it is written.
    """
    others = Locale.objects.filter(language_code__in=languages).exclude(language_code=settings.LANGUAGE_CODE)
    made = 0
    for locale in others:
        words = one.words(locale.language_code)
        for page in pages:
            with contextlib.suppress(ValidationError), transaction.atomic():
                known.begin(page, locale, words, user)
                made += 1
    return made


def is_missed(campaign: Campaign, user) -> bool:
    """Whether it has no page in the site's first language, and the user may write it; two queries at most for whoever may not."""
    if campaign.closed_at or _index(user) is None:
        return False
    return not CampaignPage.objects.filter(campaign=campaign, locale__language_code=settings.LANGUAGE_CODE).exists()


@transaction.atomic
def make_page(campaign: Campaign, user, title: str = "") -> list[Page]:
    """A draft under the list of campaigns, called like the campaign where no other title is given."""
    above = _index(user)
    page = CampaignPage(title=title or campaign.name, campaign=campaign, locale=above.locale, owner=user, live=False)
    page.zone = Zone.PROTECTED if campaign.audience in SHELTERED else page.zone
    above.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return [page]


def _index(user) -> Page | None:
    """The list of campaigns in the site's first language, where the user may add a page to it."""
    found = CampaignIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return found if found and found.permissions_for_user(user).can_add_subpage() else None


PAGE = DraftPages("page", page_said, make_page)
