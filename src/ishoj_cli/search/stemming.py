"""Danish endings: what may be left of a word when its ending is taken off."""

# Inflections of nouns, adjectives and verbs, with and without the s of the genitive or passive (Retskrivningsordbogen).
INFLECTIONS = ("e", "en", "et", "er", "ene", "erne", "ere", "ede", "ende", "est", "este", "ne", "t", "te")
ENDINGS = frozenset(ending + s for ending in ("", *INFLECTIONS) for s in ("", "s"))
# Endings that make a new word of the same root: led(else), inddrag(ende), ansvar(lighed), økonom(isk).
DERIVATIONS = ("else", "ing", "ning", "hed", "lighed", "ig", "lig", "isk", "ion", "sion", "fuld")
DERIVED = frozenset(derivation + ending for derivation in DERIVATIONS for ending in ENDINGS)
# Last parts that are words in themselves but mean nothing alone: skab in fællesskab, hed in åbenhed.
SUFFIXES = frozenset(["skab", "hed", "heds", "dom", "else", "ning", "fuld"])

# Endings of loanwords that give way in the plural: kollega, kolleger; centrum, centre.
LATIN = ("a", "um")
SHORTEST_LATIN_STEM = 5

CONSONANTS = frozenset("bdfgjklmnprstv")
LONGEST = max(map(len, DERIVED))
SHORTEST_STEM = 3


def stems(word: str, endings: "frozenset[str]" = ENDINGS) -> set[str]:
    """What may be left of a folded word when one of the endings is taken off, the word itself among them.

    Danish doubles a consonant before an ending (politik, politikken) and has an e that comes and goes (regel, regler;
    åben, åbne); both are undone (Retskrivningsordbogen).
    """
    cuts = range(max(SHORTEST_STEM, len(word) - LONGEST), len(word))
    found = {word, *(word[:cut] for cut in cuts if word[cut:] in endings)}
    for latin in LATIN:
        if word.endswith(latin) and len(word) - len(latin) >= SHORTEST_LATIN_STEM:
            found.add(word[: -len(latin)])  # kollega: kolleg(er)
    for stem in [stem for stem in found if len(stem) >= SHORTEST_STEM and stem[-1] in CONSONANTS]:
        before, last = stem[-2], stem[-1]
        if last == before:
            found.add(stem[:-1])  # politikk(en): politik
        elif last in "lnr" and before == "e" and len(stem) > SHORTEST_STEM and stem[-3] in CONSONANTS:
            found.add(stem[:-2] + last)  # regel: regl(er)
        elif last in "lnr" and before in CONSONANTS:
            found.add(stem[:-1] + "e" + last)  # åbn(e): åben
    return found
