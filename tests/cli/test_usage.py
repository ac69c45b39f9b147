"""Help and usage errors: Danish, made from the table, fit for the screen and for reading aloud."""

import pytest

from ishoj_cli import errors
from ishoj_cli.cli.parser import parse
from ishoj_cli.cli.suggestions import words_for_commands
from ishoj_cli.cli.table import COMPLETION, HIDDEN_COMMANDS, PROGRAM, READING, builtin, command_of_section, commands
from ishoj_cli.cli.usage import SEE_SHARED
from ishoj_cli.content.paths import data_folder

EXAMPLE = "tjek --ny indhold"


def test_the_help_of_a_command(call, ok):
    page = ok(call("grundlag", "-h")).text
    assert page.startswith(
        "Grundlag for Lederskab & Følgeskab\n\n"
        "Eksempler\n"
        "  ishoj grundlag         læs det hele\n"
        "  ishoj grundlag 3       kun nummer 3\n"
        "  ishoj grundlag rundt   kun »Ledelse hele vejen rundt«\n"
        "  ishoj grundlag --json  til scripts\n\n"
        "Brug\n  ishoj grundlag [PUNKT] [TILVALG]\n\n"
        "Punkter\n"
        "  perspektiver  De fire perspektiver\n"
        "  lederskab     Lederskab/Følgeskab\n"
        "  rundt         Ledelse hele vejen rundt\n\n"
        "Tilvalg\n  ishoj hjaelp tilvalg  se de tilvalg, som er fælles for kommandoerne\n"
    )
    assert "Punkter" not in ok(call("mission", "-h")).text
    assert "\n  ishoj mission [TILVALG]\n" in ok(call("mission", "-h")).text


@pytest.mark.parametrize("line", ["-h", "vaerdier -h", "soeg --hjælp", "--HELP handout", "alt -h --ukendt"])
def test_the_help_is_as_wide_as_the_screen_or_as_was_asked_for(line, call, ok, monkeypatch):
    assert max(map(len, ok(call("--bredde", "30", *line.split())).text.splitlines())) <= 30
    monkeypatch.setenv("COLUMNS", "30")
    assert max(map(len, ok(call(*line.split())).text.splitlines())) <= 30


def test_the_help_is_as_colourful_as_was_asked_for(call, ok, monkeypatch):
    assert ok(call("vision", "-h", "--farve", "altid")).text.startswith("\x1b[1;38;5;29m")
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b" in ok(call("vision", "-h")).text
    assert "\x1b" not in ok(call("vision", "-h", "--farve", "aldrig")).text


@pytest.mark.parametrize("asked", ["hjaelp", "hjælp", "Help"])
def test_help_is_a_command_too(asked, call, ok, real):
    assert ok(call(asked)) == call("-h")
    for command in commands(real):
        assert ok(call(asked, command.name)) == call(command.name, "-h")
    assert ok(call(asked, "tilvalg")).text.count("  --") + 4 == len((*READING, *COMPLETION))
    assert ok(call(asked, "værdier/respekt")) == call("vaerdier", "-h")
    assert call(asked, "nej").message == call("nej").message
    assert call(asked, "--json").status == 2


def test_help_tells_the_options_of_a_command_and_where_the_shared_ones_are(call, ok, real):
    for command in commands(real):
        page = ok(call(command.name, "-h")).text
        assert f"ishoj {SEE_SHARED}" in page
        for option in command.options:
            assert (f"  {option.typed} " in page) == (option not in READING)


def many(folder, count, summary):
    """Content of many sections, the first with as many entries."""
    for number in range(count):
        entries = "".join(f"  - {{id: p-{n}, title: Punkt {n}}}\n" for n in range(count)) if number == 0 else ""
        text = f"id: a-{number}\ntitle: A{number}\nsummary: {summary}\n" + (f"entries:\n{entries}" if entries else "")
        (folder / f"a-{number}.yaml").write_text(text, encoding="utf-8")
    ids = ", ".join(f"a-{number}" for number in range(count))
    head = f"title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [{ids}]\n"
    (folder / "handbook.yaml").write_text(head, encoding="utf-8")


