"""Where the content, its schemas and the local interpretation are on disk; cheap to import."""

import os

from ishoj_cli.errors import UsageError
from ishoj_cli.streams import file_name
from ishoj_cli.type_hints import Any, Mapping, Path

HANDBOOK_FILE = "handbook.yaml"
LOCAL_FILE = "tolkning.yaml"


def data_folder() -> "Path":
    """The folder of the bundled content: `ishoj_cli/data` when installed, `data` at the top of a checkout otherwise.

    Its files are read with `packaged` where the package is imported from a zip.
    """
    from pathlib import Path

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data")
    if is_zipped() or os.path.isfile(os.path.join(installed, HANDBOOK_FILE)):
        return Path(installed)
    return Path(os.path.dirname(os.path.dirname(package)), "data")


def is_zipped() -> bool:
    """Whether the package is imported from a zip, as from `ishoj.pyz`."""
    return hasattr(__spec__.loader, "archive")


def packaged(*names: str) -> bytes:
    """A file of the package, by the names of its folders and its own, also when the package is imported from a zip."""
    loader: Any = __spec__.loader  # `importlib.resources` takes long to import
    content: bytes = loader.get_data(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *names))
    return content


def schema(name: str) -> bytes:
    """The JSON Schema of a name, as a file."""
    return packaged("schemas", f"{name}.json")


QUOTATION_MARKS = ('""', "''", "””", "“”", "„“", "»«", "’’", "‘’")


def asked_for(option: str | None, environment: "Mapping[str, str]", variable: str) -> str | None:
    """The path that an option names, else a variable, stripped of surrounding spaces and quotation marks."""
    path = environment.get(variable, "").strip()
    quoted = len(path) > 1 and path[0] + path[-1] in QUOTATION_MARKS
    return file_name(option or (path[1:-1] if quoted else path)) or None


def default_file(environment: "Mapping[str, str]", platform: str) -> str:
    """`tolkning.yaml` in the user's configuration folder; `platform` is `sys.platform`.

    A test compares the folders with platformdirs, whose import would take longer than reading a section.
    Source for XDG_CONFIG_HOME, which must be absolute: the XDG Base Directory Specification.
    """
    xdg = environment.get("XDG_CONFIG_HOME", "").strip()
    if platform == "win32":
        folder = environment.get("LOCALAPPDATA", "").strip() or os.path.expanduser("~\\AppData\\Local")
    elif os.path.isabs(xdg):
        folder = xdg
    elif platform == "darwin":
        folder = os.path.expanduser("~/Library/Application Support")
    else:
        folder = os.path.expanduser("~/.config")
    return os.path.join(folder, "ishoj", LOCAL_FILE)


def chosen_file(asked: str | None, environment: "Mapping[str, str]", platform: str) -> str:
    """The interpretation that is asked for, else the default, whether or not it exists.

    Raises UsageError when the default is in a home folder that can't be found (`~` stays as it is).
    """
    default = default_file(environment, platform)
    if not asked and default.startswith("~"):
        raise UsageError("Din hjemmemappe kan ikke findes.", hint="Angiv filen med --tolkning FIL.")
    return asked or default


def is_absent(file: str) -> bool:
    """Whether there is no file of this name; False for one that can't be reached, which may be there."""
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        pass
    return False
