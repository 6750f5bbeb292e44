"""Legal parity: what a translation must keep, what may differ from language to language, and what is told of it."""

import itertools
import re
import time
from pathlib import Path

import polib
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from facts.parity import Problem, problems

LANGUAGES = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]
DEMO = Path(__file__).parents[2] / "site" / "demo" / "translations"
FACT = '<a linktype="fact" id="12">1 500 €</a>'


def blocking(source, source_language, target, target_language):
    found = problems(source, source_language, target, target_language)
    return [(problem.kind, problem.source, problem.target) for problem in found if problem.kind != "unread"]


# One row is one sentence in the eight languages, in the order of LANGUAGES.
PARALLEL = [
    (
        "La peine est d’un an d’emprisonnement et de 15 000 € d’amende.",
        "The penalty is one year in prison and a fine of €15,000.",
        "La pena es de un año de prisión y una multa de 15 000 €.",
        "A pena é de um ano de prisão e multa de 15.000 €.",
        "Pedeapsa este de un an de închisoare și o amendă de 15.000 de euro.",
        "Наказанието е една година лишаване от свобода и глоба от 15 000 евро.",
        "العقوبة هي السجن سنة واحدة وغرامة قدرها ١٥٬٠٠٠ يورو.",
        "处一年监禁和15,000欧元罚金。",
    ),
    (
        "Le préfet répond dans un délai de deux mois.",
        "The prefect replies within two months.",
        "El prefecto responde en un plazo de dos meses.",
        "O prefeito responde no prazo de dois meses.",
        "Prefectul răspunde în termen de două luni.",
        "Префектът отговаря в срок от два месеца.",
        "يرد الوالي في غضون شهرين.",
        "省长在两个月内答复。",
    ),
    (
        "Au moins trois personnes, au plus cinq ans.",
        "At least three people, five years at most.",
        "Al menos tres personas, como máximo cinco años.",
        "Pelo menos três pessoas, no máximo cinco anos.",
        "Cel puțin trei persoane, cel mult cinci ani.",
        "Поне трима души, най-много пет години.",
        "ثلاثة أشخاص على الأقل، خمس سنوات على الأكثر.",
        "至少三人，最多五年。",
    ),
    (
        "Jusqu’à 7 ans de prison et 150 000 € d’amende si elle a plus de 15 ans.",
        "Up to 7 years in prison and a fine of €150,000 if they are over 15.",
        "Hasta 7 años de prisión y 150.000 € de multa si tiene más de 15 años.",
        "Até 7 anos de prisão e 150 000 € de multa se tiver mais de 15 anos.",
        "Până la 7 ani de închisoare și 150.000 € amendă dacă are peste 15 ani.",
        "До 7 години затвор и 150 000 € глоба, ако е над 15 години.",
        "السجن حتى 7 سنوات وغرامة 150 ألف يورو إذا كان عمره أكثر من 15 سنة.",
        "最高7年监禁和15万欧元罚金，如果年龄超过15岁。",
    ),
    (
        "L’article 225-12-1 du code pénal et l’article 611-1.",
        "Article 225-12-1 of the Criminal Code and Article 611-1.",
        "El artículo 225-12-1 del Código Penal y el artículo 611-1.",
        "O artigo 225-12-1 do Código Penal e o artigo 611-1.",
        "Articolul 225-12-1 din Codul penal și articolul 611-1.",
        "Член 225-12-1 от Наказателния кодекс и член 611-1.",
        "المادة 225-12-1 من قانون العقوبات والمادة 611-1.",
        "《刑法典》第225-12-1条和第611-1条。",
    ),
    (
        "Appelez le 39 19, 24 h/24 et 7 j/7.",
        "Call 3919, 24/7.",
        "Llame al 39 19, las 24 horas, los 7 días de la semana.",
        "Ligue para o 3919, 24 horas por dia, 7 dias por semana.",
        "Sunați la 3919, 24 de ore din 24, 7 zile din 7.",
        "Обадете се на 3919, денонощно.",
        "اتصل بالرقم 3919، 24/7.",
        "请拨打3919，全天24小时，每周7天。",
    ),
    (
        "La première fois, 1 500 € ; la deuxième fois, 3 750 €.",
        "The first time, €1,500; the second time, €3,750.",
        "La primera vez, 1500 €; la segunda vez, 3750 €.",
        "Da primeira vez, 1500 €; da segunda vez, 3750 €.",
        "Prima dată, 1 500 €; a doua oară, 3 750 €.",
        "Първия път 1500 евро; втория път 3750 евро.",
        "في المرة الأولى، 1500 يورو؛ وفي المرة الثانية، 3750 يورو.",
        "第一次，1500欧元；第二次，3750欧元。",
    ),
    (
        "Depuis le 1er janvier 2017, 85 % des victimes.",
        "Since 1 January 2017, 85% of victims.",
        "Desde el 1 de enero de 2017, el 85 % de las víctimas.",
        "Desde 1 de janeiro de 2017, 85% das vítimas.",
        "De la 1 ianuarie 2017, 85 la sută dintre victime.",
        "От 1 януари 2017 г. 85 на сто от жертвите.",
        "منذ 1 كانون الثاني 2017، 85 في المئة من الضحايا.",
        "自2017年1月1日起，百分之八十五的受害者。",
    ),
    (
        "Ouvert de 9 h 30 à 17 h, du lundi au vendredi.",
        "Open from 9.30 am to 5 pm, Monday to Friday.",
        "Abierto de 9:30 a 17:00, de lunes a viernes.",
        "Aberto das 9h30 às 17h, de segunda a sexta-feira.",
        "Deschis de la 9:30 la 17:00, de luni până vineri.",
        "Отворено от 9:30 до 17 ч., от понеделник до петък.",
        "مفتوح من الساعة 9:30 إلى الساعة 17، من الاثنين إلى الجمعة.",
        "周一至周五，9点30分至下午5点开放。",
    ),
    (
        "D’abord, appelez le 119. Une seconde suffit.",
        "First of all, call 119. One second is enough.",
        "Primero, llame al 119. Basta un segundo.",
        "Primeiro, ligue para o 119. Basta um segundo.",
        "Mai întâi, sunați la 119. E suficientă o secundă.",
        "Първо, обадете се на 119. Една секунда стига.",
        "أولاً، اتصل بالرقم 119. ثانية واحدة تكفي.",
        "首先，请拨打119。一秒钟就够。",
    ),
    (
        "Entre 30 000 et 40 000 personnes, soit 1,5 million d’euros.",
        "Between 30,000 and 40,000 people, or 1.5 million euros.",
        "Entre 30 000 y 40 000 personas, es decir, 1,5 millones de euros.",
        "Entre 30 000 e 40 000 pessoas, ou seja, 1,5 milhões de euros.",
        "Între 30 000 și 40 000 de persoane, adică 1,5 milioane de euro.",
        "Между 30 000 и 40 000 души, тоест 1,5 милиона евро.",
        "بين 30 000 و40 000 شخص، أي 1,5 مليون يورو.",
        "3万至4万人，即150万欧元。",
    ),
    (
        "Du 13 au 15 avril 2016, puis en mai 2017.",
        "From 13 to 15 April 2016, then in May 2017.",
        "Del 13 al 15 de abril de 2016 y luego en mayo de 2017.",
        "De 13 a 15 de abril de 2016, depois em maio de 2017.",
        "În perioada 13-15 aprilie 2016, apoi în mai 2017.",
        "От 13 до 15 април 2016 г., след това през май 2017 г.",
        "من 13 إلى 15 أبريل/نيسان 2016، ثم في مايو 2017.",
        "2016年4月13日至15日，然后是2017年5月。",
    ),
    (
        "Vous avez jusqu’au 31 décembre 2024 pour faire la demande.",
        "You have until 31 December 2024 to apply.",
        "Tiene hasta el 31 de diciembre de 2024 para solicitarlo.",
        "Tem até 31 de dezembro de 2024 para fazer o pedido.",
        "Aveți timp până la 31 decembrie 2024 pentru a depune cererea.",
        "Имате време до 31 декември 2024 г., за да подадете молба.",
        "لديك حتى 31 ديسمبر 2024 لتقديم الطلب.",
        "您可在2024年12月31日之前申请。",
    ),
    (
        "Le Premier ministre, les pays tiers et les premiers secours.",
        "The Prime Minister, third countries and first aid.",
        "El primer ministro, los terceros países y los primeros auxilios.",
        "O primeiro-ministro, os países terceiros e os primeiros socorros.",
        "Prim-ministrul, țările terțe și primul ajutor.",
        "Министър-председателят, третите държави и първа помощ.",
        "رئيس الوزراء والدول الثالثة والإسعافات الأولية.",
        "总理、第三国和急救。",
    ),
    (
        "L’article 1er ; au 2e alinéa ; la 3e fois ; le chapitre III.",
        "Article 1; in the 2nd paragraph; the third time; Chapter III.",
        "El artículo 1; en el párrafo 2.º; la tercera vez; el capítulo III.",
        "O artigo 1.º; no 2.º parágrafo; da terceira vez; o capítulo III.",
        "Articolul 1; la al doilea alineat; a treia oară; capitolul III.",
        "Член 1; във втората алинея; третия път; глава III.",
        "المادة الأولى؛ في الفقرة الثانية؛ المرة الثالثة؛ الفصل الثالث.",
        "第一条；第二款；第三次；第三章。",
    ),
    (
        "Vous n’êtes pas seul. L’un de nous vous répond. Un peu d’aide, un jour.",
        "You are not alone. One of us will answer. A little help, one day.",
        "No está solo. Uno de nosotros le responde. Un poco de ayuda, un día.",
        "Não está sozinho. Um de nós responde. Um pouco de ajuda, um dia.",
        "Nu sunteți singur. Unul dintre noi vă răspunde. Un pic de ajutor, într-o zi.",
        "Не сте сами. Един от нас ще ви отговори. Малко помощ, един ден.",
        "لست وحدك. واحد منا يجيبك. قليل من المساعدة، ذات يوم.",
        "您并不孤单。我们中的一个人会回答您。总有一天会有一些帮助。",
    ),
]

