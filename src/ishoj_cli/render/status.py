"""The status of a local interpretation as plain Danish lines: what is interpreted and what is not."""

from ishoj_cli.errors import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Handbook


def status_lines(
    handbook: "Handbook", file: str, status: "Sequence[tuple[str, str, bool]]", *, aligned: bool, date: str | None
) -> list[str]:
    """The lines about the interpretation in `file` that was applied to a handbook.

    `status` is what `content.interpretation.status` gives, `date` the interpretation's date as it is to be shown. With
    `aligned` the titles stand in a column, for a terminal; without it a line reads well to a screen reader.
    """
    lines = [f"Lokal tolkning: {handbook.workplace}{f', {date}' if date else ''}", f"Fil: {visible(file)}"]
    for heading, wanted in (("Tolket", True), ("Ikke tolket endnu", False)):
        items = [(name, title) for name, title, interpreted in status if interpreted is wanted]
        width = max((len(name) for name, _title in items), default=0)
        lines += ["", f"{heading} ({len(items)}){':' if items else ''}"]
        lines += [f"  {name.ljust(width)}  {title}" if aligned else f"{name}: {title}" for name, title in items]
    return lines
