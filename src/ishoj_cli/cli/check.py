"""The command `tjek`: reports the findings in content and interpretation, fixes files, and writes an example."""

import os
import sys

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.parser import option_as_typed
from ishoj_cli.cli.table import CHECK_FORMATS
from ishoj_cli.content import check
from ishoj_cli.content.findings import Finding, findings_as_annotations, findings_as_data
from ishoj_cli.content.fixes import fixed_files, write_fixed
from ishoj_cli.content.paths import is_zipped
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import ExitStatus, UsageError, as_typed, quoted, suggested_command, visible
from ishoj_cli.render import Layout
from ishoj_cli.render.json import dumped
from ishoj_cli.streams import file_name, wrapped_between_words, write_message
from ishoj_cli.terminal import is_terminal
from ishoj_cli.type_hints import Any, Mapping, Sequence


def check_content(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Check the given files and folders, or the content in use, and print the findings to standard output."""
    output = Output.from_options(options, formats=CHECK_FORMATS)
    if options["new"] is not None:
        return _write_example(options["new"], words)
    if not all(path.strip() for path in words):
        raise UsageError(
            "Navnet på en fil eller mappe kan ikke være tomt.", hint="Skriv for eksempel", command="tjek mappe"
        )
    interpretation = contents.interpretation_file() if options["interpreted"] else None
    in_use = [contents.content_folder(), *filter(None, [interpretation])]
    paths = [file_name(path) for path in words] or in_use
    # Check the YAML files themselves, not the compiled content, which may be outdated. Files in a zip cannot have
    # changed.
    zipped = contents.content_folder() if is_zipped() and not contents.folder else None
    for path in paths:
        if path != zipped:
            check.check_readable(path, "mappen" if path == contents.folder or os.path.isdir(path) else "filen")
    if options["fix"]:
        _fix(paths, options["yes"], words)
    elif options["yes"]:
        raise UsageError("--ja hører til --ret.", hint="Skriv for eksempel", command="tjek --ret --ja mappe")
    folder = contents.folder or zipped
    read = {folder: contents.read()} if folder else {}
    named = {"-": "standardinput", os.curdir: "den mappe, du står i"}
    found = check.check(paths, contents.handbook, read)
    findings = [finding.replace(file=named.get(finding.file, finding.file)) for finding in found]

    def render(format: str, layout: "Layout") -> str:
        if format == "json":
            return dumped(findings_as_data(findings))
        if format == "github":
            return findings_as_annotations(findings)
        if findings:
            lines = [str(finding.placed()) for finding in findings]
            if format == "terminal":
                lines = [part for line in lines for part in wrapped_between_words(line, layout.width)]
            return "".join(f"{line}\n" for line in lines)
        others = "".join(
            f"Der er fejl i andre filer i mappen. Se dem med: {suggested_command(f'tjek {as_typed(folder)}')}\n"
            for folder in check.faulty_folders(paths, read)
        )
        return f"Ingen fejl i {enumerated([visible(named.get(path, path)) for path in paths])}.\n{others}"

    output.show(render)
    return ExitStatus.NOT_FOUND if any(finding.level == "fault" for finding in findings) else ExitStatus.OK


def _fix(paths: "Sequence[str]", yes: bool, words: "Sequence[str]") -> None:
    """Apply the fixes that have only one possible solution, after the user has confirmed."""
    if "-" in paths:
        raise UsageError("Standardinput kan ikke rettes.", hint="Skriv for eksempel", command="tjek --ret mappe")
    asks = is_terminal(sys.stdin) and is_terminal(sys.stderr)
    asked: list[Finding] = []

    def ask(finding: "Finding", becomes: str) -> bool:
        if not asks:
            return False
        asked.append(finding)
        return _confirm(f"{finding.file}:{finding.line}: {finding.what}. Skal linjen blive til dette?\n  {becomes}\n")

    found = list(fixed_files(paths, ask))
    if not found:
        write_message("Intet er rettet." if asked else "Her er ikke noget, der kun kan rettes på én måde.")
        return
    lines = []
    for each in found:
        lines.append(each.file)
        for number, what, becomes in each.changes:
            lines.append(f"  linje {number}: {what}; den bliver til" if number else f"  {what}")
            lines += [f"    {becomes}"] if becomes else []
        lines += [f"  omdøbes til {each.new_name}"] if each.new_name else []
    write_message("Det kan rettes:\n" + "\n".join(lines), whole=True)
    if not yes and asks:
        yes = _confirm("Skal det rettes? Hver fil gemmes også, som den er nu.\n")
    if not yes:
        command = suggested_command(" ".join(["tjek --ret --ja", *map(as_typed, words)]))
        write_message("Intet er rettet." + ("" if asks else f" Ret det uden spørgsmål med: {command}"))
        return
    for each in found:
        copy = write_fixed(each)
        kept = f" Som den var: {quoted(copy, 200)}" if copy else ""
        write_message(f"Rettet: {quoted(each.file, 200)}.{kept}")


def _confirm(question: str) -> bool:
    """Ask the user a yes/no question on standard error; True for yes."""
    write_message(f"{question}Skriv j for ja, eller tryk Enter for nej.")
    return sys.stdin.buffer.readline().strip().lower() in (b"j", b"ja", b"y", b"yes")


def _write_example(folder: str, words: "Sequence[str]") -> int:
    if words:
        what = f"{quoted(words[0])} kan ikke bruges sammen med --ny."
        raise UsageError(what, hint="Skriv for eksempel", command="tjek --ny mappe")
    name = file_name(folder)
    files = check.write_example(name)
    see = suggested_command(option_as_typed("--indhold", name))
    write_message(f"{len(files)} filer er skrevet i {quoted(name, 200)}. Se dem med: {see}")
    return ExitStatus.OK
