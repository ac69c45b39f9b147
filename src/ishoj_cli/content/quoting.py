"""Quotes texts for YAML, and words the advice to add quotes."""

TYPOGRAPHIC = "“”„‟‘’‚‛"  # quotation marks that YAML takes for letters


def is_wrapped(text: str) -> bool:
    """Whether typographic quotation marks stand around all of a text, and not around its first and its last words."""
    outer = text[:1] + text[-1:]
    return len(text) > 2 and set(outer) <= set(TYPOGRAPHIC) and not set(text[1:-1]) & set("“”„‟" + outer)


def in_quotes(text: str) -> str:
    """A text as YAML takes it whole: in the quotes that leave it most as it is, in place of a word processor's."""
    text = text[1:-1] if is_wrapped(text) else text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def how_to_quote(text: str, instead: str = "") -> str:
    """The advice to write a text as `in_quotes` does, `instead` of the marks that it has."""
    mark = in_quotes(text)[0]
    twice = ", og skriv to for hvert ' i den" if mark in text else ""
    if is_wrapped(text):
        return f"skriv {mark} i stedet for {text[0]} og {text[-1]} om teksten{twice}"
    return f"sæt {mark} foran og efter hele teksten{instead}{twice}"


def ended_early(whole: str, inner: bool) -> "tuple[str, str]":
    """What is wrong with a text that goes on after its closing mark, and what to do about it.

    `inner`: letters follow the mark at once, so that it is meant to stand inside the text, as an apostrophe.
    """
    if whole[0] in "[{":
        return f"en tekst begynder med »{whole[0]}«", how_to_quote(whole)
    if whole[0] == whole[-1] and inner:
        hint = how_to_quote(whole[1:-1], f" i stedet for {whole[0]}")
        if in_quotes(whole[1:-1])[0] == whole[0]:
            hint = f"skriv to for hvert {whole[0]} inde i teksten"
        return f"tegnet {whole[0]} afslutter teksten, før den er slut", hint
    return f"tegnet {whole[0]} afslutter teksten, før den er slut", how_to_quote(whole)


# Messages or hints that are combined with a computed counterpart.
COLON = "her står kolon og mellemrum inde i en tekst"
COMMENT_AS_TEXT = "ryk linjen lige så langt ind som resten, eller flyt kommentaren op over nøglen"
QUOTE = "sæt ' foran og efter hele teksten"
# What is wrong, and what to do about it.
BACKSLASH = (
    "tegnet »\\« forsvinder i anførselstegn",
    "skriv »\\\\« for en omvendt skråstreg, eller brug enkelte anførselstegn",
)
BESIDE_MARK = (
    "her står noget på samme linje som »|« eller »>«",
    f"flyt det ned på næste linje, rykket ind, eller {QUOTE}",
)
DIRECTIVES = ("linjer, der begynder med »%«, kan ikke bruges", "slet dem")
QUESTION_MARK = ("her står et spørgsmålstegn i en tekst mellem klammer", QUOTE)
