"""What this room puts on the list of today: texts to decide on, texts that were sent back, and translations whose source has changed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial, reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import AbstractGroupApprovalTask, Comment, Locale, Page, TaskState, WorkflowState

from core.editor.calendar import day_of
from core.editor.submission import first_hand
from core.editor.today import Kind, Next, Row, Task
from core.publication.bundles import Bundle, by_page
from core.publication.sign_off import Purpose, SignedOff
from core.words import languages
from editorial.access.reach import codes_of
from editorial.board.states import OPEN, State, count_begun, count_stale, edit_url
from editorial.desk import deadlines
from editorial.models import Approval, OutsideComment
from editorial.rota import absences
from editorial.sign_off.four_eyes import name_of

# What a revision says of its text, read from its JSON so that its body need not be.
OF_REVISION = ("base_content_type", "object_id", "object_str", "content__translation_key")
# When it asks to be public: by its schedule, or at the end of an embargo.
GO_LIVE, EMBARGO = "content__go_live_at", "content__embargo"
HOLDER = "workflow_state__requested_by"  # who handed it in, or has taken it over since
STEP = "task__content_type__model"


def texts(user, now: datetime) -> Iterator[Task]:
    """To whoever decides about a text; to its author when it is sent back, and where it is meanwhile."""
    waiting = list(_to_decide(user))
    mine = list(_of_author(user, [row["pk"] for row in waiting]))
    yield from _told(user, waiting, mine, now)


def reviews(user, now: datetime) -> list[Task]:
    """What the person decides on, the most urgent first: the order of the list of today."""
    today = day_of(now)
    found = [Row(task, today) for task in _told(user, list(_to_decide(user)), [], now)]
    return [row.task for row in sorted(found, key=lambda row: row.order)]


def _told(user, waiting: list[dict], mine: list[dict], now: datetime) -> Iterator[Task]:
    if not waiting and not mine:
        return
    known = by_page() if waiting or any(_is_sent_back(row) for row in mine) else {}
    away = list(absences.on(day_of(now)).select_related("user"))
    standing = absences.stood_in_by(user, away) if waiting else []
    first = _first_hands(waiting)
    purposes = _purposes(waiting)
    still = absences.standing_still(away) if mine else {}
    for row in waiting:
        bundle = known.get(row["revision__content__translation_key"] or "")
        asked_for = [absences.told(absence) for absence, steps in standing if row["task"] in steps]
        purpose = purposes.get(row["pk"], Purpose("", None))
        yield _review(row, bundle, purpose, first.get(row["first"]), asked_for, now)
    for row in mine:
        yield _own(row, known, still, now)


def _is_sent_back(row: dict) -> bool:
    return row["status"] == WorkflowState.STATUS_NEEDS_CHANGES


def unsubmitted(user, now: datetime) -> Iterator[Task]:
    """Translations in this person's languages that are drafts: one task a campaign to be launched and language, and one a language for all others.

    Two queries, and those of the bundles.
    """
    codes = codes_of(user) - {languages.codes()[0]}
    wanted = {key: one for key, one in by_page().items() if one.due} if codes else {}
    if wanted:
        yield from _of_campaigns(codes, wanted, now)
    begun = count_begun(wanted) if codes else {}
    for code in languages.codes():
        if code in codes and code in begun:
            yield _begun(code, begun[code])


def _of_campaigns(codes: set[str], wanted: dict[str, Bundle], now: datetime) -> Iterator[Task]:
    handed_in = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=OPEN,
    )
    found = Page.objects.filter(translation_key__in=wanted, locale__language_code__in=codes, live=False)
    found = found.filter(~Exists(handed_in), alias_of=None, latest_revision__approved_go_live_at=None).order_by("pk")
    drafts = defaultdict(list)
    for pk, title, key, code in found.values_list("pk", "draft_title", "translation_key", "locale__language_code"):
        drafts[wanted[str(key)], code].append((pk, title))
    for (bundle, code), pages in drafts.items():
        yield _drafts(bundle, code, pages, now)


def _drafts(bundle: Bundle, code: str, pages: list[tuple[int, str]], now: datetime) -> Task:
    task = partial(Task, kind=Kind.TRANSLATION, due=deadlines.of("legalreview", bundle, None), languages=(code,))
    if len(pages) == 1:
        pk, title = pages[0]
        about = f"{_('It is a draft: complete it, and submit it for review.')} {_holds_up(bundle, now)}"
        return task(title=title, url=edit_url(Page, pk), about=about)
    asked = {"group": bundle.label, "state": State.DRAFT, "locale": code}
    told = {"campaign": bundle.label, "count": len(pages), "day": date_format(day_of(bundle.due), "SHORT_DATE_FORMAT")}
    return task(
        title=_("Drafts of “%(campaign)s”: %(count)d") % told,
        url=f"{reverse('translations_board')}?{urlencode(asked)}",
        about=_("Complete each, and submit it for review. Start of the campaign: %(day)s.") % told,
    )


def _begun(code: str, number: int) -> Task:
    title = ngettext("%(count)d translation to complete", "%(count)d translations to complete", number)
    return Task(
        kind=Kind.TRANSLATION,
        title=title % {"count": number},
        url=f"{reverse('translations_board')}?{urlencode({'state': State.DRAFT, 'locale': code})}",
        about=_("Begun, and never submitted. Complete each, and submit it for review."),
        languages=(code,),
    )


def translations(user, now: datetime) -> Iterator[Task]:
    """How many texts say something else than their source does now, for each language of the person; one text alone in all of them."""
    own = codes_of(user)
    counts = count_stale() if own else {}
    told: dict[tuple[int, str], list[str]] = defaultdict(list)
    for code in languages.codes():
        if code in own and code in counts:
            number, first = counts[code]
            told[number, first if number == 1 else code].append(code)
    for (number, name), codes in told.items():
        title = ngettext("%(count)d text to bring up to date", "%(count)d texts to bring up to date", number)
        asked = {"state": "stale"} | ({"locale": codes[0]} if len(codes) == 1 else {})
        yield Task(
            kind=Kind.TRANSLATION,
            title=name if number == 1 else title % {"count": number},
            url=f"{reverse('translations_board')}?{urlencode(asked)}",
            about=_("The source says something else than the translation does."),
            languages=tuple(codes),
        )


def next_of_translator(user) -> Next | None:
    foreign = codes_of(user) - {languages.codes()[0]}
    if not foreign:
        return None
    return Next(_("Look on the translations board for what is still missing."), reverse("translations_board"))


def _to_decide(user) -> list[dict]:
    """The open steps of this person's groups, without those of a draft that is theirs and of one that they approved in the other step.

    Which sentences somebody wrote is asked when the text is opened (`sign_off.four_eyes`).
    """
    approved = Approval.objects.valid().filter(user=user, revision=OuterRef("revision"))
    found = TaskState.objects.filter(of_groups(user), task__active=True, status=TaskState.STATUS_IN_PROGRESS)
    found = found.exclude(revision__user=user).exclude(Exists(approved)).order_by("started_at")
    columns = [f"revision__{name}" for name in (*OF_REVISION, GO_LIVE, EMBARGO)]
    asked = {"first": first_hand("revision__base_content_type", "revision__object_id"), "step": F(STEP)}
    return _with_code(found).values("pk", "task", "started_at", HOLDER, "code", *columns, **asked, **_person(HOLDER))


def of_groups(user) -> Q:
    """The steps whose decisions the person's groups take."""
    steps = [model for model in apps.get_models() if issubclass(model, AbstractGroupApprovalTask)]
    groups = user.groups.values("pk")
    return reduce(or_, (Q(task__in=step.objects.filter(groups__in=groups).values("task_ptr")) for step in steps))


