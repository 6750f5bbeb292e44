"""What a reviewer says by a link at a sentence: kept beside the page, since the comments of Wagtail are of accounts alone."""

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from core.web.public_forms import PublicForm
from editorial.desk import places
from editorial.desk.comments import at, elsewhere
from editorial.desk.places import Place
from editorial.models import OutsideComment, ReviewedItem, ReviewLink

SAID = "editorial.review_link.commented"
RESOLVED = "editorial.review_link.comment_resolved"
MOST = 100  # of one link, so that who has its address does not write without end


class SentenceForm(PublicForm):
    """`place` is the path of a place and the number of its sentence: the words of a link stay as they were when it was made."""

    purpose = "review comment"

    place = forms.CharField(
        label=gettext_lazy("The sentence that you mean"),
        error_messages={"required": gettext_lazy("Choose the sentence that you mean.")},
    )
    quote = forms.CharField(
        label=gettext_lazy("Only some words of it"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Select them in the text, or type them."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    suggestion = forms.CharField(
        label=gettext_lazy("The words that you propose instead"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data=None, *, known: list[Place], is_full: bool = False, **kwargs):
        self.is_full = is_full
        self.at = {_key(place, number): (place, words) for place in known for number, words in _numbered(place)}
        super().__init__(data, **kwargs)
        self.parts = [
            (label, [(_key(place, number), words) for place in together for number, words in _numbered(place)])
            for (label, _path), together in groupby(known, _part)
        ]

    def clean_place(self) -> str:
        if self.cleaned_data["place"] not in self.at:
            raise forms.ValidationError(_("This sentence is no longer in the text: choose another."))
        return self.cleaned_data["place"]

    def clean(self):
        said = super().clean()
        if self.is_full:
            refusal = _("A link takes %(number)d comments: write what is left with your decision.")
            raise forms.ValidationError(refusal % {"number": MOST})
        if not said.get("text") and not said.get("suggestion") and not self.errors.keys() & {"text", "suggestion"}:
            self.add_error("text", _("Write a comment, or the words that you propose."))
        place, _words = self.at.get(said.get("place"), (None, ""))
        if place and not place.holds(said.get("quote", "")):
            self.add_error("quote", elsewhere(place))
        return said

    def save(self, item: ReviewedItem) -> OutsideComment:
        said = self.cleaned_data
        place, words = self.at[said["place"]]
        made = item.link.comments.create(
            page_id=item.version.pk,
            revision=item.revision,
            reviewer=item.link.reviewer,
            contentpath=place.path,
            label=place.label,
            quote=said["quote"] or words,
            text=said["text"],
            suggestion=said["suggestion"],
        )
        # The history says who and where: the words go with the comment.
        told = {"reviewer": made.reviewer, "place": made.label}
        log(instance=item.version, action=SAID, revision=item.revision, data=told)
        return made


def _part(place: Place) -> tuple[str, list[str]]:
    """What stands under one label: a field, or all of a block."""
    return place.label, place.path.split(".")[:2]


def _numbered(place: Place) -> enumerate:
    return enumerate(place.sentences)


def _key(place: Place, number: int) -> str:
    return f"{place.path}:{number}"


@dataclass(frozen=True)
class Said:
    """A comment where the team reads it; its words may have been changed since, or its place be gone."""

    comment: OutsideComment
    label: str
    stands: bool


def has_open(page: str) -> Exists:
    """Whether there is any, in a query that finds others; `page` leads to the id as the text that Wagtail keeps."""
    found = OutsideComment.objects.alias(of=Cast("page_id", CharField())).filter(of=OuterRef(page), resolved_at=None)
    return Exists(found)


def open_at(page: Page, draft: Page | None = None) -> list[Said]:
    """What is not resolved, the oldest first: one query as long as there is nothing."""
    found = list(OutsideComment.objects.filter(page=page.pk, resolved_at=None))
    if not found:
        return []
    known = {place.path: place for place in places.of(draft or page.get_latest_revision_as_object())}
    return [_said(comment, known.get(comment.contentpath)) for comment in found]


def _said(comment: OutsideComment, place: Place | None) -> Said:
    if place is None:
        return Said(comment, comment.label, stands=False)
    return Said(comment, place.label, stands=place.holds(comment.quote))


def as_one_text(link: ReviewLink) -> str:
    """All that was said by a link, for the mail and the history of its decision."""
    return "\n".join(at(comment.label, _one(comment)) for comment in link.comments.all())


def _one(comment: OutsideComment) -> str:
    proposed = _("Proposed: “%(words)s”") % {"words": comment.suggestion} if comment.suggestion else ""
    said = " ".join(filter(None, [comment.text, proposed]))
    return _("“%(quote)s”: %(comment)s") % {"quote": comment.quote, "comment": said}


@transaction.atomic
def resolve(comment: OutsideComment, user) -> None:
    """Once: who was faster stays on record."""
    open_ones = OutsideComment.objects.filter(pk=comment.pk, resolved_at=None)
    if open_ones.update(resolved_at=timezone.now(), resolved_by=user):
        told = {"reviewer": comment.reviewer, "place": comment.label}
        log(instance=comment.page.specific, action=RESOLVED, user=user, data=told)
