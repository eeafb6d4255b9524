// Code of the browser that reads what others made, for tests that feed it anything: a line of JSON asks, a line answers.
// The first line tells of the form that is looked at.
import { createInterface } from "node:readline";

const MOST_SECONDS = 1;
const WEB = "../../plugins/kijkraam/web/";
const asked = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { form, hashes, phrases } = JSON.parse((await asked.next()).value);
globalThis.kijkraamPhrases = phrases;
globalThis.document = { documentElement: { lang: "nl" } };
const { makeCode, ratingsOf, readCode } = await import(`${WEB}team/code.js`);
const { findCodes, nameOf } = await import(`${WEB}team/find.js`);
const { aboutCode } = await import(`${WEB}team/left.js`);
const { readFile } = await import(`${WEB}team/incoming.js`);
const { countsOf } = await import(`${WEB}team/counts.js`);
const { readEntries } = await import(`${WEB}storage/transfer.js`);
const suspend = await import(`${WEB}scorm/suspend.js`);

const decoder = new TextDecoder();
const kinds = (found) => [...new Set(found)].sort().join(" ");

/** How each sort of text is read; what comes back tells in a few words what came of it. */
const READ = {
  codes: (text) => {
    const found = findCodes(text, form.code, hashes);
    for (const one of found) {
      aboutCode(one, form.title);
      nameOf(one);
      if (one.type === "code") ratingsOf(one.content, form.code);
    }
    const whole = readCode(text.replaceAll(/[\s-]/g, ""), () => form.code);
    return kinds(found.map(({ type, group }) => `${type}${group ?? ""}`)) + (whole.mistake ?? "whole");
  },
  "browser-records": async (text) => {
    const { entries, refused } = await readEntries(text);
    return `${entries.length} ${kinds(refused.map(({ why }) => why))}`;
  },
  "team-files": async (text) => {
    const { people, counts, left } = await readFile(form, text);
    const counted = countsOf(form, people);
    return `${people.length}${counts ? "c" : ""} ${kinds(left.map(({ why }) => why))} ${counted.withStars}`;
  },
  suspend: (text) => {
    const read = suspend.read(text);
    if (!read) return "none";
    const { text: again } = suspend.write(read.records, 4096);
    const once = JSON.stringify(suspend.read(again)?.records);
    const twice = JSON.stringify(suspend.read(suspend.write(suspend.read(again).records, 4096).text).records);
    if (once !== twice) throw new Error("what was written is read as something else");
    return `${read.records.length} ${read.missing.length} ${read.isWhole}`;
  },
};

async function outcome(name, data) {
  const begin = process.cpuUsage();
  try {
    const said = await READ[name](decoder.decode(Buffer.from(data, "base64")));
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1e6 > MOST_SECONDS ? `error: took ${(user + system) / 1e6} seconds` : said;
  } catch (error) {
    return `error: ${error.stack ?? error}`;
  }
}

for await (const line of asked) {
  const [question, ...args] = JSON.parse(line);
  if (question === "make") {
    console.log(JSON.stringify(makeCode(form.code, ...args)));
    continue;
  }
  const [name, inputs] = args;
  const said = [];
  for (const data of inputs) said.push(await outcome(name, data));
  console.log(JSON.stringify(said));
}
