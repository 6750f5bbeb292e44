"""People of the team, each with one role."""

import pytest
from django.contrib.auth.models import Group

from core.editor import roles

ROLES = {
    "editor": roles.EDITOR,
    "publisher": roles.PUBLISHER,
    "lawyer": roles.LAWYER,
    "administrator": roles.ADMINISTRATOR,
}


@pytest.fixture
def sign_in(client, django_user_model):

    def signed_in(role: str):
        user, is_new = django_user_model.objects.get_or_create(username=role, email=f"{role}@example.org")
        if is_new:
            user.groups.add(Group.objects.get(name=ROLES[role].name))
        client.force_login(user)
        return client

    return signed_in
