"""What was printed remembers what it was made from: held against what is live now, it is as before, or stale."""

from itertools import batched
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from campaigns.plan.editions.words import Editions, borne
from campaigns.plan.editions.words import differences as of_edition
from campaigns.plan.models import Campaign, CampaignPage, PrintedItem
from campaigns.plan.sheets.words import NotLiveError, Reading, read
from core.navigation import former_addresses
from facts.models import Fact, Helpline
from made.digests import Change, changes
from press.films.formats import FILMS
from serving.page_cache.changes.writes import withdrawn

AT_ONCE = 500  # rows of one statement
# Whoever holds what was printed, for `PrintedItem.partner`.
HOLDERS = ("link__partner", "link__placement__partner", "edition__partnership__partner")
# The partner who has a code.
HOLDER = Coalesce("link__partner", "link__placement__partner")
# Words of any language inside a French sentence keep their own direction (Unicode, FSI and PDI).
ISOLATED = "\u2068{}\u2069"


def stale(campaign: Campaign | None = None) -> QuerySet[PrintedItem]:
    """What should be made again, of one campaign or of all, with link, placement and partner: one query."""
    items = PrintedItem.objects.filter(stale_since__isnull=False, recalled_at=None, replaced_at=None)
    return _with_holders(items.filter(campaign=campaign) if campaign else items)


def may_still_hang(campaign: Campaign) -> QuerySet[PrintedItem]:
    """What was stale when another took its place, and was not recalled: on paper it is as wrong as it was."""
    items = PrintedItem.objects.filter(stale_since__isnull=False, recalled_at=None, replaced_at__isnull=False)
    return _with_holders(items.filter(campaign=campaign))


def elsewhere() -> QuerySet[PrintedItem]:
    """What leads to another address of the site than today's, of whatever age, unless it was recalled."""
    remembered = PrintedItem.objects.filter(recalled_at=None, made_from__has_key="address")
    return remembered.exclude(made_from__address=settings.BASE_URL)


def _with_holders(items: QuerySet[PrintedItem]) -> QuerySet[PrintedItem]:
    joined = items.select_related("campaign", "link__channel", *HOLDERS)
    return joined.defer("text").order_by("campaign", "format", "language", "-made_at")


def check(items: QuerySet[PrintedItem]) -> int:
    """Flag what was made from something else than is live today, clear what is as before; returns how many changed."""
    items = items.filter(replaced_at=None, recalled_at=None).order_by()
    pages = set(items.values_list("made_from__page", flat=True).distinct()) - {None}
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_check_page(items.filter(made_from__page=page), page) for page in pages)


def _check_page(items: QuerySet[PrintedItem], page_id: int) -> int:
    now = _reading(page_id)
    editions = Editions(now.campaign) if isinstance(now, Reading) else None
    reasons: dict[tuple[str, str, int | None], str] = {}
    changed: dict[str, list[int]] = {}
    rows = items.values_list("pk", "format", "made_from", "stale_reason", HOLDER, "edition__partnership")
    for pk, form, made_from, before, *held in rows.iterator(chunk_size=AT_ONCE):
        edition = editions.of(*held) if editions else None
        key = form if form in FILMS else "", repr(made_from), edition and edition.pk  # all sheets are alike
        if key not in reasons:
            reasons[key] = _differences(made_from, borne(now, edition), form) if editions else now
        if reasons[key] != before:
            changed.setdefault(reasons[key], []).append(pk)
            if form in FILMS:
                withdrawn()  # its page shows it, or no longer
    for reason, ids in changed.items():
        _flag(ids, reason)
    return sum(map(len, changed.values()))


def _reading(page_id: int) -> Reading | str:
    """What is live of the page, or why nothing is."""
    page = CampaignPage.objects.select_related("locale").filter(pk=page_id).first()
    if page is None:
        return _("Its page was deleted.")
    try:
        return read(page)
    except NotLiveError:
        return _("Its page is no longer public.")


def _flag(ids: list[int], reason: str) -> None:
    """`stale_since` stays what it was where only the reason changes."""
    for some in batched(ids, AT_ONCE, strict=False):
        items = PrintedItem.objects.filter(pk__in=some)
        if reason:
            items.filter(stale_since=None).update(stale_since=timezone.now())
            items.update(stale_reason=reason)
        else:
            items.update(stale_since=None, stale_reason="")


