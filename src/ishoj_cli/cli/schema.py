"""The command `skema`: the JSON Schemas of what is printed with --json and of the files that people write."""

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.table import LIST_FORMATS, SCHEMAS
from ishoj_cli.content.lookup import nearest_names
from ishoj_cli.content.paths import schema
from ishoj_cli.danish import enumerated, name_key
from ishoj_cli.errors import ExitStatus, UsageError, did_you_mean, quoted
from ishoj_cli.render import Layout
from ishoj_cli.type_hints import Any, Mapping, Sequence


def show_schema(_contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Print the schema that is named, or without a name what schemas there are."""
    output = Output.from_options(options, formats=("json",) if words else LIST_FORMATS[:2])
    names = {name_key(name): name for name in SCHEMAS}
    if words and name_key(words[0]) not in names:
        near = did_you_mean(nearest_names(words[0], list(SCHEMAS)))
        what = f"Skemaet {quoted(words[0])} findes ikke. {near}".strip()
        raise UsageError(what, hint=f"Vælg mellem {enumerated(list(SCHEMAS))}.")

    def render(format: str, _layout: "Layout") -> str:
        if words:
            return schema(names[name_key(words[0])]).decode()
        width = max(map(len, SCHEMAS))
        return "".join(
            f"{name.ljust(width)}  {what}\n" if format == "terminal" else f"{name}: {what}\n"
            for name, what in SCHEMAS.items()
        )

    output.show(render, piped="json" if words else "tekst")
    return ExitStatus.OK
