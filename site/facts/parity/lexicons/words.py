"""Numbers in words: plain dicts, one entry a language. Entries are pieces of regular expressions, “|” between forms.

Written with accents and folded when read. “~” marks a form that may mean something else (French “neuf” is also “new”):
it answers a number on the other side but never raises an alarm of its own.
"""

# Zero to twenty, in order.
SMALL = {
    "fr": (
        "~zéro,une?,deux,trois,quatre,cinq,six,sept,huit,~neuf,dix,onze,douze,treize,quatorze,quinze,seize,"
        "dix[- ]sept,dix[- ]huit,dix[- ]neuf,vingts?"
    ),
    "en": (
        "~zero,one,two|twice|~both,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,"
        "sixteen,seventeen,eighteen,nineteen,twenty"
    ),
    "es": (
        "~cero,uno|una?,dos|~ambos|~ambas,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince,"
        "dieciséis|diez y seis,diecisiete|diez y siete,dieciocho|diez y ocho,diecinueve|diez y nueve,veinte"
    ),
    "pt": (
        "~zero,uma?,dois|duas|~ambos|~ambas,três,quatro,cinco,seis,sete,oito,nove,dez,onze,doze,treze,"
        "catorze|quatorze,quinze,dezasseis|dezesseis,dezassete|dezessete,dezoito,dezanove|dezenove,vinte"
    ),
    "ro": (
        "~zero,un|una|o|unu|unui|unei,doi|două|~ambii|~ambele,trei,patru,cinci,șase,șapte,opt,~nouă,zece,"
        "unsprezece,doisprezece|douăsprezece,treisprezece,paisprezece|patrusprezece,cincisprezece|cinsprezece,"
        "șaisprezece|șasesprezece,șaptesprezece,optsprezece,nouăsprezece,douăzeci"
    ),
    "bg": (
        "~нула,един|една|едно|единия|едната,два|две|двама|двата|двете|двамата|~двата|~двете,три|трима|трите|тримата,"
        "четири|четирима|четирите,пет|петима|петте,шест|шестима|шестте,седем|седемте,осем|осемте,девет|деветте,"
        "десет|десетте,единадесет|единайсет,дванадесет|дванайсет,тринадесет|тринайсет,четиринадесет|четиринайсет,"
        "петнадесет|петнайсет,шестнадесет|шестнайсет|шеснайсет,седемнадесет|седемнайсет,осемнадесет|осемнайсет,"
        "деветнадесет|деветнайсет,двадесет|двайсет"
    ),
    "ar": (
        "~صفر,واحدة?,اثنان|اثنين|اثنتان|اثنتين|مرتان|مرتين|~ثلثان|~ثلثي|~ثلثا|~كلا|~كلتا|~كلاهما|~كليهما,ثلاثة?,أربعة?,خمسة?,ستة?,سبعة?,"
        "ثمانية?|ثمان,تسعة?,عشرة?,أحد عشر|إحدى عشرة,(?:اثنا|اثني) عشر|(?:اثنتا|اثنتي) عشرة,ثلاثة? عشرة?,أربعة? عشرة?,"
        "خمسة? عشرة?,ستة? عشرة?,سبعة? عشرة?,ثمانية? عشرة?,تسعة? عشرة?,عشرون|عشرين"
    ),
}  # fmt: skip

# Tens above twenty, and hundreds and more: seen, said to be unread, never compared.
TENS = {
    "fr": "trente|quarante|cinquante|soixante|septante|huitante|octante|nonante",
    "en": "thirty|forty|fifty|sixty|seventy|eighty|ninety",
    "es": "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|veinti(?:un[oa]?|dós|trés|cuatro|cinco|séis|siete|ocho|nueve)",
    "pt": "trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa",
    "ro": "treizeci|patruzeci|cincizeci|șaizeci|șaptezeci|optzeci|nouăzeci",
    "bg": "(?:три|четири|пет|шест|седем|осем|девет)десет(?:те)?|трийсет|четирийсет|шейсет",
    "ar": "(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين)",
}
BIG = {
    "fr": "(?<!pour )(?<!pour-)cents?|mille|millions?|milliards?",
    "en": "hundred|thousand|million|billion",
    "es": "cien|(?<!por )ciento|(?:dos|tres|cuatro|seis|ocho)cient[oa]s|quinient[oa]s|setecient[oa]s|novecient[oa]s|mil|millón|millones",
    "pt": "cem|(?<!por )cento|duzent[oa]s|trezent[oa]s|(?:quatro|seis|sete|oito|nove)cent[oa]s|quinhent[oa]s|mil|milhão|milhões",
    "ro": "(?<!la )sută|sute|mie|mii|milion|milioane",
    "bg": "(?<!на )сто|двеста|триста|(?:четири|пет|шест|седем|осем|девет)стотин|хиляда|хиляди|милион|милиона|милиони",
    "ar": "مئة|مائة|مئتان|مئتين|مائتان|مائتين|(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)(?:مئة|مائة)|ألف|ألفا|ألفان|ألفين|آلاف|مليون|ملايين|مليار",
}
AND = {"fr": "et", "en": "and", "es": "y", "pt": "e", "ro": "și", "bg": "и", "ar": "و"}

