"""The tab “Print and share”: what is made, by whom, and what it costs to look."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import PressRun, PrintedItem
from core.editor import roles
from press.formats import SHEETS
from tests import factories
from tests.plan.sheets import printed


@pytest.fixture
def page(home):
    return factories.campaign_page(factories.campaign_index(home), statement="C’est interdit.")


@pytest.fixture
def sign_in(client, db, django_user_model):
    """A client that has signed in with one role."""

    def signed_in(role: roles.Role):
        person, _new = django_user_model.objects.get_or_create(username=role.name)
        person.groups.set([Group.objects.get(name=role.name)])
        client.force_login(person)
        return client

    return signed_in


def address(name: str, page, *more) -> str:
    return reverse(f"campaign_print{name}", args=[page.campaign_id, *more])


def order(group: str, **fields) -> dict:
    return {"formats": ["square"], "languages": ["fr"], "groups": [group]} | fields


def said(response) -> str:
    """The words of the page's own part, without tags."""
    html = response.content.decode().partition('class="nice-padding workspace"')[2]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_all_formats_and_live_languages_with_a_general_code_are_proposed(admin_client, page, english_home, translate):
    translate(page.get_parent(), english_home.locale)
    translate(page, english_home.locale)
    printed.placed(page.campaign)
    printed.link(page.campaign, kind="event")
    general = printed.link(page.campaign)

    form = admin_client.get(address("", page)).context["order"]

    assert form.fields["formats"].initial == [key for key in SHEETS if not key.endswith(("-spare", "-grey", "slide"))]
    assert form.fields["languages"].initial == ["fr", "en"]
    assert form.fields["groups"].initial == [f"general-{general.channel_id}"]
    assert form.number == 2 * len(form.fields["formats"].initial)
    offered = [box.data["value"] for _family, kinds in form.families for first, inks in kinds for box in (first, *inks)]
    assert sorted(offered) == sorted(SHEETS)


def test_language_of_the_campaign_without_a_live_page_is_named(admin_client, page):
    page.campaign.languages = ["fr", "ar"]
    page.campaign.save()
    printed.link(page.campaign)

    assert admin_client.get(address("", page)).context["order"].missing == ["Arabe"]


def test_order_is_made_in_the_background_and_its_progress_is_shown(
    admin_client, page, django_capture_on_commit_callbacks
):
    link = printed.link(page.campaign)

    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(address("_make", page), order(f"general-{link.channel_id}"))

    run = PressRun.objects.get()
    assert response["Location"] == address("_run", page, run.pk)
    assert PrintedItem.objects.get().link == link
    shown = admin_client.get(response["Location"])
    assert "Refresh" not in shown
    assert 'value="1" max="1"' in shown.content.decode()


def test_run_that_goes_on_renews_its_page_and_names_what_failed(admin_client, page):
    error = {"format": "square", "language": "fr", "code": "abc234", "reason": "Un <b>caractère</b> manque."}
    run = PressRun.objects.create(campaign=page.campaign, to_do=[[]] * 4, done=2, errors=[error])

    response = admin_client.get(address("_run", page, run.pk))

    assert response["Refresh"] == f"3; url={response.wsgi_request.get_full_path()}"
    assert "Un &lt;b&gt;caractère&lt;/b&gt; manque." in response.content.decode()
    assert "/s/abc234" in response.content.decode()
    assert admin_client.get(address("_run", factories.campaign_page(page.get_parent()), run.pk)).status_code == 404


def test_counting_makes_nothing(admin_client, page):
    link = printed.link(page.campaign)
    data = order(f"general-{link.channel_id}", formats=["square", "story"], count="1")

    response = admin_client.post(address("_make", page), data)

    assert response.status_code == 200
    assert response.context["order"].number == 2
    assert not PressRun.objects.exists()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"formats": []}, "formats"),
        ({"formats": ["nothing"]}, "formats"),
        ({"languages": ["ar"]}, "languages"),
        ({"groups": []}, "groups"),
        ({"groups": ["general-0"]}, "groups"),
        ({"codes": "nnnnnn"}, "codes"),
    ],
)
def test_order_that_cannot_be_is_refused_at_its_place(admin_client, page, fields, place):
    link = printed.link(page.campaign)

    response = admin_client.post(address("_make", page), order(f"general-{link.channel_id}", **fields))

    assert response.status_code == 422
    assert list(response.context["order"].errors) == [place]
    assert not PressRun.objects.exists()


def test_order_that_is_under_way_is_refused_with_the_reason(admin_client, page):
    link = printed.link(page.campaign)
    data = order(f"general-{link.channel_id}")
    admin_client.post(address("_make", page), data)

    response = admin_client.post(address("_make", page), data)

    assert response.status_code == 422
    assert list(response.context["order"].errors) == ["__all__"]


