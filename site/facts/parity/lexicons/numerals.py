"""Figures as one canonical text: “1 500”, “1,500” and “1.500” are 1500 where the language writes them so."""

import re
from decimal import Decimal

DECIMAL_MARK = {"en": ".", "zh-hans": ".", "fr": ",", "es": ",", "pt": ",", "ro": ",", "bg": ","}
UNGROUPED = {"ar"}  # half of its readers take a comma, half a point for the decimal mark: neither groups its thousands
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
LONGEST = 30  # digits; longer ones are compared as they stand


def canonical(figures: str, language: str) -> str:
    """Digits without grouping, a point before decimals, no idle zeros."""
    figures = re.sub(r"[ '٬]", "", figures).replace("٫", ";")
    marks = re.findall(r"[.,]", figures)
    if ";" in figures:
        figures = re.sub(r"[.,]", "", figures)
    elif len(set(marks)) == 2:  # 1.500,50: the last mark is the decimal one
        figures = figures.replace(marks[0], "").replace(marks[-1], ";")
    elif len(marks) == 1 and not _groups(figures, marks[0], language):
        figures = figures.replace(marks[0], ";")
    elif marks and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figures):
        figures = figures.replace(marks[0], "")
    whole, _point, decimals = figures.partition(";")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _groups(figures: str, mark: str, language: str) -> bool:
    """Whether a lone mark groups thousands: three digits follow and the language does not use it for decimals."""
    whole, decimals = figures.split(mark)
    can_group = mark != DECIMAL_MARK.get(language) and language not in UNGROUPED
    return can_group and len(decimals) == 3 and 0 < len(whole) <= 3 and whole != "0"


def multiplied(value: str, power: int) -> str:
    """By a power of ten: 1.5 million."""
    if not power or len(value) > LONGEST or not re.fullmatch(r"[\d.]+", value) or value.count(".") > 1:
        return value
    product = Decimal(value).scaleb(power)
    return f"{product.normalize():f}"


def chinese(numeral: str) -> str | None:
    """十二 is 12, 八十五 is 85, 二〇一六 is 2016; None for a lone 百, 千 or 万, which counts nothing exactly."""
    if len(numeral) > LONGEST:
        return None
    if not set(numeral) & set("十百千万亿"):
        if "两" in numeral and len(numeral) > 1:
            return None
        return "".join(str(DIGITS[character]) for character in numeral).lstrip("0") or "0"
    if numeral[0] in "百千万亿":
        return None
    total = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in POWERS:
            section += (digit or 1) * POWERS[character]
            digit = 0
        else:
            total = (total + section + digit) * (10_000 if character == "万" else 100_000_000)
            section = digit = 0
    return str(total + section + digit)
