"""Whether there are people enough for the sign-off: who wrote a text decides no step, and nobody decides two."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from core.upkeep.doctor import Finding, check, ok, warning
from editorial.sign_off.tasks import FourEyesTask, LegalReview, Publication

PEOPLE = 3  # who writes, who reviews, who publishes
REMEDY = "Invite them in the admin: Settings → Users, each with a role of their own."


@check("people", needs_database=True)
def people() -> Finding:
    accounts = get_user_model().objects.filter(is_active=True)
    lawyers, publishers = _deciding(LegalReview), _deciding(Publication)
    for name, members in (("reviews texts", lawyers), ("publishes", publishers)):
        if not members:
            return warning(f"Nobody {name}: nothing can go live.", REMEDY)
    if accounts.count() < PEOPLE or len(lawyers | publishers) < PEOPLE - 1:
        said = f"{accounts.count()} accounts: nothing can go live without three people who write, review and publish."
        return warning(said, REMEDY)
    return ok(f"{len(lawyers)} accounts may review, and {len(publishers)} publish.")


def _deciding(task: type[FourEyesTask]) -> set[int]:
    """The accounts that may decide this step of any workflow, as `FourEyesTask` says."""
    groups = task.objects.filter(active=True).values("groups")
    found = get_user_model().objects.filter(Q(groups__in=groups) | Q(is_superuser=True), is_active=True)
    return set(found.values_list("pk", flat=True))
