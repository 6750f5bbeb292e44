"""The pages of a review link, and the form in the admin that makes one."""

from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from core.navigation.links import back
from core.publication.sign_off import SignedOff, SignOffError
from core.web.public_forms import PublicForm, public_form
from editorial.desk import places
from editorial.models import OutsideReviewer, ReviewLink
from editorial.review import links as review_links
from editorial.review import outside_comments, outside_reviewers
from editorial.review.links import ClosedLinkError
from editorial.review.outside_comments import SentenceForm
from editorial.sign_off.four_eyes import name_of
from editorial.translation import quality
from editorial.translation.sources import translation_of


class ReviewForm(PublicForm):
    purpose = "review"

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, help_text=gettext_lazy("It is recorded with your decision.")
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy("The team reads it. Needed to ask for changes."),
    )

    def __init__(self, data=None, *, has_spoken: bool = False, **kwargs):
        self.has_spoken = has_spoken
        super().__init__(data, **kwargs)

    def clean(self):
        """Who said at sentences what has to change need not say it again."""
        said = self.cleaned_data.get("comment") or self.has_spoken
        if self.data.get("decision") == "reject" and not said:
            self.add_error("comment", _("Say what has to change."))
        return self.cleaned_data


class LinkForm(forms.Form):
    """Who is sent the link: an account with legal review, or a reviewer whom two people answer for."""

    reviewer = forms.ChoiceField(
        label=gettext_lazy("Reviewer"),
        help_text=gettext_lazy("The link is mailed to them, and shown to nobody else."),
    )
    days = forms.IntegerField(label=gettext_lazy("Days that it is valid"), min_value=1, max_value=30, initial=7)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {f"account-{one.pk}": one for one in outside_reviewers.lawyers().exclude(pk=user.pk)}
        self.known |= {f"outside-{one.pk}": one for one in outside_reviewers.confirmed()}
        names = [(key, f"{_name(one)} <{one.email}>") for key, one in self.known.items()]
        self.fields["reviewer"].choices = [("", "—"), *names]

    def clean_reviewer(self):
        return self.known[self.cleaned_data["reviewer"]]


def _name(reviewer) -> str:
    return reviewer.name if isinstance(reviewer, OutsideReviewer) else name_of(reviewer)


# The drafts are shown in frames, from this site alone.
FRAMES = settings.SECURE_CSP | {"frame-src": [CSP.SELF]}


