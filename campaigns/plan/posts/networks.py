"""What each network takes, as data: whoever finds that one has changed changes a number here, with its source and year.

A number that its network does not publish is None: nothing is refused for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from campaigns.plan.posts import lengths

SHORTENED = 23  # characters of any link


@dataclass(frozen=True)
class Network:
    """`crops` are the narrowest and the widest picture that it shows whole, as width divided by height."""

    key: str
    name: str
    longest: int | None
    count: Callable[[str], int]
    longest_alternative: int | None = None
    has_links: bool = True
    needs_picture: bool = False
    crops: tuple[float, float] | None = None

    def left(self, text: str) -> int | None:
        return None if self.longest is None else self.longest - self.count(text)

    def crop(self, width: int, height: int) -> str:
        """The ratio to which it cuts a picture: that of the narrowest (`tall`) or of the widest (`wide`); empty where it shows it whole."""
        if self.crops is None or not height:
            return ""
        narrowest, widest = self.crops
        ratio = width / height
        return "tall" if ratio < narrowest - 0.01 else "wide" if ratio > widest + 0.01 else ""


NETWORKS: dict[str, Network] = {
    one.key: one
    for one in (
        # X, “Counting characters” (docs.x.com, 2026): 280, any link 23. Its help (2026): 1,000 for a description.
        Network(
            "x", "X", 280, partial(lengths.with_links, count=lengths.weighed, length=SHORTENED, bare=True), 1000
        ),
        # Bluesky, lexicon app.bsky.feed.post (2026): maxGraphemes 300; its app (2026): 2,000 for a description.
        Network("bluesky", "Bluesky", 300, lengths.seen, 2000),
        # Mastodon, “Posting” and the entity Instance (docs.joinmastodon.org, 2026): 500 and 1,500 unless a server says otherwise, any link 23.
        Network(
            "mastodon", "Mastodon", 500, partial(lengths.with_links, count=lengths.seen, length=SHORTENED), 1500
        ),
        # Meta, Threads API, “Posts” (2026): 500, an emoji counts as its bytes; 1,000 for a description.
        Network("threads", "Threads", 500, lengths.with_bytes_of_emoji, 1000),
        # Meta, media requirements (2025): 2,200, pictures from 4:5 to 1.91:1. No address in a caption is a link.
        # Meta, Instagram API, “Media” (2025): 1,000 for a description.
        Network(
            "instagram", "Instagram", 2200, lengths.units, 1000,
            has_links=False, needs_picture=True, crops=(4 / 5, 1.91),
        ),
        # Facebook publishes no length, and those of schedulers differ (5,000 to 63,206 in 2026).
        Network("facebook", "Facebook", None, lengths.units),
        # LinkedIn, help (2026): 3,000.
        Network("linkedin", "LinkedIn", 3000, lengths.units),
        # TikTok, Content Posting API (2026): 2,200 UTF-16 units with a film (4,000 with pictures: the less of both holds).
        Network("tiktok", "TikTok", 2200, lengths.units, has_links=False, needs_picture=True),
        # WhatsApp publishes no length for a channel.
        Network("whatsapp", "WhatsApp", None, lengths.units),
    )
}  # fmt: skip


def choices() -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in NETWORKS.items()]


def with_pictures() -> list[str]:
    """The names of those that show nothing without a picture or a film."""
    return [one.name for one in NETWORKS.values() if one.needs_picture]
