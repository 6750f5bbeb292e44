"""Two people behind the two approvals of the same words, and neither of them wrote the words.

A person is known by the account and by every mailbox that it has or had: two accounts that one mailbox answers for, or answered
for before an address was changed, are one person. Whoever made the review link that gave an approval, or proposed its reviewer,
had a hand in it, too.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from core.editor.once import once
from core.publication.sign_off import digest, digest_of
from editorial.models import Approval, FormerMailbox, ReviewLink
from editorial.translation.sources import translation_of

Hands = frozenset[str]

# Their mailboxes are the same with and without dots: https://support.google.com/mail/answer/7436150
WITHOUT_DOTS = {"gmail.com", "googlemail.com"}


def mailbox(address: str) -> str:
    """One spelling of all addresses that reach a mailbox: no capitals, no tag after a plus, no dots where they say nothing."""
    name, _at, host = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '')}@gmail.com" if host in WITHOUT_DOTS else f"{name}@{host}"


def of_address(address: str) -> Hands:
    """Under a key, so that a record of sign-off, which is kept without end, holds no address."""
    if not address:
        return frozenset()
    return frozenset(
        {f"mailbox:{salted_hmac('editorial.four_eyes', mailbox(address), algorithm='sha256').hexdigest()}"}
    )


def of_account(user) -> Hands:
    if not user:
        return frozenset()
    return of_address(user.email) | {f"account:{user.pk}"} | {former.hand for former in user.former_mailboxes.all()}


def _of_accounts(ids: Iterable[int | None]) -> dict[int | None, Hands]:
    """The same of several, by their ids; one query."""
    found: dict[int | None, Hands] = defaultdict(frozenset)
    accounts = get_user_model()._default_manager.filter(pk__in=set(ids) - {None})
    for pk, email, former in accounts.values_list("pk", "email", "former_mailboxes__hand"):
        found[pk] |= of_address(email) | {f"account:{pk}"} | frozenset(filter(None, [former]))
    return found


@receiver(pre_save, sender=get_user_model())
def keep_former_mailbox(instance, update_fields=None, raw=False, **kwargs):
    """Before an account's address is changed, by whomever: the row as it is stored says what it was."""
    if raw or instance._state.adding or (update_fields is not None and "email" not in update_fields):
        return
    stored = type(instance).objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    for hand in of_address(stored or "") - of_address(instance.email):
        FormerMailbox.objects.get_or_create(user_id=instance.pk, hand=hand)


def of_link(link: ReviewLink | None) -> Hands:
    """Whose review it is, and who could have led it to themselves."""
    if link is None:
        return frozenset()
    proposed = of_account(link.outside.proposed_by) if link.outside else frozenset()
    return of_address(link.email) | of_account(link.account) | of_account(link.created_by) | proposed


@once
def valid_approvals(instance) -> list[Approval]:
    """Of a text, in whichever words, the oldest first."""
    found = Approval.objects.of(instance).valid().select_related("user", "link__account", "link__outside")
    return list(found.order_by("pk"))


def _accounts_behind(approval: Approval) -> set[int | None]:
    """As `of_link` says, and who gave it."""
    link = approval.link
    led = {link.account_id, link.created_by_id, link.outside and link.outside.proposed_by_id} if link else set()
    return led | {approval.user_id}


def _of_approval(approval: Approval, of_accounts: dict[int | None, Hands]) -> Hands:
    by_mail = of_address(approval.link.email) if approval.link else frozenset()
    return by_mail.union(approval.hands, *(of_accounts[pk] for pk in _accounts_behind(approval)))


@dataclass(frozen=True)
class Barred:
    """Who may not give one approval of a text in its words of now, and why."""

    wrote: Hands
    other_step: Hands

    def reason(self, hands: Hands) -> str:
        """Why these may not approve; nothing where they may."""
        if hands & self.wrote:
            return _("You wrote a part of this text: somebody else has to approve it.")
        if hands & self.other_step:
            return _(
                "You have a hand in the other approval of these words: you gave it, or made its review link, or its mail went to you. Somebody else has to approve."
            )
        return ""

    def reason_by_link(self, hands: Hands) -> str:
        """The same, to somebody without an account."""
        return (
            _(
                "This link cannot approve: its reviewer, or who made it, wrote a part of the text or has a hand in the other approval."
            )
            if self.reason(hands)
            else ""
        )


