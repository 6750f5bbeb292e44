"""What an editor shows of others who write at the same text."""

from django import template
from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import Page

register = template.Library()


@register.simple_tag
def comparison_with_latest(session: EditingSession) -> str:
    """From the first version to the last; `newer_version.js` begins at the one that stands on the screen."""
    model = session.content_type.model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:revisions_compare", args=[session.object_id, "earliest", "latest"])
    name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:revisions_compare"
    return reverse(name, args=[quote(session.object_id), "earliest", "latest"])
