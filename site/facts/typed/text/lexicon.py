"""Words beside a number that say what it is, in eight languages at once: a text of any language cites French law.

Pieces of regular expressions, “|” between forms, folded when read as the words of the parity are.
"""

# Before the number of an article: “article L. 312-17”, “المادتين 225-12-1 و611-1”.
ARTICLE = (
    r"articles?|artículos?|artigos?|articol(?:ul|ului|ele|elor|e)?|art\.?|arts\.?|член(?:ове|а|ът|овете)?|чл\.?|"
    r"\w{0,3}(?:مادة|مادتين|مادتان|مواد)"
)
# After it: “611-1 du code pénal”.
CODE = (
    r"(?:du|of|del|do|al|din|от|من)(?: \w+){0,2}? (?:codes?|código|codul|codului|кодекса?|\w{0,3}قانون)"
    r"|\w{2,4}法典"
)
# Between the numbers of several articles.
AND = "et|and|y|e|și|и|و|ou|or|o|sau|или|أو"

# In the sentence of a short number that is called: “appelez le 17”.
CALL = (
    r"appel|compos|numéro|télépho|\btél|\bsms|call|dial|phone|\btext\b|number|llam|marc[aá]|número|teléfono|"
    r"\blig(?:ue|ar|a|ou|uem)\b|marque|telefon|apel|sun[aă]|număr|обад|звън|номер|телефон|набер|اتصل|اتصال|رقم|هاتف|"
    r"拨打|电话|号码|致电|拨"
)
