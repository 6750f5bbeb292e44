"""Who somebody is and what they may: asked once, and the same as Django says."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from wagtail.users.models import UserProfile

from editorial.signing_in.backend import Backend


def test_permissions_are_those_of_the_account_and_of_its_groups(people, django_assert_num_queries):
    editor = people["editor"]
    editor.user_permissions.add(Permission.objects.get(codename="launch_campaign"))
    fresh, other = (get_user_model().objects.get(pk=editor.pk) for _time in range(2))

    with django_assert_num_queries(1):
        held = Backend().get_all_permissions(fresh)

    assert {"plan.launch_campaign", "wagtailadmin.access_admin"} <= held
    assert held == ModelBackend().get_all_permissions(other)


@pytest.mark.parametrize("name", ["admin", "nobody", "inactive"])
def test_others_hold_what_django_says(people, admin_user, name):
    person = {"admin": admin_user, "nobody": AnonymousUser(), "inactive": people["editor"]}[name]
    person.is_active = name == "admin"

    assert Backend().get_all_permissions(person) == ModelBackend().get_all_permissions(person)
    assert bool(Backend().get_all_permissions(person)) == (name == "admin")


def test_account_comes_with_its_language_and_not_once_it_is_closed(people, django_assert_num_queries):
    editor = people["editor"]
    UserProfile.objects.create(user=editor, preferred_language="ar")

    with django_assert_num_queries(1):
        found = Backend().get_user(editor.pk).wagtail_userprofile.preferred_language
    editor.is_active = False
    editor.save()

    assert (found, Backend().get_user(editor.pk), Backend().get_user(0)) == ("ar", None, None)
