"""A Bloom filter of the most frequent Danish words; 0.2 % of other words are false positives.

The filter, `common_words.bin`, is written by scripts/common_words.py from wordfreq (Robyn Speer), whose data is
licensed CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), and so is the filter; the program's licence
does not apply to it.
"""

from ishoj_cli.content.paths import packaged

# The size of the filter, how many of its bits a word sets, and the primes whose remainders choose them. (zlib's
# checksums would do, but cost an import.)
BITS, BITS_A_WORD = 260_000, 9
FIRST, STEP = 1_000_000_009, 2_147_483_629
_filter: list[bytes] = []


def bits_of(word: str) -> list[int]:
    """The bits of a folded word in the filter."""
    number = int.from_bytes(word.encode("utf-8", "replace"), "big")
    first, step = number % FIRST, number % STEP | 1
    return [(first + step * nth) % BITS for nth in range(BITS_A_WORD)]


def is_common(word: str) -> bool:
    """Whether a folded word is one of the most frequent of Danish, and so neither misspelt nor incomplete."""
    if not _filter:
        _filter.append(packaged("search", "common_words.bin"))
    return all(_filter[0][bit // 8] >> bit % 8 & 1 for bit in bits_of(word))
