// Dates of answers, as far as a drawing needs them: EDTF and XML Schema's days, months and years.
const DATE = /^Y?([-+]?\d{4,}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*|Z)?([~?%]?)$/;
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 14] };

/**
 * What a date says: `start` and `end` (the day after) as days that browsers read, null at an open
 * end, `shape` and `about` as timelines have them; null where the text is no date.
 */
export function readDate(text) {
  const [from, to, ...more] = text.trim().split("/");
  if (more.length) return null;
  if (to === undefined) {
    const one = bounds(from);
    if (!one) return null;
    const shape = one.end - one.start === 86_400_000 ? "day" : "within";
    return { start: day(one.start), end: day(one.end), shape, about: one.about };
  }
  const open = (side) => side === "" || side === "..";
  const first = open(from) ? null : bounds(from);
  const last = open(to) ? null : bounds(to);
  if ((!first && !open(from)) || (!last && !open(to)) || (!first && !last)) return null;
  return {
    start: first && day(first.start),
    end: last && day(last.end),
    shape: first?.about && last?.about ? "within" : "during",
    about: Boolean(first?.about || last?.about),
  };
}

/** A Julian Day Number as `readDate` gives dates. */
export function readDayNumber(number) {
  const start = (number - 2440588) * 86_400_000;
  return { start: day(start), end: day(start + 86_400_000), shape: "day", about: false };
}

function bounds(text) {
  const read = DATE.exec(text);
  if (!read) return null;
  const [, written, month, date, mark] = read;
  const from = Number(written.replaceAll("X", "0"));
  const to = Number(written.replaceAll("X", "9"));
  const about = mark !== "";
  if (!month || month === "XX") return { start: utc(from, 1, 1), end: utc(to + 1, 1, 1), about };
  const [begin, end] = SEASONS[month] ?? [Number(month), Number(month)];
  if (end > 14 || begin < 1) return null;
  if (!date || date === "XX") return { start: utc(from, begin, 1), end: utc(to, end + 1, 1), about };
  return { start: utc(from, begin, Number(date)), end: utc(to, end, Number(date) + 1), about };
}

function utc(year, month, date) {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return at.getTime();
}

function day(time) {
  return new Date(time).toISOString().split("T")[0];
}
