"""The evaluation report in a real browser: what people see, on a wide screen, on a phone, in the dark and on paper.

Needs chromium and chromedriver; nothing is fetched from a network. Run it with `make browser`.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Any, Final

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from examples._exports import EXPORT, directory_of, facts_of, rows_of
from examples.evaluation_report import main
from lapor_core import CaseFacts, Rulebook, Tally
from lapor_core.interop.lapor_export import read_rows

FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESKTOP, PAPER = 375, 1280, 688
"""Widths in pixels; the last is that of an A4 page between its margins."""
PAGES: Final = {
    "id": (),
    "en": ("--language", "en"),
    "id-public": ("--public",),
    "en-public": ("--language", "en", "--public"),
}
TITLES: Final = {
    "id": "Laporan evaluasi: Pemerintah Kabupaten Bandung",
    "en": "Evaluation report: Pemerintah Kabupaten Bandung",
}
PERIODS: Final = 16
TABLE: Final = """
    const table = document.getElementById(arguments[0]).closest("table");
    return [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()));
"""
CHARTS: Final = """
    return [...document.querySelectorAll("svg.columns")].map(svg => ({
        id: svg.id,
        width: svg.getBoundingClientRect().width,
        height: svg.getBoundingClientRect().height,
        letters: Math.min(...[...svg.querySelectorAll("text")].map(text => text.getBoundingClientRect().height)),
        points: [...svg.querySelectorAll("g.point")].map(point => [...point.querySelectorAll("rect")].map(rect => ({
            width: rect.getBoundingClientRect().width,
            height: rect.getBoundingClientRect().height,
            fill: getComputedStyle(rect).fill,
        }))),
    }));
"""
AXE: Final = """
    const done = arguments[arguments.length - 1];
    axe.run(document, {resultTypes: ["violations"]}).then(
        found => done(found.violations.map(one => [one.id, one.help, one.nodes.map(node => node.html).slice(0, 3)])),
        error => done([["axe", String(error), []]]),
    );
"""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The page of the real export, in two languages and for two audiences."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in PAGES}
    for name, path in made.items():
        assert main(["-o", str(path), *PAGES[name]]) == 0
    return made


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser with a profile of its own, which logs what it says and what it asks for."""
    options = ChromeOptions()
    options.binary_location = which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(which("chromedriver")))
    yield driver
    driver.quit()


def opened(browser: Chrome, page: Path, *, width: int = DESKTOP, **media: str) -> None:
    """Open a page on a screen of this width; media are such as ``color_scheme="dark"``."""
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    features = [{"name": "prefers-color-scheme", "value": media.get("color_scheme", "light")}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media.get("kind", ""), "features": features})
    for read in (said, asked_for):
        read(browser)  # what earlier pages left
    browser.get(page.as_uri())


def logged(browser: Chrome, name: str) -> list[str]:
    """What was logged since somebody last asked."""
    return [entry["message"] for entry in browser.get_log(name)]  # type: ignore[no-untyped-call]


def said(browser: Chrome) -> list[str]:
    """What stands in the console."""
    return logged(browser, "browser")


def asked_for(browser: Chrome) -> list[str]:
    """The addresses that were asked for."""
    messages = (json.loads(entry)["message"] for entry in logged(browser, "performance"))
    return [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]


def number(text: str) -> int:
    return int(re.sub("[.,]", "", text))


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_in_silence_and_asks_for_nothing_but_itself(
    browser: Chrome, pages: Mapping[str, Path], name: str
) -> None:
    opened(browser, pages[name])
    language = name[:2]
    assert browser.title == TITLES[language]
    assert browser.execute_script("return document.documentElement.lang") == language
    assert said(browser) == []
    assert asked_for(browser) == [pages[name].as_uri()]


def test_scripts_and_requests_that_somebody_slips_in_are_stopped_by_the_page_itself(
    browser: Chrome, pages: Mapping[str, Path], tmp_path: Path
) -> None:
    """The silence above is not that of a browser that says nothing."""
    slipped = tmp_path / "slipped.html"
    page = pages["id"].read_text(encoding="utf-8")
    more = (
        '<script>document.title = "x"</script><p style="color: red">x</p><img src="http://127.0.0.1:9/x.png" alt="x">'
    )
    slipped.write_text(page.replace("</main>", f"{more}</main>"), encoding="utf-8")
    opened(browser, slipped)
    assert browser.title == TITLES["id"]
    assert len([message for message in said(browser) if "Content Security Policy" in message]) == 3
    free = re.sub("<meta http-equiv[^>]*>", "", page).replace("</main>", f"{more}</main>")
    slipped.write_text(free, encoding="utf-8")
    opened(browser, slipped)
    assert browser.title == "x"
    assert "http://127.0.0.1:9/x.png" in asked_for(browser)
    assert said(browser)


