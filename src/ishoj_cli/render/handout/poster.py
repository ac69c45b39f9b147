"""What stands on a poster: the names of entries as large words, at most two sentences, and all of the local words.

What there is no room for is left out in this order: other sections, explanations, questions. Local words are never
left out: they go on as many sheets of A3 as they need.
"""

from itertools import pairwise

from ishoj_cli.content.lists import opening
from ishoj_cli.content.model import Entry, Record, Section
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.page import ended, turn_line
from ishoj_cli.type_hints import Sequence

SENTENCES = 2  # besides titles and local words
SENTENCE_ENDS = tuple(".!?…")
HEIGHT = 1094  # of what an A3 has room for, in points, and below what takes them in the smallest size
HEAD, WORD, LINE, TEXT, QUESTION, PANELS = 235, 69, 21, 37, 75, 150
LINE_LETTERS, PANEL_LETTERS, WORD_LETTERS = 74, 36, 26


class Word(Record):
    """A name in large letters, with what is said under it; `id` is that of its section."""

    id: str
    title: str
    text: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    local: tuple[str, ...] = ()


class Sheet(Record):
    """An A3, or as many as its words need.

    `id` is that of its section. A sheet without `words` has its title as the word. `panels` are other sections in a
    few words. The words of a cycle are `numbered`.
    """

    id: str
    title: str
    words: tuple[Word, ...]
    text: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    panels: tuple[Word, ...] = ()
    numbered: bool = False


def sheets(handout: "Handout", local_title: str) -> tuple[Sheet, ...]:
    """A sheet for each section named; of the whole, one of its main section, with those before it as panels."""
    *others, main = handout.sections
    if handout.named or not others:
        return tuple(_fitting(_sheet(section)) for section in handout.sections)
    budget, panels = SENTENCES, []
    for section in others:
        text = _explanation(section, budget)
        budget -= sum(map(_sentences, text))
        panels.append(Word(section.id, section.title, text, local=section.local))
    whole = _sheet(main, budget).replace(panels=tuple(panels))
    if _fits(whole) and not any(entry.local for section in others for entry in section.entries):
        return (whole,)
    local = [word for section in others for word in _interpreted(section)]
    return (_fitting(_sheet(main)), *([Sheet("", local_title, tuple(local))] if local else ()))


def _sheet(section: Section, budget: int = SENTENCES) -> Sheet:
    """The sheet of a section, with no more sentences than the budget.

    If the section has a single entry, its text and question are used instead of the section's. For a cycle, the
    explanation is the line that leads back to the first step.
    """
    words = tuple(Word(section.id, entry.title, local=entry.local) for entry in section.entries)
    alone = len(words) == 1 and (section.entries[0].questions or section.entries[0].text)
    speaker = section.entries[0] if alone else section
    questions = tuple(question for question in speaker.questions if _sentences(question) <= budget)[:1]
    budget -= sum(map(_sentences, questions))
    numbered = section.kind == "cycle" and len(words) > 1
    turns = numbered and budget > 0
    text = (turn_line(section),) if turns else _explanation(speaker, budget)
    if alone or turns:
        words, text = (*words[:-1], words[-1].replace(text=text)), ()
    return Sheet(section.id, section.title, words, text, questions, section.local, numbered=numbered)


def _fitting(sheet: Sheet) -> Sheet:
    """The sheet without the parts that do not fit on one page; unchanged if it needs several pages in any case."""
    shorter = sheet.replace(text=(), words=tuple(word.replace(text=()) for word in sheet.words))
    return next(filter(_fits, (sheet, shorter, shorter.replace(questions=()))), sheet)


def _fits(sheet: Sheet) -> bool:
    """Whether a sheet fits on one page, by an estimate; otherwise it continues on the next page."""
    titles = [word.title for word in sheet.words] or [sheet.title]
    local = [text for texts in (sheet.local, *(word.local for word in sheet.words)) for text in texts]
    beside = max((_lines(panel.local, PANEL_LETTERS) for panel in sheet.panels), default=0)
    explained = len(sheet.text) + sum(len(word.text) for word in sheet.words)
    parts = TEXT * explained + QUESTION * len(sheet.questions) + PANELS * bool(sheet.panels)
    return HEAD + parts + WORD * _lines(titles, WORD_LETTERS) + LINE * (_lines(local, LINE_LETTERS) + beside) <= HEIGHT


def _lines(texts: "Sequence[str]", letters: int) -> int:
    return sum(-(-len(text) // letters) for text in texts)


def _interpreted(section: Section) -> list[Word]:
    own = [Word(section.id, section.title, local=section.local)]
    entries = [Word(section.id, f"{section.title}: {entry.title}", local=entry.local) for entry in section.entries]
    return [word for word in own + entries if word.local]


def _explanation(part: "Section | Entry", budget: int) -> tuple[str, ...]:
    """The summary, or else the opening of the text, if it has no more sentences than the budget."""
    texts = part.lead if isinstance(part, Section) else part.text
    first = (ended(part.summary),) if isinstance(part, Section) and part.summary else opening(texts)
    return first if sum(map(_sentences, first)) <= budget else ()


def _sentences(text: str) -> int:
    """About how many sentences a text has, at least one.

    A full stop followed by a lower-case word is taken as an abbreviation.
    """
    words = text.split()
    return 1 + sum(
        word.endswith(SENTENCE_ENDS) and following.lstrip("»([")[:1].isupper() for word, following in pairwise(words)
    )