# Two to twenty, each with a unit, in the order of LANGUAGES; feminine or genitive where the unit asks for it.
NUMBERS = [
    ("deux ans", "two years", "dos años", "dois anos", "doi ani", "две години", "سنتان", "两年"),
    ("trois mois", "three months", "tres meses", "três meses", "trei luni", "три месеца", "ثلاثة أشهر", "三个月"),
    ("quatre jours", "four days", "cuatro días", "quatro dias", "patru zile", "четири дни", "أربعة أيام", "四天"),
    ("cinq ans", "five years", "cinco años", "cinco anos", "cinci ani", "пет години", "خمس سنوات", "五年"),
    ("six mois", "six months", "seis meses", "seis meses", "șase luni", "шест месеца", "ستة أشهر", "六个月"),
    ("sept ans", "seven years", "siete años", "sete anos", "șapte ani", "седем години", "سبع سنوات", "七年"),
    ("huit jours", "eight days", "ocho días", "oito dias", "opt zile", "осем дни", "ثمانية أيام", "八天"),
    ("neuf mois", "nine months", "nueve meses", "nove meses", "nouă luni", "девет месеца", "تسعة أشهر", "九个月"),
    ("dix ans", "ten years", "diez años", "dez anos", "zece ani", "десет години", "عشر سنوات", "十年"),
    ("onze ans", "eleven years", "once años", "onze anos", "unsprezece ani", "единадесет години", "إحدى عشرة سنة", "十一年"),
    ("douze mois", "twelve months", "doce meses", "doze meses", "douăsprezece luni", "дванайсет месеца", "اثنا عشر شهرا", "十二个月"),
    ("treize ans", "thirteen years", "trece años", "treze anos", "treisprezece ani", "тринадесет години", "ثلاث عشرة سنة", "十三年"),
    ("quatorze ans", "fourteen years", "catorce años", "catorze anos", "paisprezece ani", "четиринадесет години", "أربع عشرة سنة", "十四岁"),
    ("quinze jours", "fifteen days", "quince días", "quinze dias", "cincisprezece zile", "петнадесет дни", "خمسة عشر يوما", "十五天"),
    ("seize ans", "sixteen years", "dieciséis años", "dezasseis anos", "șaisprezece ani", "шестнадесет години", "ست عشرة سنة", "十六岁"),
    ("dix-sept ans", "seventeen years", "diecisiete años", "dezassete anos", "șaptesprezece ani", "седемнадесет години", "سبع عشرة سنة", "十七岁"),
    ("dix-huit ans", "eighteen years", "dieciocho años", "dezoito anos", "optsprezece ani", "осемнайсет години", "ثماني عشرة سنة", "十八岁"),
    ("dix-neuf ans", "nineteen years", "diecinueve años", "dezanove anos", "nouăsprezece ani", "деветнадесет години", "تسع عشرة سنة", "十九岁"),
    ("vingt ans", "twenty years", "veinte años", "vinte anos", "douăzeci de ani", "двадесет години", "عشرون سنة", "二十年"),
]  # fmt: skip


