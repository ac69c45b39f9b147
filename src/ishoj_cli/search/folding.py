"""Case and accent folding for search, and a map from folded offsets back to the original text."""

from ishoj_cli.danish import composed

# Letters that Danes read as the same one: Swedish and German letters, the accents of Latin-1 and letters with a stroke
# (other accents are found by their decomposition), the final sigma, and typographic marks. Each becomes one letter, so
# that offsets stay where they were written.
EQUIVALENT_LETTERS = tuple(
    (letter, plain)
    for plain, letters in (
        *(("æ", "äǽ"), ("ø", "öǿ"), ("å", "ǻ"), ("a", "áàâã"), ("c", "ç"), ("e", "éèêë"), ("i", "íìîïı"), ("n", "ñ")),
        *(("o", "óòôõ"), ("u", "úùûü"), ("y", "ýÿ"), ("d", "đ"), ("h", "ħ"), ("l", "ł"), ("t", "ŧ"), ("σ", "ς")),
        *(('"', "“”„"), ("'", "‘’"), ("-", "‐‑‒–—"), (".", "…"), ("*", "•"), (" ", "\u2009\u202f")),
    )
    for letter in letters
)
# One letter that is read as two, or not at all (the soft hyphen): folding these moves what comes after.
LENGTH_CHANGING = (
    ("ﬀ", "ff"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬃ", "ffi"),
    ("ﬄ", "ffl"),
    ("ﬅ", "st"),
    ("ﬆ", "st"),
    ("\u00ad", ""),
)


def _plain(text: str) -> str:
    """Lower-case text with every letter that is read as another replaced by that one."""
    for letter, plain in EQUIVALENT_LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return text


def _without_accents(text: str) -> str:
    """Composed, lower-case text without combining marks, but for the ring of å: `şahin` is `sahin`."""
    from unicodedata import combining, normalize

    for letter in set(text):
        if not letter.isascii() and letter != "å":
            base, *marks = tuple(normalize("NFD", letter))
            if combining(base):
                text = text.replace(letter, "")
            elif marks and all(map(combining, marks)):
                text = text.replace(letter, base)
    return text


# The same for each byte of Latin-1, which has no letters to compose: a table is many times as fast as the replacements.
LATIN_1 = _plain(bytes(range(256)).decode("latin-1").lower()).encode("latin-1")
SOFT_HYPHEN = "\u00ad".encode("latin-1")


def _by_table(text: str) -> str | None:
    """Text of Latin-1 folded; None when there are other letters in it."""
    try:
        return text.encode("latin-1").translate(LATIN_1, SOFT_HYPHEN).decode("latin-1")
    except UnicodeEncodeError:
        return None


def fold(text: str) -> str:
    """Text as it is compared: lower case, composed, without stress accents; æ, ø and å stay letters of their own.

    A line break stays a line break. Where in the written text a folded letter stands is given by `original_offsets`.
    """
    if text.isascii():
        return text.lower()
    folded = _by_table(text)
    if folded is None:
        # Most of what is beyond Latin-1 is dashes and quotation marks.
        text = _plain(composed(text))
        folded = _by_table(text)
    if folded is not None:
        return folded
    folded = _without_accents(_plain(text.lower()))
    for letter, plain in LENGTH_CHANGING:
        folded = folded.replace(letter, plain)
    return folded


def original_offsets(text: str) -> list[tuple[int, int]] | None:
    """For each letter of `fold(text)` its place (start, end) in `text`, in code points; None when all are the same."""
    folded = _by_table(text)
    if folded is not None and len(folded) == len(text):
        return None
    from unicodedata import combining

    uneven = {letter for letter, _ in LENGTH_CHANGING}
    if composed(text) == text and not any(letter in uneven or combining(letter) for letter in set(text)):
        return None
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        # A letter takes along what is composed with it: the ring of a decomposed å.
        while end < len(text) and composed(text[start : end + 1]) != composed(text[start:end]) + composed(text[end]):
            end += 1
        places += [(start, end)] * len(fold(text[start:end]))
        start = end
    return places


def to_ascii_letters(text: str) -> str:
    """Folded text as typed without Danish letters, one letter for each: `mål` is `mal`, `løsning` is `losning`."""
    return text.replace("å", "a").replace("æ", "a").replace("ø", "o")
