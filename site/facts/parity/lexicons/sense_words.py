"""Words that turn the sense of a number round: plain dicts in eight languages, read as those of `words`.

“sure”: missed where the other side says nothing of the kind. “perhaps”: answers the other side and is never missed itself.
“double”: says it once more beside a sure word (“no … nunca”), and is sure where it stands alone.
"""

# Blotted out first: they look like one of the words below and mean none of it.
NEUTRAL = {
    "fr": (
        "non seulement|pas seulement|pas que|pas à pas|un pas|des pas|premier pas|sans doute|sans aucun doute|sans cesse|"
        "sans conteste|si jamais|à jamais|ou non|ou pas|n'hésitez pas|n'importe (?:qui|quoi|quel\\w*|ou|quand|comment|lequel|laquelle)|"
        "non plus|sinon|n'est-ce pas|pourquoi pas|sans faute|sans limite d'âge"
    ),
    "en": (
        "not only|not just|not merely|not least|no doubt|without (?:a )?doubt|or not|no matter|why not|no\\.(?= ?\\d)|"
        "whether or no|needless|nonetheless|nevertheless|do not hesitate|don't hesitate|not to mention|not (?:yet )?always"
    ),
    "es": "no solo|no solamente|no únicamente|no obstante|sin embargo|sin duda|sin falta|o no|no dude\\w*|sino que|sino también|cuanto antes no",
    "pt": "não só|não apenas|não somente|não obstante|sem dúvida|sem falta|ou não|não hesite\\w*|senão",
    "ro": "nu numai|nu doar|nu numai că|fără îndoială|sau nu|nu ezitați|nu ezita|cu sau fără",
    "bg": "не само|след това|след което|без съмнение|или не|не се колебайте|дали не|непълнолет\\w+|ненавърш\\w+|не (?:\\w+ )?навърш\\w+|едва ли не|всъщност не",
    "ar": (
        "لا شك|بلا شك|بدون شك|دون شك|لا سيما|لا بد|لا تتردد\\w*|لا يزال|لا تزال|لا يزالون|ما زال\\w*|غير أن\\w*|ليس فقط|ليست فقط|لا فقط|"
        "أم لا|أو لا|الغير|من دون شك|دون سن|دون ال(?= ?\\d)"
    ),
    "zh-hans": (
        "不仅|不但|不只|不止|不光|不过|不论|不管|无论|不断|不同|不久|不少|不如|不好意思|对不起|不安|不知不觉|毫无疑问|无疑|"
        "非常|除非|未成年|未来|是否|能否|可否|否则|与否|有没有|是不是|能不能|可不可以|会不会|要不要|不得不|不可避免|非洲|"
        "不满(?=\\d|[一二三四五六七八九十])|了不起|差不多|不一而足|来不及|别人|特别|性别|分别|区别|识别|级别|类别|个别|告别|别处|别名|辨别|废除|解除|消除|删除|清除|扣除|排除|歧视性别|不妨|从未来"
    ),
}  # fmt: skip

# “La personne n’est pas punie” is about somebody.
FRENCH_NOBODY = (
    "".join(f"(?<!{one} )" for one in ("la", "une", "cette", "chaque", "toute", "autre", "même", "seule")) + "personne"
)
FRENCH_NOT = "(?:pas|point|jamais|aucun\\w*|rien|personne|nul\\w*|ni|plus|guère)"
FRENCH_NE = "(?:ne |n')(?:(?!que |qu')\\S+ ){0,5}?"

