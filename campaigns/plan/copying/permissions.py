"""Who may begin a campaign again, and who may take that back."""

# All that is made in one go.
MAY = [f"plan.add_{name}" for name in ("campaign", "wave", "channel", "placement", "trackedlink", "partnership")]


def may_begin_again(user) -> bool:
    return user.has_perms(MAY)


def may_undo(user, made_by: int | None) -> bool:
    """Who made the copy, by the id of the account, and whoever deletes campaigns."""
    return user.has_perm("plan.delete_campaign") or (made_by == user.pk and may_begin_again(user))