def _of_author(user, decided_here: list[int]) -> list[dict]:
    """What the person handed in, or pages of theirs that somebody else did."""
    pages = Page.objects.filter(owner=user, pk=Cast(OuterRef("object_id"), IntegerField()))
    of_pages = Q(base_content_type=ContentType.objects.get_for_model(Page)) & Exists(pages)
    found = WorkflowState.objects.filter(of_pages | Q(requested_by=user), status__in=OPEN)
    found = found.exclude(current_task_state__in=decided_here).order_by("current_task_state__started_at")
    state = {
        name: F(f"current_task_state__{column}")
        for name, column in {
            "began": "started_at",
            "ended": "finished_at",
            "said": "comment",
            "step": STEP,
            "task": "task",
        }.items()
    }
    by = _person("current_task_state__finished_by")
    columns = [f"current_task_state__revision__{name}" for name in (*OF_REVISION, GO_LIVE, EMBARGO)]
    found = _with_code(found, "current_task_state__").annotate(comments=_comments())
    return found.values("status", "comments", "code", *columns, **state, **by)


def _with_code(found: QuerySet, prefix: str = "") -> QuerySet:
    """With the language of each text, as its revision says; None for what has none."""
    found = found.alias(of_locale=Cast(KeyTextTransform("locale", f"{prefix}revision__content"), IntegerField()))
    return found.annotate(code=Subquery(Locale.objects.filter(pk=OuterRef("of_locale")).values("language_code")))


def _comments() -> Case:
    """How many comments stand at sentences of a page and are not settled, by accounts and by links."""
    counted = _open(Comment) + _open(OutsideComment)
    return Case(When(base_content_type=ContentType.objects.get_for_model(Page), then=counted), default=None)


def _open(model: type[Model]) -> Coalesce:
    found = model.objects.filter(page=Cast(OuterRef("object_id"), IntegerField()), resolved_at=None)
    return Coalesce(Subquery(found.order_by().values("page").annotate(number=Count("pk")).values("number")), 0)


