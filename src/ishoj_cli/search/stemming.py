"""A light Danish stemmer, and the irregular forms."""

from ishoj_cli.content.paths import packaged

LISTS = packaged("search", "words.txt").decode()


def word_list(name: str) -> str:
    """The text of a list in `words.txt`."""
    return LISTS.partition(f"[{name}]\n")[2].partition("[")[0]


# Inflections of nouns, adjectives and verbs, with and without the s of the genitive or passive (Retskrivningsordbogen).
INFLECTIONS = ("e", "en", "et", "er", "ene", "erne", "ere", "ede", "ende", "est", "este", "ne", "t", "te")
ENDINGS = frozenset(ending + s for ending in ("", *INFLECTIONS) for s in ("", "s"))


def _with_endings(*suffixes: str) -> frozenset[str]:
    return frozenset(suffix + ending for suffix in suffixes for ending in ENDINGS)


# Endings that make a new word of the same root: those of verbs in -ere, respekt(erer), motiv(eret), rekrutt(ering);
# Danish ones, led(else), ansvar(lighed); and those of loanwords, økonom(isk).
VERBAL = ("ere", "erer", "eret", "erede", "erende", "ering", "eringen", "eringer", "eringerne")
NATIVE = _with_endings("else", "ing", "ning", "hed", "lighed", "ig", "lig", "fuld")
DERIVED = frozenset([*VERBAL, *NATIVE, *_with_endings("isk", "ion", "sion", "ation", "itet")])
# Suffixes that are also words, but have no meaning as a last part: skab in fællesskab, hed in åbenhed.
SUFFIXES = frozenset(("skab", "hed", "heds", "dom", "else", "ning", "fuld", "ende", "ene", "erne", "ere", "inde"))
SUFFIXES |= {"lig", "lighed", "ing", "inger", "eren"}
# Words that look like inflections of others but are not: `sport` is no form of `spor`, `politiker` none of `politik`.
UNINFLECTED = frozenset(word_list("uninflected").split())

# Latin endings that are dropped in the plural: kollega, kolleger; centrum, centre.
LATIN = ("a", "um")
SHORTEST_LATIN = 6

LINKING_LETTERS = ("", "s", "e")  # between the parts of a compound
CONSONANTS = frozenset("bdfgjklmnprstv")
LONGEST = max(map(len, DERIVED))
SHORTEST_STEM = 3

# Forms of one word that share no stem: strong verbs, nouns with a new vowel, compared adjectives
# (Retskrivningsordbogen). A verb's present tense follows from its first form here, the infinitive.
IRREGULAR = " ; ".join(["", *word_list("irregular").splitlines(), ""])


def stems(word: str, endings: "frozenset[str]" = ENDINGS) -> set[str]:
    """What may be left of a folded word when one of the endings is taken off, the word itself among them.

    Danish doubles a consonant before an ending (politik, politikken) and has an e that comes and goes (regel, regler;
    åben, åbne); both are undone (Retskrivningsordbogen).
    """
    if word in UNINFLECTED:
        return {word}
    cuts = range(max(SHORTEST_STEM, len(word) - LONGEST), len(word))
    found = {word, *(word[:cut] for cut in cuts if word[cut:] in endings)}
    for latin in LATIN:
        # kollega: kolleg(er)
        found.update([stem[: -len(latin)] for stem in found if stem.endswith(latin) and len(stem) >= SHORTEST_LATIN])
    for stem in [stem for stem in found if len(stem) >= SHORTEST_STEM and stem[-1] in CONSONANTS]:
        before, last = stem[-2], stem[-1]
        if last == before:
            found.add(stem[:-1])  # politikk(en): politik
        elif last in "lnr" and before == "e" and len(stem) > SHORTEST_STEM and stem[-3] in CONSONANTS - {last}:
            found.add(stem[:-2] + last)  # regel: regl(er)
        elif last in "lnr" and before in CONSONANTS:
            found.add(stem[:-1] + "e" + last)  # åbn(e): åben
    return found


def irregular_forms(word: str) -> list[str]:
    """The other forms of a folded word that no ending explains: `fulgte` and `følger` are also `følge` and `fulgt`."""
    forms: list[str] = []
    for known in (f" {word} ", f" ; {word[:-1]} " if word.endswith("r") else " ;; "):
        at = IRREGULAR.find(known)
        while at >= 0:
            group = IRREGULAR[IRREGULAR.rfind(";", 0, at + 3) + 1 : IRREGULAR.find(";", at + 3)]
            forms += [form for form in group.split() if form != word]
            at = IRREGULAR.find(known, at + 1)
    return forms