SENSES = {
    "fr": {
        "negation": {
            "sure": f"impuni\\w*|impunément|exempt\\w* de (?:toute )?(?:peine|sanction|punition|poursuite)\\w*|{FRENCH_NE}{FRENCH_NOT}|pas|non|sans|(?:aucun\\w*|{FRENCH_NOBODY}|rien|nul) (?:\\S+ ){{0,3}}?(?:ne|n(?='))",
            "double": "aucun|aucune|jamais|nulle part",
            "perhaps": (
                "ni|(?:ne |n')(?:\\S+ ){0,6}?(?:que|qu(?='))|ne|nul\\w*|rien|interdi\\w+|interdiction|défend\\w*|refus\\w*|empêch\\w*|"
                "illéga\\w+|illicite\\w*|impossible\\w*|incapable\\w*|sauf|hors|seule?s?|seulement|gratuit\\w*|anonym\\w*|exempt\\w*|"
                "dispens\\w*|ignor\\w*|inconnu\\w*|manqu\\w*|absen\\w+|faute de|à moins|avant que|cess\\w+|arrêt\\w*|évit\\w+|plutôt que|au lieu de|"
                "perd\\w*|échou\\w*|étrang\\w+|contre|im(?:m|p)\\w+|in(?:v|d|c|s|t)\\w+"
            ),
        },
        "exception": {
            "sure": "sauf|excepté\\w*|hormis|à l'exception|à moins (?:que|qu|de|d)",
            "perhaps": "hors|autres? que|différent\\w*|sinon|si ce n'est|exclu\\w*|excl\\w+|exception\\w*|(?:ne |n')(?:\\S+ ){0,6}?(?:que|qu(?='))|mais|seule?s?|seulement|uniquement",
        },
        "inclusion": {
            "sure": "y compris|compris|incluse?s?|inclus|incluant",
            "perhaps": "comprend\\w*|comprenant|dont|même|aussi|également|avec|notamment|contient|inclu\\w+|ainsi que",
        },
        "since": {
            "sure": "depuis(?: le| l')?|à partir (?:de|du|d)|à compter (?:de|du|d)|après(?: le)?|dès le",
            "perhaps": "dès|de|du|d'|des|début\\w*|commenc\\w*|ultérieur\\w*|suivant\\w*|entre|postérieur\\w*",
        },
        "until": {
            "sure": "jusqu'(?:au|en|à)(?: la)?|avant(?: le| la)?|d'ici(?: le| au| à)?",
            "perhaps": "jusqu\\w*|à|au|aux|fin|finit|termin\\w*|au plus tard|limite|antérieur\\w*|précéd\\w*|et|expir\\w*",
        },
    },
    "en": {
        "negation": {
            "sure": "unpunished|unprosecuted|with impunity|exempt from (?:all |any )?(?:punishment|penalt\\w+|prosecution|sanctions?)|not|\\w+n't|cannot|no|none|nobody|no one|nothing|never|without|neither|nowhere",
            "perhaps": (
                "nor|unable|refus\\w*|forbid\\w*|forbidden|prohibit\\w*|ban|banned|prevent\\w*|un\\w+(?:ed|le|n)|illegal\\w*|unlawful\\w*|impossible|"
                "only|unless|except\\w*|fail\\w*|lack\\w*|rather than|instead of|stop\\w*|avoid\\w*|free|anonym\\w*|den(?:y|ied|ies)|exempt\\w*|"
                "ignor\\w*|unknown|missing|absen\\w+|before|far from|any\\w*|but|miss\\w*|cease\\w*|lose\\w*|loss|otherwise|too|outside|"
                "out of|against|rarely|hardly|alone|keeps?|kept|\\w+less|non|in(?:v|d|c|s|t|a|e)\\w+|withh\\w+|leav\\w+|empty|even if|until|few|little|gone|on (?:your|their|his|her) own|in kind|other than|minors?|under|yet to|still to"
            ),
        },
        "exception": {
            "sure": "except|except for|excepted|excluding|exclusive of|unless|apart from|other than|with the exception|save for|aside from",
            "perhaps": "but|without|not|no|n't|\\w+n't|outside|exclud\\w*|only|exception\\w*|until|besides|save|beyond|if|never|nothing|none",
        },
        "inclusion": {
            "sure": "including|included|inclusive|inclusive of",
            "perhaps": "include|includes|also|even|with|among|such as|as well|together with|contain\\w*|compris\\w*|both|in particular|and",
        },
        "since": {
            "sure": "since|starting(?: on| from| in)?|as from|after|beginning (?:on|in|with)",
            "perhaps": "from|as of|onwards?|begin\\w*|start\\w*|later|following|between|of|once|over|more than|of|ever|took effect|in force|past",
        },
        "until": {
            "sure": "until|till|up to|before|no later than",
            "perhaps": "by|to|through|ends?|ended|ending|within|at the latest|prior|earlier|less than|under|deadline|closes|and|expir\\w*|ago|not yet|yet|back",
        },
    },
    "es": {
        "negation": {
            "sure": "impunes?|impunemente|exent\\w+ de (?:toda )?(?:pena|sanción|castigo)|no|sin",
            "double": "nunca|jamás|ningún|ninguno|ninguna|nadie",
            "perhaps": (
                "nada|ni|tampoco|prohib\\w*|neg\\w+|rechaz\\w*|impid\\w*|imped\\w*|impune\\w*|ilegal\\w*|ilícit\\w*|imposible\\w*|salvo|excepto|"
                "solo|sólo|solamente|gratuit\\w*|gratis|anónim\\w*|exent\\w*|ignor\\w*|desconoc\\w*|falt\\w*|ausen\\w*|evit\\w*|en lugar de|en vez de|antes|"
                "deja\\w*|sino|fuera|contra|in\\w+|im\\w+|des\\w+|a menos|carec\\w*|perd\\w*|algun\\w*|únic\\w*"
            ),
        },
        "exception": {
            "sure": "salvo|excepto|a excepción|con excepción|a menos que|exceptuando|excluid\\w*|excluyendo",
            "perhaps": "fuera|sino|menos|aparte|además|solo|sólo|solamente|no|sin|exclu\\w*|excepci\\w*|pero|únic\\w*|si|más que",
        },
        "inclusion": {
            "sure": "incluid[oa]s?|incluyendo|inclusive|incluso",
            "perhaps": "incluye\\w*|también|con|entre ell\\w*|contien\\w*|comprend\\w*|inclus\\w*|aun|hasta|así como|además|y|en particular|tanto",
        },
        "since": {
            "sure": "desde(?: el| la| las| los)?|a partir (?:de|del)|después (?:de|del)",
            "perhaps": "de|del|entre|inici\\w*|empez\\w*|empiez\\w*|posterior\\w*|tras|más|siguient\\w*|pasad\\w*|con efecto",
        },
        "until": {
            "sure": "hasta(?: el| la| las| los)?|antes (?:de|del)",
            "perhaps": "a|al|finales|fin|termin\\w*|a más tardar|plazo|anterior\\w*|previ\\w*|menos|límite|y|expir\\w*|hace",
        },
    },
    "pt": {
        "negation": {
            "sure": "impunes?|impunemente|isent\\w+ de (?:toda a |qualquer )?(?:pena|sanção|punição|castigo)|não|sem",
            "double": "nunca|jamais|nenhum|nenhuma|ninguém",
            "perhaps": (
                "nada|nem|tampouco|proib\\w*|neg\\w+|recus\\w*|imped\\w*|impun\\w*|ilegal\\w*|ilegais|ilícit\\w*|impossív\\w*|salvo|exceto|excepto|só|"
                "somente|apenas|gratuit\\w*|grátis|anónim\\w*|anônim\\w*|isent\\w*|ignor\\w*|desconhec\\w*|falt\\w*|ausên\\w*|evit\\w*|em vez de|antes|"
                "deix\\w*|senão|fora|contra|in\\w+|im\\w+|des\\w+|a menos|perd\\w*|algu\\w+|únic\\w*|qualquer|por (?:tua|sua) conta|por \\w+r"
            ),
        },
        "exception": {
            "sure": "salvo|exceto|excepto|com exceção|com excepção|à exceção|a não ser|a menos que|excluind\\w*|excluíd\\w*",
            "perhaps": "fora|senão|menos|além|só|somente|apenas|não|sem|exclu\\w*|exce\\w*|mas|únic\\w*|se|mais que",
        },
        "inclusion": {
            "sure": "incluindo|inclusive|incluíd[oa]s?|inclusivamente",
            "perhaps": "inclui\\w*|também|com|entre el\\w*|cont[eé]m|compreend\\w*|inclus\\w*|mesmo|até|bem como|e|em particular|tanto",
        },
        "since": {
            "sure": "desde(?: o| a| as| os)?|a partir (?:de|do|da|dos|das)|depois (?:de|do|da|das)|após(?: o| a)?",
            "perhaps": "de|do|da|das|dos|entre|iníci\\w*|começ\\w*|posterior\\w*|mais|seguint\\w*|com efeito",
        },
        "until": {
            "sure": "até(?: ao?s?| às?| o| as| os)?|antes (?:de|do|da|das)",
            "perhaps": "a|ao|aos|às|à|fim|termin\\w*|o mais tardar|prazo|anterior\\w*|prévi\\w*|menos|limite|e|expir\\w*|há",
        },
    },
    "ro": {
        "negation": {
            "sure": "nepedepsi\\w*|scuti\\w+ de (?:orice )?(?:pedeaps\\w+|sancțiun\\w+)|nu|n(?=-)|fără",
            "double": "niciodată|niciun|nicio|nimeni|niciunul|niciuna|nicăieri",
            "perhaps": (
                "nimic|nici|interzi\\w*|refuz\\w*|împied\\w*|ilegal\\w*|imposibil\\w*|doar|numai|cu excepția|excepta\\w*|gratuit\\w*|anonim\\w*|"
                "scuti\\w*|ignor\\w*|necunoscut\\w*|lips\\w*|absen\\w*|evit\\w*|în loc|înainte|încet\\w*|decât|ci|in\\w+|im\\w+|ne\\w+|pierd\\w*|contra|"
                "împotriva|vreun\\w*|în natură|singur\\w*|oprit\\w*|opre\\w*|cumva|afara|afară"
            ),
        },
        "exception": {
            "sure": "cu excepția|exceptând|excepție făcând|decât dacă|exclusiv|excluzând",
            "perhaps": "afara|afară|mai puțin|exclu\\w*|except\\w*|excepț\\w*|doar|numai|nu|fără|dar|decât|pe lângă|dacă|singur\\w*",
        },
        "inclusion": {
            "sure": "inclusiv|incluzând|inclus\\w*",
            "perhaps": "includ\\w*|și|chiar|cu|printre|conți\\w*|cuprin\\w*|precum|împreună|mai ales|atât",
        },
        "since": {
            "sure": "începând (?:cu|din|de la)|după(?: data de)?|încă din|de la data de",
            "perhaps": "din|de la|de|între|încep\\w*|ulterior\\w*|peste|următo\\w*|trecut\\w*|dinspre",
        },
        "until": {
            "sure": "până(?: la| în| pe| la data de)?|înainte (?:de|de data de)|cel târziu",
            "perhaps": "la|în|sfârș\\w*|termin\\w*|termen\\w*|anterior\\w*|limit\\w*|sub|și|expir\\w*|acum|cel mult",
        },
    },
    "bg": {
        "negation": {
            "sure": "безнаказан\\w*|ненаказуем\\w*|освободен\\w* от (?:всякакво )?(?:наказани\\w+|отговорност)|не|няма\\w*|нямат|нямаш|без|недей\\w*",
            "double": "никога|никой|никого|никак\\w*|никъде",
            "perhaps": (
                "нито|нищо|ни|забран\\w*|отказ\\w*|откаж\\w*|освен|само|безплат\\w*|незакон\\w*|анонимн\\w*|невъзмож\\w*|не\\w{3,}|липс\\w*|"
                "пречи\\w*|попреч\\w*|спира\\w*|спре\\w*|избягва\\w*|вместо|преди|против|извън|освобод\\w*|непозн\\w*|губ\\w*|единствен\\w*|"
                "престан\\w*|едва|без\\w{3,}"
            ),
        },
        "exception": {
            "sure": "с изключение|освен ако|изключая|изключвайки",
            "perhaps": "освен|извън|различ\\w*|изключ\\w*|само|не|без|но|ако|единствен\\w*|няма\\w*",
        },
        "inclusion": {
            "sure": "включително|включващ\\w*|включен\\w*",
            "perhaps": "включ\\w*|и|също|дори|със?|сред|съдърж\\w*|обхващ\\w*|както|заедно|дори и",
        },
        "since": {
            "sure": "считано от|считано|насам|след|начиная от|започвайки от",
            "perhaps": "от|между|започ\\w*|започв\\w*|началото|последв\\w*|над|по-късно|следващ\\w*",
        },
        "until": {
            "sure": "преди|най-късно(?: до)?",
            "perhaps": "до|края|край|срок\\w*|заверш\\w*|под|по-малко|и|в|изтич\\w*|приключ\\w*",
        },
    },
    "ar": {
        "negation": {
            "sure": "مُعفى من العقاب|معفى من العقاب|معفاة من العقاب|معفى من العقوبة|يفلت من العقاب|تفلت من العقاب|(?<!\\w)[أبف]?لا|ل[من]|ليس\\w*|لست\\w*|لسنا|بدون|من دون|دون|[بلك]?عدم|ليسوا|من غير",
            "double": "أبدا|مطلقا|ولا",
            "perhaps": (
                "غير|ما|أي|حظر\\w*|محظور\\w*|يحظر\\w*|تحظر|ممنوع\\w*|يمنع\\w*|منع\\w*|رفض\\w*|يرفض\\w*|مجان\\w*|بالمجان|إلا|فقط|سوى|أحد|لئلا|"
                "عيني\\w*|تعذر\\w*|يتعذر|مجهول\\w*|استحال\\w*|مستحيل\\w*|نفي|انعدام|خال\\w*|تجنب\\w*|بدل\\w*|قبل|ضد|توقف\\w*|يتوقف\\w*|فقد\\w*|ألا|كلا|خارج|يعفى|معفى|إعفاء|كيلا|وحد\\w*|وإلا"
            ),
        },
        "exception": {
            "sure": "باستثناء|ما عدا|ماعدا|ما لم|إلا إذا|عدا|باستثنائه\\w*",
            "perhaps": "إلا|سوى|استثن\\w*|فقط|غير|دون|بدون|لا|لم|لكن|خارج|إذا|وحد\\w*|يستثنى|تستثنى",
        },
        "inclusion": {
            "sure": "بما في ذلك|بما فيها|بما فيه\\w*|ضمنا|شاملا|شاملة|مشمول\\w*",
            "perhaps": "يشمل|تشمل|شمل\\w*|ضمن|حتى|أيضا|مع|من بين\\w*|تتضمن|يتضمن|كذلك|كما|و\\w+|متضمن\\w*",
        },
        "since": {
            "sure": "منذ|ابتداء من|اعتبارا من|بعد",
            "perhaps": "من|بين|بداية|يبدأ|تبدأ|بدأ\\w*|لاحق\\w*|التالي\\w*|عقب|انطلاقا|وما بعد|فوق|عام|في",
        },
        "until": {
            "sure": "حتى|قبل|لغاية|في موعد أقصاه",
            "perhaps": "إلى|ل\\w+|غاية|نهاية|ينتهي|تنتهي|موعد\\w*|أقصا\\w*|سابق\\w*|السابق\\w*|دون|أقل|و\\w*|في",
        },
    },
    "zh-hans": {
        "negation": {
            "sure": "免于处罚|免受处罚|免于刑罚|免于惩罚|逍遥法外|不(?!一定|见得)|没|无|未(?!必)|勿|并非|而非|非(?!法)|别(?=再|忘|让|去|给|把|想|做|说|在|跟|等|超)",
            "perhaps": (
                "不一定|不见得|未必|免|非法|禁止|严禁|拒绝|避免|免费|免于|匿名|只|仅|除|违法|失|缺|否|莫|防止|阻止|停止|停|前|之前|而是|外|少|脱离|一个人|反对|难以|任何|绝|陌生|独|唯一|才"
            ),
        },
        "exception": {
            "sure": "除非|除外|不包括|除了|除(?=.{1,16}?外)|例外",
            "perhaps": "除|外|不|没|未|无|非|只|仅|但|才|另有",
        },
        "inclusion": {
            "sure": "(?<!不)包括|(?<!不)包含|包括在内|含在内",
            "perhaps": "含|及|以及|也|还|连|甚至|和|与|其中|并|等|都",
        },
        "since": {
            "sure": "自从|自|以来|起|之后|以后|从",
            "perhaps": "后|由|始|开始|于|间|来|超过|次",
        },
        "until": {
            "sure": "截止|直到|直至|为止|之前|以前",
            "perhaps": "截至|至|到|前|止|内|底|末|最迟|最晚|先|期限",
        },
    },
}  # fmt: skip

