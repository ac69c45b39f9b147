"""What stands on the pages of a PDF, read with pdfium: text, size, and what comes too near the edge."""

from ctypes import byref, c_uint
from itertools import combinations

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


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


def letters_near_edge(data: bytes, millimetres: float = 4) -> list[tuple[int, str]]:
    """The letters nearer to the edge than a printer prints, each with its page from 1."""
    near = []
    edge = millimetres * MM
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if right > left and (left < edge or right > width - edge or bottom < edge or top > height - edge):
                near.append((number, text.get_text_range(index, 1)))
    return near


def letters_between(data: bytes, low: float, high: float) -> list[tuple[int, str]]:
    """The letters whose feet stand between two heights above the foot of the page, in millimetres."""
    between = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, _top = text.get_charbox(index)
            if right > left and low < bottom / MM < high:
                between.append((number, text.get_text_range(index, 1)))
    return between


def letters_outside_cards(data: bytes) -> list[tuple[int, str]]:
    """The letters on pages of cards that come nearer than 3 mm to a cut; what stands in the margin is no card's."""
    outside = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = (value / MM for value in text.get_charbox(index))
            if right <= left or bottom < 18.5:
                continue
            columns = [left >= at + 3 and right <= at + 87 for at in (15, 105)]
            rows = [bottom >= at + 3 and top <= at + 62 for at in (18.5, 83.5, 148.5, 213.5)]
            if not any(columns) or not any(rows):
                outside.append((number, text.get_text_range(index, 1)))
    return outside


def white_letters(data: bytes) -> list[str]:
    """The letters that are white, other than spaces."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
            raw.FPDFText_GetFillColor(text, index, byref(red), byref(green), byref(blue), byref(alpha))
            letter = text.get_text_range(index, 1)
            if (red.value, green.value, blue.value) == (255, 255, 255) and letter.strip():
                found.append(letter)
    return found


def texts_of_cards(data: bytes, *, backs: bool) -> list[str]:
    """What each card of a sheet of eight says, on its front and, where every other page is of backs, its back."""
    cards: list[str] = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        text = page.get_textpage()
        is_back = backs and number % 2
        said = []
        for row in (213.5, 148.5, 83.5, 18.5):
            for column in (105, 15) if is_back else (15, 105):
                box = (side * MM for side in (column, row, column + 90, row + 65))
                said.append(" ".join(text.get_text_bounded(*box).split()))
        if is_back:
            cards[-len(said) :] = [f"{front} {back}" for front, back in zip(cards[-len(said) :], said, strict=True)]
        else:
            cards += said
    return [card for card in cards if card.strip()]


def lines_of(data: bytes) -> list[str]:
    """The lines of the first page as they are broken."""
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().splitlines()


def letter_heights(data: bytes, letter: str) -> list[float]:
    """How high each of a letter stands on the first page, in millimetres."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [text.get_charbox(at) for at, found in enumerate(text.get_text_range()) if found == letter]
    return [(top - bottom) / MM for _left, bottom, _right, top in boxes]


def letter_height(data: bytes, letter: str) -> float:
    """How high the tallest of a letter stands on the first page, in millimetres."""
    return max(letter_heights(data, letter))


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


def letters_in_columns(data: bytes, left: float, right: float, below: float) -> list[str]:
    """The letters that stand between two distances from the left edge and below a height, in millimetres."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            start, bottom, end, _top = (side / MM for side in text.get_charbox(index))
            letter = text.get_text_range(index, 1)
            if letter.strip() and end > left and start < right and bottom < below:
                found.append(letter)
    return found
