"""Write the list of the most frequent Danish words from wordfreq: `python scripts/common_words.py`.

The list is data of wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq), which is CC BY-SA 4.0, and stays so.
"""

from binascii import b2a_base64
from pathlib import Path

from wordfreq import top_n_list

from ishoj_cli.danish import fold
from ishoj_cli.search.query import BITS, bits_of

TARGET = Path(__file__).parents[1] / "src/ishoj_cli/search/common_words.py"
MOST = 20_000
HEAD = '''"""The {count} most frequent Danish words, folded, as a Bloom filter of {bits} bits; 0.2 % of others pass.

Written by scripts/common_words.py from wordfreq (Robyn Speer), whose data is licensed CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/), and so is this filter; the program's licence does not apply to it.
"""

PACKED = '''


def main() -> None:
    """Write the module."""
    words = sorted({fold(word) for word in top_n_list("da", MOST) if word.isalpha()})
    bloom = bytearray(BITS // 8)
    for word in words:
        for bit in bits_of(word):
            bloom[bit // 8] |= 1 << bit % 8
    packed = b2a_base64(bloom, newline=False).decode("ascii")
    head = HEAD.format(count=len(words), bits=BITS)
    TARGET.write_text(f'{head}b"{packed}"  # noqa: E501\n', encoding="utf-8")


if __name__ == "__main__":
    main()