def test_codes_are_chosen_by_channel_place_partner_or_one_by_one(admin_client, page):
    placed, single = printed.placed(page.campaign), printed.link(page.campaign)
    own = printed.link(page.campaign, partner=printed.partner())
    printed.link(page.campaign)
    groups = [f"placed-{placed.channel_id}", f"partners-{own.channel_id}"]

    admin_client.post(address("_make", page), order("", groups=groups, codes=f" /s/{single.code.upper()}, "))

    chosen = {link for _format, _language, link in PressRun.objects.get().to_do}
    assert chosen == {placed.pk, own.pk, single.pk}


def test_codes_of_other_campaigns_and_retired_ones_are_not_offered(admin_client, page):
    retired = printed.link(page.campaign, retired_at=timezone.now())
    foreign = printed.link(factories.campaign())
    own = printed.link(page.campaign)

    form = admin_client.get(address("", page)).context["order"]
    response = admin_client.post(
        address("_make", page), order(f"general-{own.channel_id}", codes=f"{retired.code} {foreign.code}")
    )

    assert [group.channel for group in form.code_groups] == [own.channel_id]
    assert list(response.context["order"].errors) == ["codes"]


@pytest.mark.parametrize("missing", ["page", "code"])
def test_tab_says_what_is_needed_first(admin_client, home, missing):
    campaign = factories.campaign()
    if missing == "page":
        printed.link(campaign)
    else:
        factories.campaign_page(factories.campaign_index(home), campaign)

    response = admin_client.get(reverse("campaign_print", args=[campaign.pk]))

    assert response.status_code == 200
    assert f'action="{reverse("campaign_print_make", args=[campaign.pk])}' not in response.content.decode()


def test_files_are_listed_with_state_words_and_who_holds_them(admin_client, page):
    link = printed.placed(page.campaign, printed.partner("Une <i>association</i>"))
    now = timezone.now()
    printed.item(link, key="square", alt="Une affiche <b>noire</b>", text="Le texte seul.")
    printed.item(link, key="story", stale_since=now, stale_reason="L’amende a changé.")
    printed.item(link, key="leaflet", recalled_at=now, recall_reason="Une erreur.")
    printed.item(link, key="square", replaced_at=now, alt="Une ancienne affiche")

    response = admin_client.get(address("", page))

    html = response.content.decode()
    assert [item.format for item in response.context["page"]] == ["leaflet", "square", "story"]
    for words in ("Une affiche &lt;b&gt;noire", "Le texte seul.", "L’amende a changé.", "Une erreur.", "Une &lt;i&gt;"):
        assert words in html
    assert "Une ancienne affiche" not in html
    assert response.context["overview"].totals == {"current": 1, "stale": 1, "recalled": 1, "replaced": 0}


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("format=square", ["square"]),
        ("language=fr", ["leaflet", "square", "story"]),
        ("state=current", ["square"]),
        ("state=stale", ["story"]),
        ("state=recalled", ["leaflet"]),
        ("state=replaced", ["banner-wide"]),
        ("code=association", ["leaflet", "square", "story"]),
        ("code=nobody", []),
        ("state=nonsense", ["leaflet", "square", "story"]),
    ],
)
def test_files_are_filtered(admin_client, page, query, formats):
    link = printed.placed(page.campaign, printed.partner("Une association"))
    now = timezone.now()
    printed.item(link, key="square")
    printed.item(link, key="story", stale_since=now, stale_reason="x")
    printed.item(link, key="leaflet", recalled_at=now)
    printed.item(link, key="banner-wide", stale_since=now, stale_reason="x", replaced_at=now)

    response = admin_client.get(f"{address('', page)}?{query}")

    assert [item.format for item in response.context["page"]] == formats


def test_team_downloads_what_is_public_and_what_was_recalled(admin_client, page, django_capture_on_commit_callbacks):
    item = printed.item(printed.link(page.campaign))
    other = factories.campaign_page(page.get_parent())
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address("_recall", page), {"items": str(item.pk), "reason": "Une erreur."})

    response = admin_client.get(address("_file", page, item.pk))

    assert b"".join(response) == b"%PDF une affiche"
    assert response["Content-Disposition"].startswith("attachment")
    assert admin_client.get(address("_file", other, item.pk)).status_code == 404


def test_file_that_is_lost_is_a_404(admin_client, page):
    item = printed.item(printed.link(page.campaign))
    storages["default"].delete(item.file.name)

    assert admin_client.get(address("_file", page, item.pk)).status_code == 404


def test_stale_ones_are_made_again_and_no_others(admin_client, page, django_capture_on_commit_callbacks):
    link, retired = printed.link(page.campaign), printed.link(page.campaign, retired_at=timezone.now())
    now = timezone.now()
    printed.item(link, key="square", stale_since=now, stale_reason="x")
    printed.item(retired, key="square", stale_since=now, stale_reason="x")
    printed.item(link, key="story")

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address("_again", page))

    assert PressRun.objects.get().to_do == [["square", "fr", link.pk]]
    assert PrintedItem.objects.get(format="square", link=link, replaced_at=None).is_current
    assert admin_client.post(address("_again", page), follow=True).status_code == 200
    assert PressRun.objects.count() == 1


