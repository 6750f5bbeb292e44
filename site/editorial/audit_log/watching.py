"""Who hears of changes to accounts, groups and permissions, whatever makes them, and puts them into the audit log."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from editorial.audit_log.chain import record
from editorial.audit_log.models import Event

User = get_user_model()
WATCHED = ("username", "email", "is_active", "is_superuser", "password")
TOLD_WHOLE = ("is_active", "is_superuser", "username")  # of the others, that they changed is enough


def acting() -> str:
    """Who is at work in the admin; nobody in a command."""
    user = get_active_log_context().user
    return user.get_username() if user and user.is_authenticated else ""


@receiver(pre_save, sender=User)
def remember_account(instance, update_fields=None, raw=False, **kwargs):
    is_touched = update_fields is None or set(update_fields) & set(WATCHED)
    known = instance.pk and is_touched and not raw
    instance._as_it_was = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if known else None


@receiver(post_save, sender=User)
def account_saved(instance, created, raw=False, **kwargs):
    if raw:
        return
    actor, subject = acting(), instance.get_username()
    if created:
        record(Event.ACCOUNT_CREATED, actor=actor, subject=subject, is_superuser=instance.is_superuser)
        return
    before = instance.__dict__.pop("_as_it_was", None) or {}
    changed = {name: getattr(instance, name) for name, value in before.items() if getattr(instance, name) != value}
    if changed.pop("password", None) is not None:
        record(Event.PASSWORD_CHANGED, actor=actor or subject, subject=subject)
    if changed:
        told = {name: changed[name] for name in TOLD_WHOLE if name in changed}
        record(Event.ACCOUNT_CHANGED, actor=actor, subject=subject, changed=sorted(changed), **told)


@receiver(post_delete, sender=User)
def account_deleted(instance, **kwargs):
    record(Event.ACCOUNT_DELETED, actor=acting(), subject=instance.get_username())


@receiver(post_save, sender=Group)
def group_saved(instance, created, raw=False, **kwargs):
    if not raw:
        record(Event.GROUP_CREATED if created else Event.GROUP_CHANGED, actor=acting(), subject=instance.name)


@receiver(post_delete, sender=Group)
def group_deleted(instance, **kwargs):
    record(Event.GROUP_DELETED, actor=acting(), subject=instance.name)


@receiver(m2m_changed, sender=User.groups.through)
def roles_changed(instance, action, reverse, model, pk_set, **kwargs):
    """From an account's side or from a group's, one entry for each account."""
    verb = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}.get(action)
    if verb is None:
        return
    others = model.objects.filter(pk__in=pk_set) if pk_set is not None else _linked(instance, reverse)
    if reverse:
        for user in others:
            record(Event.ROLES_CHANGED, actor=acting(), subject=user.get_username(), **{verb: [instance.name]})
    elif names := sorted(group.name for group in others):
        record(Event.ROLES_CHANGED, actor=acting(), subject=instance.get_username(), **{verb: names})


def _linked(instance, reverse):
    return instance.user_set.all() if reverse else instance.groups.all()


@receiver(m2m_changed, sender=Group.permissions.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def permissions_changed(instance, action, reverse, pk_set, **kwargs):
    verb = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}.get(action)
    if verb is None or reverse:
        return
    found = _held(instance) if pk_set is None else Permission.objects.filter(pk__in=pk_set)
    if names := sorted(f"{app}.{name}" for app, name in found.values_list("content_type__app_label", "codename")):
        record(Event.PERMISSIONS_CHANGED, actor=acting(), subject=str(instance), **{verb: names})


def _held(instance):
    return instance.permissions.all() if isinstance(instance, Group) else instance.user_permissions.all()


@receiver(post_save, sender=GroupPagePermission)
@receiver(post_save, sender=GroupCollectionPermission)
@receiver(post_save, sender=GroupSitePermission)
def permission_given(instance, raw=False, **kwargs):
    if not raw:
        _permission_in_place("added", instance)


@receiver(post_delete, sender=GroupPagePermission)
@receiver(post_delete, sender=GroupCollectionPermission)
@receiver(post_delete, sender=GroupSitePermission)
def permission_taken(instance, **kwargs):
    _permission_in_place("removed", instance)


def _permission_in_place(verb: str, instance) -> None:
    where = getattr(instance, "page", None) or getattr(instance, "collection", None) or getattr(instance, "site", None)
    name = f"{instance.permission.codename}: {where}"
    record(Event.PERMISSIONS_CHANGED, actor=acting(), subject=instance.group.name, **{verb: [name]})
