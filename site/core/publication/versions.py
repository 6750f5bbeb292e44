"""Each pause is a version: automatic saves of one stretch of writing make one, and what somebody relies on stays as it is."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Comment, Revision, TaskState

PAUSE = timedelta(minutes=5)  # without a save


def is_kept(revision: Revision, instance: Any) -> bool:
    """Whether writing has paused since it was saved, or it was submitted, published, or commented on by somebody else."""
    return (
        timezone.now() - revision.created_at >= PAUSE
        or revision.pk == instance.live_revision_id
        or TaskState.objects.filter(revision=revision).exists()
        or Comment.objects.filter(revision_created=revision).exclude(user=revision.user_id).exists()
    )
