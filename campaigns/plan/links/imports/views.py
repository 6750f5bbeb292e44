"""The way of a file of links into a campaign."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import ngettext

from campaigns.plan.campaign.workspace import show
from campaigns.plan.links.acts import ADD, TAB, campaign_to
from campaigns.plan.links.forms import ImportForm
from campaigns.plan.links.imports import files
from campaigns.plan.models import LinkImport
from intake import views as intake

SHOWN = 50  # rows and placements of a preview


class Step(intake.Step):
    frame, home, upload, apply = "plan/workspace/base.html", TAB, "links_import", "links_import_apply"

    def enter(self, pk: int, **kwargs) -> None:
        self.campaign, self.about = campaign_to(self.request, pk, ADD), (pk,)

    def render(self, template, context, status) -> HttpResponse:
        return show(self.request, template, self.campaign, TAB, context, status)


class Upload(Step, intake.Upload):
    form_class = ImportForm
    template = "plan/workspace/links/upload.html"

    def take(self, file, form) -> HttpResponse:
        found = files.preview(self.campaign, self.request.user, file)
        links, placements = found.meaning.links, found.meaning.placements
        return self.preview(
            "plan/workspace/links/preview.html",
            found.pending,
            links=links,
            rows=list(zip((row["line"] for row in found.pending.rows), links, strict=True))[:SHOWN],
            placements=placements,
            new=placements[:SHOWN],
            more_new=max(0, len(placements) - SHOWN),
            more=max(0, len(links) - SHOWN),
        )


class Apply(Step, intake.Act):
    """Makes what the preview showed."""

    def kept(self, pending: int, **kwargs) -> LinkImport:
        return get_object_or_404(LinkImport, pk=pending, user=self.request.user, campaign=self.campaign)

    def act(self, kept: LinkImport) -> str:
        made = len(files.apply(kept, self.request.user).links)
        return ngettext("%(count)d link was made.", "%(count)d links were made.", made) % {"count": made}


urls = [
    path("campaigns/<int:pk>/links/import/", Upload.as_view(), name="links_import"),
    path("campaigns/<int:pk>/links/import/<int:pending>/", Apply.as_view(), name="links_import_apply"),
]
