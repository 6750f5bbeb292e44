"""Tables that no public page shows anything of: writing to them renews none."""

UNSEEN = {
    "django_session",
    "django_content_type",
    "core_pendingpurge",
    "core_sharednumbers",
    "core_servingnode",
    "core_user",
    "core_user_groups",
    "core_user_user_permissions",
    "wagtailcore_apitoken",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_groupapprovaltask",
    "wagtailcore_groupapprovaltask_groups",
    "wagtailcore_groupcollectionpermission",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupsitepermission",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailcore_uploadedfile",
}
# All tables whose names begin so.
UNSEEN_GROUPS = {
    "auth_",
    "django_tasks_",
    "wagtailadmin_",
    "wagtailcore_task",
    "wagtailcore_workflow",
    "wagtailsearch_",
    "wagtailusers_",
    "wagtail_localize_",
}

_groups: tuple[str, ...] = tuple(sorted(UNSEEN_GROUPS))


def unseen(*names: str) -> None:
    """For a room to say, when it is loaded, which of its tables no public page shows; `name_` stands for all that begin so."""
    global _groups
    UNSEEN.update(name for name in names if not name.endswith("_"))
    UNSEEN_GROUPS.update(name for name in names if name.endswith("_"))
    _groups = tuple(sorted(UNSEEN_GROUPS))


def is_unseen(table: str) -> bool:
    return table in UNSEEN or table.startswith(_groups)
