"""Help and usage errors: Danish, made from the table, fit for the screen and for reading aloud."""

import pytest

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
        "Tilvalg\n  -f, --format FORMAT  Vis som terminal, tekst, markdown, tsv eller json.\n"
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


def test_help_offers_only_options_that_change_something(call, ok):
    assert "--uden-spoergsmaal" in ok(call("alt", "-h")).text
    assert "--uden-spoergsmaal" not in ok(call("liste", "-h")).text
    assert "--uden-tolkning" not in ok(call("tolkning", "-h")).text
    for option in ("--farve", "--bredde", "--uden-spoergsmaal"):
        assert option not in ok(call("tjek", "-h")).text
    ok(call("liste", "--uden-spoergsmaal"))


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
        ("folgeskab", "Kommandoen »folgeskab« findes ikke. Mente du »foelgeskab«?", "-h"),
        ("vaerdier -1", "»-1« kan ikke bruges med »ishoj vaerdier«.", "vaerdier -h"),
        ("qqqqq --indhold data", "Kommandoen »qqqqq« findes ikke.", "-h --indhold data"),
        ("Respekt", "Kommandoen »Respekt« findes ikke. Mente du »ishoj vaerdier respekt«?", "-h"),
    ],
)
def test_a_usage_error_says_what_is_wrong_and_where_help_is(line, said, advised, call, pytestconfig, monkeypatch):
    monkeypatch.chdir(pytestconfig.rootpath)
    result = call(*line.split(" "))
    assert (result.status, result.out) == (2, b"")
    advice = f"Se hjælpen med: ishoj {advised}" if advised else "Vis det hele med: ishoj vaerdier"
    assert result.message == f"ishoj: {said}\n{advice}\n"


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
