"""Danish inflection: what is left of a word without its ending, and the forms that no ending explains."""

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
# Last parts that are words in themselves but mean nothing alone: skab in fællesskab, hed in åbenhed.
SUFFIXES = frozenset(("skab", "hed", "heds", "dom", "else", "ning", "fuld", "ende", "ene", "erne", "ere", "inde"))
SUFFIXES |= {"lig", "lighed", "ing", "inger", "eren"}
# Words that look like a form of another word, and are none: en sport er ikke noget spor, en politiker ingen politik.
UNINFLECTED = frozenset(
    """
anders andreas båd båden event fast faste fyr helle heller hellere hent hente id idet levere lide lider lokaler minder
moder moderne nyt plade plader politiker politikere politikeren politikerne præst præsten ramt ramte regn ro ross sam
samme samt skab sport sports stadion stol stolt stolte tal tim van vant ven venner vidner vidt væggen
""".split()  # noqa: SIM905 - a page of words reads better as one
)

# Endings of loanwords that give way in the plural: kollega, kolleger; centrum, centre.
LATIN = ("a", "um")
SHORTEST_LATIN = 6

CONSONANTS = frozenset("bdfgjklmnprstv")
LONGEST = max(map(len, DERIVED))
SHORTEST_STEM = 3

# Forms of one word that share no stem: strong verbs, nouns with a new vowel, compared adjectives
# (Retskrivningsordbogen). A verb's present tense follows from its first form here, the infinitive.
IRREGULAR = """
; bede bedt ; betyde betød ; bide bed bidt ; binde bandt bundet ; blive blev blevet ; bringe bragte bragt ; bryde brød
brudt ; burde bør ; byde bød budt ; bære bar båret ; drage drog draget ; drikke drak drukket ; drive drev drevet ; dø
døde ; falde faldt ; finde fandt fundet ; flyve fløj fløjet ; forstå forstod forstået ; forlade forlod forladt ;
fortryde fortrød ; fryse frøs ; følge fulgte fulgt ; få fik fået ; give gav givet ; gribe greb grebet ; græde græd ;
gøre gør gjorde gjort ; gå gik gået ; have har havde haft ; hjælpe hjalp hjulpet ; holde holdt ; indgå indgik ;
inddrage inddrog ; komme kom kommet ; kunne kan kunnet ; lade lod ladt ; lægge lagde lagt ; ligge lå ligget ; lyde lød
; lyve løj løjet ; løbe løb ; måtte må ; nyde nød nydt ; nå nåede nået ; tro troede troet ; bo boede boet ; ske skete
sket ; række rakte rakt ; ride red ; ryge røg røget ; se så set ; sidde sad siddet ; sige sagde sagt ; skrive skrev
skrevet ; skulle skal ; skyde skød skudt ; skære skar skåret ; slippe slap sluppet ; slå slog slået ; smide smed ;
sove sov ; spørge spurgte spurgt ; springe sprang sprunget ; stige steg steget ; stikke stak stukket ; stjæle stjal
stjålet ; strække strakte strakt ; stå stod stået ; synge sang sunget ; synes syntes ; sælge solgte solgt ; sætte
satte sat ; tage tog taget ; tie tav ; træde trådte trådt ; træffe traf truffet trufne ; trække trak trukket
; turde tør ; tvinge tvang tvunget ; tælle talte talt ; vide ved vidste ; ville vil ; vinde vandt vundet ; vælge
valgte valgt ; være er var været ; vække vakte vakt ; æde åd ; barn børn ; bog bøger ; bonde bønder ; bror brødre ;
datter døtre ; far fædre ; fod fødder ; gås gæs ; hånd hænder ; kraft kræfter ; ko køer ; mand mænd ; mor mødre ; nat
nætter ; rod rødder ; stad stæder ; stang stænger ; tand tænder ; øje øjne ; gammel gamle ældre ældst ældste ; god
godt bedre bedst bedste ; lang længe længere længst længste ; ny nye nyt ; lille små mindre mindst mindste ; mange flere
flest fleste ; meget mere mest meste ; nær nærmere nærmest ; stor større størst største ; tung tyngre ; ung yngre yngst
yngste ; få færre færrest ; vores vor ; egen eget egne ;
opsige opsagde opsagt ; fratræde fratrådte fratrådt ;
politiker politikere politikeren politikerne ;
""".replace("\n", " ")


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
