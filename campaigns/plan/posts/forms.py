"""What people fill in about posts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from campaigns.plan.models import Campaign, Post, TrackedLink
from campaigns.plan.posts import faults, material, networks
from campaigns.plan.sheets.words import name_of
from campaigns.plan.tasks.people import team
from core.text.token_widgets import TokenTextarea
from editorial.sign_off.four_eyes import name_of as name_of_person
from press.models import ShareCard


class PlanForm(forms.Form):
    """When it is to be posted, and by whom."""

    planned_at = forms.DateTimeField(
        label=gettext_lazy("Planned for"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Nothing is posted by itself."),
    )
    assignee = forms.ModelChoiceField(label=gettext_lazy("Who posts it"), required=False, queryset=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = team()
        self.fields["assignee"].label_from_instance = name_of_person
        self.fields["assignee"].empty_label = _("Nobody yet")


class NotesForm(PlanForm):
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhereForm(forms.Form):
    """For which networks, in which of the campaign's languages."""

    networks = forms.MultipleChoiceField(
        label=gettext_lazy("Networks"), choices=networks.choices, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), widget=forms.Select(attrs={"data-page-language": True})
    )

    def __init__(self, campaign: Campaign, *args, **kwargs):
        self.campaign = campaign
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, name_of(code)) for code in campaign.languages]


class ComposeForm(WhereForm, PlanForm):
    """`posts` are those that it makes, one for each network; one that is too long refuses all, and says by how much."""

    words = forms.CharField(label=pgettext_lazy("of a post", "Words"), widget=TokenTextarea(attrs={"rows": 6}))
    with_link = forms.BooleanField(
        label=gettext_lazy("With the campaign’s link"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Each network has its own, so that its openings are counted. It stands below the words."
        ),
    )
    card = forms.ModelChoiceField(label=gettext_lazy("Picture"), required=False, queryset=None)
    field_order = ["networks", "language", "words", "with_link", "card", "planned_at", "assignee"]
    posts: list[Post]

    def __init__(self, campaign: Campaign, *args, **kwargs):
        super().__init__(campaign, *args, **kwargs)
        field = self.fields["card"]
        field.queryset = material.cards(campaign, campaign.languages)
        field.label_from_instance = lambda card: f"{card} ({name_of(card.page.locale.language_code)})"
        field.empty_label = _("Chosen afterwards, in each draft")
        said = _(
            "%(networks)s show no post without a picture or a film. Offered here are the share cards of the campaign’s live pages; other networks draw the card of the link by themselves. In each draft you choose instead a sheet or a film of “Print and share”, or a picture of its pages and its theme."
        )
        field.help_text = said % {"networks": get_text_list(networks.with_pictures(), _("and"))}

    def clean(self):
        said = super().clean()
        if {"networks", "language", "words"} <= said.keys():
            shared = {name: said.get(name) for name in ("language", "words", "planned_at", "assignee")}
            self.posts = [Post(campaign=self.campaign, network=key, **shared) for key in said["networks"]]
            for post in self.posts:
                self._show_card(post, said.get("card"))
                if problem := faults.too_long(post.on, with_link(post) if said["with_link"] else post.whole):
                    self.add_error("words", problem)
        return said

    def _show_card(self, post: Post, card: ShareCard | None) -> None:
        """Where the network shows nothing without it."""
        if not (card and post.on.needs_picture):
            return
        if card.page.locale.language_code != post.language:
            if not self.has_error("card"):
                self.add_error("card", _("This card is in another language than the post."))
            return
        post.card, post.alternative = card, card.alt


def with_link(post: Post) -> str:
    """As it will be: the link of the campaign is as long as any other of its links."""
    return f"{post.whole}\n\n{example_link(post.language)}" if post.on.has_links else post.whole


def example_link(language: str) -> str:
    return TrackedLink(code="x" * 6).url_in(language)


class PostedForm(forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Posted on"), widget=AdminDateTimeInput)
    address = forms.URLField(
        label=gettext_lazy("Address of the post"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("By which it is found again, and taken off if need be."),
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at > timezone.now():
            raise ValidationError(_("This moment is still to come."))
        return at


class PostForm(WagtailAdminModelForm):
    """In the editor: offers what the campaign has in the language of the post, and its links."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        post = self.instance
        if post.campaign_id is None:
            return
        offered = {
            "item": (material.items(post.campaign, post.language), material.named),
            "picture": (material.pictures(post.campaign, post.language), str),
            "card": (material.cards(post.campaign, [post.language]), str),
            "link": (post.campaign.links.filter(retired_at=None).select_related("channel"), _named_link),
        }
        whence = {
            "item": _("Made or uploaded in the campaign’s “Print and share”: those of today, in this language."),
            "picture": _("Of the campaign’s pages in this language, and of its theme."),
            "card": _("Of the campaign’s live pages in this language; it is drawn anew with its page."),
        }
        for name, (found, label) in offered.items():
            if field := self.fields.get(name):
                kept = found.model.objects.filter(pk=getattr(post, f"{name}_id"))  # whatever became of it since
                field.queryset = found | kept
                field.label_from_instance = label
                field.help_text = whence.get(name, field.help_text)


def _named_link(link) -> str:
    return f"{link.channel.name} – {link.letters}"
