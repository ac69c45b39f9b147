"""Programs that we start for the user: an editor, a pager, a viewer; always without a shell."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def command_words(line: str, platform: str) -> list[str]:
    """A command as the user set it, parted as a shell would; ValueError for a quotation mark that isn't closed.

    On Windows a backslash parts folders and nothing else.
    """
    import shlex

    words = shlex.split(line, posix=platform != "win32")
    return [word.strip('"') for word in words] if platform == "win32" else words


def find_program(name: str, environment: "Mapping[str, str]", platform: str) -> str | None:
    """A program on the path by its whole name; on Windows never one that happens to lie in the current folder."""
    import shutil

    found = shutil.which(name, path=environment.get("PATH"))
    planted = platform == "win32" and found and not os.path.dirname(name) and not os.path.isabs(found)
    return None if planted else found
