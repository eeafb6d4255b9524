// A date as a file for any calendar (RFC 5545). It says which form, and nothing of who or what came out.

/**
 * @param {{date: string, title: string, address: string, id: string, made: Date}} event `date` as 2026-11-22
 * @returns {string}
 */
export function icsOf({ date, title, address, id, made }) {
  const after = new Date(`${date}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//kijkraam//team//NL",
    "BEGIN:VEVENT",
    `UID:${id}@kijkraam`,
    `DTSTAMP:${made.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${after.toISOString().slice(0, 10).replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    `URL:${address}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** A line has at most 75 bytes; one that goes on begins with a space. @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let size = 0;
  let text = "";
  for (const sign of line) {
    const bytes = encoder.encode(sign).length;
    if (size + bytes > 75) {
      text += "\r\n ";
      size = 1;
    }
    text += sign;
    size += bytes;
  }
  return text;
}
