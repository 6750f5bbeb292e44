"""How easy a text is to read: a number that guides the editor, and the sentences to cut first. Plain functions.

French: Kandel and Moles' Flesch for French, 207 − 1.015 × words a sentence − 73.6 × syllables a word (L. Kandel, A. Moles,
« Application de l’indice de Flesch à la langue française », Cahiers d’études de radio-télévision 19, 1958, p. 253–274).
English, Spanish, Portuguese: LIX, words a sentence + 100 × the share of words with more than six letters (C.-H. Björnsson,
« Readability of newspapers in 11 languages », Reading Research Quarterly 18(4), 1983, p. 480–497).
No formula was found that holds for the other languages: there the length of sentences alone is told, in words, and in characters
for Chinese. Every formula counts what can be counted; whether the words are known, readers alone can say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EASY, MEDIUM, HARD = "easy", "medium", "hard"
KANDEL_MOLES, LIX, LENGTH = "kandel-moles", "lix", "length"
FORMULAS = {"fr": KANDEL_MOLES, "en": LIX, "es": LIX, "pt": LIX}
# Where the next level begins. Flesch's own scale calls 70 and more fairly easy, less than 50 difficult; Björnsson's calls
# 40 and more average, 50 and more difficult. Of the length of sentences: 15 and 20 words, as plain-language guides ask.
SCALES = {KANDEL_MOLES: (70, 50), LIX: (40, 50), LENGTH: (15, 20)}
LONG_SENTENCE = {"zh": 30}  # characters
LENGTHS = {"zh": (25, 40)}
LONGEST = 3

SENTENCE_ENDS = re.compile(r"(?<=[.!?…؟。！？])[\s»”\"’)]*(?=\s|$|[^\W\d_])|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[’'\-‑][^\W\d_]+)*|\d+(?:[.,\u202f\xa0 ]\d{3})*", re.UNICODE)
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)[’']", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u9fff]")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
SILENT = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿœæ])(?:e|es)$")


@dataclass(frozen=True)
class Sentence:
    text: str
    length: int  # words; characters in Chinese


@dataclass(frozen=True)
class Reading:
    """What was measured. `score` is None where no formula holds; `average` is the mean length of a sentence."""

    language: str
    sentences: int
    average: float
    formula: str
    score: float | None
    level: str
    longest: tuple[Sentence, ...]


def read(paragraphs: Iterable[str], language: str) -> Reading | None:
    """Measure plain text, a paragraph, title or item each; None where there is no sentence."""
    sentences = [sentence for text in paragraphs for sentence in sentences_of(text, language)]
    if not sentences:
        return None
    average = sum(sentence.length for sentence in sentences) / len(sentences)
    formula = FORMULAS.get(language, LENGTH)
    words = [word for sentence in sentences for word in words_of(sentence.text, language)]
    score = None if formula == LENGTH else SCORES[formula](words, average)
    limit = LONG_SENTENCE.get(base(language), SCALES[LENGTH][0])
    too_long = sorted((one for one in sentences if one.length > limit), key=lambda one: -one.length)
    return Reading(
        language=language,
        sentences=len(sentences),
        average=round(average, 1),
        formula=formula,
        score=None if score is None else round(score, 1),
        level=level(formula, average if score is None else score, language),
        longest=tuple(too_long[:LONGEST]),
    )


def base(language: str) -> str:
    """A language without its script or region."""
    return language.partition("-")[0]


def sentences_of(text: str, language: str) -> list[Sentence]:
    """The sentences of a text; what has no full stop, such as a title, is one too."""
    found = (" ".join(part.split()) for part in SENTENCE_ENDS.split(text))
    measured = (Sentence(part, length_of(part, language)) for part in found)
    return [sentence for sentence in measured if sentence.length]


def length_of(sentence: str, language: str) -> int:
    return len(HAN.findall(sentence) if language.startswith("zh") else words_of(sentence, language))


def words_of(sentence: str, language: str) -> list[str]:
    """Words and numbers; in French what is elided belongs to the word that follows."""
    return WORD.findall(ELISION.sub("", sentence) if language == "fr" else sentence)


def kandel_moles(words: list[str], average: float) -> float:
    """The higher the easier; 100 is very easy."""
    syllables = sum(syllables_of(word) for word in words)
    return 207 - 1.015 * average - 73.6 * syllables / len(words)


def lix(words: list[str], average: float) -> float:
    """The lower the easier; 30 is a book for children."""
    return average + 100 * sum(len(word) > 6 for word in words) / len(words)


def syllables_of(word: str) -> int:
    """Groups of vowels of a French word, without a silent ending; a number counts as one."""
    spoken = word.lower()
    groups = len(VOWELS.findall(spoken))
    return max(groups - (groups > 1 and SILENT.search(spoken) is not None), 1)


def level(formula: str, value: float, language: str) -> str:
    easy, hard = LENGTHS.get(base(language), SCALES[formula]) if formula == LENGTH else SCALES[formula]
    if easy > hard:  # a high score is easy
        return EASY if value >= easy else MEDIUM if value >= hard else HARD
    return EASY if value <= easy else MEDIUM if value <= hard else HARD


SCORES = {KANDEL_MOLES: kandel_moles, LIX: lix}