def _person(column: str) -> dict[str, F]:
    """What `_name` reads, in the query that finds the text."""
    return {name: F(f"{column}__{name}") for name in ("first_name", "last_name", "username")}


def _name(row: dict) -> str:
    """Empty where it was nobody with an account."""
    return name_of(get_user_model()(**{name: row[name] for name in _person("")})) if row["username"] else ""


def _first_hands(waiting: list[dict]) -> dict[int, Any]:
    """{id: account} of those who handed in what others hold now; one query where there are any."""
    gone = {row["first"] for row in waiting if _is_taken_over(row)}
    return get_user_model()._default_manager.in_bulk(gone) if gone else {}


def _is_taken_over(row: dict) -> bool:
    return row["first"] not in (None, row[HOLDER])


def _handed_in(row: dict, first) -> str:
    """By whom, and by whom it was taken over since; empty where it was nobody with an account."""
    if not (now := _name(row)):
        return ""
    if first is None or not _is_taken_over(row):
        return _("Handed in by %(who)s.") % {"who": now}
    return _("Handed in by %(who)s, taken over by %(successor)s.") % {"who": name_of(first), "successor": now}


def _purposes(waiting: list[dict]) -> dict[int, Purpose]:
    """{id of the step: what its text is for}, of texts that say so; one query a kind of text."""
    steps = defaultdict(dict)
    for row in waiting:
        model = ContentType.objects.get_for_id(row["revision__base_content_type"]).model_class()
        if issubclass(model, SignedOff):
            steps[model][row["revision__object_id"]] = row["pk"]
    return {pks[pk]: purpose for model, pks in steps.items() for pk, purpose in model.purposes(pks).items()}


def _review(row: dict, bundle: Bundle | None, purpose: Purpose, first, asked_for: list[str], now: datetime) -> Task:
    asked = _asked(row, "revision__", now) or purpose.due
    said = [*asked_for, _handed_in(row, first), purpose.told, _holds_up(bundle, now) if bundle else ""]
    return _task(
        row,
        "revision__",
        kind=Kind.REVIEW,
        url=reverse("desk_text", args=[row["pk"]]),
        about=" ".join(filter(None, said)),
        since=row["started_at"],
        due=deadlines.of(row["step"], bundle, asked),
    )


def _holds_up(bundle: Bundle, now: datetime) -> str:
    if bundle.needed is None:
        return _("It belongs to “%(campaign)s”.") % {"campaign": bundle.label}
    told = {"campaign": bundle.label, "day": date_format(day_of(bundle.needed), "SHORT_DATE_FORMAT")}
    if bundle.due is None:
        return _("It belongs to “%(campaign)s”, whose next wave starts on %(day)s.") % told
    if bundle.due < now:
        return _("It holds up “%(campaign)s”, which should have started on %(day)s.") % told
    return _("It holds up “%(campaign)s”, which starts on %(day)s.") % told


def _own(row: dict, known: dict[str, Bundle], still: dict[int, date], now: datetime) -> Task:
    prefix = "current_task_state__revision__"
    if row["status"] == WorkflowState.STATUS_IN_PROGRESS:
        about = _("In legal review.") if row["step"] == "legalreview" else _("Waits for publication.")
        if number := row["comments"]:
            said = ngettext("%(count)d comment at its sentences.", "%(count)d comments at its sentences.", number)
            about = f"{about} {said % {'count': number}}"
        if day := still.get(row["task"]):
            said = _("Nobody who decides is there until %(day)s.")
            about = f"{about} {said % {'day': date_format(day, 'SHORT_DATE_FORMAT')}}"
        return _task(row, prefix, kind=Kind.SENT, about=about, since=row["began"], is_with_others=True)
    told = {"who": _name(row), "comment": row["said"]}
    if not row["said"]:
        about = _("Changes were asked for.")
    elif told["who"]:
        about = _("%(who)s asks: “%(comment)s”") % told
    else:
        about = _("Asked by a review link: “%(comment)s”") % told
    bundle = known.get(row[f"{prefix}content__translation_key"] or "")
    due = deadlines.of(row["step"], bundle, _asked(row, prefix, now))
    return _task(row, prefix, kind=Kind.CHANGES, about=about, since=row["ended"], due=due)


def _asked(row: dict, prefix: str, now: datetime) -> datetime | None:
    """By which moment the text itself wants to be approved; an embargo that is over asks for nothing."""
    asked, embargo = (parse_datetime(row[prefix + name] or "") for name in (GO_LIVE, EMBARGO))
    return asked or (embargo if embargo and embargo > now else None)


def _task(row: dict, prefix: str, **said) -> Task:
    content_type, pk, title, _key = (row[prefix + name] for name in OF_REVISION)
    model = ContentType.objects.get_for_id(content_type).model_class()
    return Task(title=title, languages=(row["code"],) if row["code"] else (), **{"url": edit_url(model, pk)} | said)
