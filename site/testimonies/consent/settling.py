"""Consents begin and end by their days, with nobody doing anything: pages follow by themselves, search and copies are told here."""

from django.db import transaction
from django.utils import timezone

from core.publication import withdrawal
from testimonies.consent.consents import allowed_languages
from testimonies.models import Consent, ConsentEvent, Standing, Testimony, Use
from testimonies.shown.indexing import index_again
from testimonies.shown.showing import pages_showing


@transaction.atomic
def settle(testimony: Testimony, user=None) -> bool:
    """Tell search and caches in which languages it may be shown today; whether that has changed. Safe to repeat."""
    Standing.objects.get_or_create(testimony=testimony)
    standing = Standing.objects.select_for_update().get(testimony=testimony)
    now = allowed_languages(testimony.consents.all(), Use.WEBSITE, timezone.localdate())
    if standing.erased_at or now == standing.shown_in:
        return False
    ended, began = sorted(set(standing.shown_in) - set(now)), sorted(set(now) - set(standing.shown_in))
    standing.shown_in = now
    standing.save(update_fields=["shown_in"])
    for kind, languages in ((ConsentEvent.Kind.ENDED, ended), (ConsentEvent.Kind.BEGAN, began)):
        if languages:
            ConsentEvent.objects.create(testimony_number=testimony.pk, kind=kind, languages=languages, user=user)
    tell(testimony)
    return True


def tell(testimony: Testimony) -> None:
    """The search index now, and whoever keeps copies once this is committed: of the testimony, and of each page with it."""
    pages = pages_showing([testimony.pk])[testimony.pk]
    index_again(pages)
    withdrawal.purge([testimony, *pages])


def settle_all() -> int:
    """Returns how many have changed. Two queries where none has."""
    consents: dict[int, list[Consent]] = {}
    for consent in Consent.objects.exclude(testimony__standing__erased_at__isnull=False):
        consents.setdefault(consent.testimony_id, []).append(consent)
    known = dict(Standing.objects.values_list("testimony", "shown_in"))
    today = timezone.localdate()
    due = [pk for pk, some in consents.items() if allowed_languages(some, Use.WEBSITE, today) != known.get(pk, [])]
    return sum(settle(testimony) for testimony in Testimony.objects.filter(pk__in=due))
