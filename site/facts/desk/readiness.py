"""The readiness checks of facts and helplines: in force, in date, with their source, worded in the language."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core import audiences
from core.publication.readiness import Failure, Holder, Subject, check
from core.text.streams import leaves, structs
from core.words.phrases import day as _day
from core.words.phrases import phrase as _
from facts.models import Fact, FactWording, Helpline, HelplineWording
from facts.readers.withholding import reason
from facts.shelf import audience_of, mentioned


@check("facts", gettext_lazy("Facts are in date, with their source, in the words of the language"))
def facts(subject: Subject) -> list[Failure]:
    """Two queries. A fact without words in the language is shown in French, and marked so."""
    shown_on = defaultdict(list)
    for page in subject.pages:
        for pk in mentioned(page):
            shown_on[pk].append(page)
    known = Fact.objects.in_bulk(shown_on)
    worded = _worded(FactWording, "fact_id", known, subject)
    failures = []
    for pk, pages in sorted(shown_on.items()):
        fact = known.get(pk)
        if fact is None:
            failures += [_gone(page) for page in pages]
            continue
        edit = reverse("wagtailsnippets_facts_fact:edit", args=[pk])
        failures += [Failure(message, edit) for message in wrong(fact)]
        failures += _withheld(fact, pages)
        if not (pk in worded and worded[pk].live):
            failures.append(_failure(fact, worded.get(pk), FactWording, subject))
    return failures


def _withheld(fact: Fact, pages: list) -> Iterator[Failure]:
    for page in pages if fact.withheld_from else ():
        if audience_of(page) in fact.withheld_from:
            said = {"page": page.team_title, "reason": reason(fact, audience_of(page))}
            message = _("“%(page)s” leaves a fact out. %(reason)s") % said
            yield Failure(message, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _gone(page) -> Failure:
    message = _("“%(page)s” shows a fact that no longer exists.") % {"page": page.team_title}
    return Failure(message, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def wrong(fact: Fact) -> Iterator[str]:
    """What is wrong with a fact in every language, in whole sentences."""
    said = {"fact": fact.name}
    if not fact.live:
        yield _("The fact “%(fact)s” is not published.") % said
    if fact.in_force_until and fact.in_force_until < timezone.localdate():
        yield _("The fact “%(fact)s” is no longer in force since %(day)s.") % (
            said | {"day": _day(fact.in_force_until)}
        )
    elif not fact.in_force:
        yield _("The fact “%(fact)s” is in force from %(day)s only.") % (said | {"day": _day(fact.in_force_from)})
    if fact.is_overdue:
        yield _("The fact “%(fact)s” was to be reviewed by %(day)s.") % (said | {"day": _day(fact.review_by)})
    if not fact.has_source:
        yield _("The fact “%(fact)s” has no source.") % said


@check("helplines", gettext_lazy("The audience has a helpline in the words of the language"), of_pages=False)
def helplines(subject: Subject) -> list[Failure]:
    """Two queries. One good helpline is enough; what is overdue is shown all the same, and so has to be reviewed."""
    shown = [one for one in Helpline.objects.filter(live=True) if subject.audience in one.audiences]
    if not shown:
        message = _("No helpline is published for this audience (%(audience)s).") % {"audience": _audience(subject)}
        return [Failure(message, reverse("wagtailsnippets_facts_helpline:list"))]
    overdue = [one for one in shown if one.is_overdue]
    failures = [_overdue(one) for one in overdue]
    worded = _worded(HelplineWording, "helpline_id", [one.pk for one in shown], subject)
    live = {pk for pk, wording in worded.items() if wording.live}
    if not live.intersection(one.pk for one in shown if one not in overdue):
        candidates = [one for one in shown if one.pk not in live]
        failures += [_failure(one, worded.get(one.pk), HelplineWording, subject) for one in candidates]
    return failures


@check("listening", gettext_lazy("Whoever wants to stop buying is told who listens, or that nobody does yet"))
def listening(subject: Subject) -> list[Failure]:
    """The block of helplines for buyers says either; without it a page needs somebody of its own who listens to them."""
    if subject.audience != audiences.BUYERS:
        return []
    chosen = {page: _offered(page) for page in subject.pages if audience_of(page) == audiences.BUYERS}
    ids = {pk for found in chosen.values() for pk in found}
    listen = {one.pk for one in Helpline.objects.filter(pk__in=ids, live=True) if audiences.BUYERS in one.listens_to}
    message = _(
        "“%(page)s” offers nobody who listens to buyers, and does not say so: add the block “Helplines” for this audience."
    )
    return [
        Failure(message % {"page": page.team_title}, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page, found in chosen.items()
        if not listen.intersection(found) and not _says_who_listens(page)
    ]


def _says_who_listens(page) -> bool:
    return any(name == "helplines" and fields.get("audience") == audiences.BUYERS for name, fields in structs(page))


def _offered(page) -> set[int]:
    """The helplines that the page itself chose."""
    return {value for name, value in leaves(page) if name == "helplines" and isinstance(value, int)}


def _overdue(one: Helpline) -> Failure:
    said = {"helpline": one.name, "day": _day(one.review_by)}
    message = _("The helpline “%(helpline)s” was to be reviewed by %(day)s.") % said
    return Failure(message, reverse("wagtailsnippets_facts_helpline:edit", args=[one.pk]))


def _worded(model: type, key: str, ids, subject: Subject) -> dict[int, FactWording | HelplineWording]:
    """{id: the words in the language of the subject, live or not}."""
    found = model.objects.filter(locale__language_code=subject.language, **{f"{key}__in": list(ids)})
    return {getattr(wording, key): wording for wording in found}


def _failure(thing: Fact | Helpline, wording, model: type, subject: Subject) -> Failure:
    """Words that are missing are added at their thing, whose editor lists them; a draft is opened."""
    said = {"name": thing.name, "language": subject.language_name}
    if wording is not None:
        edit = reverse(model.snippet_viewset.get_url_name("edit"), args=[wording.pk])
        message = _("The words of “%(name)s” in this language (%(language)s) are not published.")
    else:
        edit = reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[thing.pk])
        message = _("“%(name)s” has no words in this language (%(language)s).")
    return Failure(message % said, edit, Holder.EDITOR if subject.locale.is_default else Holder.TRANSLATOR)


def _audience(subject: Subject) -> str:
    return audiences.label(subject.audience)
