"""Whoever leaves hands over the messages that they are answering; what is with nobody comes back to the role."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.editor import today
from core.publication.sign_off import SignOffError
from editorial.handover import acts
from letterbox.models import Message, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LABEL = "Messages from the public that they are answering"


@pytest.fixture
def colleague(person):
    return person("Rédaction", "colleague")


@pytest.fixture
def taken(form, sent, reader) -> Message:
    """One that the reader is answering, beside one that they answered and a new one."""
    message, answered, _new = (sent(form) for _message in range(3))
    Message.objects.filter(pk=answered.pk).update(handler=reader, state=State.ANSWERED)
    Message.objects.filter(pk=message.pk).update(handler=reader, state=State.TAKEN)
    return message


def told(user) -> list[tuple[str, str]]:
    with override("en"):  # the form that was sent is French
        tasks = [row.task for row in today.rows(user, timezone.now()) if row.task.kind == today.Kind.MESSAGE]
    return sorted((task.title, task.url.partition("?")[2]) for task in tasks)


def test_messages_of_somebody_who_leaves_are_shown_by_their_reference(client, admin, reader, taken):
    client.force_login(admin)

    html = client.get(reverse("hand_over", args=[reader.pk])).content.decode()

    assert LABEL in html
    assert taken.reference in html
    assert "Bonjour" not in html


def test_messages_go_to_another_reader_but_for_what_was_answered(admin, reader, colleague, taken):
    with override("en"):
        [share] = [share for share in acts.hand_over(reader, colleague, admin) if share.held.label == LABEL]

    assert (share.number, share.names) == (1, [taken.reference])
    assert [(one.state, one.handler) for one in Message.objects.order_by("pk")] == [
        (State.TAKEN, colleague),
        (State.ANSWERED, reader),
        (State.NEW, None),
    ]


def test_who_may_not_read_them_takes_none_of_them(client, admin, reader, person, taken):
    for other in (person("Publication"), admin):
        with override("en"), pytest.raises(SignOffError, match=r"These messages are read by: Rédaction\."):
            acts.hand_over(reader, other, admin)

    assert Message.objects.get(pk=taken.pk).handler == reader


@pytest.mark.parametrize("left", ["closed", "deleted", "without the role", "by mistake"])
def test_message_that_is_with_nobody_who_reads_it_waits_for_the_role_again(admin, reader, colleague, taken, left):
    assert told(colleague) == [("1 message: Nous écrire", "state=new")]

    if left == "closed":
        acts.close(reader, admin)
    elif left == "deleted":
        reader.delete()
    elif left == "without the role":
        reader.groups.remove(Group.objects.get(name="Rédaction"))
    else:
        Message.objects.filter(pk=taken.pk).update(handler=None)

    assert told(colleague) == [
        ("1 message: Nous écrire", "state=new"),
        ("1 message: Nous écrire", "state=taken"),
    ]
