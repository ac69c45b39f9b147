"""The reading commands: the overview, a section or an entry, everything, the listing, the entry of the day."""

from ishoj_cli import __version__
from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.content.lookup import find_entry, section_named
from ishoj_cli.content.model import Section
from ishoj_cli.errors import ExitStatus, NotFoundError, UsageError
from ishoj_cli.render import renderer
from ishoj_cli.render.page import Page, danish_date
from ishoj_cli.streams import write_message, write_out
from ishoj_cli.type_hints import Any, Mapping, Sequence


def show_overview(contents: "Contents", _words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """The overview: all sections, one line each."""
    output = Output.from_options(options, handout="handout")
    handbook = contents.shown(options)
    output.show(
        lambda format, layout: renderer(format).render_overview(handbook, layout.replace(repeat=contents.repeat))
    )
    return ExitStatus.OK


def show_section(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """The section that the first word names, or the entry (or subsection) of it that the other words name."""
    name, *words = words
    handbook = contents.shown(options)
    section = section_named(handbook, name)
    entry = " ".join(words)
    if words and not entry.strip():
        raise UsageError("Navnet på et punkt kan ikke være tomt.", hint="Vis det hele med", command=section.id)
    found = find_entry(handbook, section, entry) if words else section
    page = Page(handbook, (found,)) if isinstance(found, Section) else Page(handbook, (section,), entry=found)
    address = found.id if isinstance(found, Section) else f"{section.id}/{found.id}"
    return _show(page, Output.from_options(options, handout=f"handout {address}"), contents)


def show_whole(contents: "Contents", _words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Everything, in reading order."""
    output = Output.from_options(options, handout="handout")
    handbook = contents.shown(options)
    return _show(Page(handbook, handbook.sections, whole=True), output, contents)


def show_listing(contents: "Contents", _words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Every id with its title."""
    output = Output.from_options(options)
    handbook = contents.shown(options)
    output.show(lambda format, layout: renderer(format).render_listing(handbook, layout), piped="tsv")
    return ExitStatus.OK


def show_daily(contents: "Contents", _words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """The featured section's entry of a day, the same for everybody."""
    from ishoj_cli.cli import daily

    day = daily.working_day(options["date"])
    handbook = contents.shown(options)
    section = handbook.featured_section()
    if section is None:
        raise NotFoundError("Der er ingen punkter at vælge dagens punkt fra.")
    entry = daily.entry_of(section, day)
    output = Output.from_options(options, handout=f"handout {section.id}/{entry.id}")
    return _show(Page(handbook, (section,), entry=entry, date=day.isoformat()), output, contents)


def show_version(contents: "Contents", _words: "Sequence[str]", _options: "Mapping[str, Any]") -> int:
    """The version and the edition of the content in use; on standard error the fault of the content, if any."""
    handbook, fault = contents.handbook, contents.fault()
    edition = f"Indhold: udgaven fra {danish_date(handbook.edition)}\n" if handbook else ""
    write_out(f"ishoj {__version__}\n{edition}")
    if fault:
        write_message(str(fault))
    return ExitStatus.OK


def _show(page: Page, output: Output, contents: "Contents") -> int:
    output.show(lambda format, layout: renderer(format).render_page(page, layout.replace(repeat=contents.repeat)))
    return ExitStatus.OK
