"""What reviewers say at a sentence: Wagtail's own comments, which stand at that place in the page's editor."""

from django import forms
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, Page
from wagtail_localize.models import Translation

from editorial.desk import places
from editorial.desk.places import Place


def places_of(draft, translation: Translation | None) -> list[Place]:
    """Where something may be said; nowhere in a translation or a snippet, whose editors know no comments."""
    return places.of(draft) if isinstance(draft, Page) and translation is None else []


def open_at(instance) -> list[Comment]:
    """What was said and is not settled, the oldest first, with its answers; of a draft nothing is asked where nothing was said."""
    if not isinstance(instance, Page):
        return []
    open_ones = instance.wagtail_admin_comments.filter(resolved_at__isnull=True)
    found = sorted(open_ones, key=lambda one: (one.created_at, one.pk))
    prefetch_related_objects(found, "user", "replies__user")
    return found


def as_one_text(comments: list[Comment], known: list[Place]) -> str:
    """What a person said at several places, for the mail and the history of a decision."""
    labels = {place.path: place.label for place in known}
    return "\n".join(at(labels.get(comment.contentpath, ""), comment.text) for comment in comments)


def at(label: str, text: str) -> str:
    return f"{label}{_(':')} {text}" if label else text


def may_delete(comment: Comment, user) -> bool:
    """Its author, until somebody answers."""
    return comment.user_id == user.pk and not comment.replies.all()


@transaction.atomic
def delete(comment: Comment, user) -> None:
    comment.log_delete(page_revision=comment.revision_created, user=user)
    comment.delete()


def elsewhere(place: Place) -> str:
    """The refusal of words that do not stand at a place: they would lead the author astray."""
    refusal = _("“%(place)s” does not hold these words: choose the part that does, or select them in the text.")
    return refusal % {"place": place.label}


class CommentForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Sentence or part"))
    quote = forms.CharField(
        label=gettext_lazy("The words that are meant"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Select them in the text, or type them."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=4000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args, known: list[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {place.path: place for place in known}
        self.fields["place"].choices = [(place.path, str(place)) for place in known]

    def clean(self):
        said = super().clean()
        place = self.known.get(said.get("place"))
        if place and not place.holds(said.get("quote", "")):
            self.add_error("quote", elsewhere(place))
        return said

    @transaction.atomic
    def save(self, page: Page, user) -> Comment:
        quote, text = self.cleaned_data["quote"], self.cleaned_data["text"]
        made = Comment.objects.create(
            page_id=page.pk,
            user=user,
            text=_("“%(quote)s”: %(comment)s") % {"quote": quote, "comment": text} if quote else text,
            contentpath=self.cleaned_data["place"],
            revision_created=page.latest_revision,
        )
        made.log_create(page_revision=page.latest_revision, user=user)
        return made
