"""What was asked for: the words and the phrases of a query, without those that carry no meaning of their own."""

import re

from ishoj_cli.danish import fold, letters_for_digraphs

STOP_WORDS = frozenset(
    """
ad af aldrig alle alt at betyde betyder blev blive bliver da de dem den denne der deres det dette dig din dine disse
dit dog du efter eller en end er et find finde finder for fordi fra få får først første før gennem gjorde gør ham han
hans har havde have hej hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor
hvornår i ikke ind ingen intet jeg jer jeres jo kan kom kommer kunne lige man mange med meget men mere mig min mine
mit må ned nogen noget nogle nu næste når og også om op os over på sammen selv sidste sig sige sin sine sit skal
skulle som står så sådan thi til ud under var vi vil ville vor vores vær være været
""".split()  # noqa: SIM905 - a page of words reads better as one
)
WORDS = re.compile(r"[^\W_]+")
# Folding has made “ ” and „ the plain mark.
PARTS = re.compile(r'["»«]([^"»«]+)["»«]|([^\W_]+)')
# A query of more words is a pasted page; the first hundred tell what it is about, and the work stays bounded. That goes
# for the words of phrases too.
MOST_WORDS = 100

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Words that stand in a row (a phrase in quotation marks), or one word.
    Part = tuple[tuple[str, ...], bool]


def parts(query: str) -> "list[Part]":
    """The different parts of a query in their order, each the folded words of it and whether it is a phrase.

    Words that carry no meaning alone are left out unless nothing else is left.
    """
    found: dict[Part, None] = {}
    for phrase, word in PARTS.findall(fold(query)):
        words = tuple(WORDS.findall(phrase)) if phrase else (word,)
        if words:
            found[words, bool(phrase)] = None
    telling = [part for part in found if part[1] or letters_for_digraphs(part[0][0]) not in STOP_WORDS]
    kept: list[Part] = []
    left = MOST_WORDS
    for words, is_phrase in telling or found:
        if left:
            kept.append((words[:left], is_phrase))
            left -= len(kept[-1][0])
    return kept
