"""What a sentence says of its numbers beside them: lost and added negations, exceptions, limits in time, choices, days."""

import itertools
import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from facts.parity import SENSES, Known, Problem, problems

LANGUAGES = ["fr", "en", "es", "pt", "ro", "bg", "ar", "zh-hans"]
FIGURES = re.compile(r"\d+")
DEMO = Path(__file__).parents[2] / "site" / "demo" / "translations"


def told(source, source_language, target, target_language):
    return [
        (problem.kind, problem.source, problem.target)
        for problem in problems(source, source_language, target, target_language)
        if problem.kind != "unread"
    ]


def shown(problem):
    """Its message without the isolates round what it quotes."""
    return problem.message.replace("\u2068", "").replace("\u2069", "")


# (kinds by which it is told, the sentence and the same with one fault, in the order of LANGUAGES).
FAULTS = [
    # Sentences of the law, with no number in them.
    (
        {"negation"},
        ("L’adulte en situation de prostitution n’est pas puni.", "L’adulte en situation de prostitution est puni."),
        ("An adult in prostitution is not punished.", "An adult in prostitution is punished."),
        ("La persona adulta en prostitución no es castigada.", "La persona adulta en prostitución es castigada."),
        ("A pessoa adulta em prostituição não é punida.", "A pessoa adulta em prostituição é punida."),
        ("Persoana adultă în prostituție nu este pedepsită.", "Persoana adultă în prostituție este pedepsită."),
        ("Пълнолетният в проституция не се наказва.", "Пълнолетният в проституция се наказва."),
        ("الشخص البالغ في وضعية بغاء لا يُعاقَب.", "الشخص البالغ في وضعية بغاء يُعاقَب."),
        ("卖淫处境中的成年人不受处罚。", "卖淫处境中的成年人受处罚。"),
    ),
    (
        {"negation"},
        ("Payer pour un acte sexuel est interdit.", "Payer pour un acte sexuel est autorisé."),
        ("Paying for a sexual act is forbidden.", "Paying for a sexual act is permitted."),
        ("Pagar por un acto sexual está prohibido.", "Pagar por un acto sexual está permitido."),
        ("Pagar por um ato sexual é proibido.", "Pagar por um ato sexual é permitido."),
        ("Este interzis să plătiți pentru un act sexual.", "Este permis să plătiți pentru un act sexual."),
        ("Забранено е да се плаща за полов акт.", "Разрешено е да се плаща за полов акт."),
        ("الدفع مقابل فعل جنسي محظور.", "الدفع مقابل فعل جنسي مسموح."),
        ("禁止付费进行性行为。", "允许付费进行性行为。"),
    ),
    (
        {"exception", "inclusion"},
        ("Hors viol, la peine est moindre.", "Viol compris, la peine est moindre."),
        ("Except for rape, the penalty is lower.", "Including rape, the penalty is lower."),
        ("Excepto la violación, la pena es menor.", "Incluida la violación, la pena es menor."),
        ("Exceto a violação, a pena é menor.", "Incluindo a violação, a pena é menor."),
        ("Cu excepția violului, pedeapsa este mai mică.", "Inclusiv violul, pedeapsa este mai mică."),
        ("Освен изнасилването, наказанието е по-малко.", "Включително изнасилването, наказанието е по-малко."),
        ("باستثناء الاغتصاب، العقوبة أخف.", "بما في ذلك الاغتصاب، العقوبة أخف."),
        ("强奸除外，刑罚较轻。", "包括强奸，刑罚较轻。"),
    ),
    (
        {"negation"},
        ("Elle n’est pas punie : l’amende de 1 500 € est pour lui.", "Elle est punie : l’amende de 1 500 € est pour lui."),
        ("She is not punished: the fine of €1,500 is for him.", "She is punished: the fine of €1,500 is for him."),
        ("Ella no es castigada: la multa de 1500 € es para él.", "Ella es castigada: la multa de 1500 € es para él."),
        ("Ela não é punida: a multa de 1500 € é para ele.", "Ela é punida: a multa de 1500 € é para ele."),
        ("Ea nu este pedepsită: amenda de 1 500 € este pentru el.", "Ea este pedepsită: amenda de 1 500 € este pentru el."),
        ("Тя не се наказва: глобата от 1500 евро е за него.", "Тя се наказва: глобата от 1500 евро е за него."),
        ("هي لا تُعاقَب: الغرامة البالغة 1500 يورو عليه هو.", "هي تُعاقَب: الغرامة البالغة 1500 يورو عليه هو."),
        ("她不受处罚：1500欧元的罚金由他缴纳。", "她受处罚：1500欧元的罚金由他缴纳。"),
    ),
    (
        {"negation"},
        ("Vous pouvez appeler le 3919 sans payer.", "Vous pouvez appeler le 3919 en payant."),
        ("You can call 3919 without paying.", "You can call 3919 by paying."),
        ("Puede llamar al 3919 sin pagar.", "Puede llamar al 3919 pagando."),
        ("Pode ligar para o 3919 sem pagar.", "Pode ligar para o 3919 a pagar."),
        ("Puteți suna la 3919 fără să plătiți.", "Puteți suna la 3919 plătind."),
        ("Можете да се обадите на 3919, без да плащате.", "Можете да се обадите на 3919, като плащате."),
        ("يمكنك الاتصال بالرقم 3919 من دون أن تدفع.", "يمكنك الاتصال بالرقم 3919 بعد أن تدفع."),
        ("您可以拨打3919，无需付费。", "您可以拨打3919，需付费。"),
    ),
    (
        {"negation"},
        ("Personne ne demande votre nom au 119.", "On demande votre nom au 119."),
        ("Nobody asks your name at 119.", "They ask your name at 119."),
        ("Nadie pregunta su nombre en el 119.", "Preguntan su nombre en el 119."),
        ("Ninguém pergunta o seu nome no 119.", "Perguntam o seu nome no 119."),
        ("Nimeni nu vă cere numele la 119.", "Vi se cere numele la 119."),
        ("Никой не пита за името ви на 119.", "Питат за името ви на 119."),
        ("لا أحد يسأل عن اسمك على الرقم 119.", "يسألون عن اسمك على الرقم 119."),
        ("119没有人会问您的姓名。", "119有人会问您的姓名。"),
    ),
    (
        {"negation"},
        ("La loi interdit l’achat : l’amende est de 1 500 €.", "La loi n’interdit pas l’achat : l’amende est de 1 500 €."),
        ("The law forbids buying: the fine is €1,500.", "The law does not forbid buying: the fine is €1,500."),
        ("La ley prohíbe la compra: la multa es de 1500 €.", "La ley no prohíbe la compra: la multa es de 1500 €."),
        ("A lei proíbe a compra: a multa é de 1500 €.", "A lei não proíbe a compra: a multa é de 1500 €."),
        ("Legea interzice cumpărarea: amenda este de 1 500 €.", "Legea nu interzice cumpărarea: amenda este de 1 500 €."),
        ("Законът забранява купуването: глобата е 1500 евро.", "Законът не забранява купуването: глобата е 1500 евро."),
        ("يحظر القانون الشراء: الغرامة 1500 يورو.", "لا يحظر القانون الشراء: الغرامة 1500 يورو."),
        ("法律禁止购买：罚款为1500欧元。", "法律不禁止购买：罚款为1500欧元。"),
    ),
    (
        {"negation"},
        ("Appeler le 119 n’est pas interdit.", "Appeler le 119 est interdit."),
        ("Calling 119 is not prohibited.", "Calling 119 is prohibited."),
        ("Llamar al 119 no está prohibido.", "Llamar al 119 está prohibido."),
        ("Ligar para o 119 não é proibido.", "Ligar para o 119 é proibido."),
        ("A suna la 119 nu este interzis.", "A suna la 119 este interzis."),
        ("Обаждането на 119 не е забранено.", "Обаждането на 119 е забранено."),
        ("الاتصال بالرقم 119 ليس محظورا.", "الاتصال بالرقم 119 محظور."),
        ("拨打119并不被禁止。", "拨打119被禁止。"),
    ),
    (
        {"exception"},
        ("Ouvert de 9 h à 17 h, sauf les jours fériés.", "Ouvert de 9 h à 17 h, y compris les jours fériés."),
        ("Open from 9 am to 5 pm, except on public holidays.", "Open from 9 am to 5 pm, including on public holidays."),
        ("Abierto de 9:00 a 17:00, salvo los festivos.", "Abierto de 9:00 a 17:00, incluidos los festivos."),
        ("Aberto das 9h às 17h, exceto nos feriados.", "Aberto das 9h às 17h, incluindo nos feriados."),
        ("Deschis de la 9:00 la 17:00, cu excepția sărbătorilor.", "Deschis de la 9:00 la 17:00, inclusiv de sărbători."),
        ("Отворено от 9:00 до 17:00, с изключение на празниците.", "Отворено от 9:00 до 17:00, включително на празниците."),
        ("مفتوح من الساعة 9:00 إلى الساعة 17:00، باستثناء أيام العطل.", "مفتوح من الساعة 9:00 إلى الساعة 17:00، بما في ذلك أيام العطل."),
        ("9点至下午5点开放，节假日除外。", "9点至下午5点开放，包括节假日。"),
    ),
    (
        {"since", "until"},
        ("L’achat est interdit depuis le 13 avril 2016.", "L’achat est interdit jusqu’au 13 avril 2016."),
        ("Buying has been illegal since 13 April 2016.", "Buying is illegal until 13 April 2016."),
        ("La compra está prohibida desde el 13 de abril de 2016.", "La compra está prohibida hasta el 13 de abril de 2016."),
        ("A compra é proibida desde 13 de abril de 2016.", "A compra é proibida até 13 de abril de 2016."),
        ("Cumpărarea este interzisă începând cu 13 aprilie 2016.", "Cumpărarea este interzisă până la 13 aprilie 2016."),
        ("Купуването е забранено считано от 13 април 2016 г.", "Купуването е забранено до 13 април 2016 г."),
        ("الشراء محظور منذ 13 أبريل 2016.", "الشراء محظور حتى 13 أبريل 2016."),
        ("自2016年4月13日起禁止购买。", "截至2016年4月13日禁止购买。"),
    ),
    (
        {"choice"},
        ("Appelez le 17 ou le 112.", "Appelez le 17 et le 112."),
        ("Call 17 or 112.", "Call 17 and 112."),
        ("Llame al 17 o al 112.", "Llame al 17 y al 112."),
        ("Ligue para o 17 ou o 112.", "Ligue para o 17 e o 112."),
        ("Sunați la 17 sau la 112.", "Sunați la 17 și la 112."),
        ("Обадете се на 17 или на 112.", "Обадете се на 17 и на 112."),
        ("اتصل بالرقم 17 أو بالرقم 112.", "اتصل بالرقم 17 وبالرقم 112."),
        ("请拨打17或112。", "请拨打17和112。"),
    ),
    (
        {"weekday"},
        ("Le 3919 répond le lundi et le jeudi.", "Le 3919 répond le mardi et le jeudi."),
        ("3919 answers on Mondays and Thursdays.", "3919 answers on Tuesdays and Thursdays."),
        ("El 3919 responde los lunes y los jueves.", "El 3919 responde los martes y los jueves."),
        ("O 3919 atende à segunda-feira e à quinta-feira.", "O 3919 atende à terça-feira e à quinta-feira."),
        ("La 3919 se răspunde lunea și joia.", "La 3919 se răspunde marțea și joia."),
        ("3919 отговаря в понеделник и четвъртък.", "3919 отговаря във вторник и четвъртък."),
        ("يجيب الرقم 3919 يوم الاثنين ويوم الخميس.", "يجيب الرقم 3919 يوم الثلاثاء ويوم الخميس."),
        ("3919周一和周四接听。", "3919周二和周四接听。"),
    ),
    (
        {"order"},
        ("Les enfants de 12 à 18 ans appellent le 119.", "Les enfants de 18 à 12 ans appellent le 119."),
        ("Children aged 12 to 18 call 119.", "Children aged 18 to 12 call 119."),
        ("Los niños de 12 a 18 años llaman al 119.", "Los niños de 18 a 12 años llaman al 119."),
        ("As crianças de 12 a 18 anos ligam para o 119.", "As crianças de 18 a 12 anos ligam para o 119."),
        ("Copiii de 12-18 ani sună la 119.", "Copiii de 18-12 ani sună la 119."),
        ("Децата от 12 до 18 години се обаждат на 119.", "Децата от 18 до 12 години се обаждат на 119."),
        ("الأطفال من 12 إلى 18 سنة يتصلون بالرقم 119.", "الأطفال من 18 إلى 12 سنة يتصلون بالرقم 119."),
        ("12至18岁的儿童请拨打119。", "18至12岁的儿童请拨打119。"),
    ),
    (
        {"fraction"},
        ("La moitié des 300 victimes sont des enfants.", "Un tiers des 300 victimes sont des enfants."),
        ("Half of the 300 victims are children.", "A third of the 300 victims are children."),
        ("La mitad de las 300 víctimas son niños.", "Un tercio de las 300 víctimas son niños."),
        ("Metade das 300 vítimas são crianças.", "Um terço das 300 vítimas são crianças."),
        ("Jumătate din cele 300 de victime sunt copii.", "O treime din cele 300 de victime sunt copii."),
        ("Половината от 300 жертви са деца.", "Една трета от 300 жертви са деца."),
        ("نصف الضحايا الـ 300 أطفال.", "ثلث الضحايا الـ 300 أطفال."),
        ("300名受害者中有一半是儿童。", "300名受害者中有三分之一是儿童。"),
    ),
    (
        {"unit"},
        ("L’amende est de 1 500 €.", "L’amende est de 1 500 $."),
        ("The fine is €1,500.", "The fine is $1,500."),
        ("La multa es de 1500 €.", "La multa es de 1500 $."),
        ("A multa é de 1500 €.", "A multa é de 1500 dólares."),
        ("Amenda este de 1 500 €.", "Amenda este de 1 500 de lei."),
        ("Глобата е 1500 евро.", "Глобата е 1500 лева."),
        ("الغرامة 1500 يورو.", "الغرامة 1500 دولار."),
        ("罚金为1500欧元。", "罚金为1500元。"),
    ),
    (
        {"sign"},
        ("Parmi elles, 85 % sont des femmes.", "Parmi elles, 85 sont des femmes."),
        ("Among them, 85% are women.", "Among them, 85 are women."),
        ("Entre ellas, el 85 % son mujeres.", "Entre ellas, 85 son mujeres."),
        ("Entre elas, 85% são mulheres.", "Entre elas, 85 são mulheres."),
        ("Dintre ele, 85 % sunt femei.", "Dintre ele, 85 sunt femei."),
        ("Сред тях 85 % са жени.", "Сред тях 85 са жени."),
        ("بينهن 85٪ من النساء.", "بينهن 85 من النساء."),
        ("其中85%是女性。", "其中85是女性。"),
    ),
    (
        {"beside"},
        ("Il risque {value} d’amende.", "Il risque {value}k d’amende."),
        ("He faces a fine of {value}.", "He faces a fine of {value} %."),
        ("Se arriesga a una multa de {value}.", "Se arriesga a una multa de {value} $."),
        ("Arrisca uma multa de {value}.", "Arrisca uma multa de {value}k."),
        ("Riscă o amendă de {value}.", "Riscă o amendă de {value} milioane."),
        ("Заплашва го глоба от {value}.", "Заплашва го глоба от {value} хиляди."),
        ("يواجه غرامة قدرها {value}.", "يواجه غرامة قدرها {value} ألف."),
        ("他面临{value}罚金。", "他面临{value}万罚金。"),
    ),
    (
        {"roman"},
        ("Voir le chapitre III et l’article 611-1.", "Voir le chapitre IV et l’article 611-1."),
        ("See Chapter III and Article 611-1.", "See Chapter IV and Article 611-1."),
        ("Véase el capítulo III y el artículo 611-1.", "Véase el capítulo IV y el artículo 611-1."),
        ("Ver o capítulo III e o artigo 611-1.", "Ver o capítulo IV e o artigo 611-1."),
        ("A se vedea capitolul III și articolul 611-1.", "A se vedea capitolul IV și articolul 611-1."),
        ("Вижте глава III и член 611-1.", "Вижте глава IV и член 611-1."),
        ("انظر الفصل III والمادة 611-1.", "انظر الفصل IV والمادة 611-1."),
        ("见第III章和第611-1条。", "见第IV章和第611-1条。"),
    ),
    (
        {"bound"},
        ("Jusqu’à 300 personnes appellent le 3919.", "300 personnes appellent le 3919."),
        ("Up to 300 people call 3919.", "300 people call 3919."),
        ("Hasta 300 personas llaman al 3919.", "300 personas llaman al 3919."),
        ("Até 300 pessoas ligam para o 3919.", "300 pessoas ligam para o 3919."),
        ("Până la 300 de persoane sună la 3919.", "300 de persoane sună la 3919."),
        ("До 300 души се обаждат на 3919.", "300 души се обаждат на 3919."),
        ("يتصل حتى 300 شخص بالرقم 3919.", "يتصل 300 شخص بالرقم 3919."),
        ("多达300人拨打3919。", "300人拨打3919。"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", FAULTS, ids=[row[2][0][:30] for row in FAULTS])
def test_planted_fault_is_told_in_each_language(row):
    kinds, *pairs = row
    right = dict(zip(LANGUAGES, (one for one, _wrong in pairs), strict=True))
    wrong = dict(zip(LANGUAGES, (one for _right, one in pairs), strict=True))

    told_of = {}
    for language in LANGUAGES:
        source = "en" if language == "fr" else "fr"
        told_of[language] = {kind for kind, *_sides in told(right[source], source, wrong[language], language)}

    assert {language: found for language, found in told_of.items() if not found or found - kinds} == {}


@pytest.mark.parametrize("row", FAULTS, ids=[row[2][0][:30] for row in FAULTS])
def test_sentence_without_the_fault_is_silent_between_any_two_languages(row):
    right = dict(zip(LANGUAGES, (one for one, _wrong in row[1:]), strict=True))

    alarms = {
        (one, other): found
        for one, other in itertools.permutations(LANGUAGES, 2)
        if (found := told(right[one], one, right[other], other))
    }

    assert alarms == {}


# The same said otherwise, in the order of LANGUAGES: nothing of it is a difference.
SAME = [
    (
        "Il n’est pas interdit d’en parler.", "It is permitted to talk about it.", "No está prohibido hablar de ello.",
        "É permitido falar disso.", "Nu este interzis să vorbiți despre asta.", "Разрешено е да се говори за това.",
        "لا يُحظر الحديث عن ذلك.", "允许谈论此事。",
    ),
    (
        "La peine est de deux ans.", "The penalty is 24 months.", "La pena es de dos años.", "A pena é de 24 meses.",
        "Pedeapsa este de doi ani.", "Наказанието е 24 месеца.", "العقوبة سنتان.", "刑期为24个月。",
    ),
    (
        "Elle répond sous quinze jours.", "She replies within two weeks.", "Responde en 15 días.", "Responde em duas semanas.",
        "Ea răspunde în două săptămâni.", "Тя отговаря в срок от 15 дни.", "ترد في غضون أسبوعين.", "她在15天内答复。",
    ),
    (
        "La moitié des victimes appellent le 119.", "50% of victims call 119.", "La mitad de las víctimas llama al 119.",
        "50% das vítimas ligam para o 119.", "Jumătate dintre victime sună la 119.", "50 % от жертвите се обаждат на 119.",
        "نصف الضحايا يتصلون بالرقم 119.", "百分之五十的受害者拨打119。",
    ),
    (
        "L’entretien dure 1 h 30.", "The interview lasts 90 minutes.", "La entrevista dura una hora y media.", "A entrevista dura 90 minutos.",
        "Interviul durează o oră și jumătate.", "Разговорът трае 90 минути.", "تستغرق المقابلة 90 دقيقة.", "面谈持续90分钟。",
    ),
    (
        "Le parcours dure 18 mois.", "The programme lasts one and a half years.", "El programa dura un año y medio.", "O programa dura 18 meses.",
        "Programul durează un an și jumătate.", "Програмата трае 18 месеца.", "يستمر البرنامج 18 شهرا.", "该计划为期一年半。",
    ),
    (
        "Le budget est de 1,5 million d’euros.", "The budget is €1,500,000.", "El presupuesto es de 1,5 millones de euros.",
        "O orçamento é de 1 500 000 euros.", "Bugetul este de 1,5 milioane de euro.", "Бюджетът е 1 500 000 евро.",
        "الميزانية 1,5 مليون يورو.", "预算为150万欧元。",
    ),
    (
        "Ouvert 9 h–17 h, du lundi au vendredi.", "Open 9 am–5 pm, Monday to Friday.", "Abierto 9:00–17:00, de lunes a viernes.",
        "Aberto 9h–17h, de segunda a sexta-feira.", "Deschis 9:00–17:00, de luni până vineri.", "Отворено 9:00–17:00, от понеделник до петък.",
        "مفتوح من الساعة 9:00 إلى الساعة 17:00، من الاثنين إلى الجمعة.", "周一至周五9:00至17:00开放。",
    ),
    (
        "Un quart des appels, soit 25 sur 100.", "A quarter of the calls, that is 25 out of 100.", "Una cuarta parte de las llamadas, es decir, 25 de 100.",
        "Um quarto das chamadas, ou seja, 25 em 100.", "Un sfert din apeluri, adică 25 din 100.", "Една четвърт от обажданията, тоест 25 от 100.",
        "ربع المكالمات، أي 25 من 100.", "四分之一的来电，即100个中的25个。",
    ),
    (
        "Non seulement la police, mais aussi le 119 répond.", "Not only the police but also 119 answers.", "No solo la policía, también el 119 responde.",
        "Não só a polícia, também o 119 atende.", "Nu numai poliția, ci și 119 răspunde.", "Не само полицията, но и 119 отговаря.",
        "ليس فقط الشرطة، بل الرقم 119 أيضا يجيب.", "不仅警察，119也会接听。",
    ),
    (
        "Sans doute 300 personnes.", "No doubt 300 people.", "Sin duda 300 personas.", "Sem dúvida 300 pessoas.",
        "Fără îndoială 300 de persoane.", "Без съмнение 300 души.", "لا شك أنهم 300 شخص.", "毫无疑问有300人。",
    ),
    (
        "N’hésitez pas à appeler le 119.", "Feel free to call 119.", "No dude en llamar al 119.", "Não hesite em ligar para o 119.",
        "Nu ezitați să sunați la 119.", "Не се колебайте да се обадите на 119.", "لا تتردد في الاتصال بالرقم 119.", "请随时拨打119。",
    ),
    (
        "L’appel au 119 est gratuit.", "Calls to 119 cost nothing.", "La llamada al 119 es gratuita.", "A chamada para o 119 é gratuita.",
        "Apelul la 119 este gratuit.", "Обаждането на 119 е безплатно.", "الاتصال بالرقم 119 مجاني.", "拨打119不收费。",
    ),
    (
        "Il est interdit de refuser l’entrée à 15 ans.", "You must not refuse entry at 15.", "Está prohibido negar la entrada a los 15 años.",
        "É proibido recusar a entrada aos 15 anos.", "Este interzis să refuzi intrarea la 15 ani.", "Забранено е да се отказва вход на 15 години.",
        "يُحظر رفض الدخول في سن 15 عاما.", "不得拒绝15岁的人进入。",
    ),
    (
        "Sans accord, c’est interdit avant 15 ans.", "Without consent, it is forbidden before 15.", "Sin acuerdo, está prohibido antes de los 15 años.",
        "Sem acordo, é proibido antes dos 15 anos.", "Fără acord, este interzis înainte de 15 ani.", "Без съгласие е забранено преди 15 години.",
        "بدون موافقة، يُحظر ذلك قبل 15 عاما.", "未经同意，15岁之前禁止。",
    ),
    (
        "Elle n’a que 15 ans.", "She is only 15.", "Solo tiene 15 años.", "Ela só tem 15 anos.",
        "Are doar 15 ani.", "Тя е само на 15 години.", "عمرها 15 سنة فقط.", "她只有15岁。",
    ),
    (
        "Il n’y a jamais personne au 3919 avant 9 h.", "There is never anybody at 3919 before 9 am.", "Nunca hay nadie en el 3919 antes de las 9:00.",
        "Nunca há ninguém no 3919 antes das 9h.", "Nu e niciodată nimeni la 3919 înainte de ora 9:00.", "Никога няма никого на 3919 преди 9:00.",
        "لا يوجد أحد أبدا على الرقم 3919 قبل الساعة 9:00.", "9点之前3919从来没有人接听。",
    ),
]  # fmt: skip

# “Not more than” is “at most” in every language, the negation before the verb or beside the number.
AT_MOST = [
    (
        "N’attendez pas plus de 24 heures.", "Don’t wait more than 24 hours.", "No espere más de 24 horas.", "Não espere mais de 24 horas.",
        "Nu așteptați mai mult de 24 de ore.", "Не чакайте повече от 24 часа.", "لا تنتظر أكثر من 24 ساعة.", "不要等超过24小时。",
    ),
    (
        "L’attente ne dépasse pas 24 heures.", "The wait does not exceed 24 hours.", "La espera no supera las 24 horas.",
        "A espera não ultrapassa 24 horas.", "Așteptarea nu depășește 24 de ore.", "Чакането не надвишава 24 часа.",
        "مدة الانتظار لا تتجاوز 24 ساعة.", "等待时间不超过24小时。",
    ),
    (
        "L’attente est de 24 heures au plus.", "The wait is at most 24 hours.", "La espera es de 24 horas como máximo.",
        "A espera é de 24 horas no máximo.", "Așteptarea este de cel mult 24 de ore.", "Чакането е най-много 24 часа.",
        "الانتظار 24 ساعة على الأكثر.", "等待时间最多24小时。",
    ),
]  # fmt: skip
AT_LEAST = [
    (
        "Ne payez jamais moins de 5 €.", "Never pay less than €5.", "No pague menos de 5 €.", "Não pague menos de 5 €.",
        "Nu plătiți mai puțin de 5 €.", "Не плащайте по-малко от 5 евро.", "لا تدفع أقل من 5 يورو.", "不要支付少于5欧元。",
    ),
    (
        "Payez au moins 5 €.", "Pay at least €5.", "Pague al menos 5 €.", "Pague pelo menos 5 €.",
        "Plătiți cel puțin 5 €.", "Платете поне 5 евро.", "ادفع 5 يورو على الأقل.", "请至少支付5欧元。",
    ),
]  # fmt: skip


@pytest.mark.parametrize("rows", [AT_MOST, AT_LEAST], ids=["at most", "at least"])
def test_denied_limit_is_the_opposite_limit_between_any_two_languages(rows):
    said = [one for row in rows for one in zip(LANGUAGES, row, strict=True)]

    alarms = {
        (source, target): found
        for (one, source), (other, target) in itertools.permutations(said, 2)
        if (found := told(source, one, target, other))
    }

    assert alarms == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_limit_that_lost_its_negation_is_told_once(language):
    without = {
        "fr": "Attendez plus de 24 heures.", "en": "Wait more than 24 hours.", "es": "Espere más de 24 horas.",
        "pt": "Espere mais de 24 horas.", "ro": "Așteptați mai mult de 24 de ore.", "bg": "Чакайте повече от 24 часа.",
        "ar": "انتظر أكثر من 24 ساعة.", "zh-hans": "请等超过24小时。",
    }  # fmt: skip
    source = "en" if language == "fr" else "fr"
    at_most = dict(zip(LANGUAGES, AT_MOST[0], strict=True))

    lost = told(at_most[source], source, without[language], language)
    added = told(without[source], source, at_most[language], language)

    assert [len(lost), len(added)] == [1, 1]


@pytest.mark.parametrize(
    ("source", "target", "target_language"),
    [
        ("Personne de moins de 15 ans ne répond au 119.", "Nobody under 15 answers 119.", "en"),
        ("L’accès est interdit aux moins de 15 ans.", "Nobody under 15 may enter.", "en"),
        ("Les moins de 15 ans n’entrent pas.", "Nobody under 15 may enter.", "en"),
        ("Elle n’est pas punie : plus de 300 clients l’ont été.", "She is not punished: more than 300 buyers were.", "en"),
        ("N’appelez pas si vous avez plus de 18 ans.", "Do not call if you are over 18.", "en"),
    ],
)  # fmt: skip
def test_negation_that_denies_something_else_than_the_limit_is_silent(source, target, target_language):
    assert told(source, "fr", target, target_language) == []
    assert told(target, target_language, source, "fr") == []


@pytest.mark.parametrize("row", SAME, ids=[row[1][:30] for row in SAME])
def test_same_said_otherwise_is_silent_between_any_two_languages(row):
    alarms = {
        (one, other): found
        for (one, left), (other, right) in itertools.permutations(zip(LANGUAGES, row, strict=True), 2)
        if (found := told(left, one, right, other))
    }

    assert alarms == {}


@pytest.mark.parametrize("language", sorted({path.stem for path in DEMO.glob("*.po")} - {"en"}))
def test_demo_sentences_are_silent_between_english_and_other_translations(language):
    """`test_parity` compares French with each of them."""
    ours, english = (
        {entry.msgid: entry.msgstr for entry in polib.pofile(str(DEMO / f"{code}.po"))} for code in (language, "en")
    )

    found = {
        source: alarms
        for source in ours.keys() & english.keys()
        if (alarms := [one for one in told(english[source], "en", ours[source], language) if one[0] in SENSES])
    }

    assert found == {}


# What changed places, in the order of LANGUAGES: the sentence, and the same with the places exchanged.
EXCHANGED = [
    (
        "{fact:1} … {fact:2}",
        ("La première fois {fact:1} ; la fois suivante {fact:2}.", "La première fois {fact:2} ; la fois suivante {fact:1}."),
        ("The first time {fact:1}; the next time {fact:2}.", "The first time {fact:2}; the next time {fact:1}."),
        ("La primera vez {fact:1}; la siguiente {fact:2}.", "La primera vez {fact:2}; la siguiente {fact:1}."),
        ("A primeira vez {fact:1}; a seguinte {fact:2}.", "A primeira vez {fact:2}; a seguinte {fact:1}."),
        ("Prima dată {fact:1}; data următoare {fact:2}.", "Prima dată {fact:2}; data următoare {fact:1}."),
        ("Първия път {fact:1}; следващия път {fact:2}.", "Първия път {fact:2}; следващия път {fact:1}."),
        ("في المرة الأولى {fact:1}؛ وفي المرة التالية {fact:2}.", "في المرة الأولى {fact:2}؛ وفي المرة التالية {fact:1}."),
        ("第一次{fact:1}；下一次{fact:2}。", "第一次{fact:2}；下一次{fact:1}。"),
    ),
    (
        "17 … 119",
        ("Appelez le 17, ou le 119 pour un enfant.", "Appelez le 119, ou le 17 pour un enfant."),
        ("Call 17, or 119 for a child.", "Call 119, or 17 for a child."),
        ("Llame al 17, o al 119 si es un niño.", "Llame al 119, o al 17 si es un niño."),
        ("Ligue para o 17, ou o 119 se for uma criança.", "Ligue para o 119, ou o 17 se for uma criança."),
        ("Sunați la 17, sau la 119 pentru un copil.", "Sunați la 119, sau la 17 pentru un copil."),
        ("Обадете се на 17, или на 119 за дете.", "Обадете се на 119, или на 17 за дете."),
        ("اتصل بالرقم 17، أو بالرقم 119 من أجل طفل.", "اتصل بالرقم 119، أو بالرقم 17 من أجل طفل."),
        ("请拨打17，儿童请拨打119。", "请拨打119，儿童请拨打17。"),
    ),
    (
        "1500 … 3750",
        ("1500 € la première fois, 3750 € ensuite.", "3750 € la première fois, 1500 € ensuite."),
        ("€1500 the first time, €3750 afterwards.", "€3750 the first time, €1500 afterwards."),
        ("1500 € la primera vez, 3750 € después.", "3750 € la primera vez, 1500 € después."),
        ("1500 € na primeira vez, 3750 € depois.", "3750 € na primeira vez, 1500 € depois."),
        ("1500 € prima dată, 3750 € apoi.", "3750 € prima dată, 1500 € apoi."),
        ("1500 евро първия път, 3750 евро след това.", "3750 евро първия път, 1500 евро след това."),
        ("1500 يورو في المرة الأولى، و3750 يورو بعدها.", "3750 يورو في المرة الأولى، و1500 يورو بعدها."),
        ("第一次1500欧元，其后3750欧元。", "第一次3750欧元，其后1500欧元。"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", EXCHANGED, ids=[row[0] for row in EXCHANGED])
def test_what_changed_places_is_one_doubt_that_names_both(row):
    names, *pairs = FIGURES.findall(row[0]), *row[1:]
    right = dict(zip(LANGUAGES, (one for one, _exchanged in pairs), strict=True))

    for language, (_right, exchanged) in zip(LANGUAGES, pairs, strict=True):
        source = "en" if language == "fr" else "fr"
        ((kind, said, answered),) = told(right[source], source, exchanged, language)
        said, answered = (FIGURES.findall(one) for one in (said, answered))
        assert (kind, said, answered) == ("order", names, names[::-1])
        assert told(right[source], source, right[language], language) == []


def test_facts_of_other_units_change_places_in_silence():
    known = {"fact 1": Known("euro", "Amende"), "fact 2": Known("year", "Prison"), "fact 3": Known("euro", "Récidive")}

    def found(source, target):
        return [(one.kind, one.source, one.target) for one in problems(source, "fr", target, "en", known.get)]

    assert found("{fact:1} et {fact:2}", "{fact:2} and {fact:1}") == []
    assert found("{fact:1}, {fact:2}, {fact:3}", "{fact:3}, {fact:2}, {fact:1}") == [
        ("order", "Amende … Récidive", "Récidive … Amende")
    ]


def test_counts_that_change_places_without_a_call_are_silent():
    assert told("Sur 300 personnes, 85 répondent.", "fr", "85 of 300 people answer.", "en") == []


def test_negation_is_told_with_the_sentence_that_lacks_it():
    source = "Ne cherchez pas seule. La peine est de {fact:1}."

    (found,) = problems(source, "fr", "Do not search alone. The penalty is not {fact:1}.", "en")

    assert (found.kind, found.target, found.sentence) == ("negation", "not", "La peine est de {fact:1}")
    with translation.override("en"):
        assert shown(found) == "The translation says “not”; its source “La peine est de {fact:1}” has no negation."


@pytest.mark.parametrize(
    ("source", "language", "target", "told_beside"),
    [
        ("Une amende de 1 500 €.", "en", "A fine of €1,500 a day.", ("1 500 €", "€1,500 a day")),
        ("Une amende de 1 500 €.", "ar", "غرامة قدرها 1500 يورو في اليوم.", ("1 500 €", "1500 يورو في اليوم")),
        ("Une amende de 1 500 €.", "zh-hans", "每天罚款1500欧元。", ("1 500 €", "每天罚款1500欧元")),
        ("Une aide de 300 € par mois.", "es", "Ayuda de 300 € al año.", ("300 € par mois", "300 € al año")),
        ("Une aide de 300 € par mois.", "es", "Ayuda de 300 € mensuales.", None),
        ("Une aide de 300 € par mois.", "en", "An allowance of €300 a month.", None),
    ],
)
def test_how_often_an_amount_is_due_is_told_where_it_changes(source, language, target, told_beside):
    expected = [("beside", *told_beside)] if told_beside else []
    found = problems(source, "fr", target, language)
    assert [(problem.kind, problem.source, problem.target) for problem in found] == expected


SENTENCES = "Ce que la loi interdit, avec ses sources. Un acheteur est puni de 1 800 € d’amende. Lisez."


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("en", "What the law forbids, with its sources. A buyer is not punished by a fine of €1,800."),
        ("ar", "ما يحظره القانون ومصادره. لا يعاقب المشتري بغرامة قدرها 1800 يورو."),
        ("zh-hans", "法律禁止的内容及其来源。购买者不会被处以1800欧元罚款。"),
    ],
)
def test_negation_that_is_added_is_told_whatever_the_number_of_sentences(language, target):
    assert [problem.kind for problem in problems(SENTENCES, "fr", target, language)] == ["negation"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SENTENCES, "What the law forbids, with its sources: a buyer is punished by a fine of €1,800. Read."),
        ("Puni de 1 500 € d’amende. Personne n’y échappe.", "A fine of €1,500, from which nobody escapes."),
        ("La personne n’est pas punie de 1 500 € d’amende.", "The person is not punished by a fine of €1,500."),
        ("Cette personne payée n’est pas punie de 15 €.", "This person who is paid is not fined €15."),
    ],
)
def test_negation_that_is_kept_is_silent_whatever_the_number_of_sentences(source, target):
    assert problems(source, "fr", target, "en") == []


def test_negation_behind_a_colon_is_one_more():
    source = "Cela n’a pas changé depuis 2016 : 45 jours pour payer, jamais de prison la première fois."
    kept, lost = (
        f"It has not changed since 2016: 45 days to pay, {one}prison the first time." for one in ("never ", "")
    )

    assert [[one.kind for one in problems(source, "fr", target, "en")] for target in (kept, lost)] == [[], ["negation"]]


def test_perhaps_not_is_no_negation_in_chinese():
    source, target = (
        "Douze autres langues ; la vôtre n’en est peut-être pas.",
        "另有12种语言；不一定有您的语言。请询问。",
    )

    assert problems(source, "fr", target, "zh-hans") == []


def test_sentences_that_change_places_keep_their_negations():
    assert told("Ne cherchez pas seule. Appelez le 17.", "fr", "Call 17. Do not search alone.", "en") == []


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (
            Problem("negation", "n’est pas punie", ""),
            "The source says “n’est pas punie”; the translation has no negation.",
        ),
        (Problem("negation", "", "is not"), "The translation says “is not”; the source has no negation."),
        (
            Problem("negation", "ne paie pas … sans", "without"),
            "The source says “ne paie pas … sans”, the translation “without”: it may be the opposite.",
        ),
        (Problem("exception", "sauf", "including"), "The source says “sauf”, the translation “including”."),
        (Problem("weekday", "lundi", ""), "The source says “lundi”, the translation does not."),
        (
            Problem("order", "12 à 18", "18 to 12"),
            "The order is turned round: the source says “12 à 18”, the translation “18 to 12”.",
        ),
        (
            Problem("figure", "2 mois", ""),
            "“2 mois” stands on one side alone in figures: compare it with the words of the other side.",
        ),
    ],
)
def test_sense_is_told_in_plain_words(problem, message):
    with translation.override("en"):
        assert (shown(problem), problem.is_sense) == (message, True)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La peine est d’un an d’emprisonnement et de 15 000 €.", "Покарання становить один рік ув’язнення та 15 000 євро."),
        ("Le préfet répond dans un délai de deux mois.", "Префект відповідає протягом двох місяців."),
        ("Le préfet répond dans un délai de deux mois.", "Префект відповідає протягом 2 місяців."),
        ("Au plus 7 ans si elle a plus de 15 ans.", "До 7 років, якщо їй понад 15 років."),
        ("L’article 225-12-1 et l’article 611-1.", "Стаття 225-12-1 та стаття 611-1."),
        ("Appelez le 39 19, 24 h/24 et 7 j/7.", "Телефонуйте 3919, цілодобово."),
        ("Depuis le 1er janvier 2017, 85 % des victimes.", "З 1 січня 2017 року 85 % жертв."),
        ("Ouvert de 9 h 30 à 17 h, du lundi au vendredi.", "Відкрито з 9:30 до 17:00, з понеділка по п’ятницю."),
        ("Soit 1,5 million d’euros.", "Тобто 1,5 мільйона євро."),
        ("La première fois, 1 500 €.", "Першого разу — 1 500 євро."),
        ("Appelez le 01 23 45 67 89.", "Телефонуйте +33 1 23 45 67 89."),
        ("Le 13 avril 2016.", "13.04.2016."),
        ("Elle n’est pas punie de 1 500 €.", "Її не карають на 1 500 євро."),
    ],
)  # fmt: skip
def test_correct_sentence_in_a_language_without_rules_passes(source, target):
    assert told(source, "fr", target, "uk") == []
    assert told(target, "uk", source, "fr") == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("15 000 €", "1 500 євро", [("missing", "15 000 €", ""), ("added", "", "1 500")]),
        ("3919", "3991", [("missing", "3919", ""), ("added", "", "3991")]),
        ("de 9 h à 17 h", "з 9:00 до 18:00", [("missing", "17 h", ""), ("added", "", "18:00")]),
        ("un an", "рік, 15 000 євро", [("added", "", "15 000")]),
        ("Payez {value}", "Платіть", [("fact", "{value}", "")]),
        ("14 ans", "років", [("missing", "14 ans", "")]),
        ("2 mois", "два місяці", [("figure", "2 mois", "")]),
    ],
)
def test_other_figure_in_a_language_without_rules_is_told(source, target, found):
    assert told(source, "fr", target, "uk") == found


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("en", "Buying a sexual act goes unpunished."),
        ("en", "Whoever buys a sexual act is exempt from punishment."),
        ("es", "La compra de un acto sexual queda impune."),
        ("pt", "A compra de um ato sexual fica impune."),
        ("ro", "Cumpărarea unui act sexual rămâne nepedepsită."),
        ("bg", "Купуването на полов акт остава безнаказано."),
        ("zh-hans", "购买性行为免于处罚。"),
    ],
)
def test_word_that_says_unpunished_is_a_negation(language, target):
    assert told("L’achat d’un acte sexuel est puni par la loi.", "fr", target, language)
    assert not told("L’achat d’un acte sexuel n’est pas puni.", "fr", target, language)