# What forbids denies by itself, so that it answers a negation of the other side; denied, it says the opposite.
FORBIDS = {
    "fr": "interdi\\w+|prohib\\w+|illéga\\w+|illicite\\w*",
    "en": "forbid\\w*|forbad\\w*|prohibit\\w*|ban|bans|banned|banning|outlaw\\w*|illegal\\w*|unlawful\\w*|against the law",
    "es": "prohib\\w*|prohíb\\w*|ilegal\\w*|ilícit\\w*",
    "pt": "proib\\w*|proíb\\w*|interdit\\w*|ilegal\\w*|ilegais|ilícit\\w*",
    "ro": "interzi\\w*|prohib\\w*|ilegal\\w*",
    "bg": "забран\\w*|незакон\\w*",
    "ar": "[بل]?(?:ال)?(?:حظر\\w*|محظور\\w*|ممنوع\\w*|منع\\w*)|[يت]حظر\\w*|[يت]منع\\w*|غير (?:ال)?(?:قانوني\\w*|مشروع\\w*)",
    "zh-hans": "禁止|严禁|违法|非法|不合法",
}
# What says the opposite.
PERMITS = {
    "fr": "autoris\\w+|permis|permises?|permet\\w*|léga(?:l|les?|ux|lement)|licites?",
    "en": "permit\\w*|allow\\w*|legal|legally|lawful\\w*|authori[sz]\\w*",
    "es": "permit\\w*|autoriz\\w*|legal\\w*|lícit\\w*",
    "pt": "permit\\w*|autoriz\\w*|lega(?:l|is|lmente)|lícit\\w*",
    "ro": "permis\\w*|permit\\w*|autoriz\\w*|legal\\w*",
    "bg": "разреш\\w*|позвол\\w*|законн\\w*|законен",
    "ar": "[بل]?(?:ال)?(?:مسموح\\w*|مباح\\w*|جائز\\w*|قانوني\\w*|مشروع\\w*)|[يت]سمح\\w*|[يت]جوز",
    "zh-hans": "允许|准许|许可|合法",
}
# A sentence that speaks of what is punished is compared like one with a number: “is not punished” holds none.
OF_THE_LAW = {
    "fr": "puni\\w*|sanction\\w*|poursui\\w*|condamn\\w*|délits?|crimes?|infractions?|coupables?|viols?|agressions?|prison|amendes?|expuls\\w*",
    "en": "punish\\w*|penal\\w*|sanction\\w*|prosecut\\w*|convict\\w*|crimes?|criminal\\w*|offen[cs]es?|guilty|rape\\w*|assault\\w*|prison|jail|fine|fines|fined|deport\\w*|expel\\w*",
    "es": "castig\\w*|sancion\\w*|delitos?|crimen|crímenes|culpable\\w*|viola\\w*|agresi\\w*|prisión|cárcel|multa\\w*|condena\\w*|expuls\\w*",
    "pt": "puni\\w*|castig\\w*|sancion\\w*|delitos?|crimes?|culpad\\w*|viola\\w*|agress\\w*|prisão|multa\\w*|conden\\w*|expuls\\w*",
    "ro": "pedeps\\w*|sancțion\\w*|delict\\w*|infracțiun\\w*|vinovat\\w*|violul?|violuri\\w*|agresiun\\w*|închisoar\\w*|amen[dz]\\w*|condamn\\w*|expulz\\w*",
    "bg": "наказ\\w*|санкци\\w*|престъп\\w*|винов\\w*|изнасил\\w*|затвор\\w*|глоб\\w*|осъд\\w*|експулс\\w*",
    "ar": "\\w{0,3}(?:عقوب|عاقب|عقاب|جريم|جرائم|اغتصاب|سجن|غرام|ترحيل|مذنب)\\w*",
    "zh-hans": "惩罚|处罚|受罚|犯罪|罪行|强奸|性侵|监禁|坐牢|罚款|驱逐|有罪",
}
# What may stand between a negation and the word that it denies.
BETWEEN = {
    "fr": "été|être|encore|toujours|totalement|entièrement|expressément|explicitement|formellement|strictement|légalement|donc|en soi",
    "en": "be|been|being|yet|longer|entirely|totally|strictly|expressly|explicitly|actually|legally|in itself|a|an|to",
    "es": "se|lo|la|los|las|ha|han|sido|es|son|está|están|fue|era|eran|será|serán|queda|quedan|totalmente|expresamente",
    "pt": "se|o|a|os|as|foi|foram|sido|é|são|está|estão|era|eram|será|serão|fica|ficam|totalmente|expressamente",
    "ro": "se|îl|o|îi|le|a|au|fost|este|e|sunt|era|erau|va|vor|fi|mai|total|expres",
    "bg": "се|го|я|ги|е|са|беше|бяха|бил\\w*|бъде|бъдат|напълно|изрично",
    "ar": "هذا|هذه|هو|هي|أمرا|تماما|صراحة|كان|كانت|يكن|تكن|يعد|تعد",
    "zh-hans": "被|是|算|属于?|会|再|有|完全|明确",
}

