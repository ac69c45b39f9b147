"""Danish inflection: what is left of a word without its ending, and the forms that no ending explains."""

# Inflections of nouns, adjectives and verbs, with and without the s of the genitive or passive (Retskrivningsordbogen).
INFLECTIONS = ("e", "en", "et", "er", "ene", "erne", "ere", "ede", "ende", "est", "este", "ne", "t", "te")
ENDINGS = frozenset(ending + s for ending in ("", *INFLECTIONS) for s in ("", "s"))
# Endings that make a new word of the same root: led(else), inddrag(ende), ansvar(lighed), økonom(isk), and those of
# verbs in -ere: respekt(erer), motiv(eret), rekrutt(ering).
VERBAL = ("ere", "erer", "eret", "erede", "erende", "ering", "eringen", "eringer", "eringerne")
DERIVATIONS = ("else", "ing", "ning", "hed", "lighed", "ig", "lig", "isk", "ion", "sion", "fuld")
DERIVED = frozenset([*VERBAL, *(derivation + ending for derivation in DERIVATIONS for ending in ENDINGS)])
# Last parts that are words in themselves but mean nothing alone: skab in fællesskab, hed in åbenhed.
SUFFIXES = frozenset(["skab", "hed", "heds", "dom", "else", "ning", "fuld"])

# Endings of loanwords that give way in the plural: kollega, kolleger; centrum, centre.
LATIN = ("a", "um")
SHORTEST_LATIN_STEM = 5

CONSONANTS = frozenset("bdfgjklmnprstv")
LONGEST = max(map(len, DERIVED))
SHORTEST_STEM = 3

# Forms of one word that share no stem: strong verbs, nouns with a new vowel, compared adjectives (Retskrivningsordbogen).
# A verb's present tense follows from its first form here, the infinitive.
IRREGULAR = """
bede bad bedt; betyde betød; bide bed bidt; binde bandt bundet; blive blev blevet; bringe bragte bragt; bryde brød brudt;
burde bør; byde bød budt; bære bar båret; drage drog draget; drikke drak drukket; drive drev drevet; dø døde; falde faldt;
finde fandt fundet; flyve fløj fløjet; forstå forstod forstået; forlade forlod forladt; fortryde fortrød; fryse frøs;
følge fulgte fulgt; få fik fået; give gav givet; gribe greb grebet; græde græd; gøre gør gjorde gjort; gå gik gået;
have har havde haft; hjælpe hjalp hjulpet; holde holdt; indgå indgik; inddrage inddrog; komme kom kommet; kunne kan kunnet;
lade lod ladt; lægge lagde lagt; le lo; lide led lidt; ligge lå ligget; lyde lød; lyve løj løjet; løbe løb; måtte må;
nyde nød nydt; række rakte rakt; ride red; ryge røg røget; se så set; sidde sad siddet; sige sagde sagt; skrive skrev skrevet;
skulle skal; skyde skød skudt; skære skar skåret; slippe slap sluppet; slå slog slået; smide smed; sove sov; spørge spurgte spurgt;
springe sprang sprunget; stige steg steget; stikke stak stukket; stjæle stjal stjålet; strække strakte strakt; stå stod stået;
synge sang sunget; synes syntes; sælge solgte solgt; sætte satte sat; tage tog taget; tie tav; træde trådte trådt;
træffe traf truffet; træffe trufne; trække trak trukket; turde tør; tvinge tvang tvunget; tælle talte talt; vide ved vidste;
ville vil; vinde vandt vundet; vælge valgte valgt; være er var været; vække vakte vakt; yde ydede; æde åd;
barn børn; bog bøger; bonde bønder; bror brødre; datter døtre; far fædre; fod fødder; gås gæs; hånd hænder; kraft kræfter; ko køer;
mand mænd; mor mødre; nat nætter; rod rødder; stad stæder; stang stænger; tand tænder; øje øjne; menneske mennesker;
dårlig værre værst; gammel gamle ældre ældst ældste; god godt bedre bedst bedste; lang længe længere længst længste;
lille små mindre mindst mindste; mange flere flest fleste; meget mere mest meste; nær nærmere nærmest; stor større størst største;
tung tyngre; ung yngre yngst yngste; få færre færrest; vores vor; egen eget egne
"""


def _forms() -> dict[str, tuple[str, ...]]:
    """For each irregular form the other forms of its word."""
    forms: dict[str, tuple[str, ...]] = {}
    for line in IRREGULAR.split(";"):
        group = line.split()
        present = group[0] + "r"
        for form in (*group, present):
            forms[form] = (*forms.get(form, ()), *(other for other in group if other != form))
    return forms


FORMS = _forms()


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


def irregular_forms(word: str) -> tuple[str, ...]:
    """The other forms of a folded word that no ending explains: `fulgte` is also `følge` and `fulgt`."""
    return FORMS.get(word, ())
