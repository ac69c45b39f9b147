"""One browser for all tests of web pages: to start one takes longer than most tests."""

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
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

    def run(html: bytes) -> bytes:
        page.set_content(html.decode())
        return page.pdf(prefer_css_page_size=True)

    yield run
    page.close()
