"""What is a number of law in a text, in eight languages, and what is none."""

import pytest

from facts.typed.text.finder import digest, found

TELEPHONES = frozenset(["17", "112", "119", "3919", "116006"])

PUNISHED = {
    "fr": "Puni de 1\u00a0500\u00a0€ d’amende.",
    "en": "Punished by a fine of €1,500.",
    "es": "Castigado con una multa de 1500 €.",
    "pt": "Punido com uma multa de 1 500 €.",
    "ro": "Pedepsit cu o amendă de 1.500 €.",
    "bg": "Наказва се с глоба от 1500 евро.",
    "ar": "يعاقب بغرامة قدرها 1500 يورو.",
    "zh-hans": "处以1500欧元罚款。",
}
PRISON = {
    "fr": "Deux ans de prison.",
    "en": "Two years in prison.",
    "es": "Dos años de prisión.",
    "pt": "Dois anos de prisão.",
    "ro": "Doi ani de închisoare.",
    "bg": "Две години затвор.",
    "ar": "السجن لمدة سنتين.",
    "zh-hans": "监禁两年。",
}
IN_MONTHS = {
    "fr": "24 mois de prison.",
    "en": "24 months in prison.",
    "es": "24 meses de prisión.",
    "pt": "24 meses de prisão.",
    "ro": "24 de luni de închisoare.",
    "bg": "24 месеца затвор.",
    "ar": "السجن لمدة 24 شهرا.",
    "zh-hans": "监禁24个月。",
}
ARTICLE = {
    "fr": "L’article 611-1 du code pénal le dit.",
    "en": "Article 611-1 of the Criminal Code says so.",
    "es": "Lo dice el artículo 611-1 del Código Penal.",
    "pt": "Di-lo o artigo 611-1 do Código Penal.",
    "ro": "O spune articolul 611-1 din Codul penal.",
    "bg": "Казва го член 611-1 от Наказателния кодекс.",
    "ar": "تنص على ذلك المادة 611-1 من قانون العقوبات.",
    "zh-hans": "刑法典第611-1条有规定。",
}
DAY = {
    "fr": "Depuis le 13 avril 2016.",
    "en": "Since 13 April 2016.",
    "es": "Desde el 13 de abril de 2016.",
    "pt": "Desde 13 de abril de 2016.",
    "ro": "Din 13 aprilie 2016.",
    "bg": "От 13 април 2016 г.",
    "ar": "منذ 13 أبريل 2016.",
    "zh-hans": "自2016年4月13日起。",
}
CALL = {
    "fr": "Appelez le 17 ou le 39 19.",
    "en": "Call 17 or 39 19.",
    "es": "Llame al 17 o al 39 19.",
    "pt": "Ligue 17 ou 39 19.",
    "ro": "Sunați la 17 sau 39 19.",
    "bg": "Обадете се на 17 или 39 19.",
    "ar": "اتصل بالرقم 17 أو 3919.",
    "zh-hans": "请拨打17或3919。",
}
NONE = {
    "fr": "3 étapes, page 2, 24 h/24 et 7 j/7, en 2027, 10 % de 36 personnes, en 5 minutes, 17 pages.",
    "en": "3 steps, page 2, 24/7, in 2027, 10% of 36 people, in 5 minutes, 17 pages.",
    "es": "3 pasos, página 2, 24 horas al día, en 2027, 10 % de 36 personas, en 5 minutos, 17 páginas.",
    "pt": "3 passos, página 2, 24 horas por dia, em 2027, 10 % de 36 pessoas, em 5 minutos, 17 páginas.",
    "ro": "3 pași, pagina 2, 24 de ore din 24, în 2027, 10 % din 36 de persoane, în 5 minute, 17 pagini.",
    "bg": "3 стъпки, страница 2, 24 часа в денонощието, през 2027 г., 10 % от 36 души, за 5 минути, 17 страници.",
    "ar": "3 خطوات، الصفحة 2، على مدار 24 ساعة، في 2027، 10 % من 36 شخصا، في 5 دقائق، 17 صفحة.",
    "zh-hans": "3个步骤，第2页，全天24小时，2027年，36人中的10%，5分钟，17页。",
}
CASES = [
    (PUNISHED, ["euro 1500"]),
    (PRISON, ["month 24"]),
    (IN_MONTHS, ["month 24"]),
    (ARTICLE, ["article 611-1"]),
    (DAY, ["date 2016-4-13"]),
    (CALL, ["telephone 17", "telephone 3919"]),
    (NONE, []),
]


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [(language, text, keys) for texts, keys in CASES for language, text in texts.items()],
)
def test_number_of_law_is_found_in_every_language_and_no_other(language, text, keys):
    assert [typed.key for typed in found(text, language, rich=False, telephones=TELEPHONES)] == keys


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("De 15 à 17 ans.", [("15 à 17 ans", "month 180..204")]),
        ("Entre 7 000 et 10 000 €.", [("7 000 et 10 000 €", "euro 7000..10000")]),
        ("De 2 ans à 5 ans.", [("2 ans", "month 24"), ("5 ans", "month 60")]),
        ("Trente ans de prison.", [("Trente ans", "")]),
        ("Mille cinq cents euros.", [("Mille cinq cents euros", "")]),
        ("Sous 15 jours.", [("15 jours", "day 15")]),
        ("Un jour, chaque année, un homme.", []),
        ("Articles 225-12-1 et 225-12-2.", [("Articles 225-12-1 et 225-12-2", "article 225-12-1")]),
        ("Le code de l’éducation, art. L. 312-17.", [("art. L. 312-17", "article l.312-17")]),
        ("Ce que dit le 225-12-1.", [("225-12-1", "article 225-12-1")]),
        ("Depuis avril 2016.", []),
        ("Composez le 116 006.", [("116 006", "telephone 116006")]),
        ("Le 18.", []),
    ],
)
def test_number_is_shown_as_it_was_written(text, said):
    assert [(typed.text, typed.key) for typed in found(text, "fr", rich=False, telephones=TELEPHONES)] == said


