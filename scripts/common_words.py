"""Write the filter of the most frequent Danish words from wordfreq: `python scripts/common_words.py`.

The words are data of wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq), which is CC BY-SA 4.0, and stay so.
"""

from pathlib import Path

from wordfreq import top_n_list

from ishoj_cli.search import common_words
from ishoj_cli.search.folding import fold

MOST = 20_000


def main() -> None:
    """Write the filter."""
    bloom = bytearray(common_words.BITS // 8)
    for word in {fold(word) for word in top_n_list("da", MOST) if word.isalpha()}:
        for bit in common_words.bits_of(word):
            bloom[bit // 8] |= 1 << bit % 8
    Path(common_words.__file__).with_suffix(".bin").write_bytes(bloom)


if __name__ == "__main__":
    main()