class Step:
    """One step of the sign-off of a text, and the people who may take it."""

    def __init__(self, task, instance, revision: Revision | None, words: str = "", asking=None):
        """Without a revision, of what is live. `words` is the digest of either, where it is known; `asking` who is known with the others."""
        self.task, self.instance, self.revision = task, instance, revision
        self._words, self._asking = words, asking

    @cached_property
    def words(self) -> str:
        return self._words or (digest_of(self.revision) if self.revision else digest(self.instance))

    @cached_property
    def translation(self) -> Translation | None:
        return translation_of(self.instance)

    @cached_property
    def _wrote(self) -> set[int]:
        return _authors(self.instance, self.revision, self.words, self.translation)

    @cached_property
    def _others(self) -> list[Approval]:
        """The approvals of the other step."""
        same_words = [one for one in valid_approvals(self.instance) if one.digest == self.words]
        return [one for one in same_words if one.step != self.task.step]

    @cached_property
    def _hands(self) -> dict[int | None, Hands]:
        asking = {self._asking.pk} if self._asking else set()
        return _of_accounts(self._wrote.union(asking, *map(_accounts_behind, self._others)))

    @cached_property
    def barred(self) -> Barred:
        return Barred(
            frozenset().union(*(self._hands[pk] for pk in self._wrote)),
            frozenset().union(*(_of_approval(one, self._hands) for one in self._others)),
        )

    @property
    def hands(self) -> Hands:
        """Of who asks; none where that is nobody with an account."""
        return self._hands[self._asking.pk] if self._asking else frozenset()

    def refusal(self, user, hands: Hands = frozenset()) -> str:
        """Why a person may not approve, and who may; nothing where they may. `hands` are theirs, where they are known."""
        reason = self.barred.reason(hands or of_account(user))
        return f"{reason} {self.who_may()}" if reason else ""

    def refusal_by_link(self, link: ReviewLink) -> str:
        return self.barred.reason_by_link(of_link(link))

    @cached_property
    def people(self) -> list:
        """The accounts that may approve."""
        members = get_user_model().objects.filter(is_active=True, groups__in=self.task.groups.all()).distinct()
        members = members.order_by("pk").prefetch_related("former_mailboxes")
        return [user for user in members if not self.barred.reason(of_account(user))]

    def who_may(self) -> str:
        """Their names, or what to do where there is nobody."""
        if names := self._names():
            return _("Who may: %(people)s.") % {"people": names}
        return _("Nobody else may at present: an administrator puts another person into the group %(groups)s.") % {
            "groups": self._groups()
        }

    def comes_next(self) -> str:
        """To who handed the text in: whose turn it is."""
        if names := self._names():
            return " ".join(filter(None, [_("Next to decide: %(people)s.") % {"people": names}, self._absence()]))
        return _("Nobody may approve it at present: an administrator puts a person into the group %(groups)s.") % {
            "groups": self._groups()
        }

    def _absence(self) -> str:
        """Of all who may, where it stands still meanwhile."""
        from editorial.rota.absences import all_away_until

        if not (day := all_away_until(user.pk for user in self.people)):
            return ""
        return _(
            "Absence until %(day)s: if it cannot wait, an administrator puts another person into the group %(groups)s."
        ) % {"day": date_format(day, "SHORT_DATE_FORMAT"), "groups": self._groups()}

    def if_changed_by(self, user) -> str:
        """What it would mean that somebody who may approve writes a part of the text."""
        if names := self._names(but=user):
            return _(
                "To suggest other words, choose “Request changes” and write them: the author takes them over or not, and you may still approve. If you change the text yourself, somebody else has to approve it. %(who)s"
            ) % {"who": _("Who may: %(people)s.") % {"people": names}}
        return _(
            "To suggest other words, choose “Request changes” and write them: the author takes them over or not, and you may still approve. If you change the text yourself, nobody is left who may approve it, until an administrator puts another person into the group %(groups)s."
        ) % {"groups": self._groups()}

    def _names(self, *, but=None) -> str:
        """Of the people, `but` for one."""
        people = [user for user in self.people if but is None or not of_account(user) & of_account(but)]
        return get_text_list([name_of(user) for user in _present(people)], _("or"))

    def _groups(self) -> str:
        return get_text_list([str(group) for group in self.task.groups.order_by("name")], _("or"))


def _present(people: list) -> list:
    """Those who are not away today; all, where all are."""
    from editorial.rota.absences import unasked

    unasked_today = unasked(user.pk for user in people)
    return [user for user in people if user.pk not in unasked_today]


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


def authors(instance, revision: Revision | None) -> set[int]:
    """The ids of all who wrote any part of what would change: in a draft since the live one, or as a sentence translated since.

    A draft with the words of the one before it has no author: Wagtail saves one for whoever decides in a snippet's editor. Nor
    has what was taken back, wherever that happened: drafts that lead back to words of before are as if they had never been.
    """
    return _authors(instance, revision, digest_of(revision) if revision else "", translation_of(instance))


def _authors(instance, revision: Revision | None, final: str, translation: Translation | None) -> set[int]:
    """The same, where the digest of the revision and the translation that makes it are known."""
    live, drafts = _live_and_later(instance, revision)
    written = [(digest_of(live) if live else None, None)]
    for draft in drafts:
        words = final if draft == revision else digest_of(draft)
        before = next((place for place, (said, _who) in enumerate(written) if said == words), None)
        written = [*written, (words, draft.user_id)] if before is None else written[: before + 1]
        if words == final:
            break
    return ({who for _said, who in written} | _translators(translation, live)) - {None}


def _live_and_later(instance, revision: Revision | None) -> tuple[Revision | None, list[Revision]]:
    """What is live, and the drafts since, up to this one where it is named; one query."""
    pk = instance.live_revision_id if instance.live else None
    drafts = Q(pk__lte=revision.pk) if revision else Q()
    found = list(instance.revisions.filter(drafts & Q(pk__gt=pk or 0) | Q(pk=pk)).order_by("pk"))
    return (found[0], found[1:]) if pk else (None, found)


def _translators(translation: Translation | None, live: Revision | None) -> set[int]:
    """Those who wrote a sentence, or put another picture or address into its place."""
    if translation is None:
        return set()
    found = set()
    for written in (StringTranslation, SegmentOverride):
        rows = written.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        )
        rows = rows.filter(updated_at__gt=live.created_at) if live else rows
        found |= set(rows.values_list("last_translated_by_id", flat=True))
    return found
