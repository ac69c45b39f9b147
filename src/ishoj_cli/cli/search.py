"""The command `soeg`: hits on standard output, what a reader should know beside them on standard error."""

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.content.lookup import address_of
from ishoj_cli.errors import ExitStatus
from ishoj_cli.render import Layout, renderer
from ishoj_cli.streams import write_message
from ishoj_cli.type_hints import Any, Mapping, Sequence


def show_hits(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Search for the words; with `--findes`, print nothing and report the result by the exit status."""
    from ishoj_cli.render import hits
    from ishoj_cli.search import search

    output = Output.from_options(options)
    handbook = contents.shown(options)
    sections = [address_of(handbook, name) for name in options["sections"]]
    result = search(handbook, " ".join(words), sections=sections, limit=options["limit"])
    if options["quiet"]:
        return ExitStatus.OK if result.hits and not result.guesses else ExitStatus.NOT_FOUND
    asked = {"repeat": contents.repeat, "explain": options["explain"]}
    for message in hits.messages(result, handbook, Layout(repeat=contents.repeat)):
        write_message(message)
    if result.hits or not output.file or output.format == "json":
        output.show(
            lambda format, layout: renderer(format).render_hits(result, handbook, layout.replace(**asked)), piped="tsv"
        )
    return ExitStatus.OK if result.hits else ExitStatus.NOT_FOUND
