// Comma-separated values (RFC 4180), read as programs write them: with a comma, a semicolon or a tab.

const MOST_ROWS = 20_000;
const MOST_COLUMNS = 5_000;

/**
 * @param {string} text
 * @returns {string[][] | null} null for what is no table, or too long
 */
export function readTable(text) {
  const clean = text.replace(/^\ufeff/, "");
  const rows = cells(clean, separatorOf(clean)).filter((row) => row.some((cell) => cell.trim()));
  const columns = rows[0]?.length ?? 0;
  return rows.length > 1 && columns > 1 && columns <= MOST_COLUMNS && rows.length <= MOST_ROWS ? rows : null;
}

/** @param {string} text */
function separatorOf(text) {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, n: head.split(sign).length }));
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign;
}

/**
 * @param {string} text
 * @param {string} separator
 */
function cells(text, separator) {
  const part = new RegExp(`"([^"]*(?:""[^"]*)*)"|([^"\\r\\n${separator}][^\\r\\n${separator}]*)|(${separator})|(\\r\\n|\\n|\\r)`, "g");
  /** @type {string[][]} */
  const rows = [[""]];
  for (const [, quoted, plain, isNext, isEnd] of text.matchAll(part)) {
    const row = rows[rows.length - 1];
    if (isEnd) rows.push([""]);
    else if (isNext) row.push("");
    else row[row.length - 1] += (quoted?.replaceAll('""', '"') ?? plain).trim();
  }
  return rows;
}
