"""Compiles `data/` into the wheel as the module `ishoj_cli.compiled`, so that a read starts without YAML.

The module is never committed and never part of an editable install: it can't be older than its content.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Adds the compiled content to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the content and write it as constructor calls; faulty content stops the build."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from ishoj_cli.content.load import load
        from ishoj_cli.content.model import as_module

        self.folder = TemporaryDirectory()
        module = Path(self.folder.name, "compiled.py")
        module.write_text(as_module(load(Path(self.root, "data"))), encoding="utf-8")
        build_data["force_include"][str(module)] = "ishoj_cli/compiled.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary module."""
        if version != "editable":
            self.folder.cleanup()
