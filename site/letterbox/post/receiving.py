"""What is sent to a form: refused with what was typed, or sealed and kept, and the sender told under which reference."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from limits import RateLimitItemPerHour
from wagtail.models import Page

from core.protection.seals import SealingError
from core.protection.zones import Zone
from core.publication.visibility import public
from core.web.public_forms import public_form
from letterbox.models import FormPage, Kind, Message, MessageFormPage
from letterbox.post import keeping
from letterbox.post.forms import ABOUT, LetterForm, form_of, page_about
from letterbox.rules import stands_well
from letterbox.sealing import MESSAGES
from serving import rates

AN_HOUR = RateLimitItemPerHour(20, namespace="letterbox")  # messages that were taken, from one address
LARGEST = 256 * 1024  # bytes of a request: 5,000 characters take 60 KB at most
TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Sent:
    """What became of what was sent: `kept` where it was taken, else the form again, or a `problem` without it."""

    status: int
    form: LetterForm | None = None
    kept: Message | None = None
    problem: str = ""


@public_form
def receive(request: HttpRequest, page: MessageFormPage) -> HttpResponse:
    request.sensitive_post_parameters = "__ALL__"  # no report of an error holds what was written
    page.sent = _taken(request, page)
    return page.answered(request)


def is_open(page: MessageFormPage) -> bool:
    """Whether it takes messages."""
    return MESSAGES.can_seal() and _stands_in_the_open(page)


def _stands_in_the_open(page: MessageFormPage) -> bool:
    """What was moved or protected since it was approved does not."""
    return page.zone == Zone.OPEN and stands_well(page)


def shown(request: HttpRequest, page: MessageFormPage) -> dict[str, Any]:
    sent = page.sent or Sent(200)
    about = page_about(request.GET.get("page"), page.locale_id) if page.kind == Kind.CORRECTION else None
    form = sent.form
    if form is None and sent.kept is None and is_open(page):
        form = form_of(page)(initial={ABOUT: about.pk if about else ""})
    if form is not None and form.is_bound and page.kind == Kind.CORRECTION:
        about = page_about(form.data.get(ABOUT), page.locale_id)
    after = {"about": sent.kept.about, "contact": contact_form(page)} if sent.kept else {"about": about}
    return {"form": form, "kept": sent.kept, "problem": sent.problem} | after


def contact_form(page: Page, *before: Kind) -> FormPage | None:
    """Where one may write: the oldest open form in the language of the page, of the first of these kinds that has one, else for contact."""
    kinds = [*before, Kind.CONTACT]
    forms = public(FormPage.objects.public()).filter(kind__in=kinds, locale=page.locale_id).order_by("path")
    return next((form for form in sorted(forms, key=lambda form: kinds.index(form.kind)) if is_open(form)), None)


def _taken(request: HttpRequest, page: MessageFormPage) -> Sent:
    if not _stands_in_the_open(page):
        return Sent(503)
    if request.content_type != TYPE:
        return Sent(415, problem=_("This form takes no files: write your message in its fields."))
    if not request.META.get("CONTENT_LENGTH", "").isdecimal() or int(request.META["CONTENT_LENGTH"]) > LARGEST:
        return Sent(
            413, problem=_("This was too long, and nothing of it was kept: a message has 5,000 characters at most.")
        )
    return _kept(request, page, form_of(page)(request.POST))


def _kept(request: HttpRequest, page: MessageFormPage, form: LetterForm) -> Sent:
    if not form.is_valid():
        return Sent(422, form)
    known = keeping.known(form.ticket)
    if known is None and not rates.allows(request.META, limit=AN_HOUR):
        form.add_error(
            None, _("Many messages came from your network. Your text is still here: please try again in an hour.")
        )
        return Sent(429, form)
    try:
        return Sent(200, kept=known or keeping.keep(page, keeping.written(page, form)))
    except SealingError:
        form.add_error(
            None,
            _(
                "This form takes no messages at the moment. Your text is still here: copy it, and please try again later."
            ),
        )
        return Sent(503, form)
