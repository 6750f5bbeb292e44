"""What an editor chooses before a landing page is made."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from campaigns.deterrence.models import LandingPage
from campaigns.deterrence.patterns import ChosenFacts, suggested
from campaigns.plan.models import Campaign, Channel, Frame
from core import audiences
from facts.models import Fact
from facts.readers import withholding

FACTS = ("penalty", "penalty_2", "harm", "norm")
AUDIENCES = (audiences.BUYERS, audiences.PUBLIC)
LINKS = _(
    "The channel's own link is made if it has none. Its links that named no destination lead here too, once the page is live."
)


def channels(campaign: Campaign | None = None):
    """Those for which there are landing pages."""
    found = Channel.objects.filter(campaign__audience__in=AUDIENCES, campaign__closed_at=None).select_related(
        "campaign"
    )
    found = found.filter(campaign=campaign) if campaign else found
    return found.order_by("-campaign__starts_at", "kind", "name")


def parents(user) -> list[Page]:
    """Where the user may add a landing page: beside others first, then under pages for buyers."""
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    found = allowed.type(*LandingPage.allowed_parent_page_models()).filter(alias_of=None).select_related("locale")
    pages = found.order_by("path").specific()
    beside = {path[: -Page.steplen] for path in LandingPage.objects.values_list("path", flat=True)}
    return sorted(pages, key=lambda page: (page.path not in beside, getattr(page, "audience", "") != audiences.BUYERS))


class PatternForm(forms.Form):
    """Frame, channel, place and facts of a new page."""

    frame = forms.ChoiceField(
        label=_("Frame"), choices=Frame, widget=forms.RadioSelect, help_text=_("What the page says first.")
    )
    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"))
    parent = forms.ChoiceField(label=_("Under which page"), help_text=_("The new page is written in its language."))
    penalty = forms.ModelChoiceField(
        Fact.objects.none(),
        label=_("Penalty"),
        required=False,
        help_text=_("A published fact. One that is missing is added under “Facts”, with its source."),
    )
    penalty_2 = forms.ModelChoiceField(Fact.objects.none(), label=_("Heavier penalty"), required=False)
    harm = forms.ModelChoiceField(Fact.objects.none(), label=_("Fact about the harm"), required=False)
    norm = forms.ModelChoiceField(Fact.objects.none(), label=_("Fact about the norm"), required=False)
    leads = forms.BooleanField(
        label=_("Lead the links of the channel to this page"), required=False, initial=True, help_text=LINKS
    )

    def __init__(self, user, campaign: Campaign | None, data=None, initial: dict | None = None):
        super().__init__(data, initial=proposed(campaign) | (initial or {}))
        self.parents = {str(page.pk): page for page in parents(user)}
        self.fields["channel"].queryset = channels(campaign)
        self.fields["parent"].choices = [
            (key, f"{page.get_admin_display_title()} ({page.locale.language_code})")
            for key, page in self.parents.items()
        ]
        for name in FACTS:
            self.fields[name].queryset = Fact.objects.filter(live=True).order_by("name")

    def clean_frame(self) -> Frame:
        return Frame(self.cleaned_data["frame"])

    def clean_parent(self) -> Page:
        return self.parents[self.cleaned_data["parent"]]

    def clean(self):
        """No fact that is kept from the audience of the channel's campaign."""
        cleaned = super().clean()
        channel = cleaned.get("channel")
        for name in FACTS:
            fact = cleaned.get(name)
            if channel and fact and channel.campaign.audience in fact.withheld_from:
                self.add_error(name, withholding.reason(fact, channel.campaign.audience))
        return cleaned

    @property
    def facts(self) -> ChosenFacts:
        chosen = {name: [self.cleaned_data[name]] if self.cleaned_data[name] else [] for name in FACTS}
        return ChosenFacts(chosen["penalty"] + chosen["penalty_2"], chosen["harm"], chosen["norm"])


def proposed(campaign: Campaign | None) -> dict:
    """What the form holds before anybody has chosen."""
    facts = suggested(campaign)
    first, second = [*facts.penalty, None, None][:2]
    harm, norm = ([*some, None][0] for some in (facts.harm, facts.norm))
    frame = campaign.frame if campaign else Frame.LAW
    return {"frame": frame, "penalty": first, "penalty_2": second, "harm": harm, "norm": norm}


class SameForm(forms.Form):
    """For which other channel of the campaign a page is made again."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"), empty_label=None)
    leads = PatternForm.base_fields["leads"]

    def __init__(self, page: LandingPage, data=None):
        super().__init__(data)
        self.fields["channel"].queryset = channels(page.campaign).exclude(pk=page.channel_id)