@pytest.mark.parametrize("name", ["id", "en"])
def test_the_figures_that_people_see_are_those_of_the_library(
    browser: Chrome, pages: Mapping[str, Path], name: str
) -> None:
    rows = rows_of(EXPORT)
    rules = Rulebook(directory=directory_of(rows))
    reading = read_rows(rows, under=rules)
    tally = Tally(CaseFacts, by=("unit",))
    tally.update(facts_of(reading, as_of=reading.known_at, under=rules))
    opened(browser, pages[name])
    for indicator_id in ("MON-001", "MON-002", "MON-003", "MON-030", "MON-040", "MON-051", "MON-060", "MON-062"):
        cells = browser.execute_script(
            "return [...document.getElementById(arguments[0]).cells].map(cell => cell.innerText)", indicator_id
        )
        figure = tally.figure(indicator_id)
        assert number(cells[2]) == figure.numerator
        assert figure.denominator is None or number(cells[3]) == figure.denominator
    seen = {row[0]: row for row in browser.execute_script(TABLE, "units-caption")[1:-1]}
    volumes = [one for one in tally.figures(by=("unit",)) if one.indicator.indicator_id == "MON-040"]
    assert len(seen) == len(volumes) == 67
    for figure in volumes:
        agency = rules.directory.get(dict(figure.key)["unit"])  # type: ignore[arg-type]
        assert number(seen[agency.name][2]) == figure.numerator


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", PAGES)
def test_charts_have_a_bar_for_each_number_and_letters_that_can_be_read(
    browser: Chrome, pages: Mapping[str, Path], name: str, width: int
) -> None:
    opened(browser, pages[name], width=width)
    charts = {chart["id"]: chart for chart in browser.execute_script(CHARTS)}
    assert len(charts) == (1 if name.endswith("public") else 4)
    for chart in charts.values():
        assert chart["width"] > width / 2
        assert chart["height"] > 80
        assert chart["letters"] >= 10
        assert len(chart["points"]) == PERIODS
        bars = [bar for point in chart["points"] for bar in point]
        assert all(bar["width"] > 4 and bar["height"] > 0 for bar in bars)
        assert not any(bar["fill"] in ("none", "rgb(0, 0, 0)") for bar in bars)
    _, *rows, _ = browser.execute_script(TABLE, "received-caption")
    drawn = charts["received-chart"]["points"]
    columns = slice(1, 2) if name.endswith("public") else slice(2, 5)
    assert [len(point) for point in drawn] == [sum(cell != "0" for cell in row[columns]) for row in rows]
    heights = [sum(bar["height"] for bar in point) for point in drawn]
    totals = [number(row[1]) for row in rows]
    assert [height / max(heights) for height in heights] == pytest.approx(
        [total / max(totals) for total in totals], abs=0.01
    )


@pytest.mark.parametrize("name", ["id", "en"])
def test_strips_are_as_long_as_their_numbers(browser: Chrome, pages: Mapping[str, Path], name: str) -> None:
    opened(browser, pages[name])
    lengths = browser.execute_script("""
        const rows = [...document.getElementById("units-caption").closest("table").tBodies[0].rows];
        return rows.map(row => [row.cells[2].innerText, [...row.querySelectorAll("svg.strip rect")].reduce(
            (sum, rect) => sum + rect.getBoundingClientRect().width, 0)]);
    """)
    longest = max(length for _, length in lengths)
    most = max(number(count) for count, _ in lengths)
    assert longest > 60
    for count, length in lengths:
        assert length / longest == pytest.approx(number(count) / most, abs=0.01)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(browser: Chrome, pages: Mapping[str, Path], name: str, width: int) -> None:
    opened(browser, pages[name], width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    cut = browser.execute_script("""
        const edge = document.documentElement.clientWidth + 1;
        return [...document.querySelectorAll("body *")].filter(node => !node.closest(".wide"))
            .filter(node => node.getBoundingClientRect().right > edge).map(node => node.outerHTML);
    """)
    assert cut == []


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_every_column_is_there(browser: Chrome, pages: Mapping[str, Path], name: str) -> None:
    opened(browser, pages[name], width=PAPER, kind="print", color_scheme="dark")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PAPER
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.execute_script("return getComputedStyle(document.querySelector('nav')).display") == "none"
    wanted = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", wanted)["data"])
    assert printed.startswith(b"%PDF-")
    assert 4 < len(re.findall(rb"/Type\s*/Page\b", printed)) < 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anybody_from_reading_it(
    browser: Chrome, pages: Mapping[str, Path], name: str, scheme: str
) -> None:
    """Axe-core: contrast, headings, landmarks, tables, names of pictures, what a keyboard reaches."""
    opened(browser, pages[name], color_scheme=scheme)
    assert violations(browser) == []


def test_what_keeps_people_from_reading_is_noticed(browser: Chrome, pages: Mapping[str, Path]) -> None:
    """The test above can fail."""
    opened(browser, pages["id"])
    browser.execute_script("""
        document.querySelector("h1").style.color = "#cccccc";
        document.querySelector("svg.columns").removeAttribute("aria-labelledby");
        document.querySelector("svg.columns desc").remove();
        document.querySelector(".wide").removeAttribute("aria-labelledby");
    """)
    assert sorted(rule for rule, *_ in violations(browser)) == ["color-contrast", "svg-img-alt"]


def violations(browser: Chrome) -> list[list[Any]]:
    """Give what axe-core finds: the rule, what it asks for, and where."""
    browser.execute_script((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[list[Any]] = browser.execute_async_script(AXE)
    return found
