// Groups in imported data: one at a time, of five people or more.

import { FEWEST_OTHERS } from "./counts.js";

/** @typedef {import("./counts.js").Person} Person */
/** @typedef {[string, string]} Group a column of the data and a value in it */

/**
 * @param {Person} person
 * @param {Group} group
 */
export function isIn({ groups }, [column, value]) {
  return Boolean(groups && Object.hasOwn(groups, column) && groups[column] === value);
}

/**
 * The groups that one may look at. Of a column in which all that is left over are a few people there are none: what they
 * answered is what all answered, less the groups.
 * @param {Person[]} imported
 * @returns {Group[]}
 */
export function groupsOf(imported) {
  const people = imported.filter(({ groups }) => groups && Object.keys(groups).length);
  const columns = [...new Set(people.flatMap(({ groups }) => Object.keys(groups ?? {})))];
  return columns.flatMap((column) => {
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const { groups } of people) {
      const value = groups && Object.hasOwn(groups, column) ? groups[column] : "";
      if (value) sizes.set(value, (sizes.get(value) ?? 0) + 1);
    }
    const large = [...sizes].filter(([, n]) => n >= FEWEST_OTHERS);
    const left = people.length - large.reduce((sum, [, n]) => sum + n, 0);
    if (left && left < FEWEST_OTHERS) return [];
    return large.map(([value]) => /** @type {Group} */ ([column, value])).sort();
  });
}