COUNTED = {
    "fr": "En 2024, 20 000 personnes, dont 40 % de femmes.",
    "en": "In 2024, 20,000 people, 40% of them women.",
    "es": "En 2024, 20.000 personas, el 40 % mujeres.",
    "pt": "Em 2024, 20.000 pessoas, 40 % mulheres.",
    "ro": "În 2024, 20.000 de persoane, dintre care 40 % femei.",
    "bg": "През 2024 г. 20 000 души, от които 40 % жени.",
    "ar": "في 2024، 20000 شخص، منهم 40 % نساء.",
    "zh-hans": "2024年，20,000人，其中40%为女性。",
}


@pytest.mark.parametrize(("language", "text"), COUNTED.items(), ids=COUNTED)
def test_share_and_count_are_found_where_a_fact_says_them_alone(language, text):
    said = frozenset({"number 20000", "percent 40", "number 2024"})

    assert [typed.key for typed in found(text, language, rich=False, counts=said)] == ["number 20000", "percent 40"]
    assert found(text, language, rich=False, counts=frozenset({"percent 41", "number 2000"})) == ()


def test_answer_holds_whatever_the_fact_of_its_sentence_says():
    """It was given when the sign of a fact stood there."""
    (typed,) = found("Puni de {fact:12} et de 2 ans.", "fr", rich=False)
    (rich,) = found('<p>Puni de <a linktype="fact" id="12">1 500 €</a> et de 2 ans.</p>', "fr", rich=True)

    assert typed.sentence == rich.sentence == "Puni de {fact:12} et de 2 ans."
    assert typed.digest == rich.digest == digest("Puni de • et de 2 ans.")


def test_fact_is_no_typed_number():
    rich = '<p>Puni de <a linktype="fact" id="3">1 500 €</a>, <a linktype="page" id="2">24 mois</a>.</p>'

    assert [typed.text for typed in found(rich, "fr", rich=True)] == ["24 mois"]
    assert found("Puni de {fact:12} d’amende.", "fr", rich=False) == ()


def test_place_of_a_number_is_that_of_the_source():
    rich = "<p>Un &amp; deux.</p><p>Puni de <b>1&nbsp;500</b>&nbsp;€ &lt;au plus&gt;.</p>"

    (typed,) = found(rich, "fr", rich=True)

    assert rich[typed.start : typed.end] == "1&nbsp;500</b>&nbsp;€"
    assert (typed.text, typed.sentence) == ("1 500 €", "Puni de 1 500 € <au plus>.")


def test_answer_holds_for_the_words_of_the_sentence_however_they_are_spaced():
    one, other = (found(text, "fr", rich=False)[0] for text in ("Puni de 2 ans.", "Puni  de 2\u00a0ans."))
    (changed,) = found("Puni de 2 ans au plus.", "fr", rich=False)

    assert one.digest == other.digest
    assert one.digest != changed.digest


def test_text_of_thousands_of_numbers_is_read_whole():
    text = "Puni de 1 500 € d’amende et de 2 ans de prison. " * 2000

    assert len(found(text, "fr", rich=False)) == 4000
