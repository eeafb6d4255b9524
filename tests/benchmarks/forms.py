"""A form of 60 items in a browser, beside SurveyJS with the same questions: cold, and four times slower.

Ours stands in a page without a theme, as SurveyJS does; the whole page of a handbook is measured as well.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from .builds import MKDOCS
from .generated import SCALES, write_handbook
from .measuring import Results, take
from .serving import fetch_packages, serving

SLOWER = 4
TIMES = 5
ITEMS = 60
FOLDER = Path(__file__).parent / "surveyjs"
LIBRARIES = ("survey-core/survey.core.min.js", "survey-js-ui/survey-js-ui.min.js", "survey-core/survey-core.min.css")
BARE = (
    "<!doctype html><html lang=nl><head><meta charset=utf-8><title>{{ page.title }}</title></head>"
    "<body>{{ page.content }}</body></html>"
)
SURVEY = """\
<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Vragen</title>
<link rel="stylesheet" href="survey-core.min.css"></head><body><div id="here"></div>
<script src="survey.core.min.js"></script><script src="survey-js-ui.min.js"></script><script src="begin.js"></script>
</body></html>
"""
BEGIN = """\
const survey = new Survey.Model(%s);
survey.onValueChanged.add(() => localStorage.setItem('answers', JSON.stringify(survey.data)));
survey.render(document.getElementById('here'));
"""
WATCH = """
globalThis.blocked = 0;
let stop;
new PerformanceObserver((list) => { for (const task of list.getEntries()) blocked += task.duration - 50; })
  .observe({ type: 'longtask', buffered: true });
globalThis.stored = new Promise((resolve) => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, ...rest) {
    const told = () => resolve(performance.now());
    if (JSON.stringify(value)?.includes('i-1"')) this.transaction.addEventListener('complete', told);
    return put.call(this, value, ...rest);
  };
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    set.call(this, key, value);
    if (key === 'answers') resolve(performance.now());
  };
  let turn = 0;
  const trying = setInterval(() => {
    const answers = document.querySelectorAll('[id="i-1"] input[type=radio], [data-name="i-1"] input[type=radio]');
    if (answers.length) answers[turn++ % 2].click();
  }, 100);
  stop = () => clearInterval(trying);
}).then((at) => { stop(); return at; });
"""


@dataclass(frozen=True)
class Opened:
    """What opening a form and answering its first question took."""

    kilobytes: float
    milliseconds: float
    blocked: float
    heap: float


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("forms")
    with serving(folder) as address:
        yield folder, address


def test_a_form_beside_surveyjs(browser: Browser, host: tuple[Path, str], results: Results, tmp_path: Path) -> None:
    folder, address = host
    form = _build(tmp_path, folder)
    _write_survey(tmp_path / f"checklists/thema-1/{form}.yml", folder / "survey")
    pages = {name: f"{address}/{name}/formulier/{form}/" for name in ("bare", "material")}
    pages["survey"] = f"{address}/survey/"
    rounds = [{name: opened(browser, page) for name, page in pages.items()} for _ in range(TIMES)]
    ours, page, survey = (_middle([one[name] for one in rounds]) for name in ("bare", "material", "survey"))
    for what, unit, most in (
        ("kilobytes", "KB", 0.1),
        ("milliseconds", "ms", 0.2),
        ("blocked", "ms", 1),
        ("heap", "MB", 1),
    ):
        one, whole, other = (getattr(taken, what) for taken in (ours, page, survey))
        told = f"{one:.0f} and {other:.0f} {unit}; the whole page of a handbook {whole:.0f} {unit}."
        results.add(f"A form beside SurveyJS: {what}", one / max(other, 1), "times", most=most, beside=told)


def _build(root: Path, folder: Path) -> str:
    """Build a handbook of one form twice, without a theme and with Material; return the id of the form."""
    [form] = write_handbook(root, 1, items=ITEMS).forms
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    take([*MKDOCS, "-d", str(folder / "material")], root)
    (root / "theme").mkdir()
    (root / "theme/main.html").write_text(BARE, encoding="utf-8")
    begin, end = config.index("theme:"), config.index("plugins:")
    bare = (
        config[:begin]
        + "theme: {name: null, custom_dir: theme}\n"
        + config[end:].replace("  - search: {lang: nl}\n", "")
    )
    (root / "mkdocs.yml").write_text(bare, encoding="utf-8")
    take([*MKDOCS, "-d", str(folder / "bare")], root)
    return form


def _write_survey(checklist: Path, folder: Path) -> None:
    """Write a page with SurveyJS that asks what a checklist asks."""
    fetch_packages(FOLDER)
    folder.mkdir()
    for name in LIBRARIES:
        shutil.copy(FOLDER / "node_modules" / name, folder)
    told = yaml.safe_load(checklist.read_text(encoding="utf-8"))
    choices = [{"value": answer["id"], "text": answer["text"]} for answer in SCALES["scales"][0]["answers"]]
    panels = [
        {
            "type": "panel",
            "name": pane["id"],
            "title": pane["title"],
            "description": pane["intro"],
            "elements": [_question(item, choices) for item in pane["items"]],
        }
        for pane in told["sections"]
    ]
    model = {"title": told["title"], "description": told["summary"], "pages": [{"elements": panels}]}
    (folder / "begin.js").write_text(BEGIN % json.dumps(model, ensure_ascii=False), encoding="utf-8")
    (folder / "index.html").write_text(SURVEY, encoding="utf-8")


def _question(item: dict[str, str], choices: list[dict[str, str]]) -> dict[str, Any]:
    """Return a statement with its note, as SurveyJS asks it."""
    note = {"showCommentArea": True, "commentText": item.get("prompt", "Een voorbeeld")}
    return {"type": "radiogroup", "name": item["id"], "title": item["text"], "choices": choices, **note}


def opened(browser: Browser, address: str) -> Opened:
    """Open a page in a browser that knows nothing yet, and answer its first question as soon as it is there."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    milliseconds = page.evaluate("stored")
    page.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve))")
    blocked = page.evaluate("blocked")
    session.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return Opened(sum(loaded) / 1000, milliseconds, blocked, metrics["JSHeapUsedSize"] / 1e6)


def _middle(taken: list[Opened]) -> Opened:
    return Opened(
        *(median(getattr(one, name) for one in taken) for name in ("kilobytes", "milliseconds", "blocked", "heap"))
    )
