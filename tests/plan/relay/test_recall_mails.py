"""A recall reaches each partner that holds what was recalled: once, in its language, after the commit."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation

from campaigns.plan.models import PrintedItem, RecallMail
from campaigns.plan.relay import recall_mails
from campaigns.plan.sheets import recall as publisher
from campaigns.plan.signals import items_recalled
from tests import factories
from tests.plan.relay import partner as relay

BROKEN = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 9}}
}


@pytest.fixture
def campaign(home):
    made = factories.campaign()
    factories.campaign_page(factories.campaign_index(home), made)
    return made


@pytest.fixture
def recall(django_capture_on_commit_callbacks, admin):
    """Recall items as a publisher does."""

    def recalled(*items, reason="L’amende a changé."):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            PrintedItem.objects.filter(pk__in=[item.pk for item in items]).update(
                recalled_at=timezone.now(), recall_reason=reason
            )
            items_recalled.send(PrintedItem, items=list(items), reason=reason, user=admin)

    return recalled


def test_each_holder_gets_one_mail_about_all_that_it_holds(campaign, recall):
    city, school = relay.partner(email="ville@example.org"), relay.partner(email="ecole@example.org")
    own = relay.link(campaign, partner=city)
    hall = relay.link(campaign, placement=relay.placement(campaign, city, name="Hall"))
    general = relay.link(campaign)
    elsewhere = relay.link(campaign, placement=relay.placement(campaign))
    items = [relay.item(one) for one in (own, hall, general, elsewhere)]
    relay.item(relay.link(campaign, partner=school))

    recall(*items)

    [sent] = mail.outbox
    assert sent.to == ["ville@example.org"]
    assert "2" in sent.subject
    assert "Hall" in sent.body
    assert sent.body.count("/relay/item/") == 2
    assert "L’amende a changé." in sent.body


def test_publisher_s_recall_reaches_the_holder_and_the_page_of_the_file(
    client, campaign, admin, django_capture_on_commit_callbacks
):
    link = relay.link(campaign, partner=relay.partner())
    item = relay.item(link, made_from={"page": campaign.pages.get().pk})

    with django_capture_on_commit_callbacks(execute=True):
        publisher.recall(campaign, [item.pk], "L’amende a changé.", admin)

    [sent] = mail.outbox
    address = f"/fr/relay/item/{item.pk}-{item.sha256[:8]}/"
    assert (sent.to, address in sent.body) == ([link.partner.email], True)
    assert client.get(address).status_code == 410
    assert client.get(item.file.url).status_code == 404


def test_link_for_a_partner_at_the_placement_of_another_is_held_by_the_first(campaign, recall):
    keeper, holder = relay.partner(), relay.partner()
    link = relay.link(campaign, placement=relay.placement(campaign, keeper), partner=holder)

    recall(relay.item(link))

    assert [sent.to for sent in mail.outbox] == [[holder.email]]


def test_mail_is_in_the_partner_s_language_and_leads_to_its_page(campaign, recall, english_home):
    partnership = relay.partnership(campaign, relay.partner(language="en", name="Town & Co"))
    item = relay.item(relay.link(campaign, partner=partnership.partner))

    with translation.override("fr"):
        recall(item)

    [sent] = mail.outbox
    assert sent.subject == "Recall: please take down 1 poster or file"
    assert sent.body.startswith("Town & Co,\n\nThe team has recalled")
    assert f"http://localhost/en/relay/p/{partnership.token}/" in sent.body
    assert f"http://localhost/en/relay/item/{item.pk}-{item.sha256[:8]}/" in sent.body


def test_mail_leads_into_a_language_that_the_site_serves(campaign, recall):
    partnership = relay.partnership(campaign, relay.partner(language="bg"))

    recall(relay.item(relay.link(campaign, partner=partnership.partner)))

    assert f"http://localhost/fr/relay/p/{partnership.token}/" in mail.outbox[0].body


def test_mail_of_an_ended_partnership_names_no_page_that_is_closed(campaign, recall):
    partnership = relay.partnership(campaign, ended_at=timezone.now())

    recall(relay.item(relay.link(campaign, partner=partnership.partner)))

    assert partnership.token not in mail.outbox[0].body
    assert "/relay/item/" in mail.outbox[0].body


def test_nothing_is_sent_where_the_recall_is_taken_back(campaign, django_capture_on_commit_callbacks):
    item = relay.item(relay.link(campaign, partner=relay.partner()))

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        items_recalled.send(PrintedItem, items=[item], reason="x", user=None)
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert not RecallMail.objects.exists()


def test_server_that_is_down_undoes_no_recall_and_is_listed(campaign, recall, settings):
    item = relay.item(relay.link(campaign, partner=relay.partner()))
    backend, settings.MAILERS = settings.MAILERS, BROKEN

    recall(item)

    item.refresh_from_db()
    [listed] = RecallMail.objects.all()
    assert item.recalled_at
    assert (listed.sent_at, bool(listed.problem)) == (None, True)

    settings.MAILERS = backend
    recall_mails.send.func(listed.pk)
    recall_mails.send.func(listed.pk)

    listed.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (bool(listed.sent_at), listed.problem) == (True, "")


def test_one_partner_that_cannot_be_told_keeps_no_other_from_it(campaign, recall):
    broken = relay.partner(email="x@example.org\nBcc: y@example.org")
    good = relay.partner()
    items = [relay.item(relay.link(campaign, partner=partner)) for partner in (broken, good)]

    recall(*items)

    assert [sent.to for sent in mail.outbox] == [[good.email]]
    assert list(RecallMail.objects.exclude(problem="").values_list("partner", flat=True)) == [broken.pk]


def test_recall_goes_on_where_its_mails_cannot_even_be_recorded(campaign, recall, monkeypatch):
    item = relay.item(relay.link(campaign, partner=relay.partner()))
    monkeypatch.setattr(RecallMail._meta, "db_table", "no_such_table")

    recall(item)

    item.refresh_from_db()
    assert item.recalled_at
    assert mail.outbox == []
