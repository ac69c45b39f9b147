"""What stands on the pages of a PDF, read with pdfium: text, size, and what comes too near the edge."""

import pypdfium2

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
