"""What the desk tells of a text: what changed since it was read last, and the facts that it states."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from core.publication import visibility
from editorial.desk import origins
from editorial.sign_off.revisions import language_of, with_values
from facts.desk.readiness import wrong
from facts.models import Fact
from facts.shelf import Shelf, mentions


@dataclass(frozen=True)
class Change:
    label: str
    told: SafeString


@dataclass(frozen=True)
class Told:
    """A fact as the text states it; `problems` are whole sentences."""

    fact: Fact
    value: str
    label: str
    sentence: str
    problems: list[str]


def novelty(instance, is_copy: bool = False) -> str:
    """Of a text of which nothing is live: what has changed in its drafts is not all that is new in it."""
    if instance.live:
        return ""
    if instance.first_published_at:
        return _("This text is no longer live: read all of it.")
    if is_copy:
        return _("This text was never live: it is a copy.")
    return _("This text was never live: all of it is new.")


def sent_back(state: TaskState) -> TaskState | None:
    """The last time that changes were asked for in this review; `state` knows its id as `sent_back`."""
    if not state.sent_back:
        return None
    return TaskState.objects.select_related("revision", "finished_by").get(pk=state.sent_back)


def former(instance, state: TaskState, asked: TaskState | None):
    """(what a draft is held against, a sentence that says so, whether it was copied from that).

    That is what is live, or else the draft that this step sent back, or else what a copy was copied from.
    """
    if instance.live:
        if visibility.held_until(instance):
            return instance, _("Compared with what is approved, and not public yet."), False
        return instance, _("Compared with what is live."), False
    if asked and asked.task_id == state.task_id:
        return asked.revision.as_object(), _("Compared with the draft of which changes were asked for."), False
    origin = None if instance.first_published_at else origins.origin_of(instance)
    return (origin, _compared_with(origin), True) if origin else (None, "", False)


def _compared_with(origin) -> str:
    said = (
        _("Compared with the page it was copied from: “%(title)s”, published last on %(date)s.")
        if isinstance(origin, Page)
        else _("Compared with the text it was copied from: “%(title)s”, published last on %(date)s.")
    )
    when = timezone.localtime(origin.last_published_at or origin.first_published_at)
    return said % {"title": origin, "date": date_format(when)}


def changes(request, before, draft) -> list[Change]:
    """Field by field, in words, facts as they are read today."""
    handler = draft.get_edit_handler() if isinstance(draft, Page) else draft.snippet_viewset.get_edit_handler()
    compared = handler.get_bound_panel(instance=draft, request=request, form=None).get_comparison()
    found = [one for compare in compared if (one := compare(before, draft)).has_changed()]
    language = language_of(draft)
    return [Change(one.field_label(), mark_safe(with_values(_told(one), language))) for one in found]


def _told(one) -> str:
    if one.is_field:
        return one.htmldiff()
    fields = [field for child in one.get_child_comparisons() for field in child.get_field_comparisons()]
    return "<br>".join(field.htmldiff() for field in fields)


def facts(draft) -> list[Told]:
    """One query where all of them are live and in words, whatever their number; those that do not exist any more are left out."""
    ids = [*mentions(draft), *filter(None, [getattr(draft, "fact_id", None)])]
    if not ids:
        return []
    language = language_of(draft)
    worded = {shown.fact.pk: shown for shown in Shelf(language).facts(ids)}
    known = {pk: shown.fact for pk, shown in worded.items()}
    if others := set(ids) - known.keys():
        known |= Fact.objects.in_bulk(others)
    return [_fact(known[pk], worded.get(pk), language) for pk in ids if pk in known]


def _fact(fact: Fact, shown, language: str) -> Told:
    said = (shown.label, shown.plain_sentence) if shown else (fact.name, "")
    return Told(fact, fact.written(language), *said, problems=list(wrong(fact)))
