"""Nothing leaves the browser: no request to another host, no cookie, no answer in an address; and the policy holds."""

import pytest
from playwright.sync_api import expect

from ..sampling import rarely
from .pages import SAMPLE

pytestmark = pytest.mark.browser

FORM = SAMPLE["phase"]
ANSWER = "appelgebak met slagroom"

REFUSED = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.effectiveDirective));
}"""


@pytest.mark.parametrize("address", rarely(SAMPLE.values(), but=[SAMPLE["kijkraam"]]), ids=SAMPLE)
def test_a_page_asks_for_nothing_elsewhere_and_leaves_no_cookie(visitor, address):
    page = visitor.open(address)

    page.wait_for_load_state("networkidle")

    assert {request.url.startswith(visitor.handbook.url) for request in visitor.requests} == {True}
    assert page.context.cookies() == []
    assert visitor.complaints == []


@pytest.mark.proof
def test_no_page_asks_for_something_elsewhere(visitor, handbook):
    page = visitor.open()

    for address in handbook.addresses:
        page.goto(handbook.url + address)
        page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []
    assert visitor.complaints == []


def test_a_reader_goes_through_the_handbook_without_a_request_elsewhere(visitor):
    page = visitor.open()
    page.evaluate("() => { window.sameDocument = true; }")

    for link in ("Kijken", "Kijkraam Kwartiermaken", "Gesprek en plan", "Plan van Aanpak", "Onderwijs"):
        page.get_by_role("link", name=link, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_text("Weergave", exact=True).click()
    page.get_by_role("radio", name="Donker").check()
    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially("aandacht")
    page.locator(".md-search-result__link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    assert page.evaluate("() => window.sameDocument")
    assert page.context.cookies() == []
    assert visitor.complaints == []


def test_an_answer_stands_in_no_address_and_no_request(visitor, server):
    page = visitor.open(FORM)
    server.asked.clear()

    page.evaluate("() => { window.submits = 0; addEventListener('submit', () => { window.submits += 1; }); }")
    page.locator("main .kijkraam-note summary").first.click()
    page.locator("main textarea").first.fill(ANSWER)
    page.locator("main [type=radio]").first.check()
    page.locator("main form").evaluate("form => form.requestSubmit()")
    # What Enter sends is a form with one field of one line.
    page.locator("main form").evaluate("form => form.prepend(document.createElement('input'))")
    page.locator("main form > input").fill(ANSWER)
    page.locator("main form > input").press("Enter")
    assert page.evaluate("() => window.submits") == 2
    page.get_by_role("link", name="Privacy").last.click()
    expect(page.get_by_role("heading", level=1, name="Privacy")).to_be_visible()

    told = [*server.asked, *(f"{request.url} {request.post_data}" for request in visitor.requests)]
    assert server.asked
    assert [request for request in told if "appelgebak" in request or "gedaan" in request] == []
    assert page.url == visitor.handbook.url + "privacy/"


@pytest.mark.parametrize("host", ["own", "other"])
def test_a_form_is_sent_nowhere_even_when_a_script_tries(visitor, server, host):
    page = visitor.open(FORM)
    page.locator("main [type=radio]").first.check()
    server.asked.clear()

    with page.expect_console_message(lambda message: "form-action 'none'" in message.text):
        page.locator("main form").evaluate(
            "(form, action) => { Object.assign(form, {method: 'get', action}).submit(); }",
            {"own": visitor.handbook.url, "other": server.other_host}[host],
        )

    assert page.url == visitor.handbook.url + FORM
    # The scripts for looking back are brought in meanwhile.
    assert [asked for asked in server.asked if not asked.startswith("GET /handboek/assets/kijkraam/")] == []
    visitor.complaints.clear()


PUT = "const put = (name, values) => document.body.append(Object.assign(document.createElement(name), values));"


@pytest.mark.parametrize(
    ("directive", "attempt"),
    rarely(
        [
            ("script-src-elem", "put('script', {text: 'window.ran = 1'})"),
            ("script-src-elem", "put('script', {src: '$x.js'})"),
            ("script-src-attr", "document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click()"),
            ("style-src-attr", "document.body.setAttribute('style', 'background: url($x.png)')"),
            ("img-src", "put('img', {src: '$x.png'})"),
            ("connect-src", "fetch('$x').catch(() => 0)"),
            ("connect-src", "navigator.sendBeacon('$x', 'told')"),
            ("frame-src", "put('iframe', {src: '$x'})"),
            ("object-src", "put('object', {data: '$x'})"),
            ("base-uri", "put('base', {href: '$x'})"),
        ],
        but=[
            ("script-src-elem", "put('script', {text: 'window.ran = 1'})"),
            ("connect-src", "fetch('$x').catch(() => 0)"),
            ("frame-src", "put('iframe', {src: '$x'})"),
        ],
    ),
)
def test_what_is_put_into_a_page_from_outside_does_nothing(visitor, server, directive, attempt):
    page = visitor.open(FORM)
    page.evaluate(REFUSED)
    server.asked.clear()

    page.evaluate(f"() => {{ {PUT} {attempt.replace('$x', server.other_host)} }}")

    page.wait_for_function("() => window.refused.length")
    assert page.evaluate("() => window.refused") == [directive]
    assert page.evaluate("() => window.ran") is None
    assert [request for request in server.asked if "localhost" in request] == []
    visitor.complaints.clear()


def test_the_policy_also_holds_on_a_page_that_was_opened_from_another(visitor):
    page = visitor.open()
    page.get_by_role("link", name="Kijkraam Presentie", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Kijkraam Presentie")).to_be_focused()
    page.evaluate(REFUSED)

    page.evaluate(f"() => {{ {PUT} put('script', {{text: 'window.ran = 1'}}) }}")

    page.wait_for_function("() => window.refused.length")
    assert page.evaluate("() => window.ran") is None
    visitor.complaints.clear()