@pytest.mark.parametrize("row", PARALLEL, ids=[row[1][:30] for row in PARALLEL])
def test_faithful_sentence_raises_no_alarm_between_any_two_languages(row):
    alarms = {
        (source_language, target_language): found
        for (source_language, source), (target_language, target) in itertools.permutations(
            zip(LANGUAGES, row, strict=True), 2
        )
        if (found := blocking(source, source_language, target, target_language))
    }

    assert alarms == {}


@pytest.mark.parametrize("number", range(2, 21))
def test_number_in_words_is_that_number_in_every_language(number):
    row = dict(zip(LANGUAGES, NUMBERS[number - 2], strict=True))
    other = dict(zip(LANGUAGES, NUMBERS[(number - 1) % 19], strict=True))
    figures = f"{number} {row['en'].split()[1]}"

    for language, words in row.items():
        assert problems(words, language, figures, "en") == []
        assert blocking(words, language, other["en"], "en") == [("missing", words, ""), ("added", "", other["en"])]


@pytest.mark.parametrize("language", sorted(path.stem for path in DEMO.glob("*.po")))
def test_demo_translation_keeps_every_number_of_its_source(language):
    entries = polib.pofile(str(DEMO / f"{language}.po"))

    found = {
        entry.msgid: alarms
        for entry in entries
        if (
            alarms := blocking(entry.msgid, "fr", entry.msgstr, language)
            + blocking(entry.msgstr, language, entry.msgid, "fr")
        )
    }

    assert len(entries) > 200
    assert found == {}


