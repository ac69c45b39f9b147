"""An organisation's own wheel, built by the command of docs/indhold.md: its content is compiled in place of ours."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import ishoj_cli

ROOT = Path(__file__).resolve().parents[2]
READ_WITHOUT_YAML = """
import sys
from ishoj_cli.main import main
status = main(["vaerdier"])
sys.exit("reading imported yaml" if "yaml" in sys.modules else status)
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of content, with an interpretation beside it that is nobody else's."""
    folder = shutil.copytree(Path(ishoj_cli.__file__).parent / "example", tmp_path / "vores")
    (folder / "tolkning.yaml").write_text("workplace: Biblioteket\ntexts:\n  vaerdier: Hos os.\n", encoding="utf-8")
    return folder


def build(content: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel with this content, by the build's own backend, since pip would fetch it anew."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    variables = {**os.environ, "ISHOJ_BYG_INDHOLD": str(content), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, encoding="utf-8")


def test_it_reads_its_own_content_without_yaml(own: Path, tmp_path: Path) -> None:
    built = build(own, tmp_path)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(tmp_path.glob("ishoj-*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    templates = Path(tmp_path, "site", "ishoj_cli", "render", "handout")
    compiled = sorted(file.name for file in templates.glob("compiled_*"))
    assert compiled == ["compiled_kit.py", "compiled_page.py", "compiled_sheet.py"]
    data = tmp_path / "site" / "ishoj_cli" / "data"
    assert {file.name for file in data.iterdir()} == {"formaal.yaml", "handbook.yaml", "vaerdier.yaml"}
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    variables = {**os.environ, **home, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-c", READ_WITHOUT_YAML]
    read = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8")
    assert (read.returncode, read.stderr) == (0, "")
    assert "Klar tale" in read.stdout


def test_faulty_content_stops_the_build(own: Path, tmp_path: Path) -> None:
    faulty = own / "formaal.yaml"
    faulty.write_text("id: formaal\ntitle:\n", encoding="utf-8")
    built = build(own, tmp_path)
    assert built.returncode != 0
    assert f"{faulty}:2:" in built.stdout + built.stderr
    assert list(tmp_path.glob("*.whl")) == []
