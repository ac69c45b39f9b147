"""Compounds that occur nowhere: found by both of their parts, or by the first one if the last has little meaning."""

from ishoj_cli.danish import letters_for_digraphs
from ishoj_cli.search.matching import ENDS, INFLECTED, SHORTEST_PART, Place, QueryWord, find, is_common
from ishoj_cli.search.passages import FIELDS, Passages
from ishoj_cli.search.query import is_content_word, is_stop_word
from ishoj_cli.search.stemming import LINKING_LETTERS, NATIVE, SHORTEST_STEM, stems, word_list
from ishoj_cli.search.variants import with_topics
from ishoj_cli.type_hints import Iterator

LONGEST = 40  # letters of a compound that is split
# Last parts with little meaning of their own: `motivationsfaktorer` finds `motivation`.
VAGUE = frozenset(word_list("vague last parts").split())
# A compound that ends in an activity is found by its first part too, if that is a title, a topic word or an abstract
# noun: `rekrutteringsplan` finds `rekruttering`, but `lokalplan` does not find `lokal`.
ACTIVITIES = frozenset(word_list("last parts of activities").split())
ABSTRACT = ("ing", "else", "hed", "ion", "itet", "skab")


def match_compound(word: str, passages: Passages) -> "list[Place]":
    """The places of the parts of a compound: `økonomistyring` finds `økonomi` and `styr`.

    Both parts must be found, because one may be about something else (`målmand` must not find `mål`), unless the last
    one has little meaning.
    """
    word = letters_for_digraphs(word)
    if len(word) > LONGEST or is_common(word):
        return []
    of_first: dict[tuple[int, int, int], Place] = {}
    for head, tail in _splits(word):
        first = _places(head, passages)
        last = _places_of_last(tail, passages) if first and min(len(head), len(tail)) >= SHORTEST_PART else []
        if last:
            held, too = ({place[0] // len(FIELDS) for place in places} for places in (first, last))
            kept = held & too or held | too
            return [_as_part(place) for place in first + last if place[0] // len(FIELDS) in kept]
        if first and _is_about(head, tail, any(passages.is_named(place[0]) for place in first)):
            of_first |= {place[:3]: _as_part(place) for place in first}
    return list(of_first.values())


def _splits(word: str) -> "Iterator[tuple[str, str]]":
    """The ways in which a word may consist of two words, the longest first part first."""
    for at in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
        heads = [word[: at - len(joint)] for joint in LINKING_LETTERS if word[:at].endswith(joint)]
        for head in heads:
            if len(head) >= SHORTEST_STEM and is_content_word(head) and not is_stop_word(word[at:]):
                yield head, word[at:]


def _places(part: str, passages: Passages) -> "list[Place]":
    """The places of a part of a compound in the text and the topic words."""
    blocks = [*passages.blocks, passages.topics]
    found = [place for place in find(QueryWord(part, whole=False), blocks, len(blocks) - 1) if place[3] >= INFLECTED]
    return [place for places in with_topics({((part,), ""): found}, (), passages).values() for place in places]


def _places_of_last(part: str, passages: Passages) -> "list[Place]":
    """The places of the last part of a compound, else of its root: `styr` of `styring`."""
    roots = sorted((root for root in stems(part, NATIVE) if len(root) >= SHORTEST_PART), key=len, reverse=True)
    return next(filter(None, (_places(root, passages) for root in roots)), [])


def _is_about(head: str, tail: str, named: bool) -> bool:
    """Whether a compound is about its first part, which may be a title or topic word (`named`)."""
    last = stems(tail)
    if not VAGUE.isdisjoint(last):
        return True
    return len(head) >= SHORTEST_PART and not ACTIVITIES.isdisjoint(last) and (named or head.endswith(ABSTRACT))


def _as_part(place: Place) -> Place:
    """A place worth as much as a match of a part of a word; a topic word's place is left as it is."""
    return place if place[4] == "topic" else (*place[:3], min(ENDS, place[3]), "part")
