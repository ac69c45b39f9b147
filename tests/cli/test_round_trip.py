"""What comes out goes in, and every format carries every word."""

import re
import shutil

import pytest
import yaml

from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry
from ishoj_cli.content.paths import data_folder
from ishoj_cli.render import FORMATS, Layout, Page, renderer

ALL = {"questions_by", "source", "read_more"}  # beside texts and titles, what each format but tsv says


def words_in(texts) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text)}


def texts_of(record, names) -> list[str]:
    values = [getattr(record, name, None) or () for name in names]
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]


@pytest.fixture(params=["data", "example"])
def content(request, tmp_path, call):
    """A folder of content: ours, or another organisation's."""
    folder = tmp_path / "indhold"
    if request.param == "data":
        shutil.copytree(data_folder(), folder)
    else:
        assert call("tjek", "--ny", str(folder)).status == 0
    return folder


@pytest.mark.parametrize("format", FORMATS)
def test_every_word_of_the_content_is_in_every_format(content, format):
    handbook = load(content)
    said = words_in([renderer(format).render_page(Page(handbook, handbook.sections, whole=True), Layout(width=1000))])
    parts = [part for _id, _title, part in handbook.parts()]
    own = {"title", "text", "lead", "closing"}
    for part in parts:
        assert words_in(texts_of(part, own)) <= said
    if format != "tsv":
        firsts = [part.questions[0] for part in parts if part.questions]
        named = texts_of(handbook, (*own, *ALL)) + [text for part in parts for text in texts_of(part, ALL)]
        assert words_in([*firsts, *named]) <= said
    if format == "json":
        everything = [text for part in parts for text in texts_of(part, ("questions", "summary"))]
        assert words_in(everything) <= said


def test_every_id_that_is_printed_is_understood(content, call, ok):
    options = ["--indhold", str(content)]
    rows = [line.split("\t") for line in ok(call("liste", *options)).text.splitlines()]
    document = ok(call("liste", "--json", *options)).json
    assert [item["id"] for item in document["items"]] == [row[0] for row in rows]
    whole = [line.split("\t") for line in ok(call("alt", "-f", "tsv", *options)).text.splitlines()]
    assert [row[:2] for row in whole] == rows
    sheet = ["-f", "markdown", "-o", "-", *options]
    assert ok(call("handout", "alt", *sheet)) == call("handout", *sheet)
    for row in whole:
        assert row in [line.split("\t") for line in ok(call(row[0], "-f", "tsv", *options)).text.splitlines()]
        handout = ok(call("handout", row[0], "-f", "markdown", "-o", "-", *options)).text
        assert words_in([row[1]]) <= words_in([handout])
        found = call("soeg", row[1], "--sektion", row[0], *options)
        assert row[0] in [line.split("\t")[0] for line in found.text.splitlines()]


def test_a_section_of_the_json_is_content(content, call, ok, tmp_path):
    document = ok(call("alt", "--json", "--indhold", str(content))).json
    folder = tmp_path / "fra-json"
    folder.mkdir()

    def kept(record):
        return {key: value for key, value in record.items() if key != "local" and value not in (None, [])}

    for section in document["sections"]:
        entries = [kept(entry) for entry in section["entries"]]
        text = yaml.safe_dump(kept({**section, "entries": entries}), allow_unicode=True, sort_keys=False)
        file = folder / f"{section['id']}.yaml"
        file.write_text(text, encoding="utf-8")
        assert ok(call("tjek", str(file))).text.startswith("Ingen fejl")
    shutil.copy(content / "handbook.yaml", folder)
    read, written = load(folder), load(content)
    own = {"aliases": (), "keywords": ()}  # are for finding, and no part of what is read

    def shown(section):
        entries = tuple(Entry(**{**vars(entry), "keywords": ()}) for entry in section.entries)
        return section.replace(entries=entries, **own)

    assert [*map(shown, read.sections)] == [*map(shown, written.sections)]


@pytest.mark.parametrize(
    ("kind", "format"),
    [(kind, format) for kind in ("ark", "kort", "arbejdsark") for format in ("html", "markdown")][:-1],
)
def test_every_section_and_entry_of_a_handout_has_an_anchor(content, format, kind, call, ok):
    handbook = load(content)
    line = ["handout", "--type", kind, "-f", format, "-o", "-", "--indhold", str(content)]
    entries = [f"{section.id}/{entry.id}" for section in handbook.sections for entry in section.entries]
    named = [] if kind == "ark" else [section.id for section in handbook.sections if section.entries]
    text = ok(call(*line, *named)).text
    for id_ in [id_ for id_, _title in handbook.items()] if kind == "ark" else named + entries:
        assert text.count(f' id="{id_}"') == 1
    for id_ in entries:
        assert ok(call(*line, id_)).text.count(f' id="{id_}"') == 1


def test_of_whatever_is_read_the_same_can_be_printed(content, call, ok):
    handbook = load(content)
    chosen = ["--indhold", str(content), "-o", "x.pdf"]
    for id_ in ok(call("liste", "-f", "tsv", *chosen[:2])).text.splitlines():
        address = id_.partition("\t")[0]
        for words in ([address], address.split("/")):
            assert f"\nSkriv: ishoj handout {address} -o x.pdf" in call(*words, *chosen).message
    section = handbook.featured_section().id
    assert f"\nSkriv: ishoj handout {section}/" in call("dagens", *chosen).message
    assert call(section, "nej", *chosen).message.startswith("ishoj: Intet punkt i ")
