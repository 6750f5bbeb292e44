"""The journal's format: one event is one ASCII line of about fifty bytes, and its bytes depend on the event alone.

    7b0c94f1,1,h494001,view,buyers,12,3,,,66,fr,,

CRC32 of the rest, version, bucket (`h` and hours since 1970 in UTC, or `d` and days of the country), kind, surface, campaign,
wave, channel, link, page, locale, variant, reason. Nothing of who asked.
"""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from django.conf import settings

from core.audiences import NAME
from core.measures.indicators import Indicator
from reach.events import LATE, PROTECTED_SURFACES, Event, Reason

VERSION = "1"
ZONE = ZoneInfo(settings.TIME_ZONE)  # days are those of the country
EPOCH, EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC), date(1970, 1, 1)
HOUR = timedelta(hours=1)
LARGEST_ID = 2**63 - 1
LONGEST_LOCALE, LONGEST_VARIANT = 12, 40
KINDS, REASONS = {*Indicator.values, *LATE}, set(Reason.values)


def bucket_of(protected: bool, now: datetime) -> datetime | date:
    """When something happened, as finely as it is kept: the hour in UTC, or on protected surfaces the day in Paris."""
    if protected:
        return now.astimezone(ZONE).date()
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def day_of(bucket: datetime | date) -> date:
    """The day of the country that a bucket belongs to."""
    return bucket.astimezone(ZONE).date() if isinstance(bucket, datetime) else bucket


def is_protected(event: Event) -> bool:
    """An open surface may have protected pages, too: what happens there has a day and no hour."""
    return event.surface in PROTECTED_SURFACES or not isinstance(event.bucket, datetime)


def as_kept(event: Event) -> Event:
    """The event as it may be kept: where it is protected its day, and nothing that says what brought it; of who objects the day."""
    if event.reason == Reason.DISABLED:
        return Event(bucket=day_of(event.bucket), kind="", surface="", reason=Reason.DISABLED.value)
    if not is_protected(event):
        return event
    return replace(event, bucket=day_of(event.bucket), campaign=0, wave=0, channel=0, link=0, variant="")


@lru_cache(maxsize=8192)
def encode(event: Event) -> bytes:
    """The line of an event with its newline; ValueError where a field is none of its kind."""
    event = as_kept(event)
    _require_known(event)
    ids = (event.campaign, event.wave, event.channel, event.link, event.page)
    fields = [
        VERSION,
        _bucket_text(event.bucket),
        str(event.kind),
        str(event.surface),
        *(str(number or "") for number in ids),
        quote(event.locale, safe=""),
        quote(event.variant, safe=""),
        str(event.reason),
    ]
    body = ",".join(fields).encode("ascii")
    return b"%08x,%b\n" % (zlib.crc32(body), body)


@lru_cache(maxsize=16384)
def decode(line: bytes) -> Event | None:
    """The event of a line without its newline; None where the line is not whole."""
    checksum, _comma, body = line.partition(b",")
    if checksum != b"%08x" % zlib.crc32(body):
        return None
    try:
        version, bucket, kind, surface, *ids, page, locale, variant, reason = body.decode("ascii").split(",")
        campaign, wave, channel, link = (int(number or 0) for number in ids)
        event = Event(
            bucket=_bucket_from(bucket),
            kind=kind,
            surface=surface,
            campaign=campaign,
            wave=wave,
            channel=channel,
            link=link,
            page=int(page or 0),
            locale=unquote(locale),
            variant=unquote(variant),
            reason=reason,
        )
    except (ValueError, OverflowError):
        return None
    return event if version == VERSION else None


def _require_known(event: Event) -> None:
    """What the database would refuse must not come into the journal, where it would stop the fold.

    An audience is known by the form of its name: another process may have defined it a moment ago, and nothing is looked up for a count.
    """
    rejected = event.reason != ""
    wrong = [
        name
        for name, right in {
            "kind": event.kind in KINDS or (rejected and event.kind == ""),
            "surface": NAME.fullmatch(event.surface) is not None or (rejected and event.surface == ""),
            "reason": not rejected or event.reason in REASONS,
            "locale": len(event.locale) <= LONGEST_LOCALE,
            "variant": len(event.variant) <= LONGEST_VARIANT,
            "ids": all(
                0 <= number <= LARGEST_ID
                for number in (event.campaign, event.wave, event.channel, event.link, event.page)
            ),
        }.items()
        if not right
    ]
    if wrong:
        raise ValueError(f"an event cannot be counted: its {', '.join(wrong)} is none that the journal knows")


def _bucket_text(bucket: datetime | date) -> str:
    if isinstance(bucket, datetime):
        return f"h{(bucket - EPOCH) // HOUR}"
    return f"d{(bucket - EPOCH_DAY).days}"


def _bucket_from(text: str) -> datetime | date:
    number = int(text[1:])
    return EPOCH + number * HOUR if text[0] == "h" else EPOCH_DAY + timedelta(days=number)