@pytest.mark.parametrize("language", sorted(path.stem for path in DEMO.glob("*.po")))
def test_every_digit_changed_in_a_demo_translation_is_told(language):
    unseen, changed = [], 0
    for entry in polib.pofile(str(DEMO / f"{language}.po")):
        for digit in re.finditer(
            r"\d", re.sub(r"<a.*?</a>|https?:[^<]*", lambda link: "_" * len(link[0]), entry.msgstr)
        ):
            other = str((int(digit[0]) + 1) % 10)
            target = entry.msgstr[: digit.start()] + other + entry.msgstr[digit.end() :]
            changed += 1
            if not blocking(entry.msgid, "fr", target, language):
                unseen.append(target)

    assert changed > 100
    assert unseen == []


@pytest.mark.parametrize(
    ("source", "language", "target", "found"),
    [
        ("6 mois", "en", "6 days", [("unit", "6 mois", "6 days")]),
        ("six mois", "ar", "ستة أيام", [("unit", "six mois", "ستة أيام")]),
        ("deux mois", "ar", "يومين", [("unit", "deux mois", "يومين")]),
        ("85 %", "es", "85 euros", [("unit", "85 %", "85 euros")]),
        ("dix pour cent", "en", "ten euros", [("unit", "dix pour cent", "ten euros")]),
        ("un an", "en", "one month", [("unit", "un an", "one month")]),
        ("un mois", "ar", "سنة", [("unit", "un mois", "سنة")]),
        ("un an de prison", "en", "prison", [("missing", "un an", "")]),
        ("prison", "en", "one year in prison", [("added", "", "one year")]),
        ("1 500 €", "ar", "1,500 يورو", [("missing", "1 500 €", ""), ("added", "", "1,500 يورو")]),
        ("1 500 €", "ar", "1.500 يورو", [("missing", "1 500 €", ""), ("added", "", "1.500 يورو")]),
        ("1 500 €", "en", "€15,000", [("missing", "1 500 €", ""), ("added", "", "€15,000")]),
        ("2,5 %", "en", "25%", [("missing", "2,5 %", ""), ("added", "", "25%")]),
        ("1 000", "zh-hans", "1万", [("missing", "1 000", ""), ("added", "", "1万")]),
        ("85 %", "zh-hans", "百分之五十八", [("missing", "85 %", ""), ("added", "", "百分之五十八")]),
        ("3919", "en", "3991", [("missing", "3919", ""), ("added", "", "3991")]),
        ("article 611-1", "en", "Article 611-2", [("missing", "611-1", ""), ("added", "", "611-2")]),
        ("13 avril 2016", "en", "3 April 2016", [("missing", "13 avril 2016", ""), ("added", "", "3 April 2016")]),
        ("13 avril 2016", "zh-hans", "2016年3月13日", [("missing", "13 avril 2016", ""), ("added", "", "2016年3月13日")]),
        ("avril 2016", "bg", "май 2016 г.", [("missing", "avril 2016", ""), ("added", "", "май 2016 г.")]),
        ("à 9 h", "en", "at 9 pm", [("missing", "9 h", ""), ("added", "", "9 pm")]),
        ("de 15 à 17 ans", "en", "aged 15 to 18", [("missing", "17 ans", ""), ("added", "", "18")]),
        ("La première fois", "en", "The second time", [("ordinal", "première", "The second")]),
        ("La première fois", "ar", "في المرة الثانية", [("ordinal", "première", "الثانية")]),
        ("La première fois", "zh-hans", "第二次", [("ordinal", "première", "第二")]),
        ("La première fois", "en", "The time", [("ordinal", "première", "")]),
        ("Une fois", "bg", "Първия път", [("ordinal", "", "Първия")]),
        ("au plus 5 ans", "en", "5 years", [("bound", "au plus 5 ans", "5 years")]),
        ("5 ans", "zh-hans", "至少5年", [("bound", "5 ans", "至少5年")]),
        ("au plus 5 ans", "es", "al menos cinco años", [("bound", "au plus 5 ans", "al menos cinco años")]),
        ("moins de 15 ans", "ar", "أكثر من 15 سنة", [("bound", "moins de 15 ans", "أكثر من 15 سنة")]),
        ("jusqu’à 3 ans", "bg", "3 години", [("bound", "jusqu’à 3 ans", "3 години")]),
        ("3 ans", "pt", "até 3 anos", [("bound", "3 ans", "até 3 anos")]),
        ("plus de 18 ans", "ro", "sub 18 ani", [("bound", "plus de 18 ans", "sub 18 ani")]),
        ("Il dure au plus {value}.", "en", "It lasts {value}.", [("bound", "au plus {value}", "{value}")]),
        (f"au plus {FACT}", "en", FACT, [("bound", "au plus 1 500 €", "1 500 €")]),
        (f"Payez {FACT}", "en", "Pay", [("fact", "1 500 €", "")]),
        ("Payez", "en", f"Pay {FACT}", [("fact", "", "1 500 €")]),
        ('Payez <a id="a1">l’amende</a>', "en", "Pay the fine", [("fact", "l’amende", "")]),
        ("Payez {value}", "en", "Pay", [("fact", "{value}", "")]),
    ],
)  # fmt: skip
def test_difference_from_french_is_told_once(source, language, target, found):
    assert blocking(source, "fr", target, language) == found


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("un an", "en", "one year"),
        ("un an", "en", "a year"),
        ("1 an", "en", "one year"),
        ("un an", "ar", "سنة واحدة"),
        ("un an", "zh-hans", "一年"),
        ("18 ans", "en", "18"),
        ("1 500", "ar", "١٬٥٠٠"),
        ("12 500", "ar", "12\u00a0500"),
        ("461,4", "ar", "461,4"),
        ("2,5", "ar", "٢٫٥"),
        ("1 500", "en", "１５００"),
        ("1 500", "en", "1,500"),
        ("1 500", "ar", "۱۵۰۰"),
        ("1\u202f500", "es", "1.500"),
        ("1 000 000", "zh-hans", "100万"),
        ("13 avril 2016", "en", "April 13, 2016"),
        ("13/04/2016", "ar", "13 نيسان 2016"),
        ("2016-04-13", "zh-hans", "2016年4月13日"),
        ("13 avril 2016", "zh-hans", "二〇一六年四月十三日"),
        ("2 personnes", "ar", "شخصان"),
        ("deux fois", "en", "twice"),
        ("enfant de moins de 15 ans", "zh-hans", "未满15岁的儿童"),
        ("plus de 300 personnes", "zh-hans", "300多人"),
        ("un mineur de 15 ans", "en", "a minor under 15"),
        ("entre deux et trois ans", "en", "between 2 and 3 years"),
        ("un à trois ans", "en", "1 to 3 years"),
        ("Vous ensemble", "zh-hans", "我们一起，一定一样，统一唯一"),
        ("5 ans et 3 mois", "en", "3 months and 5 years"),
        ("le <b>13</b> avril", "en", "13 <b>April</b>"),
        ('<a href="https://example.org/2024/12">la page</a>', "en", '<a href="https://example.org/">the page</a>'),
        (FACT, "en", '<a id="12" linktype="fact">a fine of €99</a>'),
        ('<a id="a1">première fois, 2016</a>', "en", '<a id="a1">première fois, 2016</a>'),
        ("01 23 45 67 89", "en", "+33 1 23 45 67 89"),
        ("au maximum 3 mois", "ar", "المدة القصوى لبرنامج الخروج من الدعارة هي 3 أشهر"),
    ],
)
def test_other_wording_of_the_same_is_no_difference(source, language, target):
    assert problems(source, "fr", target, language) == []
    assert problems(target, language, source, "fr") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "trente"), ("fr", "quatre-vingt-cinq"), ("fr", "vingt et un"), ("fr", "deux cent mille"),
        ("en", "thirty"), ("en", "twenty-one"), ("es", "veintiuno"), ("pt", "oitenta e cinco"),
        ("ro", "optzeci și cinci"), ("bg", "трийсет"), ("ar", "ثلاثون"), ("ar", "خمسة وثمانون"), ("zh-hans", "三十"),
    ],
)  # fmt: skip
def test_number_word_beyond_twenty_is_said_to_be_unread_on_each_side(language, words):
    assert problems(words, language, "", "xx") == [Problem("unread", words, "")]
    assert problems("", "xx", words, language) == [Problem("unread", "", words)]


