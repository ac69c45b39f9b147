"""The pages of cards, slides, worksheets and the facilitator's guide, as blocks that each format renders.

The guide's own text is data, `templates/drejebog.json`: JSON, since reading it needs no library. A text in it is a
string, or a pair of a string and the condition under which it is shown.
"""

from itertools import cycle, islice, zip_longest

from ishoj_cli.content.lists import List, grouped, opening
from ishoj_cli.content.model import Entry, Record, Section
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import quoted
from ishoj_cli.render.handout import template
from ishoj_cli.render.handout.labels import GUIDE_TITLE, LOCAL_LABEL, guide, lines_label
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.page import QUESTION
from ishoj_cli.type_hints import Any, Iterable, Sequence

CARD_LINES = 3  # to write on, where a card has no place of its own on a page
MERGING = 2  # minutes for combining the groups' answers into one text
GROUP = 4  # participants; no group has fewer than three or more than five


class HandoutBlock(Record):
    """A part of a page.

    `kind` is `heading` (title), `text`, `statement`, `list` or `numbers` (texts), `command` (texts: what it is for, and
    itself), `question` or `local` (texts, and a label that stands before them), `row` (label: how many; title; texts),
    `file` (title: its name; texts), `step` (label: from which minute to which; title; texts),
    or `lines` (title: what to write there; label: the question that they are for; texts: what to write about; count).
    """

    kind: str
    title: str = ""
    label: str = ""
    texts: tuple[str, ...] = ()
    count: int = 0

    @property
    def content(self) -> "Sequence[str | List]":
        """The texts; those that are the content's own as paragraphs and lists."""
        return grouped(self.texts) if self.kind in ("text", "statement", "local") else self.texts


class HandoutPage(Record):
    """A page: kicker, title and blocks.

    The guide is one page, which may run over several sheets. `ids` are the anchors: the id of its section or entry,
    and of the section if this is its first page.
    """

    kicker: str
    title: str
    blocks: tuple[HandoutBlock, ...]
    ids: tuple[str, ...] = ()


def pages(handout: "Handout") -> tuple[HandoutPage, ...]:
    """The pages of a handout of one of the kinds in `PAGES`."""
    return PAGES[handout.kind](handout)


