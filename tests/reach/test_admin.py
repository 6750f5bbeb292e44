"""The counter in the admin: its state, and corrections."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import Campaign, Wave
from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.journal import journal
from reach.journal.lines import encode
from reach.models import Adjustment, Beat, Reconciliation, Segment
from serving.clock import shared_now
from tests.reach.conftest import view
from tests.reach.journal.test_beats import pass_by, write_earlier

STATE, CORRECTIONS = "reach_state", "reach_adjustments"


@pytest.fixture
def sign_in(client, django_user_model, db):
    """Sign in as one of a group."""

    def signed_in(group: str):
        user = django_user_model.objects.create_user(group, f"{len(group)}@example.org", "a long enough password")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return user

    return signed_in


@pytest.fixture
def wave(db) -> Wave:
    now = timezone.now()
    campaign = Campaign.objects.create(name="Payer, c'est", audience="public", frame="law", starts_at=now)
    return Wave.objects.create(campaign=campaign, name="Un", starts_at=now, ends_at=now + timedelta(days=9))


def corrected(wave, **fields) -> dict:
    whose = f"{wave.campaign_id}:{wave.pk}"
    return {"day": "2026-11-20", "whose": whose, "kind": "view", "n": "-12", "reason": "A test of ours"} | fields


@pytest.mark.parametrize(
    ("group", "statuses"),
    [("Statistiques", [200, 200]), ("Administration", [200, 200]), ("Rédaction", [302, 302])],
)
def test_state_and_corrections_are_for_those_who_may(client, sign_in, node, group, statuses):
    sign_in(group)

    assert [client.get(reverse(name)).status_code for name in (STATE, CORRECTIONS)] == statuses


@pytest.mark.parametrize("nodes", [1, 3])
def test_state_tells_the_terms_in_a_fixed_number_of_queries(
    admin_client, in_english, node, nodes, django_assert_num_queries
):
    journal.append(view())
    journal.append(view(reason="bot"))
    journal.append(view(kind="nonsense"))
    journal.append(view(reason="disabled"))
    fold()
    for number in range(nodes - 1):
        Segment.objects.create(node=f"other{number}", name="20261125T120000-1-aa.log")
    reconcile()
    admin_client.get(reverse(STATE))

    with django_assert_num_queries(12):
        answer = admin_client.get(reverse(STATE))

    found = answer.context["state"]
    first = found.nodes[0]  # who objects leaves a line with those of protected pages
    assert (first.name, first.segments, first.unfinished, first.lines, first.torn, first.dropped) == (
        "node", 2, 2, 3, 0, 1,
    )  # fmt: skip
    assert (found.reconciliation.ok, found.torn, found.dropped, found.is_old, found.is_slow) == (
        True, 0, 1, False, False,
    )  # fmt: skip
    assert found.objected == 1
    assert "Counts and journal agreed on" in answer.text
    assert "1 event was lost" in answer.text


def test_state_says_what_is_wrong(client, admin, in_english, node):
    before = write_earlier(node, timedelta(days=3))
    reconcile()
    with before.open("ab") as segment:
        segment.write(encode(view()))
    pass_by(timedelta(days=2))
    Reconciliation.objects.update(ran_at=F("ran_at") - timedelta(days=2))
    client.force_login(admin)

    answer = client.get(reverse(STATE))

    assert answer.context["state"].lag > timedelta(days=2) - timedelta(minutes=1)
    assert "were not compared for more than a night" in answer.text
    assert "What happened is not counted yet." in answer.text


def test_state_names_the_nodes_that_were_not_compared(admin_client, in_english, node):
    Segment.objects.create(node="web-b", name="a.log", created_at=shared_now() - timedelta(hours=26))
    reconcile()

    answer = admin_client.get(reverse(STATE))

    assert "Not compared: web-b." in answer.text


def test_state_tells_a_node_that_is_out_of_service_from_one_that_is_missed(admin_client, in_english, node):
    said = shared_now() - timedelta(hours=25)
    for name, sealed_at in (("web-a", said), ("web-b", None)):
        Beat.objects.create(node=name, folded_at=said, caught_up_at=said)
        Segment.objects.create(node=name, name="a.log", created_at=said, sealed_at=sealed_at)

    text = " ".join(admin_client.get(reverse(STATE)).text.split())

    assert "with a journal that is not wholly counted: web-b." in text
    assert text.count("(out of service; its journal is counted)") == 1


def test_correction_has_its_author_and_is_never_changed(client, sign_in, wave):
    author = sign_in("Administration")

    answer = client.post(reverse(CORRECTIONS), corrected(wave))

    assert answer.status_code == 302
    made = Adjustment.objects.get()
    assert (made.day, made.campaign, made.wave, made.kind, made.n, made.reason, made.author) == (
        date(2026, 11, 20), wave.campaign_id, wave.pk, "view", -12, "A test of ours", author,
    )  # fmt: skip
    assert "Payer, c&#x27;est – Un" in client.get(reverse(CORRECTIONS)).text
    made.n = 5
    with pytest.raises(TypeError, match="An adjustment is never changed"):
        made.save()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"reason": ""}, "reason"),
        ({"n": "0"}, "n"),
        ({"n": ""}, "n"),
        ({"n": "99999999999"}, "n"),
        ({"day": "2999-01-01"}, "day"),
        ({"whose": "77:0"}, "whose"),
        ({"kind": "nonsense"}, "kind"),
    ],
)
def test_correction_that_says_too_little_is_refused(client, sign_in, wave, fields, name):
    sign_in("Administration")

    answer = client.post(reverse(CORRECTIONS), corrected(wave, **fields))

    assert list(answer.context["form"].errors) == [name]
    assert Adjustment.objects.count() == 0


def test_analyst_sees_corrections_and_adds_none(client, sign_in, wave):
    sign_in("Statistiques")
    Adjustment.objects.create(day=date(2026, 11, 20), campaign=1, kind="view", n=3, reason="Why")

    shown = client.get(reverse(CORRECTIONS))
    client.post(reverse(CORRECTIONS), corrected(wave))

    assert ("Why" in shown.text, shown.context["form"]) == (True, None)
    assert Adjustment.objects.count() == 1
