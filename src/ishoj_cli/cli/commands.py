"""The calls behind the commands, free of Typer: each shows its result and gives an exit status."""

from ishoj_cli.cli.output import Output
from ishoj_cli.content.lookup import find_entry, find_section
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.errors import ExitStatus, NotFoundError, UsageError, quoted
from ishoj_cli.render import Page, render_list, render_overview, render_page
from ishoj_cli.streams import write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def show_overview(handbook: Handbook, output: Output) -> int:
    """The whole at a glance."""
    handbook = handbook if output.questions else handbook.without_questions()
    output.show(lambda format, width, colour: render_overview(handbook, format, width, colour))
    return ExitStatus.OK


def show_section(handbook: Handbook, name: str, words: "Sequence[str]", output: Output) -> int:
    """One section, or the entry (or leg) of it that the words name."""
    section = section_named(handbook, name)
    entry = " ".join(words)
    if words and not entry.strip():
        raise UsageError(
            "Navnet på et punkt kan ikke være tomt.", hint=f"Vis det hele med: {handbook.command} {section.id}"
        )
    found = find_entry(handbook, section, entry) if words else section
    page = Page(handbook, (found,)) if isinstance(found, Section) else Page(handbook, (section,), entry=found)
    return _show(page, output)


def show_whole(handbook: Handbook, output: Output) -> int:
    """Everything, in reading order."""
    return _show(Page(handbook, handbook.sections, whole=True), output)


def show_list(handbook: Handbook, output: Output) -> int:
    """Every id with its title."""
    output.show(lambda format, width, colour: render_list(handbook, format, width, colour), piped="tsv")
    return ExitStatus.OK


def show_daily(handbook: Handbook, output: Output, date: str | None = None) -> int:
    """The entry of a day (an ISO date, else today): all of them before any comes again, the same for everybody."""
    section = handbook.featured_section()
    day = day_number(date)
    if section is None:
        raise NotFoundError("Der er ingen punkter at vælge dagens punkt fra.")
    entry = section.entries[(day - 1) % len(section.entries)]
    return _show(Page(handbook, (section,), entry=entry), output)


def day_number(date: str | None) -> int:
    """The number of a day, where Monday 1 January of year 1 is 1; raises UsageError for what is no date.

    The number modulo seven is the weekday, so that seven values begin with the first one on a Monday.
    """
    import datetime

    if date is None:
        return datetime.date.today().toordinal()
    try:
        if [len(part) for part in date.split("-")] == [4, 2, 2]:
            return datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        pass
    raise UsageError(f"{quoted(date)} er ikke en dato.", hint="Skriv den som år-måned-dag, for eksempel 2026-11-23.")


def _show(page: Page, output: Output) -> int:
    page = page if output.questions else _without_questions(page)
    output.show(lambda format, width, colour: render_page(page, format, width, colour))
    return ExitStatus.OK


def _without_questions(page: Page) -> Page:
    handbook = page.handbook.without_questions()
    sections = tuple(section for section in handbook.sections if section.id in {s.id for s in page.sections})
    return page.replace(
        handbook=handbook,
        sections=sections,
        entry=page.entry.replace(question=None) if page.entry else None,
    )


def section_named(handbook: Handbook, name: str) -> Section:
    """The section that a name means; raises UsageError, with the nearest, when there is none."""
    from ishoj_cli.content.lookup import nearest, section_of_entry
    from ishoj_cli.errors import did_you_mean

    section = find_section(handbook, name)
    if section:
        return section
    whole = section_of_entry(handbook, name)
    if whole:
        what = f"{quoted(name)} er et punkt i {quoted(whole.id)} og ikke et afsnit."
        raise UsageError(what, hint=f"Skriv afsnittets navn: {whole.id}")
    near = nearest(name, [section.id for section in handbook.sections])
    what = f"Der er intet afsnit {quoted(name)}. {did_you_mean(near)}".strip()
    raise UsageError(what, hint=f"Se dem alle med: {handbook.command} liste")


def search_handbook(
    handbook: Handbook,
    words: "Sequence[str]",
    output: Output,
    *,
    sections: "Sequence[str]" = (),
    limit: int | None = None,
    explain: bool = False,
    quiet: bool = False,
) -> int:
    """Search for the words; a guess, and what else a reader should know, is said on standard error.

    With `quiet` nothing is shown, and the status alone answers.
    """
    from ishoj_cli.render import hits
    from ishoj_cli.search import search

    among = [section_named(handbook, name).id for name in sections]
    result = search(handbook, " ".join(words), sections=among, limit=limit, questions=output.questions)
    if not quiet:
        for message in hits.messages(result):
            write_message(message)
        if result.hits or not output.file or output.format == "json":
            output.show(
                lambda format, width, colour: hits.render_hits(result, format, width, colour, explain=explain),
                piped="tsv",
            )
    return ExitStatus.OK if result.hits else ExitStatus.NOT_FOUND
