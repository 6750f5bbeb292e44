"""What `migrate` leaves to do: the groups and the workflow of a site that has none, and what its roles were never given of one that has."""

from django.apps import apps as current_apps
from django.db import transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from core.upkeep.unapplied import unapplied
from editorial.access import roles

STOCK_WORKFLOW = "Moderators approval"
STOCK_GROUPS = ("Moderators", "Editors")


@receiver(pre_migrate)
def listen(**kwargs) -> None:
    """After Django and Wagtail, which make the permissions of an app when they hear of it; of the last one, since ours are of all apps."""
    *_others, last = (config for config in current_apps.get_app_configs() if config.models_module)
    post_migrate.connect(settle, sender=last)


def settle(apps=current_apps, **kwargs) -> None:
    """Nothing where tables are still missing, or all rows are gone. The audit log hears of what an upgrade gives, not of a beginning."""
    if unapplied() or not apps.get_model("wagtailcore.Page").objects.filter(depth=1).exists():
        return
    with transaction.atomic():
        if apps.get_model("editorial.GivenPermission").objects.exists():
            roles.give_what_is_new()
        else:
            _begin(apps)


def _begin(apps) -> None:
    """Our groups and workflow, in the place of Wagtail's stock ones."""
    apps.get_model("wagtailcore.Workflow").objects.filter(name=STOCK_WORKFLOW).delete()
    apps.get_model("wagtailcore.Task").objects.filter(name=STOCK_WORKFLOW).delete()
    apps.get_model("auth.Group").objects.filter(name__in=STOCK_GROUPS).delete()
    roles.restore(apps)
