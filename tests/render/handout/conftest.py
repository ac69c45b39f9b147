"""Programs that show what is made: LibreOffice, and one browser for all tests, since it takes long to start."""

import shutil
import subprocess

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
]
HUNG = 120_000  # milliseconds after which a browser is taken to hang


@pytest.fixture(scope="session")
def browser():
    """A context of a real Chromium."""
    if not CHROMIUM:
        pytest.skip("LEFT OUT: no Chromium found, so no web page was tried in a browser (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="LEFT OUT: playwright is not installed")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=OPTIONS, timeout=HUNG)
        context = chromium.new_context()
        context.set_default_timeout(HUNG)
        yield context
        chromium.close()


@pytest.fixture
def printed(browser):
    """Print a web page as PDF, as a browser does."""
    page = browser.new_page()

    def run(html: bytes, scale: float = 1) -> bytes:
        page.set_content(html.decode())
        return page.pdf(prefer_css_page_size=True, scale=scale)

    yield run
    page.close()


@pytest.fixture
def converted(tmp_path):
    """Convert a Word document to PDF with LibreOffice."""
    if not SOFFICE:
        pytest.skip("LEFT OUT: no LibreOffice found, so no document was opened (apt-get install libreoffice-writer)")

    def run(document: bytes) -> bytes:
        file = tmp_path / "ark.docx"
        file.write_bytes(document)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return file.with_suffix(".pdf").read_bytes()

    return run
