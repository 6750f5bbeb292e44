"""A protected page says nothing where others can see it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from core.protection.discretion import telling_word
from core.protection.zones import Zone
from home.models import StandardPage
from tests import factories, markup

TELLING = {
    "fr": "Sortir de la prostitution",
    "en": "Leaving prostitution",
    "es": "Salir de la prostitución",
    "pt": "Sair da prostituição",
    "ro": "Cum ieși din prostituție",
    "bg": "Изход от проституцията",
    "ar": "الخروج من الدعارة",
    "zh-hans": "离开卖淫",
}
NEUTRAL = [
    "Vos droits, de l’aide",
    "Moins de 18 ans",
    "Portraits",
    "Sixième étape",
    "Essex",
    "Sexta etapa",
    "حقوقك ومساعدة",
    "您的权利与帮助",
    "Вашите права",
]


def protected(**fields) -> StandardPage:
    return StandardPage(
        **{"title": "Vos droits", "slug": "vos-droits", "zone": Zone.PROTECTED, "audience": "outreach"} | fields
    )


@pytest.mark.parametrize("language", TELLING)
def test_telling_words_are_known_in_every_language(language):
    assert telling_word(TELLING[language])


@pytest.mark.parametrize("text", NEUTRAL)
def test_neutral_words_are_left_alone(text):
    assert telling_word(text) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seo_title", "Escortes : vos droits"),
        ("slug", "aide-prostitution"),
        ("search_description", "Aide aux personnes prostituées"),
        ("social_title", "Sexe tarifé"),
        ("social_description", "Sortir de la prostitution"),
    ],
)
def test_words_that_others_see_are_refused_at_their_place(home, field, value):
    page = protected(**{field: value})

    with pytest.raises(ValidationError) as refused:
        page.clean()

    assert list(refused.value.error_dict) == [field]


def test_telling_title_needs_a_neutral_one_for_the_tab(home):
    with pytest.raises(ValidationError) as refused:
        protected(title="Sortir de la prostitution").clean()
    protected(title="Sortir de la prostitution", seo_title="Les étapes").clean()

    assert list(refused.value.error_dict) == ["seo_title"]


def test_same_words_are_free_on_an_open_page(home):
    protected(title="La prostitution en chiffres", slug="prostitution", zone=Zone.OPEN).clean()


def test_block_that_breaks_the_zone_is_refused_at_its_place(home):
    body = [
        {"type": "text", "value": {"text": "<p>Bonjour</p>"}},
        {"type": "share", "value": {"heading": "Partager"}},
    ]

    with pytest.raises(ValidationError) as refused:
        protected(body=body).clean()

    [error] = refused.value.error_dict["body"]
    assert list(error.block_errors) == [1]
    assert "retirez ce bloc" in str(error.block_errors[1])


def test_nothing_on_a_protected_page_says_the_name_of_the_site(client, home):
    home.title = "Agir contre le système prostitutionnel"
    factories.go_live(home)
    factories.publish(home, protected(search_description="Des numéros utiles."))

    html = markup.read(client.get("/fr/vos-droits/").content.decode())

    assert "prostitutionnel" not in html
    assert "<title>Vos droits</title>" in html
    assert '<meta name="description" content="Des numéros utiles.">' in html


def test_what_became_telling_before_it_was_protected_is_not_said(client, home):
    page = factories.publish(home, protected(social_title="Vos droits"))
    StandardPage.objects.filter(pk=page.pk).update(
        title="Sortir de la prostitution", search_description="Sortir de la prostitution", social_title="Escortes"
    )

    head = client.get("/fr/vos-droits/").content.decode().partition("</head>")[0]

    assert telling_word(head) == ""


def test_editor_sees_that_a_page_is_protected(admin_client, home):
    page = factories.publish(home, protected())

    editor = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    listing = admin_client.get(f"/admin/pages/{home.pk}/").content.decode()

    assert gettext("Protected zone") in editor
    assert page.get_admin_display_title() in listing
    assert page.get_admin_display_title() != page.title
