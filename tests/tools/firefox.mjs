// A small round through the handbook in a real Firefox, over WebDriver BiDi: `node firefox.mjs FIREFOX ADDRESS PDF`.
// It does and looks; what must be true of what it saw stands in tests/browser/test_firefox.py. Prints what it saw as JSON.
import { writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const [executablePath, address, paper] = process.argv.slice(2);
const KIJKRAAM = "formulier/kijkraam-kwartiermaken/";
const PLAN = "formulier/plan-van-aanpak/";
const SESSION = "formulier/mismatch-en-reductie/";

const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
/** @type {Record<string, unknown>} */
const saw = { version: await browser.version(), complaints: [], elsewhere: [] };

async function open(path) {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => saw.complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) saw.complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) saw.elsewhere.push(request.url());
  });
  await page.goto(address + path);
  if (path.startsWith("formulier/")) await ready(page);
  return page;
}

/** Wait until a form is open: its bar then names the record. */
function ready(page) {
  return page.waitForFunction(() => document.querySelector(".kijkraam-bar summary")?.textContent);
}

function stored(page) {
  return page.waitForFunction(() =>
    /^Opgeslagen om/.test(document.querySelector(".kijkraam-foot .kijkraam-status")?.textContent ?? ""),
  );
}

/** What is filled in, by field. */
function filled(page) {
  return page.evaluate(() => {
    const given = (control) => (/radio|checkbox/.test(control.type) ? control.checked : true) && control.value;
    const controls = [...document.querySelector(".kijkraam-form").elements].filter((one) => one.name && given(one));
    return Object.fromEntries(controls.map((one) => [one.name, one.value]));
  });
}

async function reload(page) {
  await page.reload();
  await ready(page);
}

async function kijkraam() {
  const page = await open(KIJKRAAM);
  await page.locator("[name='km-a1'][value='soms']").click();
  await page.locator("#km-a1 summary").click();
  await page.type("[name='km-a1--note']", "Op de markt");
  await page.locator("[name='km-a1--star']").click();
  await stored(page);
  await page.evaluate(() => document.activeElement.blur());
  await reload(page);
  saw.kijkraam = await filled(page);
  await page.locator("[data-kijkraam-result] button").click();
  await page.waitForSelector(".kijkraam-result svg");
  await writeFile(paper, await page.pdf());
  await page.close();
}

async function worksheet() {
  const page = await open(PLAN);
  await page.evaluate(() => [...document.querySelectorAll("button")].find((one) => one.textContent === "Rij erbij").click());
  const fields = await page.$$(".kijkraam-form tbody tr:last-child textarea");
  await fields[0].type("Bellen");
  await stored(page);
  await page.evaluate(() => document.activeElement.blur());
  saw.rows = await page.$$eval(".kijkraam-form tbody tr", (rows) => rows.length);
  await reload(page);
  saw.rowsAfter = await page.$$eval(".kijkraam-form tbody tr", (rows) => rows.length);
  saw.lastRow = await page.$eval(".kijkraam-form tbody tr:last-child textarea", (field) => field.value);
  await page.close();
}

async function session() {
  const page = await open(SESSION);
  await (await page.$(".kijkraam-form textarea")).evaluate((field) => {
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  });
  await page.type(".kijkraam-form textarea", "Alleen hier");
  await stored(page);
  await reload(page);
  saw.session = Object.values(await filled(page));
  const other = await open(SESSION);
  saw.sessionElsewhere = Object.values(await filled(other));
  await other.close();
  await page.close();
}

async function records() {
  const page = await open("mijn-formulieren/");
  await page.waitForSelector(".kijkraam-record-form");
  saw.records = await page.$$eval(".kijkraam-record-form", (titles) => titles.map((title) => title.textContent));
  await page.close();
}

try {
  for (const part of [kijkraam, worksheet, session, records]) await part();
  console.log(JSON.stringify(saw));
} finally {
  await browser.close();
}
