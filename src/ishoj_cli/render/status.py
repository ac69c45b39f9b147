"""The status of a local interpretation as plain Danish lines: what is interpreted and what is not."""

from ishoj_cli.errors import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.content.interpretation import Status


def status_lines(status: "Status", *, aligned: bool, date: str | None = None) -> list[str]:
    """The lines of a status; `date` is its date as it is to be shown.

    With `aligned` the titles stand in a column, for a terminal; without it a line reads well to a screen reader.
    """
    lines = [f"Lokal tolkning: {status.workplace}{f', {date}' if date else ''}", f"Fil: {visible(status.file)}"]
    for heading, items in (("Tolket", status.done), ("Ikke tolket endnu", status.undone)):
        width = max((len(name) for name, _title in items), default=0)
        lines += ["", f"{heading} ({len(items)}){':' if items else ''}"]
        lines += [f"  {name.ljust(width)}  {title}" if aligned else f"{name}: {title}" for name, title in items]
    return lines
