"""The one way in which texts and searches become words that can be compared.

How a word is typed makes no difference: accents, apostrophes, ligatures, soft hyphens, hyphens and
full stops within words, spaces within numbers. PostgreSQL may lack the extension for accents.
"""

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from anyascii import anyascii

APOSTROPHES = "'’‘‛ʼʻ`´′＇"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"  # as in H₂O
ENDINGS = {"s", "t", "re", "ve", "ll", "d", "m"}  # after an apostrophe, as in ‘children’s’
SOFT = "\xad"  # for every character that is part of a word and no letter, such as an accent
JOINT = rf"{SOFT}*[ .()-]{{0,3}}{SOFT}*"  # between the digits of a telephone number
# Letters that people without them on the keyboard type as two: ‘Mueller’ is Müller.
SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Ø": "Oe", "Å": "Aa"}
)
COUNTRY = re.compile(r"(?:\+|00)44[^\d]*(?:0(?!\d{10}))?[^\d]*")
WORD = re.compile(
    rf"""
    (?=[+(01])(?<![\w+])(?P<telephone>
        (?:(?:\+|00)44{JOINT})?\(?0(?:{JOINT}800{JOINT}1111|(?!0)(?:{JOINT}\d){{9,10}})
        |(?:\+|00)44(?:{JOINT}\d){{9,10}}
        |116{JOINT}\d{{3}}
    )(?!\d)
    |(?P<postcode>(?<![^\W_])[A-Za-z]{{1,2}}\d[A-Za-z\d]?\ ?\d[A-Za-z]{{2}}(?![^\W_]))
    |(?P<number>\d+(?:(?:,\d{{3}}(?!\d))+(?:\.\d+)*|(?:\.\d+)+))
    |(?P<initials>[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))
    |(?P<word>[^\W_](?:{SOFT}*'?{SOFT}*[^\W_])*{SOFT}*)
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of a text: how it is compared, where it is, and what else it is found by."""

    folded: str
    start: int
    end: int
    others: list[str]


class _Table(dict):
    """A table for ``str.translate`` that works each character out once."""

    def __init__(self, translate):
        self.translate = translate

    def __missing__(self, code):
        self[code] = self.translate(chr(code))
        return self[code]


def _shape(character):
    """Return the one character that stands for ``character`` when words are told apart."""
    kind = unicodedata.category(character)
    if character in APOSTROPHES:
        return "'"
    if kind == "Cf" or kind[0] == "M":
        return SOFT
    if kind in ("Pd", "Zs") or character == "\t":
        return "-" if kind == "Pd" else " "
    is_number = kind == "No" and character not in LOWERED  # a raised one refers to a footnote
    is_plain = character.isalnum() and not is_number
    return character if is_plain or character in "+.,()\n" else "|"


def _letters(character):
    """Return the letters that stand for ``character`` within a word: none for an accent."""
    if character in APOSTROPHES:
        return "'"
    if unicodedata.category(character) == "Cf" or character == "\u034f":
        return ""
    bare = "".join(
        part
        for part in unicodedata.normalize("NFKD", character)
        if unicodedata.combining(part) <= 9  # other scripts spell with the marks up to 9
    )
    return anyascii(bare) if bare < "\u0250" else unicodedata.normalize("NFKC", bare)


SHAPES, LETTERS = _Table(_shape), _Table(_letters)


def words_in(text):
    """Yield each ``Word`` of ``text``, in order.

    The second half of a word with a hyphen is found by the whole too: ‘well-being’ by ‘wellbeing’.
    """
    shapes, before = text.translate(SHAPES), None
    for match in WORD.finditer(shapes):
        start, end = match.span()
        fold = FOLDS[match.lastgroup]
        folded, *others = fold(text[start:end].translate(LETTERS))
        if spelt_out := _spelt_out(text[start:end]):
            others.append(fold(spelt_out)[0])
        if folded:
            if before and shapes[before.end : start] == "-" and (before.folded + folded).isalpha():
                others.append(before.folded + folded)
            before = Word(folded, start, end, [each for each in others if each != folded])
            yield before


def spellings(text):
    """Return what else words of ``text`` are written as: ``[("a b", "ab"), ...]``, folded.

    It is those with a hyphen, in two words and in one, and those with letters that are spelt out.
    """
    words = list(words_in(text))
    hyphenated = [
        (f"{first.folded} {second.folded}", first.folded + second.folded)
        for first, second in pairwise(words)
        if first.folded + second.folded in second.others
    ]
    spelt_out = ((word.folded, _spelt_out(text[word.start : word.end])) for word in words)
    return [*hyphenated, *(pair for pair in spelt_out if pair[1])]


def _spelt_out(word):
    """Return ``word`` with letters such as ‘ü’ as two, folded; or '' if it has none of them."""
    if word.isascii():
        return ""
    composed = unicodedata.normalize("NFC", word)
    written = composed.translate(SPELT_OUT)
    return written.translate(LETTERS) if written != composed else ""


def fold(text):
    """Return the words of ``text`` as they are compared, with spaces between them."""
    return " ".join(word.folded for word in words_in(text))


def fold_to_index(text):
    """Return the words of ``text`` in order, then on a second line what else finds them."""
    words = list(words_in(text))
    others = (other for word in words for other in word.others)
    return f"{' '.join(word.folded for word in words)}\n{' '.join(others)}".strip()


def _fold_telephone(text):
    """'+44 (0)300 373 2724' is 03003732724, and is found by each group of its digits too."""
    national = COUNTRY.sub("", text, count=1) if text.startswith(("+", "00")) else text
    digits = "".join(filter(str.isdigit, national))
    is_short = digits.startswith(("0", "116"))
    groups = re.findall(r"\d+", text)
    return digits if is_short else f"0{digits}", *(groups if len(groups) > 1 else ())


def _fold_postcode(text):
    """'LA9 4ZZ' is LA94ZZ, and is found by each half too."""
    halves = text.strip()[:-3].strip(), text[-3:]
    return "".join(halves), *halves


def _fold_number(text):
    """'1,000' is 1000, and the date '12.05.2026' is found by its year too."""
    number = text.replace(",", "")
    return number, *(number.split(".") if number.count(".") > 1 else ())


def _fold_initials(text):
    """'U.K.' is UK, and is found by each letter too."""
    return text.replace(".", ""), *text.split(".")


def _fold_word(text):
    """'O’Brien’s' is OBrien, and is found as OBriens, O and Brien too."""
    parts = text.split("'")
    if len(parts) == 1:
        return (text,)
    kept = parts[:-1] if parts[-1].lower() in ENDINGS else parts
    return "".join(kept), "".join(parts), *(kept if len(kept) > 1 else ())


FOLDS = {
    "telephone": _fold_telephone,
    "postcode": _fold_postcode,
    "number": _fold_number,
    "initials": _fold_initials,
    "word": _fold_word,
}
