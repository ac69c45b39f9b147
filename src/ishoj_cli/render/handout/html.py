"""Handouts as web pages: one file that contains its style sheet, requests nothing and prints well."""

from ishoj_cli.content.lists import grouped
from ishoj_cli.render.handout import labels, optional_module, template
from ishoj_cli.render.handout.kit import PAGES, pages
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.page import QUESTION, has_questions, is_right_to_left, more_line, turn_line
from ishoj_cli.type_hints import Any

TEMPLATES = ("sheet", "kit", "page")


def render(handout: "Handout") -> bytes:
    """The handout as one self-contained HTML document, in Danish.

    The template engine escapes all content. Raises `IshojError` when Jinja2 is missing.
    """
    environment = _environment()
    is_kit = handout.kind in PAGES
    imprint = [labels.imprint(handout.handbook)]
    if handout.kind == "arbejdsark" and has_questions(handout.sections):  # it has no colophon on paper
        imprint.append(labels.questions_legend(handout.handbook))
    rendered: str = environment.get_template("kit" if is_kit else "sheet").render(
        labels=labels,
        grouped=grouped,
        questions_label=QUESTION,
        turn_line=turn_line,
        more_line=more_line,
        workplace=labels.workplace_line(handout.handbook),
        imprint=css_string("\n".join(imprint)),
        handout=handout,
        pages=pages(handout) if is_kit else (),
    )
    return f"{rendered}\n".encode()


def _environment() -> "Any":
    jinja2 = optional_module("jinja2", "html")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        loader=_Loader(),
    )
    environment.tests["leftward"] = is_right_to_left
    return environment


class _Loader:
    """Loads templates; not a subclass of Jinja2's loader, since Jinja2 is optional."""

    def load(self, environment: "Any", name: str, globals: "Any") -> "Any":
        """Load a template: compiled in the wheel if that matches the installed Jinja2, otherwise its source."""
        from importlib import import_module

        from jinja2.bccache import bc_version

        try:
            module: Any = import_module(f"ishoj_cli.render.handout.compiled_{name}")
        except ImportError:
            module = None
        if module and bc_version == module.BC_VERSION:
            return environment.template_class.from_module_dict(environment, vars(module), globals)
        return environment.from_string(template(f"{name}.html").decode(), globals)


def as_module(name: str) -> str:
    """The source of a Python module that is a compiled template, with the version of Jinja2's bytecode."""
    from jinja2.bccache import bc_version

    source: str = _environment().compile(template(f"{name}.html").decode(), raw=True, defer_init=True)
    return f"{source}\nBC_VERSION = {bc_version}\n"


def css_string(text: str) -> str:
    """Text as an ASCII string literal of CSS, with all but letters and digits escaped by code point.

    Nothing in it can end the string, the style element or the page, so the template does not escape it again.
    """
    escaped = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(escaped)}"'
