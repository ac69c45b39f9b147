"""Draws small pictures of the handouts' pages for README.md and the Danish guide.

    python scripts/make_handout_pictures.py [FOLDER]

They show the content that ships with the program, drawn by Typst, which also makes the PDFs: no other program is
needed.
"""

import sys
from pathlib import Path

from ishoj_cli.content.load import load
from ishoj_cli.content.paths import data_folder
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.handout.make import chosen_sections
from ishoj_cli.render.handout.pdf import render_pictures

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PICTURES = {"ark": (48, 2), "kort": (48, 1), "plakat": (34, 1)}
"""The kinds: the dots per inch at which a picture is about 400 dots wide, and how many pages are drawn."""


def main(folder: Path = FOLDER) -> None:
    """Write the first pages of every kind as PNGs: `ark-1.png`, `ark-2.png`, …; those that were there are deleted."""
    handbook = load(data_folder())
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (dots, pages) in PICTURES.items():
        for old in folder.glob(f"{kind}-[0-9]*.png"):
            old.unlink()
        handout = Handout(handbook, kind, chosen_sections(handbook, kind))
        pictures = render_pictures(handout, dots_per_inch=dots)[:pages]
        for number, picture in enumerate(pictures, 1):
            (folder / f"{kind}-{number}.png").write_bytes(picture)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
