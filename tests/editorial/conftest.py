"""People with the roles of the sign-off, and texts on their way through it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.editor import roles
from editorial.sign_off.approvals import sign_off_by
from editorial.translation import drafting
from home.models import StandardPage
from tests import factories

ROLES = {
    "editor": roles.EDITOR,
    "translator": roles.TRANSLATOR,
    "lawyer": roles.LAWYER,
    "publisher": roles.PUBLISHER,
    "analyst": roles.ANALYST,
    "administrator": roles.ADMINISTRATOR,
}


def make_people() -> dict:
    """{role: a person who holds it and no other}, and a superuser."""
    users, found = get_user_model().objects, {}
    for name, role in ROLES.items():
        found[name] = users.create_user(name, f"{name}@example.org", "a long enough password", first_name=name.title())
        found[name].groups.add(Group.objects.get(name=role.name))
    found["superuser"] = users.create_superuser("superuser", "superuser@example.org", "a long enough password")
    return found


@pytest.fixture
def people(db) -> dict:
    return make_people()


def second(role: roles.Role, name: str):
    """One more person who holds a role."""
    person = get_user_model().objects.create_user(f"{name} 2", f"{name}2@example.org", "a long enough password")
    person.groups.add(Group.objects.get(name=role.name))
    return person


@pytest.fixture
def second_lawyer(people):
    return second(roles.LAWYER, "lawyer")


@pytest.fixture
def second_publisher(people):
    return second(roles.PUBLISHER, "publisher")


@pytest.fixture
def draft(home, people):
    """A page that the editor has written, not live."""
    page = factories.standard_page(home, slug="la-loi", title="La loi")
    page.unpublish()
    page.lead = "Deux mois de prison au plus."
    page.save_revision(user=people["editor"])
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def submitted(draft, people):
    """The page, handed in for legal review by its editor."""
    draft.get_workflow().start(draft, people["editor"])
    return draft


@pytest.fixture
def signed_off(draft, people):
    """The page, live through the whole workflow."""
    sign_off_by(draft, author=people["editor"], lawyer=people["lawyer"], publisher=people["publisher"])
    return type(draft).objects.get(pk=draft.pk)


def act(page, person, action: str = "approve", **said) -> None:
    """Decide about the step that a text is at."""
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, person, action, **said)


@pytest.fixture
def page(home, english_home):
    return factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois au plus.")


@pytest.fixture
def translation(page, english_home, translate) -> Translation:
    """The English draft of the page, every sentence translated."""
    translate(page, english_home.locale, publish=False)
    found = Translation.objects.get(source__object_id=page.translation_key)
    say(found, "La loi", "The law")
    say(found, "Deux mois au plus.", "Two months at most.")
    return found


@pytest.fixture
def english_page(translation) -> StandardPage:
    """The English page, live and complete."""
    return factories.go_live(drafting.save_draft(translation).as_object())


def say(translation, french: str, words: str, **fields) -> None:
    segment = StringSegment.objects.get(source=translation.source, string__data=french)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": words} | fields,
    )


def row(page) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk)