# What joins two numbers: both, or one of them.
JOINED = {
    "fr": {"or": "ou", "and": "et|ainsi que"},
    "en": {"or": "or", "and": "and|as well as"},
    "es": {"or": "o|u", "and": "y|e|así como"},
    "pt": {"or": "ou", "and": "e|bem como"},
    "ro": {"or": "sau|ori", "and": "și|precum și"},
    "bg": {"or": "или", "and": "и|както и"},
    "ar": {"or": "أو|أم", "and": "و"},
    "zh-hans": {"or": "或者|或|还是", "and": "和|与|及|以及|并处|并"},
}
TO = {
    "fr": "à|au|aux|jusqu'à|jusqu'au|-|–|—",
    "en": "to|until|till|through|-|–|—",
    "es": "a|al|hasta|hasta el|hasta las|-|–|—",
    "pt": "a|ao|aos|às|à|até|até ao?|até às|-|–|—",
    "ro": "la|până la|până în|-|–|—",
    "bg": "до|по|-|–|—",
    "ar": "إلى|حتى|إلى الساعة|-|–|—",
    "zh-hans": "至|到|-|–|—|~|～",
}

# Monday to Sunday, in order; “~” marks a form that may mean something else.
WEEKDAYS = {
    "fr": "lundis?,mardis?,mercredis?,jeudis?,vendredis?,samedis?,dimanches?",
    "en": "mondays?|~mon\\.?,tuesdays?|~tue\\.?|~tues\\.?,wednesdays?|~wed\\.?,thursdays?|~thu\\.?|~thurs\\.?,fridays?|~fri\\.?,saturdays?|~sat\\.?,sundays?|~sun\\.?",
    "es": "lunes,martes,miércoles,jueves,viernes,sábados?,domingos?",
    "pt": (
        "segundas?-feiras?|(?<=de )segunda(?= a)|~segundas?,terças?-feiras?|~terças?,quartas?-feiras?|~quartas?,quintas?-feiras?|~quintas?,"
        "sextas?-feiras?|~sextas?,sábados?,domingos?"
    ),
    "ro": "(?<=de )luni(?= până)|~luni|lunea,marți|marțea,miercuri|miercurea,joi|joia,vineri|vinerea,sâmbătă|sâmbăta|sâmbete,duminică|duminica|duminici",
    "bg": "понеделник\\w*|понеделници,вторник\\w*|вторници,сряда|сряди|срядата,четвъртък\\w*|четвъртъци,петък\\w*|петъци,събота|съботи|съботата,неделя|недели|неделята",
    "ar": "(?<=يوم )(?:ال)?[إا]ثنين|(?<=من )الإثنين|(?<=من )الاثنين|~[بلو]?ال[إا]ثنين,[بلو]?الثلاثاء,[بلو]?الأربعاء,[بلو]?الخميس,[بلو]?الجمعة,[بلو]?السبت,[بلو]?الأحد",
    "zh-hans": ",".join(
        [f"周{day}|星期{day}|礼拜{day}" for day in "一二三四五六"] + ["周日|星期日|星期天|周天|礼拜天|礼拜日"]
    ),
}  # fmt: skip
# Words for several days at once: they answer Monday to Friday, or Saturday and Sunday.
WORKING_DAYS = {
    "fr": "jours ouvr\\w+|en semaine",
    "en": "weekdays?|working days?|business days?|during the week",
    "es": "días laborables|días hábiles|entre semana",
    "pt": "dias úteis|durante a semana",
    "ro": "zile lucrătoare|zilele lucrătoare|în timpul săptămânii",
    "bg": "работни\\w* дни|делнични\\w* дни|делник\\w*|в делник",
    "ar": "أيام العمل|أيام الأسبوع",
    "zh-hans": "工作日|平日",
}
WEEKEND = {
    "fr": "week-?ends?|fin de semaine|fins de semaine",
    "en": "weekends?",
    "es": "fin(?:es)? de semana",
    "pt": "fi(?:m|ns) de semana",
    "ro": "week-?end\\w*|sfârșit\\w* de săptămână",
    "bg": "уикенд\\w*|края на седмицата|почивни\\w* дни",
    "ar": "عطلة نهاية الأسبوع|نهاية الأسبوع",
    "zh-hans": "周末",
}

