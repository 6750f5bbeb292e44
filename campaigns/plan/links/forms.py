"""What people fill in about links."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from campaigns.plan.models import Campaign, Channel, Partner, Placement, TrackedLink
from intake.files import file_field
from intake.names import Names

OFFERED = 200  # names of placements, of which the browser completes what is typed


class FilterForm(forms.Form):
    """Which links are shown and given out; what it does not understand filters nothing."""

    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"), required=False, empty_label=_("All"))
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"), required=False, empty_label=_("All"))
    placement = forms.ChoiceField(
        label=_("Placement"),
        required=False,
        choices=[("", _("With or without")), ("with", _("With")), ("without", _("Without"))],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), ("used", _("In use")), ("retired", _("Retired"))]
    )
    q = forms.CharField(label=_("Code or name"), required=False, max_length=100, strip=True)

    def __init__(self, campaign: Campaign, data):
        super().__init__(data)
        self.campaign = campaign
        self.fields["channel"].queryset = campaign.channels.all()
        self.fields["channel"].label_from_instance = lambda channel: channel.name
        self.fields["partner"].queryset = Partner.objects.filter(links__campaign=campaign).distinct()

    def links(self) -> QuerySet[TrackedLink]:
        self.is_valid()
        chosen = self.cleaned_data
        links = self.campaign.links.all()
        for name in ("channel", "partner"):
            links = links.filter(**{name: chosen[name]}) if chosen.get(name) else links
        if chosen.get("placement"):
            links = links.filter(placement__isnull=chosen["placement"] == "without")
        if chosen.get("state"):
            links = links.filter(retired_at__isnull=chosen["state"] == "used")
        return links.filter(self._words(chosen.get("q"))) if chosen.get("q") else links

    def _words(self, words: str) -> Q:
        code = words.rstrip("/").rsplit("/", 1)[-1].lower()
        return Q(code__startswith=code) | Q(placement__name__icontains=words) | Q(partner__name__icontains=words)


def pages() -> QuerySet[Page]:
    """The root is no page that anybody could be led to."""
    return Page.objects.filter(depth__gt=1, alias_of=None)


class DestinationForm(forms.ModelForm):
    """Where a link leads."""

    class Meta:
        model = TrackedLink
        fields = ("page", "address")
        widgets = {"page": AdminPageChooser}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = pages()

    def _update_errors(self, errors):
        """What is wrong beside the fields that are shown is said above the form."""
        beside = set(getattr(errors, "error_dict", ())) - {*self.fields, NON_FIELD_ERRORS}
        super()._update_errors(ValidationError(errors.messages) if beside else errors)


class CodeField(forms.CharField):
    """Typed in whichever case; codes are lower case."""

    def to_python(self, value):
        return super().to_python(value).lower()


class LinkForm(DestinationForm):
    """One link; a placement is known by its name, and made where the channel has none of it."""

    placement_name = forms.CharField(
        label=_("Placement"),
        max_length=160,
        required=False,
        help_text=_(
            "Its name. One that the channel does not have yet is added to it. Empty: the link is the channel's own."
        ),
        widget=forms.TextInput({"list": "placements", "autocomplete": "off"}),
    )
    field_order = ("channel", "placement_name", "partner", "page", "address", "code")

    class Meta(DestinationForm.Meta):
        fields = ("channel", "partner", "page", "address", "code")
        field_classes = {"code": CodeField}

    def __init__(self, *args, campaign: Campaign, user, **kwargs):
        super().__init__(*args, instance=TrackedLink(campaign=campaign, created_by=user), **kwargs)
        self.fields["channel"].queryset = campaign.channels.all()
        self.fields["channel"].label_from_instance = lambda channel: channel.name
        self.new_placement: Placement | None = None
        self.may_add_placement = user.has_perm("plan.add_placement")

    def offered(self) -> list[str]:
        of = Placement.objects.filter(channel__in=self.fields["channel"].queryset)
        return list(of.order_by("name").values_list("name", flat=True).distinct()[:OFFERED])

    def clean(self):
        data = super().clean()
        name, channel = " ".join(data.get("placement_name", "").split()), data.get("channel")
        if name and channel:
            found = Names[Placement](channel.placements.all()).find(name)
            if found is None and not self.may_add_placement:
                self.add_error("placement_name", _("The channel has no placement of this name, and you may add none."))
            # Written in `save`: a form that is refused makes nothing.
            self.new_placement = None if found else Placement(channel=channel, name=name)
            self.instance.placement = found
        return data

    def _get_validation_exclusions(self):
        """The place of a link is checked although the form shows the placement by its name."""
        return super()._get_validation_exclusions() - {"placement", "campaign", "retired_at"}

    def validate_constraints(self):
        """A placement that is not written yet has no link, and without it the link is not the channel's own either."""
        if not self.new_placement:
            super().validate_constraints()

    @transaction.atomic
    def save(self, commit=True):
        if self.new_placement:
            self.new_placement.save()
            self.instance.placement = self.new_placement
        return super().save(commit)


class PartnersChannelForm(forms.Form):
    """On which channel partners get their links, where it is not plain."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label=_("Channel for the links of partners"),
        empty_label=None,
        help_text=_("No channel, or more than one, is of the kind “partner”."),
    )

    def __init__(self, campaign: Campaign, *args):
        super().__init__(*args)
        self.fields["channel"].queryset = campaign.channels.all()
        self.fields["channel"].label_from_instance = lambda channel: channel.name


class ImportForm(forms.Form):
    file = file_field(
        ".csv,text/csv",
        label=_("CSV file"),
        help_text=_("UTF-8, at most 20,000 rows and 5 MB. Nothing is created before you have seen what it makes."),
    )
