"""What this room puts into the calendar: texts that go live or expire at a date, and texts that wait for a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.permissions import get_permission_name

from core.editor.calendar import Event, Kind, State, day_of, midnight
from core.publication.bundles import Bundle, by_page
from editorial.access.reach import codes_of_all, languages_of
from editorial.access.roles import signed_off_snippets
from editorial.board.states import edit_url
from editorial.desk import deadlines
from editorial.models import Absence, ReviewLink
from editorial.sign_off.four_eyes import name_of
from editorial.today import of_groups

Period = tuple[datetime, datetime]
# What a revision says of its text, read from its JSON so that its body need not be.
OF_REVISION = ("base_content_type", "object_id", "object_str", "content__locale", "content__translation_key")


@dataclass(frozen=True)
class _Moment:
    """What happens to a page or snippet, before it is known who may see it."""

    kind: Kind
    model: type
    pk: str
    title: str
    locale: int | None
    translation_key: str
    when: date | datetime
    state: State
    changed: datetime | None

    @property
    def text(self) -> tuple[type, str]:
        return self.model, self.pk


def texts(user, start: date, end: date) -> list[Event]:
    """To those who may change a text; and to those who decide about it, while it waits for them."""
    period = (midnight(start), midnight(end))
    known = by_page()
    approved = list(_approved(period))
    scheduled = {moment.text for moment in approved}
    waiting = list(_waiting(user, known))
    found = [*approved, *(moment for moment, _is_mine in waiting)]
    found += [one for one in _dated(period) if one.kind == Kind.EXPIRY or one.text not in scheduled]
    shown = _within_reach(user, found) | {moment.text for moment, is_mine in waiting if is_mine}
    codes = codes_of_all(user)
    return [_event(moment, known, codes) for moment in found if moment.text in shown]


def review_links(user, start: date, end: date) -> list[Event]:
    """The days on which reviewers without an account lose their way in, to those who can send another."""
    if not user.has_perm("editorial.add_reviewlink"):
        return []
    links = ReviewLink.objects.filter(decided_at=None, revoked_at=None)
    links = links.filter(expires_at__range=(midnight(start), midnight(end))).order_by("-items__pk")
    columns = ("pk", "reviewer", "expires_at", "created_at", "items__base_content_type", "items__object_id")
    found = {}
    for pk, reviewer, expires_at, created_at, content_type, text in links.values_list(*columns):
        found[pk] = Event(
            key=f"review-link-{pk}",
            kind=Kind.REVIEW,
            title=_("The review link of %(reviewer)s expires") % {"reviewer": reviewer},
            when=expires_at,
            state=State.WAITING if expires_at > timezone.now() else State.OVERDUE,
            url=edit_url(_model(content_type), text) if content_type else "",
            changed=created_at,
        )
    return list(found.values())


def absences(user, start: date, end: date) -> list[Event]:
    """For everybody who sees the calendar; one query."""
    found = Absence.objects.filter(first_day__lt=end, last_day__gte=start, user__is_active=True)
    return [_absence(absence) for absence in found.select_related("user", "stand_in")]


def _absence(absence: Absence) -> Event:
    title = _("%(who)s is away") % {"who": name_of(absence.user)}
    if absence.stand_in:
        title = _("%(who)s is away: %(stand_in)s stands in") % {
            "who": name_of(absence.user),
            "stand_in": name_of(absence.stand_in),
        }
    return Event(
        key=f"absence-{absence.pk}",
        kind=Kind.OWN,
        title=title,
        when=absence.first_day,
        until=absence.last_day,
        state=State.DONE if absence.last_day < day_of(timezone.now()) else State.PLANNED,
        url=reverse("absences"),
    )


def _approved(period: Period) -> Iterator[_Moment]:
    """Drafts that go live by themselves."""
    late = timezone.now() - timedelta(hours=1)
    found = Revision.objects.filter(approved_go_live_at__range=period)
    for content_type, *said, when, changed in found.values_list(*OF_REVISION, "approved_go_live_at", "created_at"):
        state = State.OVERDUE if when < late else State.SCHEDULED
        yield _moment(Kind.PUBLICATION, content_type, said, when, state, changed)


def _waiting(user, known: dict[str, Bundle]) -> Iterator[tuple[_Moment, bool]]:
    """(text, whether the person decides on it): on the day by which it has to be decided, else since it was handed in."""
    found = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related(None)
    mine = Case(When(of_groups(user) & Q(task__active=True), then=True), default=False)
    columns = [f"revision__{name}" for name in (*OF_REVISION, "content__go_live_at")]
    for is_mine, step, model, started, content_type, *said, go_live in found.values_list(
        mine, "task__name", "task__content_type__model", "started_at", *columns
    ):
        due = deadlines.of(model, known.get(said[-1] or ""), parse_datetime(go_live or ""))
        state = State.OVERDUE if due and due < day_of(timezone.now()) else State.WAITING
        said[1] = f"{said[1]} – {step}"
        yield _moment(Kind.REVIEW, content_type, said, due or day_of(started), state, started), is_mine


def _dated(period: Period) -> Iterator[_Moment]:
    """Texts that expire, and drafts that have a date and no approval."""
    going = Q(go_live_at__range=period, live=False)
    ending = Q(expire_at__range=period, live=True)
    models = (Page, *signed_off_snippets())
    dated = [model.objects.filter(going | ending).order_by() for model in models]
    there = [found.values_list(Value(number)) for number, found in enumerate(dated)]
    for (number,) in there[0].union(*there[1:]):
        model, rows = models[number], dated[number].order_by(*models[number]._meta.ordering)
        for row in rows.select_related("locale") if hasattr(model, "locale") else rows:
            changed = getattr(row, "latest_revision_created_at", None) or row.last_published_at
            said = (
                model,
                str(row.pk),
                getattr(row, "draft_title", str(row)),
                getattr(row, "locale_id", None),
                str(getattr(row, "translation_key", "")),
            )
            if row.live:
                yield _Moment(Kind.EXPIRY, *said, row.expire_at, State.PLANNED, changed)
            else:
                yield _Moment(Kind.PUBLICATION, *said, row.go_live_at, State.UNAPPROVED, changed)


def _moment(kind: Kind, content_type: int, said: list, when, state: State, changed: datetime) -> _Moment:
    pk, title, locale, key = said
    return _Moment(kind, _model(content_type), pk, title, locale, key or "", when, state, changed)


def _model(content_type: int) -> type:
    return ContentType.objects.get_for_id(content_type).model_class()


def _within_reach(user, moments: list[_Moment]) -> set[tuple[type, str]]:
    """The texts among these that the person may change: pages in one query, snippets by model and language."""
    if user.is_superuser:
        return {moment.text for moment in moments}
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"})
    pages = {moment.pk for moment in moments if moment.model is Page}
    found = {(Page, str(pk)) for pk in own.filter(pk__in=pages).values_list("pk", flat=True)}
    for moment in moments:
        if moment.model is not Page and user.has_perm(get_permission_name("change", moment.model)):
            in_reach = not issubclass(moment.model, TranslatableMixin) or moment.locale in languages_of(user)
            found |= {moment.text} if in_reach else set()
    return found


def _event(moment: _Moment, known: dict[str, Bundle], codes: dict[int, str]) -> Event:
    bundle = known.get(moment.translation_key)
    language = codes.get(moment.locale)
    return Event(
        key=f"{moment.kind}-{moment.model._meta.model_name}-{moment.pk}",
        kind=moment.kind,
        title=moment.title,
        when=moment.when,
        state=_with_campaign(moment, bundle),
        languages=(language,) if language else (),
        bundle=bundle.key if bundle else "",
        url=edit_url(moment.model, moment.pk),
        changed=moment.changed,
    )


def _with_campaign(moment: _Moment, bundle: Bundle | None) -> State:
    """What goes live by itself is read by nobody before its campaign is launched."""
    if moment.state != State.SCHEDULED or not (bundle and bundle.due):
        return moment.state
    return State.WITH_CAMPAIGN if bundle.due > moment.when else moment.state
