"""The code that a group types: six letters that neither the eye nor the ear takes for each other."""

import secrets

# No vowel, so that no word comes out; none of B, C, D, G, P, V beside T, of N beside M, of S beside F, of Q beside K.
LETTERS = "FHJKLMRTWXYZ"
LENGTH = 6
BETWEEN = " -\u00a0\u202f\u2009"  # what people put between two halves


def draw() -> str:
    return "".join(secrets.choice(LETTERS) for _position in range(LENGTH))


def read(typed: str) -> str:
    """What was meant by what was typed; empty where that can be no code."""
    letters = typed.upper().translate(dict.fromkeys(map(ord, BETWEEN)))
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""


def spaced(code: str) -> str:
    """As it is written on a board: two halves."""
    return f"{code[:3]} {code[3:]}"