MULTIPLIERS = {
    "fr": {"mille": 3, "k": 3, "millions?|m(?= ?€)": 6, "milliards?": 9},
    "en": {"thousand|k": 3, "million|m\\b": 6, "billion|bn": 9},
    "es": {"mil millones": 9, "mil|k": 3, "millón|millones": 6},
    "pt": {"mil milhões": 9, "mil|k": 3, "milhão|milhões": 6},
    "ro": {"mii|mie|k": 3, "milion|milioane": 6, "miliard|miliarde": 9},
    "bg": {"хиляди|хил\\.|k": 3, "милион|милиона|милиони|млн\\.?": 6, "милиард|милиарда|млрд\\.?": 9},
    "ar": {"ألف|ألفا|آلاف|k": 3, "مليون|مليونا|ملايين": 6, "مليار|مليارا|مليارات": 9},
    "zh-hans": {"千|k(?![a-z])": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8},
}

ANY_MULTIPLIER = {"k": 3}

# Parts of a whole: a form of “perhaps” may mean something else and answers alone.
FRACTIONS = {
    "fr": {
        "half": "la moitié|une moitié|de moitié|un demi",
        "perhaps_half": "moitié|demi|demie|demi(?=-)",
        "third": "(?:le|un) tiers(?= de | des | du | d')",
        "perhaps_third": "(?:le|un) tiers",
        "two_thirds": "(?:les )?deux[- ]tiers",
        "quarter": "(?:un|le) quart|quart(?= d'heure)",
        "three_quarters": "(?:les )?trois[- ]quarts",
    },
    "en": {
        "half": "one[- ]half|a half(?: of)?(?: an?)?|half of(?: an?)?|half an?|half the",
        "perhaps_half": "half|halves|halved",
        "third": "(?:a|one)[- ]third(?: of)?(?! part| countr| person)",
        "two_thirds": "two[- ]thirds(?: of)?",
        "quarter": "(?:a|one)[- ]quarter(?: of)?(?: an?)?",
        "three_quarters": "three[- ]quarters(?: of)?(?: an?)?",
    },
    "es": {
        "half": "la mitad",
        "perhaps_half": "mitad|medi[oa]s?",
        "third": "un tercio|(?:una|la) tercera parte",
        "two_thirds": "dos tercios|dos terceras partes",
        "quarter": "un cuarto|(?:una|la) cuarta parte",
        "three_quarters": "tres cuartos|tres cuartas partes",
    },
    "pt": {
        "half": "a metade|metade d[aeo]s?",
        "perhaps_half": "metade|mei[oa]s?",
        "third": "um terço|(?:uma|a) terça parte",
        "two_thirds": "dois terços|duas terças partes",
        "quarter": "um quarto(?= d[aeo]s?)|(?:uma|a) quarta parte",
        "perhaps_quarter": "um quarto",
        "three_quarters": "três quartos|três quartas partes",
    },
    "ro": {
        "half": "jumătate(?: de| din)?|jumătatea",
        "perhaps_half": "jumătăți|jumătăților",
        "third": "o treime",
        "two_thirds": "două treimi",
        "quarter": "un sfert(?: de)?",
        "three_quarters": "trei sferturi",
    },
    "bg": {
        "half": "половината|наполовина|половин",
        "perhaps_half": "половина",
        "third": "една трета",
        "two_thirds": "две трети",
        "quarter": "една четвърт|една четвъртина|четвърт(?= час)",
        "three_quarters": "три четвърти|три четвъртини",
    },
    "ar": {
        "half": "[بلك]?نصف|[بلك]?النصف",
        "third": "[بلك]?ثلث|[بلك]?الثلث",
        "two_thirds": "[بلك]?ثلثا|[بلك]?ثلثي|[بلك]?ثلثين|[بلك]?ثلثان|[بلك]?الثلثين|[بلك]?الثلثان",
        "quarter": "[بلك]?ربع|[بلك]?الربع",
        "three_quarters": "ثلاثة أرباع|[بلك]?ثلاثة ارباع",
    },
    "zh-hans": {
        "half": "一半|半数|减半",
        "perhaps_half": "半",
    },
}  # fmt: skip
PARTS = {
    "half": "1/2",
    "third": "1/3",
    "two_thirds": "2/3",
    "quarter": "1/4",
    "three_quarters": "3/4",
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
}
# “deux ans et demi”, “one and a half years”: what follows a number and adds a half to it.
AND_HALF = {
    "fr": r"(?<=\w) et demie?(?!\w)",
    "en": r"(?<=\w) and a half(?!\w)",
    "es": r"(?<=\w) y medi[oa](?!\w)",
    "pt": r"(?<=\w) e mei[oa](?!\w)",
    "ro": r"(?<=\w) si jumatate(?!\w)",
    "bg": r"(?<=\w) и половина(?!\w)",
    "ar": r"(?<=\w) و ?نصف(?!\w)",
    "zh-hans": r"(?<=[年月天时])半|(?<=个)半",
}