# How often an amount is due, where it is said beside it.
PER = {
    "fr": {"day": "par jour|quotidien\\w*|journali\\w+", "week": "par semaine|hebdo\\w*", "month": "par mois|mensuel\\w*", "year": "par an|par année|annuel\\w*"},
    "en": {"day": "(?:a|per|each|every) day|daily", "week": "(?:a|per|each|every) week|weekly", "month": "(?:a|per|each|every) month|monthly", "year": "(?:a|per|each|every) year|yearly|annual\\w*"},
    "es": {"day": "(?:al|por|cada) día|diari\\w+", "week": "(?:a la|por|cada) semana|semanal\\w*", "month": "(?:al|por|cada) mes|mensual\\w*", "year": "(?:al|por|cada) año|anual\\w*"},
    "pt": {"day": "(?:ao|por|cada) dia|diári\\w+|diariamente", "week": "(?:à|por|cada) semana|semana(?:l|is|lmente)", "month": "(?:ao|por|cada) mês|mensa(?:l|is|lmente)", "year": "(?:ao|por|cada) ano|anua(?:l|is|lmente)"},
    "ro": {"day": "(?:pe|în fiecare) zi|zilnic\\w*", "week": "pe săptămână|săptămânal\\w*", "month": "pe lună|lunar\\w*", "year": "pe an|anual\\w*"},
    "bg": {"day": "(?:на|всеки) ден|дневн\\w+", "week": "(?:на|всяка) седмица|седмичн\\w+", "month": "(?:на|всеки) месец|месечн\\w+", "year": "(?:на|всяка) година|годишн\\w+"},
    "ar": {"day": "(?:في|كل) (?:ال)?يوم|يومي\\w*", "week": "(?:في|كل) (?:ال)?[أا]سبوع|[أا]سبوعي\\w*", "month": "(?:في|كل) (?:ال)?شهر|شهري\\w*", "year": "(?:في|كل) (?:ال)?(?:سنة|عام)|سنوي\\w*"},
    "zh-hans": {"day": "每[天日]", "week": "每周", "month": "每个?月", "year": "每年"},
}  # fmt: skip