def test_recall_lists_what_goes_and_who_is_told_and_asks_why(admin_client, page):
    link = printed.placed(page.campaign, printed.partner("Une association"))
    now = timezone.now()
    stale = printed.item(link, key="story", stale_since=now, stale_reason="x")
    hangs = printed.item(link, key="story", stale_since=now, stale_reason="x", replaced_at=now)
    current = printed.item(link, key="square")

    listed = admin_client.get(address("_recall", page)).context
    one = admin_client.get(f"{address('_recall', page)}?item={current.pk}").context
    refused = admin_client.post(address("_recall", page), {"items": listed["ids"], "reason": " "})

    assert {item.pk for item in listed["items"]} == {stale.pk, hangs.pk}
    assert listed["partners"] == ["Une association"]
    assert [item.pk for item in one["items"]] == [current.pk]
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["reason"]
    assert not PrintedItem.objects.filter(recalled_at__isnull=False).exists()
    admin_client.post(address("_recall", page), {"items": listed["ids"], "reason": "Une erreur."})
    assert set(PrintedItem.objects.filter(recall_reason="Une erreur.")) == {stale, hangs}


@pytest.mark.usefixtures("in_english")
def test_recall_for_a_reason_that_hides_something_is_refused_at_its_field_and_kept(admin_client, page):
    item = printed.item(printed.placed(page.campaign, printed.partner()))
    typed = "Appelez le 11\u200b9"

    refused = admin_client.post(address("_recall", page), {"items": str(item.pk), "reason": typed})

    (error,) = refused.context["form"].errors["reason"]
    assert error.startswith("U+200B ZERO WIDTH SPACE after “Appelez le 11”")
    assert typed in refused.content.decode()
    assert [one.pk for one in refused.context["items"]] == [item.pk]
    assert (refused.status_code, PrintedItem.objects.filter(recalled_at=None).count()) == (422, 1)


@pytest.mark.parametrize("item", ["0", "x", "²", "-1", ""])
def test_recall_of_nothing_says_so(admin_client, page, item):
    response = admin_client.get(f"{address('_recall', page)}?item={item}")

    assert response.status_code == 200
    assert response.context["items"] == []


@pytest.mark.parametrize(
    ("role", "sees", "makes", "recalls"),
    [
        (roles.EDITOR, True, True, False),
        (roles.PUBLISHER, True, True, True),
        (roles.ADMINISTRATOR, True, True, True),
        (roles.LAWYER, False, False, False),
        (roles.TRANSLATOR, False, False, False),
        (roles.ANALYST, False, False, False),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_each_role_does_what_is_its_own(sign_in, page, role, sees, makes, recalls):
    link = printed.link(page.campaign)
    item = printed.item(link, stale_since=timezone.now(), stale_reason="x")
    client = sign_in(role)

    tab, file = client.get(address("", page)), client.get(address("_file", page, item.pk))
    client.post(address("_make", page), order(f"general-{link.channel_id}"))
    made = PressRun.objects.count()
    client.post(address("_again", page))
    client.get(address("_recall", page))
    client.post(address("_recall", page), {"items": str(item.pk), "reason": "Une erreur."})

    item.refresh_from_db()
    assert (tab.status_code == 200, file.status_code == 200) == (sees, sees)
    assert (made, PressRun.objects.count()) == ((1, 2) if makes else (0, 0))
    assert (item.recalled_at is not None) == recalls
    if sees:
        assert (tab.context["order"] is not None, tab.context["may_recall"]) == (makes, recalls)


def test_nothing_is_for_who_is_not_signed_in(client, page):
    item = printed.item(printed.link(page.campaign))

    for name, more in (("", []), ("_file", [item.pk]), ("_recall", [])):
        assert client.get(address(name, page, *more))["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("number", [3, 60])
def test_tab_costs_the_same_with_one_file_and_many(admin_client, page, django_assert_num_queries, number):
    placed = [printed.placed(page.campaign, printed.partner(f"P{n}")) for n in range(min(number, 3))]
    first = printed.item(placed[0])
    copies = [
        PrintedItem(
            campaign=page.campaign, link=placed[n % len(placed)], format="square", language="fr", file=f"press/{n}.png",
            made_from=first.made_from, **printed.rest(),
        )
        for n in range(number - 1)
    ]  # fmt: skip
    PrintedItem.objects.bulk_create(copies)
    for _run in range(min(number, 3)):
        PressRun.objects.create(campaign=page.campaign, to_do=[])
    admin_client.get(address("", page))

    with django_assert_num_queries(15):
        assert len(admin_client.get(address("", page)).context["page"]) == min(number, 50)


def test_inks_of_a_sheet_stand_under_it(admin_client, page):
    printed.link(page.campaign)

    order = admin_client.get(address("", page)).context["order"]

    kinds = {
        first.data["value"]: [ink.data["value"] for ink in inks] for _family, of in order.families for first, inks in of
    }
    assert kinds["poster-a4"] == ["poster-a4-spare", "poster-a4-grey"]
    assert kinds["square"] == []