def test_number_word_beyond_twenty_answers_figures():
    assert problems("trente appels", "fr", "30 calls", "en") == [Problem("unread", "trente", "")]


@pytest.mark.parametrize(
    ("source", "target", "language", "told"),
    [
        ("quinze cents euros", "fifty euros", "en", [("quinze cents", ""), ("", "fifty")]),
        ("mille cinq cents euros", "1 500 €", "es", [("mille cinq cents", "")]),
        ("trente jours", "60 days", "en", [("trente", "")]),
        ("60 jours", "шестдесет дни", "bg", [("", "шестдесет")]),
        ("1 500 €", "一千五百欧元", "zh-hans", [("", "一千五百")]),
    ],
)
def test_sum_or_term_in_words_is_confirmed_by_a_person(source, target, language, told):
    found = problems(source, "fr", target, language)

    assert [(one.source, one.target) for one in found if one.kind == "worded"] == told
    assert all(one.is_sense for one in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "pour cent"),
        ("en", "per cent"),
        ("es", "por ciento"),
        ("pt", "por cento"),
        ("ro", "la sută"),
        ("bg", "на сто"),
    ],
)
def test_per_cent_is_no_hundred(language, text):
    assert problems(f"5 {text}", language, "5%", "en") == []
    assert problems(text, language, "", "xx") == []


