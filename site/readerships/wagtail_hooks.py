"""The audiences of the team in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from readerships.desk import TeamAudienceViewSet, refuse_deletion

register_snippet(TeamAudienceViewSet)
hooks.register("before_delete_snippet", refuse_deletion)