# First to tenth, in order. Forms in digits (1er, 2nd, 8.º) are read apart.
ORDINALS = {
    "fr": (
        "premi(?:er|ère)s?,deuxièmes?|second fois|seconde fois|~seconde?s?,troisièmes?,quatrièmes?,cinquièmes?,sixièmes?,"
        "septièmes?,huitièmes?,neuvièmes?,dixièmes?"
    ),
    "en": (
        "(?:the|an?|your|his|her|their|its|our|my|every|very) first|first (?:time|offence|offense)|~first,"
        "the second|second (?:time|offence|offense)|~second,the third|third (?:time|offence|offense)|~third,"
        "fourth,fifth,sixth,seventh,eighth,ninth,tenth"
    ),
    "es": (
        "primer|primeras?|el primero|los primeros|~primeros?,segundas?|el segundo|~segundos?,"
        "tercer|terceras?|~terceros?,cuarta|~cuarto,quint[oa],sext[oa],s[ée]ptim[oa],octav[oa],noven[oa],décim[oa]"
    ),
    "pt": (
        "primeiras?|o primeiro|os primeiros|~primeiros?,segunda|o segundo|~segundos?,terceiras?|o terceiro|~terceiros?,"
        "~quart[oa],~quint[oa],~sext[oa],sétim[oa],oitav[oa],non[oa],décim[oa]"
    ),
    "ro": (
        "prima|primul|primului|primei|prim|primii|primele|~întâi|~întâia,a doua|al doilea,a treia|al treilea,"
        "a patra|al patrulea,a cincea|al cincilea,a șasea|al șaselea,a șaptea|al șaptelea,a opta|al optulea,"
        "a noua|al nouălea,a zecea|al zecelea"
    ),
    "bg": ",".join(
        ["първ(?:и|ия|ият|а|ата|ото|ите)|~първо"]
        + [f"{stem}(?:и|ия|ият|а|ата|о|ото|ите)" for stem in ("втор", "трет", "четвърт")]
        + [f"{stem}(?:и|ия|ият|ата|о|ото|ите)" for stem in ("пет", "шест", "седм", "осм", "девет", "десет")]
    ),
    "ar": "الأول|الأولى|أول مرة|~أول|~أولى," + ",".join(
        f"ال{stem}ة?|~{stem}ة?"
        for stem in ("ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
    ),
}  # fmt: skip
ORDINAL_SIGNS = {
    "fr": r"\d+(?:ers?|res?|eres?|e|emes?|nde?|de)",
    "en": r"\d+(?:st|nd|rd|th)",
    "es": r"\d+\.?(?:o|a|er|os|as)",
    "pt": r"\d+\.?(?:o|a|os|as)",
    "ro": r"al? \d+-(?:lea|a)",
    "bg": r"\d+-(?:[врмт][ииоа]|[врмт]ият?|[врмт]ата|[врмт]ото)",
}
ROMAN = "(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})"  # “chapitre III”; a lone I, V or X is more often a letter
CHINESE_FIRST = "首次|首个|首位|首批"
CHINESE_FIRST_PERHAPS = "首张|首套|首份|首年|首例|初次|头一次|头一回"
CHINESE_COUNTED = "个名人次种项条位张件倍部门座所家组类届代句步成国岁年天周小分星礼级"

# Words that hold a number and mean none; blotted out before anything is read.
IDIOMS = {
    "fr": (
        "premiers? ministres?|premiere ministre|premiers? secours|premiers? soins|en premier lieu|au premier plan|"
        "matieres? premieres?|de premiere necessite|annees? (?:scolaires?|civiles?|universitaires?)"
    ),
    "en": (
        "first of all|first and foremost|at first|first names?|first aid|first[- ]hand|in the first place|first minister|"
        "(?:the )?(?:first|second|third)[- ](?:part(?:y|ies)|countr(?:y|ies)|persons?)|second[- ]hand|"
        "(?:a|one)[- ](?:fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= of)|one another|no one|"
        "seconds? thoughts?"
    ),
    "es": (
        "en primer lugar|primer(?:a|os)? (?:ministr[oa]|auxilios|plano)|ante todo|años? (?:escolar|natural|académico)|decim[oa] (?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven)[oa]|tercer(?:a|os|as)? "
        "(?:personas?|pais(?:es)?)|cuartas? partes?|terceras? partes?|primera necesidad"
    ),
    "pt": (
        "em primeiro lugar|de dois em(?= dois)|primeir[oa][- ]ministr[oa]|primeiros socorros|anos? letivos?|decim[oa] (?:primeir|segund|terceir|quart|quint|sext|setim|oitav|non)[oa]|primeira necessidade|"
        "(?:segunda|terca|quarta|quinta|sexta)(?:-feiras?| [ae] (?:segunda|terca|quarta|quinta|sexta)(?:-feira)?)"
    ),
    "ro": "mai intai|in primul rand|prim[- ]ministru\\w*|prim[- ]ajutor|ani? școlari?|anul (?:școlar|universitar)|primul ajutor|din nou|unul pe altul",
    "bg": (
        "на първо място|първа помощ|трет\\w+ (?:стран\\w+|лица|лице|държав\\w+)|учебна(?:та)? година|"
        "първо(?= на)|един друг|"
        "от първа необходимост"
    ),
    "ar": (
        "في المقام الاول|الا?ثنين|و?(?:الدول|البلدان|بلدان|دول) (?:ال)?ثالثة|بلد ثالث|دولة ثالثة|الدرجة الاولى من|الطرف الثالث|العالم الثالث|اولا وقبل كل شيء|الاسعافات الاولي[هة]|"
        "(?<!\\d )(?:في المئة|في المائة|بالمئة|بالمائة)|مرة ثانية|(?:ال)?سنة (?:ال)?دراسية|لست(?! (?:سن|اشهر|ايام|ساعات))|"
        "[وب]?ال(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)ة? عشرة?"
    ),
    "zh-hans": (
        "十分(?!钟|之)|万一|十足|第一时间|第三(?:方|者|人|国)|(?:星期|礼拜|周)[一二三四五六](?!年|个)|再三|"
        "[一二三四五六七八九十]分之(?=[一二三四五六七八九十])"
    ),
}  # fmt: skip

# Round the clock, every day: written with many numbers or with none. Bulgarian says “денонощно”.
ALWAYS = r"24 ?/ ?24|7 ?/ ?7|24 ?/ ?7"
ALWAYS_IN = {
    "fr": r"24 ?h(?:eures)?(?: ?/ ?| sur )24(?: ?h)?|7 ?j(?:ours)?(?: ?/ ?| sur )7(?: ?j)?|sept jours sur sept",
    "en": r"24 ?(?:hours|h) (?:a|per) day|(?:7|seven) days (?:a|per) week|24 ?h(?:ours)?/7",
    "es": r"(?:las )?24 ?(?:horas|h)(?: al día| del día|/24|(?=, ))|(?:los )?(?:7|siete) días (?:a|de) la semana",
    "pt": r"24 ?(?:horas|h) por dia|(?:7|sete) dias (?:por|da) semana",
    "ro": r"24 (?:de )?ore (?:din|pe) 24|(?:7|șapte) zile (?:din|pe) (?:7|șapte|săptămână)|24 din 24",
    "bg": r"24 часа(?: в денонощието| на ден)|(?:7|седем) дни (?:в седмицата|седмично)",
    "ar": r"(?:على مدار )?24 ساعة (?:في اليوم|يوميا)|على مدار 24 ساعة|(?:7|سبعة) أيام في الأسبوع",
    "zh-hans": r"(?:全天|每天|昼夜|一天)24小时|24小时(?:全天|不间断|服务)|(?:一|每)(?:周|星期)[七7]天|七天",
}
