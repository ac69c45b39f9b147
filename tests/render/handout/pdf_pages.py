"""What stands on the pages of a PDF, read with pdfium: text, size, and what comes too near the edge."""

from collections.abc import Iterator
from ctypes import byref, c_uint
from itertools import combinations
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


def bookmarks(data: bytes) -> list[str]:
    """The titles of the bookmarks, in reading order."""
    return [bookmark.get_title() for bookmark in pypdfium2.PdfDocument(data).get_toc()]


def page_sizes(data: bytes) -> list[tuple[int, int]]:
    """The pages' width and height in whole millimetres."""
    sizes = (page.get_size() for page in pypdfium2.PdfDocument(data))
    return [(round(width / MM), round(height / MM)) for width, height in sizes]


def texts_of(data: bytes) -> list[str]:
    """The text of each page in reading order, its lines and hyphens at line ends undone."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    return [" ".join(text.replace("\ufffe", "").split()) for text in pages]


def text_of(data: bytes) -> str:
    """All text in reading order."""
    return " ".join(texts_of(data))


def fills(data: bytes, *, top: float = 18, bottom: float = 20, gap: float = 12) -> list[float]:
    """How full each page is, from 0 to 1: the share of the height between its margins that text and drawings cover.

    White space of at most `gap` counts as covered; all measures are in millimetres. What stands far below the rest, as
    a note at the foot does, so adds no more than its own height.
    """
    shares = []
    for page in pypdfium2.PdfDocument(data):
        room = page.get_height() / MM - top - bottom
        bounds = sorted(
            (below / MM - bottom, above / MM - bottom)
            for _, below, _, above in (item.get_bounds() for item in page.get_objects())
        )
        covered, at = 0.0, -gap
        for below, above in bounds:
            low, high = max(below, at, 0), min(above, room)
            if high > low:
                covered += high - low + (low - at if 0 < low - at <= gap and at >= 0 else 0)
                at = high
        shares.append(covered / room)
    return shares


class Letter(NamedTuple):
    """A letter with its page from 1 and its sides in millimetres from the left edge and the foot of the page."""

    page: int
    letter: str
    left: float
    bottom: float
    right: float
    top: float


def letters(data: bytes) -> Iterator[Letter]:
    """Every letter that has a width, in reading order."""
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = (side / MM for side in text.get_charbox(index))
            if right > left:
                yield Letter(number, text.get_text_range(index, 1), left, bottom, right, top)


def letters_near_edge(data: bytes, edge: float = 4) -> list[Letter]:
    """The letters nearer to the edge than a printer prints."""
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(data)]
    sides = [(width / MM - edge, height / MM - edge) for width, height in sizes]
    return [
        it
        for it in letters(data)
        if it.left < edge or it.bottom < edge or it.right > sides[it.page - 1][0] or it.top > sides[it.page - 1][1]
    ]


def letters_between(data: bytes, low: float, high: float) -> list[Letter]:
    """The letters whose feet stand between two heights above the foot of the page, in millimetres."""
    return [it for it in letters(data) if low < it.bottom < high]


EIGHT, FOUR = ((15, 105), (18.5, 83.5, 148.5, 213.5), 90, 65), ((0, 105), (0, 148.5), 105, 148.5)


def letters_outside_cards(data: bytes) -> list[Letter]:
    """The letters that come nearer than 3 mm to a cut, on pages of eight cards or else of four.

    What stands in the margin of the paper is no card's.
    """

    def outside(columns: tuple[float, ...], rows: tuple[float, ...], width: float, height: float) -> list[Letter]:
        return [
            it
            for it in letters(data)
            if it.bottom >= rows[0]
            and not (
                any(it.left >= at + 3 and it.right <= at + width - 3 for at in columns)
                and any(it.bottom >= at + 3 and it.top <= at + height - 3 for at in rows)
            )
        ]

    return min(outside(*EIGHT), outside(*FOUR), key=len)


def white_letters(data: bytes) -> list[str]:
    """The letters that are white, other than spaces."""
    found = []
    for text in (page.get_textpage() for page in pypdfium2.PdfDocument(data)):
        for index in range(text.count_chars()):
            colour = tuple(c_uint() for _ in range(4))
            raw.FPDFText_GetFillColor(text, index, *map(byref, colour))
            letter = text.get_text_range(index, 1)
            if [part.value for part in colour[:3]] == [255, 255, 255] and letter.strip():
                found.append(letter)
    return found


def runs(data: bytes) -> Iterator[tuple[float, str]]:
    """The text in runs of one size of type, in points, each with its size."""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        size, run = 0.0, ""
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            at = round(raw.FPDFText_GetFontSize(text, index), 1)
            if letter.strip() and at != size:
                if run.strip():
                    yield size, " ".join(run.split())
                size, run = at, ""
            run += letter
        yield size, " ".join(run.split())


RULED = (0x8B, 0x97, 0x94)


def _fill(path: pypdfium2.PdfObject) -> tuple[int, ...]:
    colour = tuple(c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, *map(byref, colour))
    return tuple(part.value for part in colour[:3])


def writing_lines(data: bytes, width: float) -> list[list[float]]:
    """For each page how high its lines to write on, of a width, stand above its foot, from above, in millimetres."""
    pages = []
    for page in pypdfium2.PdfDocument(data):
        heights = set()
        for path in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, _top = (side / MM for side in path.get_bounds())
            if _fill(path) == RULED and abs(right - left - width) < 1:
                heights.add(round(bottom, 2))
        pages.append(sorted(heights, reverse=True))
    return pages


def overlapping_texts(data: bytes) -> list[tuple[str, str]]:
    """The texts of which one stands on another, by more than the legs of its letters."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        for one, other in combinations(boxes, 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            if wide > 0.2 * MM and high > 0.4 * MM:
                found.append((text.get_text_bounded(*one), text.get_text_bounded(*other)))
    return found
