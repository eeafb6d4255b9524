// What is said of codes and files: what was found, what was not, and what to do about it.

import { language, t } from "../phrases.js";
import { GROUP_SIZE, nameOf } from "./find.js";

/** @typedef {import("./find.js").Found} Found */
/** @typedef {import("./incoming.js").Left} Left */

/**
 * A message about each piece of a text that is no code of the form; of a code of another form its title is given.
 * @param {Found} found
 * @param {string} title of the other form
 * @returns {string}
 */
export function aboutCode(found, title) {
  const code = nameOf(found);
  switch (found.type) {
    case "sign":
      return t("web.team.mistake.sign", { code, sign: found.sign, group: found.group });
    case "group":
      return t("web.team.mistake.group", { code, group: found.group, n: found.n, size: GROUP_SIZE });
    case "length":
      return t("web.team.mistake.length", { code });
    case "check":
      return t("web.team.mistake.check", { code });
    case "double":
      return t("web.team.mistake.double", { code });
    case "other":
      return t("web.team.mistake.other_form", { code, title });
    default:
      return t("web.team.mistake.unknown", { code });
  }
}

/** Why a whole file stays out. */
const WHOLE = ["too-big", "not-ours", "not-json", "newer", "password-needed", "password-wrong", "shape", "no-questions", "labels", "too-many"];

/**
 * A message for each reason why something of a file stayed out.
 * @param {Left[]} left
 * @returns {string[]}
 */
export function aboutFile(left) {
  return [...new Set(left.map(({ why }) => why))].map((why) => {
    const own = left.filter((one) => one.why === why);
    if (WHOLE.includes(why)) return t(`web.team.file_left.${why}`);
    const numbers = own.flatMap(({ number }) => (number === undefined ? [] : [String(number)]));
    const shown = numbers.length > MOST_NUMBERS ? [...numbers.slice(0, MOST_NUMBERS), "…"] : numbers;
    const list = new Intl.ListFormat(language()).format(shown);
    return t(`web.team.left.${why}`, { n: own.length, numbers: list });
  });
}

const MOST_NUMBERS = 8;
