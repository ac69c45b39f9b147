"""Danish letters, spellings, lists and ordinals."""

from ishoj_cli.type_hints import Sequence

MOST_ITEMS = 20  # of a list in a sentence


def composed(text: str) -> str:
    """Text in Unicode's composed form (NFC), so that å is one letter and not a with a ring."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


DIGRAPHS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "è": "e", "ü": "u"})


def name_key(name: str) -> str:
    """The key of a name, the same for all its spellings.

    `Værdier`, `VAERDIER` and decomposed letters share one key; so do `klare-budskaber` and `Klare budskaber`.
    """
    letters = composed(name).lower().translate(DIGRAPHS).replace("-", " ")
    if not letters.replace(" ", "").isalnum():  # a shortcut: few names have other characters
        letters = "".join(letter if letter.isalnum() else " " for letter in letters)
    return " ".join(letters.split())


def option_key(name: str) -> str:
    """The key of an option or command, the same for all its spellings: `hjaelp` for `hjælp` and `HJAELP`."""
    return name_key(name).replace(" ", "-")


def enumerated(items: "Sequence[str]", last: str = "og") -> str:
    """Items as a Danish list: `a, b og c`; beyond MOST_ITEMS the last one says how many more there are."""
    if len(items) > MOST_ITEMS:
        items = [*items[: MOST_ITEMS - 1], f"{len(items) - MOST_ITEMS + 1} andre"]
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


ORDINALS = (
    *("foerste", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende"),
    *("ellevte", "tolvte"),
)
BEFORE_A_NUMBER = ("den", "det", "nr", "nummer", "no", "punkt")


def number_named(key: str, count: int) -> int | None:
    """The number that a key means: 4 for `4`, `nr 4` and `den fjerde`, `count` for `sidste`; None for anything else."""
    words = key.split()
    word = words[-1] if len(words) == 1 or (len(words) == 2 and words[0] in BEFORE_A_NUMBER) else ""
    named = {name: number for number, name in enumerate(ORDINALS, start=1)} | {"andet": 2, "sidste": count}
    return named.get(word) or (int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None)


def letters_for_digraphs(word: str) -> str:
    """A folded word with ae, oe and aa replaced by æ, ø and å: `vaerdi` becomes `værdi`."""
    return word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
