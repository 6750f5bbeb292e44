"""Units, months and limits in eight languages: plain dicts, “|” between forms, written with accents and folded when read."""

UNITS = {
    "fr": {
        "euro": "euros?|€|eur",
        "percent": "%|pour[- ]cent|p\\. ?100",
        "year": "ans?|années?",
        "month": "mois",
        "week": "semaines?",
        "day": "jours?|journées?|j",
        "hour": "heures?|h",
        "minute": "minutes?|min|mn",
    },
    "en": {
        "euro": "euros?|€|eur",
        "percent": "%|per cent|percent",
        "year": "years?(?:'s?)?|yrs?",
        "month": "months?",
        "week": "weeks?",
        "day": "days?",
        "hour": "hours?|h|hrs?|o'clock",
        "minute": "minutes?|mins?",
    },
    "es": {
        "euro": "euros?|€|eur",
        "percent": "%|por ciento",
        "year": "años?",
        "month": "mes|meses",
        "week": "semanas?",
        "day": "días?",
        "hour": "horas?|h",
        "minute": "minutos?|min",
    },
    "pt": {
        "euro": "euros?|€|eur",
        "percent": "%|por cento",
        "year": "anos?",
        "month": "mês|meses",
        "week": "semanas?",
        "day": "dias?",
        "hour": "horas?|h",
        "minute": "minutos?|min",
    },
    "ro": {
        "euro": "euro|€|eur",
        "percent": "%|la sută",
        "year": "ani|an|anilor|anului",
        "month": "luni|lună|lunilor",
        "week": "săptămâni|săptămână",
        "day": "zile|zi|zilelor",
        "hour": "ore|oră|h",
        "minute": "minute|minut|min",
    },
    "bg": {
        "euro": "евро|€|eur",
        "percent": "%|процента?|на сто",
        "year": "години|година|годиш\\w+|г\\.?",
        "month": "месец|месеца|месеци|месечн\\w+|мес\\.",
        "week": "седмица|седмици|седмичн\\w+",
        "day": "ден|дни|дена|дневн\\w+",
        "hour": "часа?|часове|ч\\.?",
        "minute": "минута|минути|мин\\.?",
    },
    "ar": {
        "euro": "يورو|أورو|€|eur",
        "percent": "%|٪|في المئة|في المائة|بالمئة|بالمائة",
        "year": "سنة|سنوات|سنين|عام|عاما|أعوام",
        "month": "شهر|شهرا|أشهر|شهور",
        "week": "أسبوع|أسبوعا|أسابيع",
        "day": "يوم|يوما|أيام",
        "hour": "ساعة|ساعات",
        "minute": "دقيقة|دقائق",
    },
    "zh-hans": {
        "euro": "欧元|€|eur",
        "percent": "%",
        "year": "周岁|岁|年",
        "month": "个月",
        "week": "个星期|星期|个礼拜|礼拜|周",
        "day": "天|日",
        "hour": "个小时|小时|个钟头|点|时",
        "minute": "分钟|分",
    },
}
NEVER_AFTER_WORDS = {"点", "时", "分", "日"}  # 一点 is "a little", 一时 "for a moment"
# Signs and codes stand in every language; the words of each beside them.
CURRENCIES = {
    "euro": "€|eur",
    "dollar": "us ?\\$|\\$|usd",
    "pound": "£|gbp",
    "yuan": "¥|cny|rmb",
    "franc": "chf",
    "leu": "ron",
    "lev": "bgn",
}
CURRENCY_WORDS = {
    "fr": {"dollar": "dollars?", "pound": "livres? sterling", "franc": "francs?", "yuan": "yuans?"},
    "en": {"dollar": "dollars?", "pound": "pounds?(?: sterling)?", "franc": "francs?", "yuan": "yuan"},
    "es": {"dollar": "dólar|dólares", "pound": "libras? esterlinas?", "franc": "francos?", "yuan": "yuanes|yuan"},
    "pt": {"dollar": "dólar|dólares", "pound": "libras? esterlinas?", "franc": "francos?", "yuan": "yuans?"},
    "ro": {"dollar": "dolari|dolar", "pound": "lire sterline|liră sterlină", "franc": "franci", "leu": "lei|leu"},
    "bg": {"dollar": "долара?|долари", "pound": "лири|паунда?", "franc": "франка?", "lev": "лева|лев|лв\\.?"},
    "ar": {"dollar": "دولارا?|دولارات", "pound": "جنيها?|جنيهات", "franc": "فرنكا?", "yuan": "يوان"},
    "zh-hans": {"dollar": "美元|美金", "pound": "英镑", "franc": "法郎|瑞士法郎", "yuan": "元人民币|人民币|元"},
}
MONEY = frozenset(CURRENCIES)
ANY_LANGUAGE = CURRENCIES | {"percent": "%"}
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute"})
SHORT_MOMENTS = {"day", "minute"}  # "un jour", "one day", "une minute": often no measure