@pytest.mark.parametrize("accessible", ["", "1"])
@pytest.mark.parametrize("summary", ["kort", "et langt resumé " * 8])
@pytest.mark.parametrize("count", [1, 8, 40])
def test_every_help_is_a_screen(count, summary, accessible, call, ok, real, tmp_path, monkeypatch):
    monkeypatch.setenv("ACCESSIBLE", accessible)
    many(tmp_path, count, summary)
    for words in ([], *([command.name] for command in commands(real))):
        assert len(ok(call(*words, "-h")).text.splitlines()) <= 24
    monkeypatch.setenv("ISHOJ_INDHOLD", str(tmp_path))
    for words in ([], ["a-0"], ["handout"], ["soeg"]):
        page = ok(call(*words, "-h")).text
        assert len(page.splitlines()) <= 24
        if words in ([], ["a-0"]) and count == 40:
            assert page.count("til: ishoj liste") == 1
    monkeypatch.setenv("ISHOJ_INDHOLD", str(data_folder()))
    front = ok(call("-h", "--uden-tolkning")).text
    assert all(section.summary in front for section in real.sections)


def test_help_can_be_read_aloud(call, ok, monkeypatch):
    columns = ok(call("vaerdier", "-h")).text
    monkeypatch.setenv("ACCESSIBLE", "1")
    aloud = ok(call("vaerdier", "-h")).text
    assert "\nEksempler:\nishoj vaerdier: læs det hele\n" in aloud
    assert "\nBrug:\nishoj vaerdier [PUNKT] [TILVALG]\n\nPunkter:\ntrovaerdighed: Troværdighed\n" in aloud
    assert "  " not in aloud
    assert aloud.replace(":", "").split() == columns.replace(":", "").split()


def test_who_asks_for_help_gets_it_after_a_mistake_too(call):
    asked = call("vaerdier", "-h")
    assert call("vaerdier", "--ukendt", "-h") == call("vaerdier", "--bredde", "x", "--farve", "x", "-h") == asked
    assert call("vaerdier", "-o", "-h") == asked
    assert call("vaerdier", "--ukendt", "--", "-h").status == 2


@pytest.mark.parametrize(
    ("line", "said", "advised"),
    [
        ("alt --format", "--format mangler en værdi: --format FORMAT.", "alt -h"),
        ("vaerdier -o --json", "-o mangler en værdi: -o FIL.", "vaerdier -h"),
        ("--indhold --ukendt alt", "--indhold mangler en værdi: --indhold MAPPE.", "alt -h"),
        ("alt --json=ja", "--json tager ingen værdi.", "alt -h"),
        ("alt --formt x", "»--formt« kan ikke bruges med »ishoj alt«. Mente du »--format«?", "alt -h"),
        ("alt --FORMT=x", "»--FORMT« kan ikke bruges med »ishoj alt«. Mente du »--format«?", "alt -h"),
        ("alt -q", "»-q« kan ikke bruges med »ishoj alt«.", "alt -h"),
        ("--q alt", "»--q« kan ikke bruges med »ishoj«.", "-h"),
        ("alt --\x1b", "»--\\x1b« kan ikke bruges med »ishoj alt«.", "alt -h"),
        ("vaerdier ", "Navnet på et punkt kan ikke være tomt.", None),
        ("liste noget", "»noget« kan ikke bruges her: »ishoj liste« tager ikke flere ord.", "liste -h"),
        ("tolkning vis noget", "»noget« kan ikke bruges her: »ishoj tolkning« tager ikke flere ord.", "tolkning -h"),
        ("vaerdir", "Kommandoen »vaerdir« findes ikke. Mente du »vaerdier«?", "-h"),
        ("vaerdier -1", "»-1« kan ikke bruges med »ishoj vaerdier«.", "vaerdier -h"),
        ("qqqqq --indhold data", "Kommandoen »qqqqq« findes ikke.", "-h --indhold data"),
    ],
)
def test_a_usage_error_says_what_is_wrong_and_where_help_is(line, said, advised, call, pytestconfig, monkeypatch):
    monkeypatch.chdir(pytestconfig.rootpath)
    result = call(*line.split(" "))
    assert (result.status, result.out) == (2, b"")
    advice = f"Se hjælpen med: ishoj {advised}" if advised else "Vis det hele med: ishoj vaerdier"
    assert result.message == f"ishoj: {said}\n{advice}\n"


