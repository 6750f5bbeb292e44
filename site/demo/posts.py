"""Posts for networks of the demonstration's campaign: one that was posted, some that are ready, one that waits, drafts. Nothing is posted."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts import acts
from demo.accounts import account
from demo.translate import Tokens
from editorial.sign_off.approvals import sign_off_by
from editorial.sign_off.mails import unsent

DRAFT, WAITS, READY, POSTED = range(4)
FINE = "[Démonstration] Acheter un acte sexuel est interdit en France\u00a0: {fact:fine} d’amende."
REPEAT = (
    "[Démonstration] En cas de récidive, l’achat d’un acte sexuel est un délit, puni de {fact:repeat_fine} d’amende."
)
LAW = "[Démonstration] La loi du {fact:law} interdit l’achat d’actes sexuels. {fact:adult_not_punished}"
FINE_IN_ENGLISH = "[Demonstration] Buying a sexual act is prohibited in France: a fine of {fact:fine}."
LAW_IN_ENGLISH = "[Demonstration] The law of {fact:law} prohibits buying sexual acts. {fact:adult_not_punished}"
# (network, language, words, days from today, what became of it)
POSTS = [
    ("mastodon", "fr", FINE, -3, POSTED),
    ("bluesky", "fr", REPEAT, 0, READY),
    ("mastodon", "en", FINE_IN_ENGLISH, 1, READY),
    ("x", "fr", REPEAT, 2, WAITS),
    ("linkedin", "fr", LAW, 5, DRAFT),
    ("facebook", "en", LAW_IN_ENGLISH, 5, DRAFT),
]


def missing(campaign: Campaign) -> bool:
    return not campaign.posts.exists()


@unsent()
@transaction.atomic
def build(campaign: Campaign) -> None:
    """As an editor would compose them, and the lawyer and the publisher sign them off."""
    tokens, editor, publisher = Tokens(), account("editor"), account("publisher")
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for network, language, words, days, became in POSTS:
        about = {"network": network, "language": language, "planned_at": noon + timedelta(days=days)}
        [post] = acts.add([Post(campaign=campaign, words=tokens.numbered(words), **about)], editor, with_link=True)
        if became == WAITS:
            post.get_workflow().start(post, editor)
        elif became in (READY, POSTED):
            sign_off_by(post, author=editor, lawyer=account("lawyer"), publisher=publisher)
        if became == POSTED:
            post.refresh_from_db()
            acts.note_posted(post, post.planned_at, "https://social.example.org/@demonstration/1", publisher)
