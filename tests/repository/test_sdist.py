"""The source distribution holds what its pages link to."""

import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]


def test_the_source_holds_what_its_pages_link_to(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        files = {PurePosixPath(*PurePosixPath(name).parts[1:]) for name in source.getnames()}
        pages = {page: (ROOT / page).read_text(encoding="utf-8") for page in files if page.suffix == ".md"}
    assert PurePosixPath("README.md") in pages
    there = files | {parent for file in files for parent in file.parents}
    links = re.compile(r'\]\(([^)#\s]+)|(?:src|srcset)="([^"]+)"')
    missing = {
        f"{page}: {target}"
        for page, text in pages.items()
        for target in ("".join(found) for found in links.findall(text))
        if "://" not in target and PurePosixPath(os.path.normpath(page.parent / target)) not in there
    }
    assert missing == set()
