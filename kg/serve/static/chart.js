// A timeline of entries: points, spans, and counts, with its buttons and keys.
import { axisLabels } from "./axis.js";

export const DAY = 86_400_000;
const NAME = 190; // pixels for the name behind the last date
const OPEN_REACH = 400 * DAY; // how far an open end is drawn; it fades out
const FAMILIES = {
  strife: ["Battle", "War", "Uprising", "Massacre", "Occupation", "Withdrawal", "Detention"],
  accord: ["Treaty", "Congress", "Meeting", "Communication", "Declaration", "Aid"],
  office: ["Foundation", "Dissolution", "Appointment", "Removal"],
};

/**
 * Draws entries (of `countOf` and `itemOf`) into `canvas`; `said` has the language, words for years
 * before our era and for rival dates. `zoomed` is called with the days that come into view.
 */
export function chartOf(canvas, entries, said, zoomed = () => {}) {
  const rightToLeft = document.dir === "rtl";
  const shown = new vis.DataSet(entries);
  const { begin, end } = extent(entries);
  const room = Math.max((end - begin) * 0.04, 20 * DAY);
  const named = Math.min(NAME, canvas.clientWidth / 3) / canvas.clientWidth;
  const behind = entries[0]?.count ? room : Math.max(room, ((end - begin) * named) / (1 - named));
  const timeline = new vis.Timeline(canvas, shown, {
    moment: (date) => vis.moment(date).utc(),
    format: axisLabels(said.language, said.bce),
    template: (entry) => contentOf(entry, said),
    rtl: rightToLeft,
    start: begin - room,
    end: end + behind,
    min: begin - 4 * room,
    max: end + 4 * behind,
    zoomMin: 12 * DAY,
    maxHeight: "34rem",
    verticalScroll: true,
    zoomKey: "ctrlKey", // the wheel scrolls the page
    horizontalScroll: false,
    showCurrentTime: false,
    showTooltips: false,
    selectable: false,
    margin: { item: { horizontal: 4, vertical: 3 } },
    ...inRows(entries),
  });

  let waiting;
  timeline.on("rangechanged", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const view = timeline.getWindow();
      zoomed(edtf(view.start), edtf(view.end));
    }, 250);
  });
  timeline.on("click", ({ item, event }) => {
    const entry = item === null ? null : shown.get(item);
    if (entry?.count) timeline.setWindow(entry.start, entry.end);
    else if (entry?.page && event.target?.closest?.("a") === null) location.href = entry.page;
  });

  const shift = (share) => {
    const view = timeline.getWindow();
    const by = (view.end - view.start) * share;
    timeline.setWindow(+view.start + by, +view.end + by);
  };
  const acts = {
    in: () => timeline.zoomIn(0.5),
    out: () => timeline.zoomOut(0.5),
    all: () => timeline.setWindow(begin - room, end + behind),
  };
  const keys = {
    "+": acts.in,
    "=": acts.in,
    "-": acts.out,
    "−": acts.out,
    Home: acts.all,
    ArrowLeft: () => shift(rightToLeft ? 0.2 : -0.2),
    ArrowRight: () => shift(rightToLeft ? -0.2 : 0.2),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.target !== canvas || !keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  return {
    acts,
    show(others) {
      shown.clear();
      timeline.setOptions(inRows(others));
      shown.add(others);
    },
  };
}

/** Events stand below each other, counts in one row; the library stacks whatever has an order. */
function inRows(entries) {
  const counts = Boolean(entries[0]?.count);
  return { stack: !counts, order: counts ? undefined : (a, b) => a.start - b.start };
}

/** An entry that says how many events a stretch of time has; `largest` is the most of any. */
export function countOf({ start, end, count }, id, largest) {
  return {
    id,
    count,
    type: "range",
    start: Date.parse(start),
    end: Date.parse(end),
    className: `count dense-${Math.max(1, Math.ceil((5 * count) / largest))}`,
  };
}

/** An entry for one date of an event; `start` and `end` are days as browsers read them, or null. */
export function itemOf(entry, id) {
  const start = entry.start === null ? Date.parse(entry.end) - OPEN_REACH : Date.parse(entry.start);
  const end = entry.end === null ? start + OPEN_REACH : Date.parse(entry.end);
  const family = Object.keys(FAMILIES).find((f) => FAMILIES[f].includes(entry.type)) ?? "life";
  const classes = [entry.shape, family];
  if (entry.about) classes.push("about");
  if (entry.start === null) classes.push("open-start");
  if (entry.end === null) classes.push("open-end");
  const drawn = { ...entry, id, start, className: classes.join(" ") };
  if (entry.shape === "day") return { ...drawn, type: "point", end: undefined };
  return { ...drawn, type: "range", end };
}

function contentOf(entry, said) {
  if (entry.count) {
    const number = document.createElement("span"); // elements alone are drawn
    number.textContent = entry.count;
    return number;
  }
  const link = document.createElement("a");
  const name = document.createElement("bdi");
  name.textContent = entry.label;
  if (entry.page) link.href = entry.page;
  link.title = [entry.date, entry.kind, entry.rivals > 0 ? said.rivals.replace("{n}", entry.rivals) : ""]
    .filter(Boolean)
    .join(" · ");
  link.append(name);
  return link;
}

function extent(entries) {
  return {
    begin: Math.min(...entries.map((entry) => entry.start)),
    end: Math.max(...entries.map((entry) => entry.end ?? entry.start)),
  };
}

/** A time as EDTF's day. */
function edtf(time) {
  const written = new Date(time).toISOString().split("T")[0];
  return written.replace(/^([-+])00/, (_, sign) => (sign === "-" ? "-" : ""));
}
