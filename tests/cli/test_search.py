"""The command `soeg`: hits where results go, messages where messages go, and a status that answers."""

import pytest


def test_no_hit_leaves_no_file_but_json_says_so(call, tmp_path):
    assert call("soeg", "xyzzyq", "-o", str(tmp_path / "a.txt")).status == 1
    assert list(tmp_path.iterdir()) == []
    assert call("soeg", "xyzzyq", "--json", "-o", str(tmp_path / "a.json")).status == 1
    assert '"hits": []' in (tmp_path / "a.json").read_text(encoding="utf-8")
    assert call("soeg", "xyzzyq", "-o", str(tmp_path / "b.json")).status == 1
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "status"), [("respekt", 0), ("tillid", 0), ("respket", 1), ("xyzzyq", 1), ("tillid --uden-emneord", 1)]
)
def test_the_status_alone_says_whether_the_text_has_it(call, words, status):
    assert call("soeg", "--findes", *words.split()) == (status, b"", b"")


def test_a_topic_word_is_reported_and_can_be_left_out(call, ok):
    assert "Fundet under emneordet »tillid«." in ok(call("soeg", "tillid", "-f", "tekst")).text
    assert [hit["why"] for hit in ok(call("soeg", "tillid", "--json")).json["hits"]] == ["topic"]
    assert call("soeg", "tillid", "--uden-emneord").status == 1


def test_a_guess_is_reported(call):
    result = call("soeg", "respket")
    assert (result.status, result.message) == (0, "ishoj: Ingen træf på »respket«. Mente du »Respekt«?\n")
    assert result.text.startswith("vaerdier/respekt\t")


def test_sections_and_a_limit_narrow_the_hits(call, ok):
    everywhere = ok(call("soeg", "løsninger")).text.splitlines()
    some = ok(call("soeg", "løsninger", "--sektion", "PERSPEKTIVER", "--sektion", "mission")).text.splitlines()
    assert {line.split("/")[0] for line in some} == {"perspektiver"}
    assert len(call("soeg", "løsninger", "--antal", "1").text.splitlines()) == 1 < len(everywhere)
    entry = ok(call("soeg", "løsninger", "--sektion", some[0].split("\t")[0])).text.splitlines()
    assert entry == some[:1]
    assert call("soeg", "løsninger", "--sektion", "vision").status == 1
    assert call("soeg", "løsninger", "--sektion", "noget").status == 2
    assert call("soeg", "løsninger", "--antal", "0").status == 2


@pytest.mark.parametrize("option", ["--uden-spoergsmaal", "--uden-tolkning"])
def test_what_is_left_out_is_not_searched(option, call, ok, tmp_path):
    file = tmp_path / "t.yaml"
    file.write_text("workplace: Her\ntexts:\n  mission: Vi hilser.\n", encoding="utf-8")
    word = "breve" if "spoerg" in option else "hilser"
    ok(call("soeg", word, "--tolkning", str(file)))
    assert call("soeg", word, "--tolkning", str(file), option).status == 1