def group_sizes(participants: int) -> list[int]:
    """How many participants each group has: three to five in each, as even as can be."""
    count = max(1, (participants + GROUP // 2) // GROUP)
    size, larger = divmod(participants, count)
    return [size + 1] * larger + [size] * (count - larger)


def agenda(minutes: int) -> "list[tuple[int, int, dict[str, Any]]]":
    """The steps of a course that lasts so many minutes, each with the minutes at which it begins and ends."""
    found, at = [], 0
    for step in _guide_texts()["agenda"]:
        length = step["minutes"].get(str(minutes), 0)
        if length:
            found.append((at, at + length, step))
        at += length
    return found


def _guide_texts() -> "dict[str, Any]":
    import json  # not at the top: every handout imports this module, and a sheet needs none of it

    texts: dict[str, Any] = json.loads(template("drejebog.json"))
    return texts


def _subjects(handout: "Handout") -> "list[tuple[Section, Section | Entry]]":
    """The topics of the course.

    The entries of each section, or the section itself if it has neither entries nor printed subsections.
    """
    wholes = {section.part_of for section in handout.sections}
    found: list[tuple[Section, Section | Entry]] = []
    for section in handout.sections:
        alone = [] if section.id in wholes else [section]
        found += [(section, part) for part in section.entries or alone]
    return found


def _interleaved(handout: "Handout") -> "list[Section | Entry]":
    """The parts that the course is about: the first of each section, then the second of each, and so on."""
    of_section: dict[str, list[Section | Entry]] = {}
    for section, part in _subjects(handout):
        of_section.setdefault(section.id, []).append(part)
    return [part for parts in zip_longest(*of_section.values()) for part in parts if part]


def _ids(section: "Section", part: "Section | Entry") -> tuple[str, ...]:
    begins = part is section or part is section.entries[0]
    return (section.id,) * begins + (() if part is section else (f"{section.id}/{part.id}",))


def _text(part: "Section | Entry") -> tuple[str, ...]:
    return part.text if isinstance(part, Entry) else part.lead


def _worksheets(handout: "Handout") -> tuple[HandoutPage, ...]:
    """A page for each subject: its text, and space for an example, a dilemma and what we agree on."""
    fields = _guide_texts()["worksheet"]
    found = []
    for section, part in _subjects(handout):
        blocks = [HandoutBlock("statement", texts=_text(part))] if _text(part) else []
        for at, (title, hint, count) in enumerate(fields):
            asked = [HandoutBlock("question", texts=part.questions[at : at + 1])] if part.questions[at:] else []
            # What is agreed on is one sentence; an example and a dilemma are answers to a question, where there is one.
            texts = () if asked and at < len(fields) - 1 else (hint,)
            blocks += [HandoutBlock("heading", title), *asked]
            blocks.append(HandoutBlock("lines", title, asked[0].texts[0] if asked else "", texts, count))
        kicker = section.title if part is not section else handout.handbook.organisation
        found.append(HandoutPage(kicker, part.title, tuple(blocks), _ids(section, part)))
    return tuple(found)


def _cards(handout: "Handout") -> tuple[HandoutPage, ...]:
    """How to use the cards, then a card for each entry: its text is the front, the rest the back."""
    entries = [(section, entry) for section in handout.sections for entry in section.entries]
    most = max(len(entry.questions) for _, entry in entries)
    found = [
        HandoutPage(handout.handbook.organisation, GUIDE_TITLE, (HandoutBlock("numbers", texts=tuple(guide(most))),))
    ]
    for section, entry in entries:
        name = lines_label(entry.title)
        lines = handout.writing_lines and not entry.local
        blocks = (
            HandoutBlock("text", texts=entry.text),
            HandoutBlock("local", label=LOCAL_LABEL, texts=entry.local),
            HandoutBlock("question", label=QUESTION, texts=entry.questions),
            HandoutBlock("lines", name, texts=(name,) if lines else (), count=CARD_LINES),
        )
        shown = tuple(block for block in blocks if block.texts)
        found.append(HandoutPage(section.title, entry.title, shown, _ids(section, entry)))
    return tuple(found)


def _slides(handout: "Handout") -> tuple[HandoutPage, ...]:
    """A title, a page for each section and entry with its first question, and a closing."""
    handbook = handout.handbook
    found = [HandoutPage(handbook.organisation, handbook.title, ())]
    for section in handout.sections:
        if section in handbook.sections:  # else some of its entries alone
            found.append(
                HandoutPage(
                    handbook.title, section.title, _slide(opening(section.lead), section, named=section.entries)
                )
            )
        found += [HandoutPage(section.title, entry.title, _slide(entry.text, entry)) for entry in section.entries]
    return (
        *found,
        HandoutPage(handbook.organisation, handbook.title, (HandoutBlock("text", texts=tuple(handout.colophon)),)),
    )


def _slide(texts: tuple[str, ...], part: "Section | Entry", named: "Sequence[Entry]" = ()) -> tuple[HandoutBlock, ...]:
    """The blocks of a slide; the entries `named` are listed where the text leads up to them."""
    titles = tuple(entry.title for entry in named) if texts and texts[-1].endswith(":") else ()
    blocks = (
        HandoutBlock("text", texts=texts),
        HandoutBlock("list", texts=titles),
        HandoutBlock("local", texts=part.local),
        HandoutBlock("question", texts=part.questions[:1]),
    )
    return tuple(block for block in blocks if block.texts)


def _guide(handout: "Handout") -> tuple[HandoutPage, ...]:
    """The facilitator's guide: aim, what to print, before, groups, agenda, after."""
    guide = _guide_texts()
    sizes = group_sizes(handout.participants)
    shared = list(islice(cycle(_interleaved(handout)), len(sizes)))  # what each group talks about
    conditions, values = _conditions(handout, sizes, shared), _values(guide, handout, sizes, shared)

    def said(texts: "Iterable[str | list[str]]") -> tuple[str, ...]:
        pairs = ((text, None) if isinstance(text, str) else text for text in texts)
        return tuple(text.format_map(values) for text, when in pairs if when is None or conditions[when])

    def heading(name: str) -> HandoutBlock:
        return HandoutBlock("heading", guide["headings"][name])

    rows = [
        HandoutBlock("row", title, said([count])[0], said([text]))
        for title, count, text, *when in guide["print"]
        if not when or conditions[when[0]]
    ]
    tables = tuple(
        f"Gruppe {number}: {part.title} ({size} deltagere)"
        for number, (size, part) in enumerate(zip(sizes, shared, strict=True), 1)
    )
    steps = [
        HandoutBlock("step", step["title"], f"{start}–{end} min.", said(step["texts"]))
        for start, end, step in agenda(handout.minutes)
    ]
    blocks = (
        *(heading("aim"), HandoutBlock("text", texts=said(guide["aim"]))),
        *(heading("print"), *rows, HandoutBlock("command", texts=(guide["files"], _command(handout)))),
        *(heading("before"), HandoutBlock("numbers", texts=said(guide["before"]))),
        *(heading("groups"), HandoutBlock("text", texts=said(guide["groups"])), HandoutBlock("list", texts=tables)),
        *(heading("agenda"), *steps),
        *(heading("after"), HandoutBlock("numbers", texts=said(guide["after"]))),
        HandoutBlock("text", texts=said([guide["own"]])),
    )
    kicker = f"Drejebog · {handout.minutes} minutter · {handout.participants} deltagere"
    return (HandoutPage(kicker, handout.handbook.title, blocks),)


def _conditions(handout: "Handout", sizes: list[int], shared: "Sequence[Section | Entry]") -> dict[str, bool]:
    """The conditions of the guide's texts, for groups of these sizes that talk about these parts."""
    parts = [part for _, part in _subjects(handout)]
    cards = sum(len(section.entries) for section in handout.sections)
    slides = cards + sum(section in handout.handbook.sections for section in handout.sections)
    return {
        "cards": cards > 0,
        "no cards": not cards,
        "one card": cards == 1,
        "several cards": cards > 1,
        "few cards": 1 < cards < max(sizes),
        "one slide": slides == 1,
        "several slides": slides > 1,
        "one topic": len(set(shared)) == 1,
        "several topics": len(set(shared)) > 1,
        "one group": len(sizes) == 1,
        "several groups": len(sizes) > 1,
        "repeats": len(sizes) > len(parts),
        "interpreted": any(part.local for part in parts),
        "no file": handout.handbook.workplace is None,
    }


def _values(
    guide: "dict[str, Any]", handout: "Handout", sizes: list[int], shared: "Sequence[Section | Entry]"
) -> "dict[str, Any]":
    """What the guide's texts name in braces, for groups of these sizes that talk about these parts."""
    copies = [
        (part, sum(size for size, its in zip(sizes, shared, strict=True) if its is part))
        for _, part in _subjects(handout)
    ]
    last = guide["agenda"][-2]["minutes"][str(handout.minutes)]  # in which all groups read what they have written
    share = min(5, (last - MERGING) // len(sizes))
    return {
        "topic": enumerated([quoted(title, 200) for _, title in handout.subjects]),
        "organisation": handout.handbook.organisation,
        "minutes": handout.minutes,
        "participants": handout.participants,
        "group_count": len(sizes),
        "decks": f"{len(sizes)} sæt",
        "groups": _groups(sizes),
        "worksheets": enumerated([f"{count} med {quoted(part.title, 200)}" for part, count in copies if count]),
        "turn": guide["turn"][str(handout.minutes)],
        "alone": guide["alone"][str(handout.minutes)],
        "share": _counted(share, "minut", "minutter") if share else "et halvt minut",
        "repeat": handout.repeat,
        **guide["cards"][_card_sides(handout)],
    }


def _command(handout: "Handout") -> str:
    """The command that makes the whole course."""
    named = handout.sections != (handout.handbook.featured_section(),)
    words = ["ishoj handout --type kursus", *(id_ for id_, _ in handout.subjects if named)]
    words += [f"--minutter {handout.minutes} --deltagere {handout.participants}"]
    words += ["--stor-skrift"] * handout.large + ["--uden-skrivelinjer"] * (not handout.writing_lines)
    return " ".join(words) + handout.omitted + handout.repeat


def _groups(sizes: list[int]) -> str:
    """`3 grupper med 4 i hver`, `2 grupper med 5 og 1 med 4`."""
    if len(set(sizes)) == 1:
        return f"1 gruppe med {sizes[0]}" if len(sizes) == 1 else f"{len(sizes)} grupper med {sizes[0]} i hver"
    larger = sizes.count(sizes[0])
    return f"{_counted(larger, 'gruppe', 'grupper')} med {sizes[0]} og {len(sizes) - larger} med {sizes[-1]}"


def _card_sides(handout: "Handout") -> str:
    """Whether something stands on the back of a card, as a key of the guide's texts."""
    backs = (entry.questions or entry.local for section in handout.sections for entry in section.entries)
    return "two sides" if handout.writing_lines or any(backs) else "one side"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _contents(handout: "Handout") -> tuple[HandoutPage, ...]:
    """The page that says what each file of the kit is."""
    texts = _guide_texts()
    kit, sides = texts["kit"], texts["cards"][_card_sides(handout)]
    rows = [
        HandoutBlock("file", f"{kind}.pdf", texts=(kit[kind].format_map(sides),))
        for kind in kit_kinds(handout.sections)
    ]
    kicker = f"Kursus · {handout.minutes} minutter · {handout.participants} deltagere"
    return (HandoutPage(kicker, handout.handbook.title, tuple(rows)),)


def kit_kinds(sections: "Sequence[Section]") -> list[str]:
    """The kinds of handout in a kit about these sections: cards only where there are entries to make them of."""
    cards = any(section.entries for section in sections)
    return [kind for kind in _guide_texts()["kit"] if cards or kind != "kort"]


PAGES = {"kort": _cards, "lysbilleder": _slides, "arbejdsark": _worksheets, "drejebog": _guide, "kursus": _contents}
