"""The words of a post in the editor, with their history and their sign-off."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from campaigns.plan.campaign.forms import named
from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts.forms import PostForm
from campaigns.plan.tasks.people import may_open
from core.editor.columns import DayColumn


class ComposedElsewhere(CreateView):
    """A post begins in its campaign, for one network or several."""

    def dispatch(self, request, *args, **kwargs):
        campaign = named(request, Campaign)
        return (
            redirect("campaign_post_new", campaign.pk) if campaign else redirect("wagtailsnippets_plan_campaign:list")
        )


class PostEditView(EditView):
    """Once it is submitted or published, one is where it is planned and copied; whoever opens no campaign has the list."""

    def get_success_url(self):
        there = super().get_success_url()
        if there != reverse(self.index_url_name) or not may_open(self.request.user):
            return there
        return reverse("campaign_post", args=[self.object.campaign_id, self.object.pk])


class AboutPost(HelpPanel):
    """For which network it is, and how much room is left while one writes."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self):
            return super().media + forms.Media(js=["js/admin/post_lengths.js"], css={"all": ["css/admin/posts.css"]})

        def get_context_data(self, parent_context=None):
            """A lawyer reads the post here, and not in its campaign."""
            return super().get_context_data(parent_context) | {"may_open": may_open(self.request.user)}


class PostViewSet(SnippetViewSet):
    model = Post
    icon = "comment"
    add_view_class = ComposedElsewhere
    edit_view_class = PostEditView
    copy_view_enabled = False
    list_display = [
        TitleColumn("first_words", label=_("First words"), url_name="wagtailsnippets_plan_post:edit"),
        Column("get_network_display", label=_("Network")),
        Column("language", label=_("Language")),
        Column("campaign", label=_("Campaign")),
        DayColumn("planned_at", label=_("Planned for")),
        "live",
    ]
    list_filter = ["campaign", "network", "language"]
    edit_handler = ObjectList(
        [
            AboutPost(template="plan/posts/about.html"),
            FieldPanel("words"),
            FieldRowPanel(
                [
                    FieldPanel("item"),
                    FieldPanel("picture", widget=forms.Select),
                    FieldPanel("card", widget=forms.Select),
                ]
            ),
            FieldPanel("alternative"),
            FieldPanel("link"),
        ],
        base_form_class=PostForm,
    )

    def get_queryset(self, request):
        return Post.objects.select_related("campaign", "link")
