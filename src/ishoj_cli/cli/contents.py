"""The content that a command line asks for: which folder and which local interpretation, read once when needed."""

import os
import sys

from ishoj_cli.cli.parser import CommandLine
from ishoj_cli.content import paths
from ishoj_cli.content.model import Handbook
from ishoj_cli.errors import ContentError, FileError, suggested_command
from ishoj_cli.streams import write_message
from ishoj_cli.type_hints import Any, Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.content.findings import Finding


class Contents:
    """The handbook and the interpretation that a line is about; nothing is read before it is asked for."""

    def __init__(self, line: "CommandLine", environment: "Mapping[str, str]") -> None:
        self.folder = paths.asked_for(line.options.get("folder"), environment, "ISHOJ_INDHOLD")
        self.interpretation = paths.asked_for(line.options.get("interpretation"), environment, "ISHOJ_TOLKNING")
        self.environment = environment
        self.repeat = line.repeat
        self.words = line.words
        self._read: tuple[Handbook | None, tuple[Finding, ...]] | None = None

    def read(self) -> "tuple[Handbook | None, tuple[Finding, ...]]":
        """Load the handbook: the compiled content, or the folder's YAML. Returns (handbook, ()) or (None, findings)."""
        if self._read is None:
            compiled = None if self.folder else compiled_content()
            if compiled:
                self._read = compiled, ()
            else:
                from ishoj_cli.content import load

                self._read = load.read(self.content_folder())
        return self._read

    def content_folder(self) -> str:
        """The folder that the content is read from."""
        return self.folder or str(paths.data_folder())

    @property
    def handbook(self) -> "Handbook | None":
        """The handbook without interpretation, or None if the content has faults."""
        return self.read()[0]

    def uninterpreted(self) -> "Handbook":
        """The handbook without a local interpretation; raises ContentError when it is faulty."""
        handbook, findings = self.read()
        if handbook is None:
            from ishoj_cli.content import load

            raise load.content_error(findings)
        return handbook

    def fault(self) -> "ContentError | None":
        """The ContentError for faulty content, or None."""
        try:
            self.uninterpreted()
        except ContentError as error:
            error.repeat = self.repeat
            return error
        return None

    def interpretation_file(self) -> str | None:
        """The path of the interpretation in use, or None if none was requested and the default file does not exist."""
        default = paths.default_file(self.environment, sys.platform)
        return self.interpretation or (None if paths.is_absent(default) else default)

    def shown(self, options: "Mapping[str, Any]", *, strict: bool = False) -> "Handbook":
        """The handbook as the options ask for it: with the local interpretation, without what is to be left out.

        When `strict`, raises FileError for a faulty interpretation, or a text in it that has no place; otherwise that
        is reported and left out.
        """
        handbook = self.uninterpreted()
        file = self.interpretation_file() if options["interpreted"] else None
        # If the default folder is not accessible, assume that there is no interpretation rather than warn on every
        # command.
        if file is not None and (self.interpretation or os.path.lexists(file)):
            handbook = self._interpreted(handbook, file, strict=strict)
        if not options.get("questions", True):
            handbook = handbook.without_questions()
        return handbook if options.get("keywords", True) else handbook.without_keywords()

    def _interpreted(self, handbook: "Handbook", file: str, *, strict: bool) -> "Handbook":
        """The handbook with the interpretation of a file applied, unless the file is faulty."""
        from ishoj_cli.content import interpretation
        from ishoj_cli.content.findings import first_lines, more_faults

        check = suggested_command("tjek", self.repeat)
        read, findings = interpretation.read_interpretation(file)
        if read is None:
            more = more_faults(findings)
            see = "Se dem alle" if more else "Se efter igen"
            if strict:
                hint = f"Ret jeres tolkning, eller udelad den med --uden-tolkning.{more} {see} med"
                raise FileError(str(findings[0]), hint=hint, command="tjek")
            write_message(f"{findings[0]}\nTeksten vises uden jeres tolkning.{more} {see} med: {check}")
            return handbook
        applied, warnings = interpretation.apply(handbook, read)
        wrong = [warning for warning in warnings if interpretation.NOT_COUNTED not in warning.what]
        if strict and wrong:
            hint = "Ret jeres tolkning, eller udelad den med --uden-tolkning. Se efter igen med"
            raise FileError(str(wrong[0].replace(level="fault")), hint=hint, command="tjek")
        for line in first_lines(warnings, check):
            write_message(line)
        return applied


def compiled_content() -> "Handbook | None":
    """The bundled content as the build compiled it into the wheel; a checkout has none and reads its YAML."""
    try:
        from ishoj_cli import compiled  # type: ignore[attr-defined,unused-ignore]
    except ImportError:
        return None
    handbook: Handbook = compiled.HANDBOOK
    return handbook