def _differences(made_from: dict[str, Any], now: Reading, form: str) -> str:
    """A film of the team's own may name any fact of its page; one that is made shows those that it has the time for."""
    return " ".join(differences(made_from, now if "own" in made_from else now.as_of(form)))


def differences(before: dict[str, Any], now: Reading) -> list[str]:
    """What has changed, a sentence each, as editors name it; `now` has the memory of the same format."""
    today = now.made_from
    address = _address(before, today)
    if "own" in before:
        return _of_own(before, now) + address
    found = []
    words, words_today = before.get("words", {}), today["words"]
    if words.get("statement") != words_today["statement"]:
        found.append(
            _("The statement of its page has changed; it is now: %(now)s")
            % {"now": ISOLATED.format(now.content.statement)}
        )
    if "lead" in words_today and words.get("lead") != words_today["lead"]:
        found.append(
            _("The lead of its page has changed; it is now: %(now)s")
            % {"now": ISOLATED.format(now.content.lead or "–")}
        )
    if words.get("call") != words_today.get("call"):
        found.append(
            _("The closing call of its page has changed; it is now: %(now)s")
            % {"now": ISOLATED.format(now.content.call)}
        )
    found += _facts(before.get("facts", {}), today["facts"], now) or _order(before, today)
    if "helplines" in today:
        found += _helplines(before.get("helplines", {}), today["helplines"])
    if before.get("voice") != today["voice"]:
        found.append(_("The voice of the campaign has changed, and with it the look."))
    if before.get("theme", "") != today["theme"]:
        found.append(_("The theme of the campaign has changed, and with it the look."))
    if before.get("film", now.film) != now.film:
        found.append(_("What is chosen for its films has changed: the storyboard, their words or the sound."))
    if before.get("site") != today["site"]:
        found.append(_("The name of the site, or its mark as a demonstration, has changed."))
    return found + of_edition(before, today) + address


def _of_own(before: dict[str, Any], now: Reading) -> list[str]:
    """A film that the team made elsewhere: of the numbers that it may name, those that changed."""
    named = {pk: shown for pk, shown in now.made_from["facts"].items() if pk in before["facts"]}
    return _facts(before["facts"], named, now)


def _address(before: dict[str, Any], today: dict[str, Any]) -> list[str]:
    former = before.get("address", today["address"])
    return [] if former == today["address"] else [former_addresses.on_paper(former)]


def _facts(before: dict[str, str], today: dict[str, str], now: Reading) -> list[str]:
    touched = changes(before, today)
    facts = Fact.objects.in_bulk(map(int, touched)) if touched else {}
    return [_about_fact(pk, facts.get(int(pk)), pk in before, now) for pk in sorted(touched, key=int)]


def _order(before: dict[str, Any], today: dict[str, Any]) -> list[str]:
    """A poster has room for the first fact alone."""
    return [] if before.get("order") == today["order"] else [_("Its page shows the same facts in another order.")]


def _about_fact(pk: str, fact: Fact | None, was_printed: bool, now: Reading) -> str:
    if fact is None:
        return _("A fact that it shows was deleted.")
    said = {"fact": fact.name}
    if pk in now.made_from["facts"]:
        shown = now.facts[pk]
        said["now"] = ISOLATED.format(f"{shown.value} {shown.label}".strip())
        if was_printed:
            return _("The fact “%(fact)s” has changed; it is now: %(now)s") % said
        return _("It would show the fact “%(fact)s” too: %(now)s") % said
    if not fact.live:
        return _("The fact “%(fact)s” is no longer public.") % said
    if not fact.in_force:
        return _("The fact “%(fact)s” is not in force today.") % said
    return _("The fact “%(fact)s” would no longer be shown.") % said


def _helplines(before: dict[str, str], today: dict[str, str]) -> list[str]:
    touched = changes(before, today)
    names = dict(Helpline.objects.filter(pk__in=map(int, touched)).values_list("pk", "name")) if touched else {}
    words = {
        Change.NEW: _("It would show the helpline “%(helpline)s” too."),
        Change.OTHER: _("The helpline “%(helpline)s” has changed."),
        Change.GONE: _("The helpline “%(helpline)s” would no longer be shown."),
    }
    return [words[touched[pk]] % {"helpline": names.get(int(pk), pk)} for pk in sorted(touched, key=int)]