DUALS = {
    "year": "سنتان|سنتين|عامان|عامين",
    "month": "شهران|شهرين",
    "week": "أسبوعان|أسبوعين",
    "day": "يومان|يومين",
    "hour": "ساعتان|ساعتين",
    "minute": "دقيقتان|دقيقتين",
}

MONTHS = {
    "fr": "janvier|janv.,février|févr.,mars,avril|avr.,mai,juin,juillet|juil.,août,septembre|sept.,octobre|oct.,novembre|nov.,décembre|déc.",
    "en": (
        "january|jan.?,february|feb.?,march|mar.?,april|apr.?,may,june|jun.?,july|jul.?,august|aug.?,september|sept?.?,"
        "october|oct.?,november|nov.?,december|dec.?"
    ),
    "es": "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre|setiembre,octubre,noviembre,diciembre",
    "pt": "janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro",
    "ro": "ianuarie,februarie,martie,aprilie,mai,iunie,iulie,august,septembrie,octombrie,noiembrie,decembrie",
    "bg": "януари,февруари,март,април,май,юни,юли,август,септември,октомври,ноември,декември",
    "ar": (
        "يناير|كانون الثاني|جانفي,فبراير|شباط|فيفري,مارس|آذار,أبريل|إبريل|نيسان|أفريل,مايو|أيار|ماي,يونيو|يونيه|حزيران|جوان,"
        "يوليو|يوليه|تموز|جويلية,أغسطس|آب|أوت,سبتمبر|أيلول|شتنبر,أكتوبر|تشرين الأول,نوفمبر|تشرين الثاني,ديسمبر|كانون الأول"
    ),
}
AFTERNOON = {
    "fr": "de l'après-midi|du soir",
    "en": "p\\.?m\\b\\.?|in the afternoon|in the evening",
    "es": "p\\. ?m\\.|de la tarde|de la noche",
    "pt": "da tarde|da noite",
    "ro": "seara|după-amiaza",
    "bg": "вечерта|следобед",
    "ar": "مساء|بعد الظهر|ليلا",
}
MORNING = {"en": "a\\.?m\\b\\.?"}