@csp_override(FRAMES)
@public_form
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the drafts; take one decision about them."""
    try:
        link = review_links.open_link(token)
        shown = review_links.items(link)
        form = _decision(link, request.POST if request.method == "POST" else None)
        if request.POST.get("decision") in ("approve", "reject") and form.is_valid():
            return _decided(request, token, form)
    except ClosedLinkError as error:
        return closed(request, error)
    return texts(request, link, shown, token, form=form, status=422 if form.errors else 200)


def _decision(link: ReviewLink, data=None) -> ReviewForm:
    return ReviewForm(data, has_spoken=link.comments.exists(), initial={"name": link.reviewer})


def texts(request, link: ReviewLink, shown: list, token: str, *, form=None, at_sentences=None, status=200):
    """The page of a link; `at_sentences` are forms that were refused, by the text that they are about."""
    said = {
        pk: list(comments) for pk, comments in groupby(link.comments.order_by("page_id", "pk"), attrgetter("page_id"))
    }
    items = [_shown(token, item) for item in shown]
    for item, one in zip(shown, items, strict=True):
        one["form"] = (at_sentences or {}).get(item.pk) or form_at(item)
        one["comments"] = said.get(item.version.pk, []) if isinstance(item.version, Page) else []
    context = {"link": link, "token": token, "items": items, "waits": _wait(items), "has_spoken": bool(said)}
    context["form"] = form or _decision(link)
    return private(render(request, "editorial/review/review.html", context, status=status))


def form_at(item, data=None) -> SentenceForm | None:
    """None where nothing is said at a sentence: of words of a fact, the comment is about all of them."""
    draft = item.revision.as_object()
    if not isinstance(draft, Page):
        return None
    is_full = item.link.comments.count() >= outside_comments.MOST if data else False
    return SentenceForm(data, known=places.of(draft), is_full=is_full, auto_id=f"text-{item.pk}-%s")


def _decided(request, token, form) -> HttpResponse:
    approved = request.POST["decision"] == "approve"
    said = form.cleaned_data
    try:
        link = review_links.decide(token, approved=approved, name=said["name"], comment=said["comment"])
    except SignOffError as refusal:
        return _refused(request, token, refusal)
    return private(render(request, "editorial/review/decided.html", {"link": link}))


def _refused(request, token, refusal: SignOffError) -> HttpResponse:
    """The link is as it was: what keeps the texts from being approved may be settled while it is open."""
    link = review_links.open_link(token)
    items = [_shown(token, item) for item in review_links.items(link)]
    context = {"link": link, "reason": refusal.message, "waits": _wait(items), "address": request.path}
    context["comment"] = request.POST.get("comment", "").strip()
    return private(render(request, "editorial/review/refused.html", context, status=409))


def _wait(items: list[dict]) -> bool:
    """Whether a sentence of these is still to be confirmed."""
    return any(not doubt.is_confirmed for item in items for doubt in item["doubts"])


@xframe_options_sameorigin
def preview(request: HttpRequest, token: str, item: int) -> HttpResponse:
    """One draft as its readers would see it."""
    try:
        link = review_links.open_link(token)
        found = next((one for one in review_links.items(link) if one.pk == item), None)
    except ClosedLinkError as error:
        return closed(request, error)
    if found is None:
        raise Http404
    draft = found.revision.as_object()
    if isinstance(draft, Page):
        return private(draft.make_preview_request())
    with override(_language(draft)):
        return private(render(request, "editorial/review/snippet.html", {"draft": draft, "fields": fields_of(draft)}))


def _shown(token: str, item) -> dict:
    draft = item.revision.as_object()
    translation = translation_of(draft)
    return {
        "pk": item.pk,
        "doubts": quality.report(translation).doubts if translation and translation.enabled else [],
        "source_code": translation.source.locale.language_code if translation else "",
        "title": str(draft),
        "kind": draft._meta.verbose_name,
        "language": draft.locale.get_display_name() if hasattr(draft, "locale") else "",
        "code": _language(draft),
        "url": reverse("review_preview", args=[token, item.pk]),
    }


def _language(draft) -> str:
    return draft.locale.language_code if hasattr(draft, "locale_id") else settings.LANGUAGE_CODE


def fields_of(draft) -> list[tuple[str, str]]:
    """(name, value) of each field that an editor writes."""
    fields = [field for field in draft._meta.concrete_fields if field.editable and not field.is_relation]
    left_out = {
        "id",
        "translation_key",
        "go_live_at",
        "expire_at",
        "first_published_at",
        "latest_revision_created_at",
        "locked",
    }
    values = [(field.verbose_name, field.value_to_string(draft)) for field in fields if field.name not in left_out]
    return [(name, value) for name, value in values if value not in ("", "None", "False", "[]")]


def closed(request, error: ClosedLinkError) -> HttpResponse:
    """What was typed is given back."""
    typed = (request.POST.get(name, "").strip() for name in ("quote", "text", "suggestion", "comment"))
    context = {
        "reason": error.reason,
        "is_unknown": error.status == HTTPStatus.FORBIDDEN,
        "comment": "\n\n".join(filter(None, typed)),
    }
    return private(render(request, "editorial/review/closed.html", context, status=error.status))


def private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: it is neither kept nor told to anybody."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def create(request, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """In the admin: who reviews without an account, and until when."""
    if not request.user.has_perm("editorial.add_reviewlink"):
        raise PermissionDenied
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, SignedOff):
        raise Http404
    instance = get_object_or_404(model, pk=unquote(pk))
    form = LinkForm(request.POST or None, user=request.user)
    if form.is_valid():
        _say_whether_sent(request, review_links.create(instance, user=request.user, **form.cleaned_data))
        return redirect("review_link_create", app_label, model_name, pk)
    items = review_links.in_legal_review(instance)
    about = Q(pk__in=[])
    for item in items:
        about |= Q(items__base_content_type=item.get_base_content_type(), items__object_id=str(item.pk))
    links = ReviewLink.objects.filter(about).distinct().select_related("outside")
    context = {"instance": instance, "form": form, "items": items, "links": links, "now": timezone.now()}
    return render(request, "editorial/review/create.html", context)


def _say_whether_sent(request, link: ReviewLink) -> None:
    if link.sent_at:
        messages.success(request, _("The link was sent to %(email)s.") % {"email": link.email})
    else:
        messages.error(request, _("The mail to %(email)s was not taken: send it again later.") % {"email": link.email})


@require_POST
def send_again(request, link_id: int) -> HttpResponse:
    """The same link, to the same address: its mail was lost, or never left."""
    if not request.user.has_perm("editorial.add_reviewlink"):
        raise PermissionDenied
    link = get_object_or_404(ReviewLink, pk=link_id, decided_at=None, revoked_at=None, expires_at__gt=timezone.now())
    if not outside_reviewers.is_in_force(link):
        raise SignOffError(_("The team no longer asks this reviewer: make a link for another."))
    link.sent_at = None
    review_links.send(link)
    _say_whether_sent(request, link)
    return redirect(back(request, "wagtailadmin_home"))


@require_POST
def revoke(request, link_id: int) -> HttpResponse:
    if not request.user.has_perm("editorial.add_reviewlink"):
        raise PermissionDenied
    ReviewLink.objects.filter(pk=link_id, decided_at=None, revoked_at=None).update(revoked_at=timezone.now())
    messages.success(request, _("The link can no longer be used."))
    return redirect(back(request, "wagtailadmin_home"))


urls = [
    path("review-links/<slug:app_label>/<slug:model_name>/<str:pk>/", create, name="review_link_create"),
    path("review-links/<int:link_id>/send/", send_again, name="review_link_send"),
    path("review-links/<int:link_id>/revoke/", revoke, name="review_link_revoke"),
]
public_urls = [
    path("review/<str:token>/", review, name="review"),
    path("review/<str:token>/<int:item>/", preview, name="review_preview"),
]
