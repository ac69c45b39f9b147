"""One name, every spelling; options before and after; help anywhere."""

from unicodedata import normalize

import pytest

SECTIONS = ["vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt"]
OTHERS = ["alt", "liste", "dagens", "soeg", "handout", "tolkning", "tjek"]


def test_the_installed_program_answers_as_main_does(ishoj, call, world):
    for words in ([], ["vaerdier"], ["VÆRDIER", "Åbenhed"], ["vaerdir"], ["liste", "--json"], ["soeg", "x\udcff"]):
        assert ishoj(*words) == call(*words)
    code = "import runpy; sys.argv[0] = 'ishoj'; runpy.run_module('ishoj_cli', run_name='__main__')"
    for words in (["vaerdier"], ["vaerdir"]):
        assert world.script(code, *words) == call(*words)


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_every_spelling_typed_in_a_shell_gives_the_same_bytes(ishoj, locale):
    expected = ishoj("vaerdier", "aabenhed")
    for words in (("værdier", "åbenhed"), [normalize("NFD", word) for word in ("værdier", "Åbenhed")], ("Værdi", "3")):
        assert ishoj(*map(str.encode, words), **locale) == expected


def test_every_id_that_is_printed_can_be_typed_back(bash, call):
    for printed in ("ishoj liste", "ishoj soeg vi -f tsv", "ishoj alt -f tsv"):
        ids = bash(f"{printed} | cut -f1").text.splitlines()
        shown = bash(f"{printed} | cut -f1 | while read -r id; do ishoj $id; done")
        assert (shown.status, shown.err) == (0, b"")
        assert shown.out == b"".join(call(id_).out for id_ in ids)
        for id_ in ids:
            assert call(id_) == call(*id_.split("/"))


@pytest.mark.parametrize(
    "words",
    [
        ["vaerdier", "klare-budskaber"],
        ["værdier", "klare budskaber"],
        ["VÆRDIER", "KLARE", "BUDSKABER"],
        ["Vaerdi", "Klare_Budskaber"],
        ["va\u0308rdier", "6"],
        ["v\u00e4rdier", "budskab"],
        ["vaerdier/klare-budskaber"],
        ["Værdier/6"],
        ["vaerdier", "den", "sjette"],
        ["vaerdier", "nr.", "6"],
    ],
)
def test_every_spelling_of_a_name_and_an_entry(call, ok, words):
    assert ok(call(*words)) == call("vaerdier", "klare-budskaber")
    assert call(*words).text.startswith("Klare budskaber\n")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["PERSPEKTIVER", "fremtiden"], "have blik for fremtiden"),
        (["vaerdier", "5"], "Respekt"),
        (["De fire perspektiver"], "De fire perspektiver"),
        (["politik"], "Personalepolitik"),
        (["CYKLUS"], "Personalepolitik"),
        (["følgeskab"], "Lederskab/Følgeskab"),
        (["Lederskab/Følgeskab"], "Lederskab/Følgeskab"),
        (["grundlag", "1"], "De fire perspektiver"),
        (["grundlag", "lederskab"], "Lederskab/Følgeskab"),
        (["LISTE"], "vision\tVision"),
        (["Alt"], "Sådan arbejder vi i Ishøj Kommune"),
        (["SØG", "ansvarlighed", "-f", "tekst"], None),
    ],
)
def test_names_of_sections_entries_and_commands(call, ok, words, title):
    first = ok(call(*words)).text.splitlines()[0]
    assert title is None or first == title


def test_a_subsection_asked_for_by_its_whole_is_the_subsection(call):
    assert call("grundlag", "rundt") == call("rundt")


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "vaerdier", "respekt"],
        ["vaerdier", "--json", "respekt"],
        ["vaerdier", "respekt", "--json"],
        ["--format", "json", "vaerdier", "respekt"],
        ["-f", "JSON", "vaerdier", "respekt"],
        ["-fjson", "vaerdier", "respekt"],
        ["vaerdier", "respekt", "--format=json"],
        ["vaerdier", "--FORMAT", "json", "respekt"],
        ["vaerdier", "--json", "--", "respekt"],
        ["-f", "tsv", "vaerdier", "respekt", "-f", "json"],
        ["--json", "vaerdier", "respekt", "--json"],
    ],
)
def test_options_come_before_or_after(call, ok, words):
    assert ok(call(*words)).json["sections"][0]["entries"][0]["id"] == "respekt"


@pytest.mark.parametrize("option", ["--uden-spoergsmaal", "--uden-spørgsmål", "--UDEN-SPØRGSMÅL"])
def test_options_have_every_spelling(call, ok, option):
    for words in ([option, "vaerdier"], ["vaerdier", option]):
        assert "dialog" not in ok(call(*words)).text


def test_what_was_asked_before_holds_for_every_option(call, ok, tmp_path):
    ok(call("-o", str(tmp_path / "a.md"), "vaerdier"))
    assert call("-o", str(tmp_path / "a.md"), "vaerdier").status == 2
    ok(call("--overskriv", "-o", str(tmp_path / "a.md"), "vaerdier"))
    assert ok(call("--farve", "altid", "vaerdier")).out == ok(call("vaerdier", "--farve", "altid")).out
    assert ok(call("--bredde", "30", "-f", "terminal", "alt")) == ok(call("alt", "-f", "terminal", "--bredde", "30"))


@pytest.mark.parametrize("name", [None, *SECTIONS, *OTHERS])
def test_help_works_everywhere_also_last(call, ok, name):
    before = [name] if name else []
    expected = ok(call(*before, "-h"))
    assert expected.text.index("Eksempler") < expected.text.index("Brug") < expected.text.index("ilvalg")
    for asked in ("--help", "--hjælp", "--hjaelp", "--HJÆLP"):
        assert call(*before, asked) == expected
    assert call(*before, "--uden-spoergsmaal", "-h") == expected
    if name in SECTIONS:
        assert call(name, "noget", "-h") == expected


def test_help_before_a_command_is_the_commands(call):
    assert call("-h", "vaerdier") == call("vaerdier", "-h")


def test_the_help_names_every_command(call):
    lines = call("-h").text.splitlines()
    named = [name for name in SECTIONS if any(line.startswith(f"  {name} ") for line in lines)]
    assert named == list(SECTIONS)[: len(named)]
    assert len(named) == len(SECTIONS) or f"  …{' ' * 16}" in "\n".join(lines)
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in OTHERS)
    for asked in (["hjaelp"], ["hjælp"], ["HELP"]):
        assert call(*asked).text.splitlines() == lines
    assert call("version") == call("-V")


def test_the_version_says_the_edition_of_the_content(call, ok):
    for words in (["-V"], ["--VERSION"], ["-V", "vaerdier"]):
        assert ok(call(*words)).text.splitlines()[1].startswith("Indhold: udgaven fra ")


@pytest.mark.parametrize("name", ["vaerdir", "visionn", "persepktiver", "persnalepolitik", "list"])
def test_a_name_that_only_looks_alike_is_asked_about_and_never_run(call, name):
    result = call(name)
    assert (result.status, result.out) == (2, b"")
    assert "Mente du »" in result.message


def test_the_front_page_leads_a_newcomer_to_the_perspectives(call, ok):
    line = next(line for line in ok(call()).text.splitlines() if "perspektiver" in line.lower())
    assert "skabe mere og bedre for mindre" in ok(call(line.split(":")[0])).text