# Limits of a number. "next": only of the number that follows at once. "near": of a number within four words.
# "after": only of the number before. "until": as "next", but may be an end in time. "weak": answers a limit, raises none.
# "exceed": as "weak", and the opposite as "next" where it is negated ("ne dépasse pas").
LIMITS = {
    "fr": {
        "upper": {
            "next": "moins (?:de|d(?='))|pas plus (?:de|d(?='))|n'excédant pas|inférieure?s? à|ne (?:peut|doit) (?:pas )?(?:excéder|dépasser)",
            "near": "au plus|au maximum|maximum|maximale?s?|tout au plus",
            "after": "ou moins|et moins",
            "until": "jusqu'à",
            "weak": "jusqu'aux?|avant|mineure?s? de|au-dessous de|plafond|dans la limite de",
        },
        "lower": {
            "next": "plus (?:de|d(?='))|pas moins (?:de|d(?='))|supérieure?s? à",
            "near": "au moins|au minimum|minimum|minimale?s?",
            "after": "et plus|ou plus|et au-delà",
            "weak": "au-delà de|à partir de|dès|révolus",
            "exceed": "dépass\\w+|exc[éè]d\\w+",
        },
    },
    "en": {
        "upper": {
            "next": "less than|fewer than|under|below|no more than|not more than|not exceeding|no longer than|younger than",
            "near": "at most|at the most|maximum|at maximum|max",
            "after": "or less|or fewer|or under|or younger|and under",
            "until": "up to",
            "weak": "until|till|before|by|within|no later than|as much as|as many as|as long as|to",
        },
        "lower": {
            "next": "more than|over|above|no less than|not less than|no fewer than|older than|exceeding",
            "near": "at least|minimum",
            "after": "or more|and more|or over|and over|or older|and above|or above|and older",
            "weak": "from|since|beyond|upwards of|as little as",
            "exceed": "exceeds?|longer than",
        },
    },
    "es": {
        "upper": {
            "next": "menos de|menor(?:es)? de|no más de|inferior(?:es)? a|por debajo de",
            "near": "como máximo|máximo|máxima|a lo sumo|como mucho",
            "after": "o menos",
            "until": "hasta",
            "weak": "antes de|antes del|hasta (?:el|las?|los)",
        },
        "lower": {
            "next": "más de|mayor(?:es)? de|superior(?:es)? a|no menos de|por encima de",
            "near": "al menos|como mínimo|mínimo|mínima|por lo menos|cuando menos",
            "after": "o más|y más|en adelante",
            "weak": "a partir de|desde",
            "exceed": "super\\w+|exced\\w+",
        },
    },
    "pt": {
        "upper": {
            "next": "menos de|menor(?:es)? de|não mais de|inferior(?:es)? a|não superior(?:es)? a|abaixo de|abaixo dos",
            "near": "no máximo|máximo|máxima|quando muito",
            "after": "ou menos",
            "until": "até",
            "weak": "antes de|antes dos|antes das|até (?:ao?s?|às?)",
        },
        "lower": {
            "next": "mais de|maior(?:es)? de|superior(?:es)? a|não menos de|acima de|acima dos|não inferior(?:es)? a",
            "near": "pelo menos|no mínimo|mínimo|mínima|ao menos",
            "after": "ou mais|e mais",
            "weak": "a partir de|a partir dos|desde",
            "exceed": "ultrapass\\w+|exced\\w+|mais do que",
        },
    },
    "ro": {
        "upper": {
            "next": "sub|mai puțin de|nu mai mult de|mai mic(?:ă|i)? de",
            "near": "cel mult|maximum|maxim|maximă|maxime|cel mult de|nu mai mult de",
            "after": "sau mai puțin",
            "until": "până la",
            "weak": "până|până în|înainte de",
        },
        "lower": {
            "next": "peste|mai mult de|mai mulți de|mai multe de|nu mai puțin de|mai mare de|mai mari de",
            "near": "cel puțin|minimum|minim|minimă|măcar",
            "after": "sau mai mult|sau mai mulți|și peste",
            "weak": "de la|începând",
            "exceed": "depăș\\w+",
        },
    },
    "bg": {
        "upper": {
            "next": "под|по-малко от|не повече от|по-малк[аи] от|ненавършил\\w*|по-млад\\w* от",
            "near": "най-много|максимум|максимал\\w+|не повече от|най-дълг\\w+",
            "after": "или по-малко",
            "until": "до",
            "weak": "преди|в рамките на|навърш\\w+",
        },
        "lower": {
            "next": "над|повече от|не по-малко от",
            "near": "поне|най-малко|минимум|минимал\\w+|не по-малко от",
            "after": "или повече|и повече|и нагоре",
            "weak": "от|след|навършил\\w*",
            "exceed": "надвиш\\w+|надхвърл\\w+",
        },
    },
    "ar": {
        "upper": {
            "next": "[لب]?أقل من|(?<!من )دون|تحت|ما دون|لا يتجاوز|لا تتجاوز|لا يزيد (?:على|عن)|لا تزيد (?:على|عن)|أدنى من|أصغر من",
            "near": "على الأكثر|على أكثر تقدير|كحد أقصى|بحد أقصى|حد أقصى|الحد الأقصى|حدها? الأقصى|القصوى|الأقصى|أقصى|أقصاها|أقصاه",
            "after": "فأقل|أو أقل",
            "until": "حتى|ما يصل إلى|تصل إلى|يصل إلى",
            "weak": "قبل|إلى|خلال|لغاية|سقف",
        },
        "lower": {
            "next": "[لب]?أكثر من|أزيد من|فوق|تجاوز|يتجاوز|تتجاوز|يزيد (?:على|عن)|تزيد (?:على|عن)|يفوق|تفوق|أكبر من|لا يقل عن|لا تقل عن|ما يزيد (?:على|عن)",
            "near": "على الأقل|كحد أدنى|بحد أدنى|حد أدنى|الحد الأدنى|الأدنى|الدنيا|على أقل تقدير",
            "after": "فأكثر|أو أكثر|فما فوق|وما فوق",
            "weak": "من|منذ|بعد|ابتداء",
        },
    },
    "zh-hans": {
        "upper": {
            "next": "少于|低于|小于|未满|不满|不到|不足|不超过|不得超过|不多于|未超过|最高可达|最长可达|最多可达",
            "near": "至多|最多|最高|最长|最大|上限",
            "after": "以下|以内|之内|及以下|以下的",
            "until": "高达|长达|可达|多达",
            "weak": "至|到|之前|前|截至|直到|达|内|最迟",
        },
        "lower": {
            "next": "超过|多于|高于|大于|逾|不少于|不低于|不得少于",
            "near": "至少|最少|最低|起码|最短",
            "after": "以上|及以上|多|余|或以上",
            "weak": "自|从|起|后|以来|年满|已满|满",
        },
    },
}


def of(language: str) -> dict[str, str]:
    """The units of a language with the currencies; of an unknown one, signs and codes."""
    if language not in UNITS:
        return ANY_LANGUAGE
    own, words = UNITS[language], CURRENCY_WORDS[language]
    known = {name: "|".join(filter(None, (words.get(name), signs))) for name, signs in CURRENCIES.items()}
    return own | known | {"euro": own["euro"]}