def test_language_without_lexicon_still_compares_digits():
    assert blocking("13 000 €", "de", "13 000 €", "it") == []
    assert blocking("13 €", "de", "14 €", "it") == [("missing", "13 €", ""), ("added", "", "14 €")]


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (Problem("unit", "6 mois", "6 days"), "The source says “6 mois”, the translation “6 days”."),
        (Problem("missing", "6 mois", ""), "The source says “6 mois”, the translation does not."),
        (Problem("added", "", "6 days"), "The translation says “6 days”, the source does not."),
        (
            Problem("bound", "au plus 5 ans", "5 years"),
            "The limit is not the same: the source says “au plus 5 ans”, the translation “5 years”.",
        ),
        (Problem("fact", "Amende", ""), "The source holds “Amende”, a fact or a link that the translation has lost."),
        (
            Problem("fact", "", "Amende"),
            "The translation holds “Amende”, a fact or a link that the source does not have.",
        ),
        (Problem("unread", "", "thirty"), "“thirty” is a number in words that is not compared: compare it yourself."),
    ],
)
def test_problem_says_in_one_sentence_what_differs(problem, message):
    with translation.override("en"):
        assert problem.message == message.replace("“", "“\u2068").replace("”", "\u2069”")


def test_message_quotes_words_without_tags():
    message = Problem("missing", '<a id="a1">6 mois</a> &amp; plus', "").message

    assert "\u20686 mois & plus\u2069" in message
    assert "<a" not in message


@pytest.mark.parametrize(
    ("language", "piece"),
    [("fr", piece) for piece in ("1", "a", "1 ", "1,", "1-", "0 11 ", "<", "<a ", '<a id="1">', "{a}", "&", "un ", "13 mai ", "X")]
    + [("xx", "1"), ("zh-hans", "1"), ("en", "may at most 5 "), ("zh-hans", "一"), ("zh-hans", "第"), ("ar", "ثلاثة "), ("ar", "و")],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(language, piece):
    text = "第" + piece * (30_000 // len(piece))

    started = time.perf_counter()
    found = problems(text, language, text, language)

    assert time.perf_counter() - started < 9
    assert [problem for problem in found if problem.kind != "unread"] == []


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_any_text_is_compared_and_equals_itself(source, target, language, other):
    problems(source, language, target, other)

    assert blocking(source, language, source, language) == []