@pytest.mark.parametrize(
    ("line", "said", "advised"),
    [
        ("folgeskab", " Mente du »foelgeskab«?", "Søg i teksten med: ishoj soeg folgeskab"),
        ("Respekt", " Mente du »ishoj vaerdier respekt«?", "Søg i teksten med: ishoj soeg Respekt"),
        ("hvad er ansvar", "", "Søg i teksten med: ishoj soeg hvad er ansvar"),
        ("list", " Mente du »liste«?", "Skriv: ishoj liste"),
        ("hvad er qqqq", "", "Se hjælpen med: ishoj -h"),
        ("x" * 70, "", "Se hjælpen med: ishoj -h"),
        ("print", "", "Skriv: ishoj handout"),
        ("print vaerdier", "", "Skriv: ishoj handout vaerdier"),
        ("udskriv noget", "", "Skriv: ishoj handout"),
        ("find tillid", "", "Skriv: ishoj soeg tillid"),
        ("search", "", "Skriv: ishoj soeg respekt"),
        ("vis vaerdier/respekt", "", "Skriv: ishoj vaerdier/respekt"),
        ("åbn", "", "Skriv: ishoj alt"),
        ("show respekt", "", "Skriv: ishoj soeg respekt"),
        ("i dag", "", "Skriv: ishoj dagens"),
        ("values", "", "Skriv: ishoj vaerdier"),
        ("check fil.yaml", "", "Skriv: ishoj tjek fil.yaml"),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_what_was_meant(line, said, advised, call):
    result = call(*line.split(" "))
    assert (result.status, result.out) == (2, b"")
    what = f"Kommandoen »{line.split(' ')[0]}« findes ikke."
    assert result.message.endswith(f"{said}\n{advised}\n")
    assert len(line) > 60 or result.message.startswith(f"ishoj: {what}")


def test_what_stands_for_a_word_is_a_line_that_is_understood(real, call):
    for command, words in words_for_commands().items():
        for word in words:
            line = word.split("|")
            assert command_of_section(line[0], real) is builtin(line[0]) is None
            advised = call(*line).message.splitlines()[-1].removeprefix("Skriv: ishoj").split()
            assert advised[: len(command.split())] == command.split()
        name = parse(advised).command
        found = PROGRAM if name is None else builtin(name) or command_of_section(name, real) or HIDDEN_COMMANDS[name]
        assert parse(advised).understood
        assert found.takes(parse(advised).words)


def test_a_word_for_a_section_that_other_content_does_not_have_is_unknown(call, tmp_path):
    many(tmp_path, 1, "kort")
    assert "Se hjælpen med" in call("values", "--indhold", str(tmp_path)).message


@pytest.mark.parametrize(
    ("line", "said", "advised"),
    [
        (["alt", "—json"], "tankestreg", "alt --json"),
        (["–f", "tsv", "alt"], "tankestreg", "-f tsv alt"),
        (["alt", "−-bredde=40"], "tankestreg", "alt --bredde=40"),
        (["alt", "--bredde\u00a040"], "hårdt mellemrum", "alt --bredde 40"),
        (["vaerdier\u00a0respekt"], "hårdt mellemrum", "vaerdier respekt"),
        (["-o\u202fa b.md", "alt"], "hårdt mellemrum", "-o a b.md alt"),
        (["vaerdier", "respekt\u00a0--json"], "hårdt mellemrum", "vaerdier respekt --json"),
    ],
)
def test_what_a_word_processor_writes_is_named_with_the_line_to_type(line, said, advised, call):
    result = call(*line)
    assert (result.status, result.out) == (2, b"")
    assert said in result.message
    assert result.message.endswith(f"\nSkriv: ishoj {advised}\n")


@pytest.mark.parametrize(
    ("line", "advised"),
    [
        (["vaerdier respekt"], "vaerdier respekt"),
        (["tjek a/b.yaml"], "tjek a/b.yaml"),
        (["soeg ansvar", "--antal", "1"], "soeg ansvar"),
    ],
)
def test_a_command_in_quotation_marks_with_its_words_is_suggested_without(line, advised, call):
    result = call(*line)
    assert (result.status, result.out) == (2, b"")
    assert result.message.endswith(f"\nSkriv: ishoj {advised}\n")


def test_dashes_and_hard_spaces_are_text_everywhere_else(call, ok):
    ok(call("vaerdier", "sund\u00a0fornuft"))
    ok(call("de\u00a0fire\u00a0perspektiver"))
    assert call("soeg", "—", "ansvar").status == 0
    assert call("soeg", "--", "—json").status == 1
    assert "hårdt" not in call("nej\u00a0tak").message


@pytest.mark.parametrize("option", ["--tolkning FIL", "--tolkning=FIL", "--json", "--uden-tolkning", "-f tsv"])
@pytest.mark.parametrize("command", ["vaerdier", "soeg respekt"])
def test_an_option_before_the_command_is_the_commands(option, command, call, tmp_path):
    file = tmp_path / "tolkning.yaml"
    file.write_text("workplace: Her\ntexts:\n  mission: Ja.\n", encoding="utf-8")
    words = option.replace("FIL", str(file)).split()
    before, after = call(*words, *command.split()), call(*command.split(), *words)
    assert before == after
    assert before.status == 0


def test_every_command_gives_the_version(call, ok):
    assert ok(call("vaerdier", "-V")) == ok(call("-V")) == ok(call("tolkning", "--version"))
    assert call("-V").text.startswith("ishoj ")


def test_other_content_makes_other_commands(call, ok, home, monkeypatch):
    monkeypatch.chdir(home)
    assert call(*EXAMPLE.split()).status == 0
    page = ok(call("--indhold", "indhold", "-h")).text
    assert page.startswith("Sådan arbejder vi i Eksempel Kommune\n")
    assert "ishoj vaerdier respekt --indhold indhold" in page
    assert "mission" not in page
    assert ok(call("--indhold", "indhold", "hvorfor")).text.startswith("Formål\n")
    assert call("mission", "--indhold", "indhold").status == 2


def test_content_without_entries_has_examples_all_the_same(call, ok, home):
    (home / "a.yaml").write_text("id: a\ntitle: A\nlead: Ja.\n", encoding="utf-8")
    handbook = "title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [a]\n"
    (home / "handbook.yaml").write_text(handbook, encoding="utf-8")
    for words in ([], ["a"], ["soeg"], ["handout"]):
        assert "Eksempler" in ok(call(*words, "-h", "--indhold", str(home))).text
    nothing = b"ishoj: Der er ingen punkter at v\xc3\xa6lge dagens punkt fra.\n"
    assert call("dagens", "--indhold", str(home)) == (1, b"", nothing)


def test_with_faulty_content_help_and_check_still_work(call, home):
    for words in (["-h"], ["-V"]):
        result = call(*words, "--indhold", "nowhere")
        assert result.status == 0
        assert result.text.startswith(("Slå op, hvordan vi arbejder\n", "ishoj "))
        assert result.message.startswith("ishoj: nowhere: mappen findes ikke;")
    for words in (["vaerdier"], [], ["alt"], ["soeg", "x"], ["noget"]):
        result = call("--indhold", "nowhere", *words)
        assert (result.status, result.out) == (2, b"")
        assert "mappen findes ikke" in result.message
    assert call("tjek", "--indhold", "nowhere").status != 0


def test_what_started_the_program_is_suggested_and_told_in_its_help(call, ok, monkeypatch):
    monkeypatch.setattr(errors, "started_as", "py S:\\ishoj.pyz")
    assert call("vaerdir").message.endswith("\nSe hjælpen med: py S:\\ishoj.pyz -h\n")
    assert "py S:\\ishoj.pyz i stedet for ishoj" in " ".join(ok(call("-h")).text.split())
    assert "py S:" not in ok(call("vaerdier", "-h")).text
