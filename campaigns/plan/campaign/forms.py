"""Forms of what is planned, filled in with where one comes from: `?campaign=1`, for a placement `?channel=1`."""

from itertools import groupby

from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from campaigns.plan.models import Campaign, Channel, Placement, Wave


class BackToPlan:
    """After a save, and after a deletion, one is where the part is seen among the others."""

    def get_success_url(self):
        part = self.object
        campaign = part.channel.campaign_id if isinstance(part, Placement) else part.campaign_id
        return reverse("campaign_overview", args=[campaign])


class PartEditView(BackToPlan, EditView):
    pass


class PartDeleteView(BackToPlan, DeleteView):
    pass


class CampaignPartCreateView(BackToPlan, CreateView):
    """Of a wave or a channel."""

    def get_initial_form_instance(self):
        return self.model(campaign=named(self.request, Campaign))


class CampaignCreateView(CreateView):
    """Of a campaign with nothing but its name and dates: one goes on in its workspace."""

    def get_success_url(self):
        return reverse("campaign_overview", args=[self.object.pk])


class PlacementCreateView(BackToPlan, CreateView):
    """Of a placement; where only the campaign is named, its channels are those to choose from."""

    def get_initial_form_instance(self):
        placement = self.model(channel=named(self.request, Channel))
        placement.offered_campaign = named(self.request, Campaign)
        return placement


class PlacementForm(WagtailAdminModelForm):
    """Offers the channels and waves of one campaign where it is known which, or else those of each that is not closed, under its name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        channel = Channel.objects.filter(pk=self.instance.channel_id).select_related("campaign").first()
        campaign = channel.campaign if channel else getattr(self.instance, "offered_campaign", None)
        if campaign:
            self.fields["channel"].queryset = Channel.objects.filter(campaign=campaign)
            self.fields["wave"].queryset = Wave.objects.filter(campaign=campaign)
        else:
            _group(self.fields["channel"], Channel)
            _group(self.fields["wave"], Wave)


def _group(field: ModelChoiceField, model: type[Channel | Wave]) -> None:
    """Under each campaign that is not closed, the latest first, what it has; a query."""
    order = ("-campaign__starts_at", "campaign__name", *model._meta.ordering)
    field.queryset = model.objects.filter(campaign__closed_at=None).select_related("campaign").order_by(*order)
    groups = groupby(field.queryset, key=lambda one: one.campaign)
    field.choices = [
        ("", field.empty_label),
        *((campaign.name, [(one.pk, one.name) for one in found]) for campaign, found in groups),
    ]


def named(request: HttpRequest, model: type):
    """What the address names; None where it names nothing, or nothing that is there."""
    given = request.GET.get(model._meta.model_name, "")
    return model.objects.filter(pk=given).first() if given.isdecimal() and len(given) < 19 else None
