"""Partners that agreed to it are invited and reminded: each once, in its language, as the preview showed it."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.utils import timezone

from campaigns.plan import periodic_jobs
from campaigns.plan.models import Partner, PartnerMail
from campaigns.plan.models.partner_mails import TRIES
from campaigns.plan.partners import choice, mails
from campaigns.plan.relay import partnerships
from core.editor import roles
from tests import factories
from tests.plan.relay import partner as relay

BROKEN = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 9}}
}
CONSENT = date(2025, 3, 1)
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def campaign(home, english_home):
    return factories.campaign()


@pytest.fixture
def take_part(campaign):
    """A partner that agreed to be mailed, unless it is told otherwise, with a link of its own."""

    def taken(**fields):
        partner = relay.partner(**{"may_be_mailed_since": CONSENT} | fields)
        return partnerships.begin(campaign, partner, None)[0]

    return taken


@pytest.fixture
def post(admin_client, campaign, django_capture_on_commit_callbacks):
    def posted(kind: str, *chosen, **said):
        data = {"partners": [one.pk for one in chosen]} | said
        with django_capture_on_commit_callbacks(execute=True):
            return admin_client.post(address(campaign, kind), data)

    return posted


@pytest.fixture
def send(post):
    def sent(kind: str, *chosen, **said):
        return post(kind, *chosen, **{"send": "1"} | said)

    return sent


def address(campaign, kind: str) -> str:
    return f"/admin/campaigns/{campaign.pk}/partners/write/{kind}/"


def invited(partnership, days: int = 2, **fields) -> PartnerMail:
    then = timezone.now() - timedelta(days=days)
    said = {"kind": "invite", "begun_at": then, "sent_at": then} | fields
    return PartnerMail.objects.create(partnership=partnership, **said)


def test_each_is_invited_in_its_language_as_the_preview_showed(take_part, post, send, mailoutbox):
    town = take_part(name="Mairie", contact="Zoé Petit", email="z@example.org")
    club = take_part(name="Club", language="en", email="c@example.org")
    said = {"sentence_fr": "Merci à vous.\n\nÀ lundi !", "sentence_en": "Dear club"}

    shown = [mail for _language, _number, mail in post("invite", town, club, **said).context["mails"]]
    send("invite", town, club, **said)

    assert [(mail.to, mail.subject, mail.body) for mail in mailoutbox] == [
        ([one.to], one.subject, one.text) for one in sorted(shown, key=lambda one: one.to, reverse=True)
    ]
    english = next(mail.body for mail in mailoutbox if mail.to == ["c@example.org"])
    assert english.startswith("Hello Club,\n\nDear club\n\nWe invite you")
    assert f"http://localhost/en/relay/p/{club.token}/" in english
    assert re.search(rf"/s/{club.partner.links.get().code}\b", english)
    french = next(mail.body for mail in mailoutbox if mail.to == ["z@example.org"])
    assert french.startswith("Bonjour Zoé Petit,\n\nMerci à vous.\n\nÀ lundi !\n\n")
    assert f"http://localhost/fr/relay/p/{town.token}/" in french


def test_mail_is_plain_text_and_leads_to_nothing_but_its_own_page_and_link(take_part, send, mailoutbox):
    town = take_part()

    send("invite", town)

    (mail,) = mailoutbox
    link = town.partner.links.get().url
    assert re.findall(r"https?://\S+", mail.body) == [f"http://localhost/fr/relay/p/{town.token}/", link]
    assert (getattr(mail, "alternatives", []), mail.attachments) == ([], [])


def test_preview_sends_and_records_nothing(take_part, post, mailoutbox):
    response = post("invite", take_part(), take_part())

    assert (response.status_code, response.context["number"]) == (200, 2)
    assert (mailoutbox, PartnerMail.objects.count()) == ([], 0)


def test_what_was_chosen_and_written_is_there_again_after_the_preview(take_part, post, campaign):
    _one, two = take_part(), take_part()

    html = post("invite", two, sentence_fr="Bonjour", back="1").content.decode()

    assert "Bonjour" in html
    assert re.findall(r'value="(\d+)"\s+checked', html) == [str(two.pk)]


def test_all_who_may_be_invited_are_ticked_and_the_others_are_named_with_the_reason(take_part, admin_client, campaign):
    may = take_part()
    take_part(name="Sans accord", may_be_mailed_since=None)
    invited(take_part(name="Invitée"))
    relay.partnership(campaign, relay.partner(name="Finie", may_be_mailed_since=CONSENT), ended_at=timezone.now())

    response = admin_client.get(address(campaign, "invite"))

    assert re.findall(r'value="(\d+)"\s+checked', response.content.decode()) == [str(may.pk)]
    told = {one.partnership.partner.name: one.reason.split()[:3] for one in response.context["left_out"]}
    assert told == {"Sans accord": ["It", "has", "not"], "Invitée": ["It", "was", "invited"]}


@pytest.mark.parametrize("kind", ["invite", "remind"])
def test_who_has_not_agreed_is_not_mailed_whatever_is_posted(take_part, send, mailoutbox, kind):
    partnership = take_part(may_be_mailed_since=None)
    if kind == "remind":
        invited(partnership)
    before = PartnerMail.objects.count()

    send(kind, partnership)

    assert (mailoutbox, PartnerMail.objects.count()) == ([], before)


def test_consent_that_is_withdrawn_before_the_mail_leaves_keeps_it_back(take_part, mailoutbox, admin, campaign):
    partnership = take_part()
    mails.order(campaign, "invite", [partnership.pk], {}, admin)
    Partner.objects.update(may_be_mailed_since=None)

    periodic_jobs.mail_partners()

    assert mailoutbox == []
    assert PartnerMail.objects.get().is_given_up


@pytest.mark.parametrize("ends", ["part", "campaign"])
def test_part_or_campaign_that_ends_before_the_mail_leaves_keeps_it_back(take_part, mailoutbox, admin, campaign, ends):
    partnership = take_part()
    mails.order(campaign, "invite", [partnership.pk], {}, admin)
    if ends == "part":
        partnerships.end(partnership)
    else:
        campaign.closed_at = timezone.now()
        campaign.save()

    periodic_jobs.mail_partners()

    assert mailoutbox == []
    assert PartnerMail.objects.get().problem


@pytest.mark.parametrize("kind", ["invite", "remind"])
def test_button_that_is_pressed_twice_sends_once(take_part, send, mailoutbox, kind):
    partnership = take_part()
    if kind == "remind":
        invited(partnership)

    first, second = send(kind, partnership), send(kind, partnership)

    assert [(one.status_code, one["Location"]) for one in (first, second)] == [
        (302, f"/admin/campaigns/{partnership.campaign_id}/partners/")
    ] * 2
    assert len(mailoutbox) == 1


def test_worker_that_runs_beside_another_or_after_it_sends_nothing_twice(take_part, send, mailoutbox, campaign):
    send("invite", take_part())

    mails.send_all.func(campaign.pk)
    periodic_jobs.mail_partners()

    assert len(mailoutbox) == 1


def test_mail_whose_worker_was_ended_is_not_sent_again_by_itself_and_says_so(
    take_part, admin_client, campaign, mailoutbox
):
    mail = invited(take_part(), sent_at=None)

    periodic_jobs.mail_partners()
    html = admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/").content.decode()

    assert mailoutbox == []
    assert "it may not have gone out" in html
    assert f"/partners/written/{mail.pk}/" in html


def test_partner_has_one_invitation_in_the_database(take_part):
    partnership = take_part()
    invited(partnership)

    with pytest.raises(IntegrityError):
        invited(partnership)


def test_renewed_address_may_be_invited_again_and_one_that_waits_names_the_new_one(
    take_part, admin, campaign, mailoutbox
):
    known, waiting = take_part(), take_part()
    invited(known)
    mails.order(campaign, "invite", [waiting.pk], {}, admin)

    for one in (known, waiting):
        partnerships.renew(one)
    periodic_jobs.mail_partners()

    assert waiting.token in mailoutbox[0].body
    may = [one.partnership for one in choice.candidates(campaign, "invite") if one.may_be_chosen]
    assert may == [known]


def test_part_that_begins_again_is_invited_again(take_part, campaign, admin):
    partnership = take_part()
    invited(partnership)
    partnerships.end(partnership)

    partnerships.begin(campaign, partnership.partner, admin)

    assert [one.may_be_chosen for one in choice.candidates(campaign, "invite")] == [True]


@pytest.mark.parametrize(("days", "expected"), [(0, False), (2, True)])
def test_reminder_follows_a_day_after_the_mail_before(take_part, campaign, days, expected):
    invited(take_part(), days=days)

    assert [one.may_be_chosen for one in choice.candidates(campaign, "remind")] == [expected]


def test_nobody_is_reminded_who_was_not_invited(take_part, campaign):
    take_part()
    invited(take_part(), sent_at=None, begun_at=None)

    assert [one.may_be_chosen for one in choice.candidates(campaign, "remind")] == [False, False]


def test_reminder_has_words_of_its_own(take_part, send, mailoutbox):
    partnership = take_part(language="en")
    invited(partnership)

    send("remind", partnership)

    assert mailoutbox[0].subject == "A reminder: a campaign to pass on"
    assert "We wrote to you of a campaign" in mailoutbox[0].body


def test_server_that_is_away_is_tried_again_and_then_the_team_is_told(
    take_part, send, settings, mailoutbox, admin_client, campaign
):
    partnership = take_part()
    backend, settings.MAILERS = settings.MAILERS, BROKEN
    send("invite", partnership)
    mail = PartnerMail.objects.get()
    assert (mail.sent_at, mail.begun_at, mail.tries, bool(mail.problem)) == (None, None, 1, True)
    settings.MAILERS = backend

    assert periodic_jobs.mail_partners() == "1 sent, 0 not sent"

    mail.refresh_from_db()
    assert (len(mailoutbox), bool(mail.sent_at), mail.problem) == (1, True, "")


def test_mail_that_was_given_up_is_sent_again_at_somebody_s_word(
    take_part, mailoutbox, admin_client, campaign, django_capture_on_commit_callbacks
):
    mail = invited(take_part(), sent_at=None, begun_at=None, tries=TRIES, problem="550 <no>")
    periodic_jobs.mail_partners()
    html = admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/").content.decode()
    assert (mailoutbox, "550 &lt;no&gt;" in html) == ([], True)

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"/admin/campaigns/{campaign.pk}/partners/written/{mail.pk}/")

    assert len(mailoutbox) == 1


def test_mail_that_has_gone_out_is_not_sent_again(take_part, admin_client, campaign):
    mail = invited(take_part())

    assert admin_client.post(f"/admin/campaigns/{campaign.pk}/partners/written/{mail.pk}/").status_code == 404


def test_one_that_cannot_be_mailed_keeps_no_other_from_it(take_part, send, mailoutbox):
    broken = take_part(email="x@example.org\nBcc: y@example.org")
    good = take_part(email="good@example.org")

    send("invite", broken, good)

    assert [mail.to for mail in mailoutbox] == [["good@example.org"]]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"partners": []}, "partners"),
        ({"partners": ["x"]}, "partners"),
        ({"partners": ["0"]}, "partners"),
        ({"sentence_fr": "a" * 601}, "sentence_fr"),
        ({"sentence_fr": "Appelez le \u202e911"}, "sentence_fr"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_sent(take_part, send, mailoutbox, said, field):
    partnership = take_part()

    response = send("invite", partnership, **said)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert (mailoutbox, PartnerMail.objects.count()) == ([], 0)


def test_partner_of_another_campaign_is_refused(take_part, send, mailoutbox):
    take_part()
    other = relay.partnership(factories.campaign(), relay.partner(may_be_mailed_since=CONSENT))

    assert send("invite", other).status_code == 422
    assert mailoutbox == []


def test_partners_past_the_most_are_left_for_the_next_time(take_part, admin_client, campaign, monkeypatch):
    monkeypatch.setattr(choice, "MOST", 1)
    take_part()
    take_part()

    response = admin_client.get(address(campaign, "invite"))

    assert (len(response.context["shown"]), response.context["more"]) == (1, 1)


@pytest.mark.parametrize("role", [roles.EDITOR, roles.PUBLISHER, roles.TRANSLATOR, roles.LAWYER, roles.ANALYST])
def test_who_may_not_change_partnerships_mails_nobody(take_part, client, campaign, django_user_model, mailoutbox, role):
    mail = invited(take_part(), sent_at=None, begun_at=None, tries=TRIES)
    partnership = take_part()
    person = django_user_model.objects.create_user("p", "p@example.org", "a long enough password")
    person.groups.add(Group.objects.get(name=role.name))
    client.force_login(person)
    may = role in (roles.EDITOR, roles.PUBLISHER)

    answer = client.post(address(campaign, "invite"), {"partners": [partnership.pk], "send": "1"})
    again = client.post(f"/admin/campaigns/{campaign.pk}/partners/written/{mail.pk}/")
    html = client.get(f"/admin/campaigns/{campaign.pk}/partners/").content.decode()

    there = f"/admin/campaigns/{campaign.pk}/partners/"
    assert [answer["Location"], again["Location"]] == ([there] * 2 if may else ["/admin/"] * 2)
    assert PartnerMail.objects.filter(partnership=partnership).exists() is may
    assert ("/partners/write/invite/" in html, "/partners/written/" in html) == (may, False)


def test_kind_of_mail_that_there_is_not_and_a_get_that_sends(take_part, admin_client, campaign):
    partnership = take_part()

    assert admin_client.get(address(campaign, "recall")).status_code == 404
    admin_client.get(address(campaign, "invite"), {"partners": partnership.pk, "send": "1"})
    assert not PartnerMail.objects.exists()


def test_number_of_queries_does_not_grow_with_the_partners(
    take_part, post, admin_client, campaign, django_assert_max_num_queries
):
    for _number in range(8):
        invited(take_part())
    chosen = [take_part(language=code) for code in ("fr", "en", "fr", "en", "fr", "en")]

    with django_assert_max_num_queries(20):
        admin_client.get(address(campaign, "invite"))
    with django_assert_max_num_queries(30):
        post("invite", *chosen)
    with django_assert_max_num_queries(30):
        admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/")
