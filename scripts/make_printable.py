"""Writes which characters the fonts of PDFs have, in src/ishoj_cli/content/printable.txt.

Run `python scripts/make_printable.py` when the fonts of pyproject.toml change. Typst is asked, in the fonts of the
templates, of groups of characters that are halved while one is missing; it takes half a minute. A test holds the table
to the fonts.
"""

import json
import unicodedata
from pathlib import Path

import typst

from ishoj_cli.render.handout.pdf import _font_folder

TARGET = Path(__file__).resolve().parents[1] / "src" / "ishoj_cli" / "content" / "printable.txt"
SOURCE = """\
#set document(title: "T")
#set text(font: ("Source Sans 3", "Libertinus Serif"), lang: "da", fallback: false)
#for text in json("texts.json") [#text\\ ]
"""
# Where letters and symbols of fonts for Europe are; ideographs and the letters of most of Asia are not asked of.
BLOCKS = (range(0x21, 0x3000), range(0xFB00, 0xFFFE))
GROUP = 64
UNPRINTED = {"Cn", "Cc", "Cs", "Co", "Cf", "Zs", "Zl", "Zp"}  # the categories that have no shape


def can_be_set(characters: str) -> bool:
    """Whether the fonts have all of some characters."""
    texts = [f"a{each}" if unicodedata.combining(each) else each for each in characters]
    fonts = _font_folder()
    try:
        typst.compile(
            {"main.typ": SOURCE.encode(), "texts.json": json.dumps(texts).encode()},
            root=fonts,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a"],
        )
    except typst.TypstError:
        return False
    return True


def those_set(characters: str) -> str:
    """Those of some characters that the fonts have."""
    if not characters or can_be_set(characters):
        return characters
    if len(characters) == 1:
        return ""
    half = len(characters) // 2
    return those_set(characters[:half]) + those_set(characters[half:])


def ranges(characters: str) -> list[str]:
    """Ranges of a regular expression that have these of all characters with a shape, and perhaps ones without."""
    found: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        between = range(found[-1][1] + 1, code) if found else range(0)
        if found and all(unicodedata.category(chr(each)) in UNPRINTED for each in between):
            found[-1][1] = code
        else:
            found.append([code, code])
    return [
        "-".join(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}" for code in sorted({*ends})) for ends in found
    ]


if __name__ == "__main__":
    shaped = "".join(
        chr(code) for block in BLOCKS for code in block if unicodedata.category(chr(code)) not in UNPRINTED
    )
    shown = "".join(those_set(shaped[at : at + GROUP]) for at in range(0, len(shaped), GROUP))
    lines, row = [], ""
    for each in ranges(shown):
        if len(row) + len(each) > 110:
            lines.append(row)
            row = ""
        row += each
    TARGET.write_text("".join(f"{line}\n" for line in (*lines, row)), encoding="utf-8")
