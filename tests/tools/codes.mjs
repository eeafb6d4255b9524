// Answer codes without a browser, for tests that need thousands: a line of JSON asks `[name, ...arguments]`, a line answers.
import { createInterface } from "node:readline";
import { encodeQR } from "qr";
import { decodeQR } from "qr/decode.js";
import { makeCode, ratingsOf, readCode, SIGNS } from "../../plugins/kijkraam/web/team/code.js";
import { findCodes } from "../../plugins/kijkraam/web/team/find.js";
import { nonceOf, teamRatings } from "../../plugins/kijkraam/web/team/ratings.js";

/** What a code says, by today's numbers; or the mistake in it. */
function read(text, numbers) {
  const result = readCode(text, (form) => (form === numbers.form ? numbers : undefined));
  if (!result.content) return result;
  return { nonce: result.content.nonce, ratings: ratingsOf(result.content, numbers) };
}

/** Every code that differs in one sign, or by a swap of two neighbours, and that is read as if nothing were wrong. */
function undetected(code, numbers) {
  const altered = new Set();
  for (let at = 0; at < code.length; at += 1) {
    for (const sign of SIGNS) altered.add(code.slice(0, at) + sign + code.slice(at + 1));
    altered.add(code.slice(0, at) + (code[at + 1] ?? "") + code[at] + code.slice(at + 2));
  }
  altered.delete(code);
  return [...altered].filter((text) => !("mistake" in read(text, numbers)));
}

const known = {
  make: makeCode,
  read,
  undetected,
  found: (text, numbers, hashes) =>
    findCodes(text, numbers, hashes).map(({ type, content }) => [type, content ? ratingsOf(content, numbers) : null]),
  nonce: nonceOf,
  ratings: (definition, answers) => teamRatings(definition, new Map(Object.entries(answers))),
  qr: (text, mask) => encodeQR(text, "raw", { border: 1, mask }).slice(1, -1).map((line) => line.slice(1, -1)),
  scan: (width, height, pixels) => decodeQR({ width, height, data: new Uint8Array(Buffer.from(pixels, "base64")) }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...args] = JSON.parse(line);
  console.log(JSON.stringify(known[name](...args) ?? null));
}
