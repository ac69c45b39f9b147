"""Builds the content into the wheel: as YAML, and compiled as `ishoj_cli.compiled`, a module that is read without YAML.

The content is `data/`, or the folder that the variable ISHOJ_BYG_INDHOLD names, for an organisation's own wheel
(docs/indhold.md). The templates of web pages are compiled too: Jinja2 takes longer to compile one than to fill it in.
The man page and the completion scripts are added too, in the places where systems look for them. What is made here is
never committed and never part of an editable install, so they can't be older than their sources.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildContent(BuildHookInterface[Any]):
    """Adds the content, the compiled modules, the man page and the completion scripts to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the content and add it to the wheel's files; faulty content stops the build."""
        if version == "editable":
            return
        sys.path[:0] = [str(Path(self.root, "src")), str(Path(self.root, "scripts"))]
        from make_man_page import man_page

        from ishoj_cli.cli.shells import completion_script
        from ishoj_cli.content.load import load
        from ishoj_cli.content.model import as_module
        from ishoj_cli.errors import IshojError
        from ishoj_cli.render.handout.html import TEMPLATES
        from ishoj_cli.render.handout.html import as_module as template_as_module

        bundled = Path(self.root, "data")
        content = Path(self.root, os.environ.get("ISHOJ_BYG_INDHOLD") or bundled)
        try:
            handbook = load(content)
            source = as_module(handbook)
        except IshojError as error:
            self.app.abort(str(error))
        self.folder = TemporaryDirectory()
        module = Path(self.folder.name, "compiled.py")
        module.write_text(source, encoding="utf-8")
        files = {module: "compiled.py"}
        for name in TEMPLATES:
            compiled = Path(self.folder.name, f"compiled_{name}.py")
            compiled.write_text(template_as_module(name), encoding="utf-8")
            files[compiled] = f"render/handout/{compiled.name}"
        files |= {file: f"data/{file.name}" for file in content.glob("[!.]*.yaml") if file.name != "tolkning.yaml"}
        shared = {
            "man/man1/ishoj.1": man_page(handbook),
            "bash-completion/completions/ishoj": completion_script("bash"),
            "zsh/site-functions/_ishoj": completion_script("zsh"),
            "fish/vendor_completions.d/ishoj.fish": completion_script("fish"),
        }
        for place, text in shared.items():
            made = Path(self.folder.name, "share", place)
            made.parent.mkdir(parents=True)
            made.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(made)] = f"share/{place}"
        build_data["force_include"] |= {str(file): f"ishoj_cli/{place}" for file, place in files.items()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary files."""
        if version != "editable":
            self.folder.cleanup()
