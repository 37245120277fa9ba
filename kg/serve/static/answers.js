// Answers of the SPARQL page as a timeline and on a map, where their columns allow it.
import { chartOf, itemOf } from "./chart.js";
import { readDate, readDayNumber } from "./edtf.js";
import { labelSpots, landMap, spotOf, textOf } from "./land.js";

const DRAWN = 1000; // rows
const DATES = /date|day|year|edtf|when|begin|end|first|last|from|to$/i;
const DATATYPES = /EDTF$|#date$|#gYear(Month)?$|#dateTime$/;
const SPANS = [["first", "last"], ["begin", "end"], ["from", "to"]];
const YEAR = /year/i; // of numbers, only these are years
const NAMES = ["label", "name", "title"];
const PLACES = ["where", "place", "spot"];
const LISTED = 12; // of what is at one spot
const ARABIC = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc";
const TURNED = new RegExp(`[${ARABIC}]+(?:[\\s'’.\\u200c\\u200d-]+[${ARABIC}]+)*`, "g");
const POINT = /^(?:<[^>]*>\s*)?POINT\s*\(\s*([-\d.]+)[\s,]+([-\d.]+)\s*\)$/i;

/** The plugins for the editor's answers; `said` has the words and the base of the graph's IRIs. */
export function pluginsOf(said) {
  class Drawn {
    priority = 5;
    constructor(yasr) {
      this.yasr = yasr;
    }
    rows() {
      return (this.yasr.results?.getBindings() ?? []).slice(0, DRAWN);
    }
    canHandleResults() {
      return this.found().length > 0;
    }
    canvas() {
      const canvas = document.createElement("div");
      canvas.className = "canvas";
      this.yasr.resultsEl.append(canvas);
      return canvas;
    }
    getIcon() {
      const icon = document.createElement("b");
      icon.textContent = this.sign;
      icon.setAttribute("aria-hidden", "true");
      return icon;
    }
  }
  class Timeline extends Drawn {
    label = said.timeline;
    sign = "↔";
    found() {
      return itemsOf(this.rows(), said.base);
    }
    draw() {
      const canvas = this.canvas();
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "group");
      canvas.setAttribute("aria-label", said.timeline);
      chartOf(canvas, this.found(), said);
    }
  }
  class Places extends Drawn {
    label = said.map;
    sign = "◎";
    found() {
      return placesOf(this.rows(), said.base);
    }
    async draw() {
      const places = this.found();
      const canvas = this.canvas();
      const map = await landMap(canvas, places.map((p) => [p.position, p.count]), said);
      const spots = places
        .sort((a, b) => b.count - a.count)
        .map((place) => ({
          name: place.name,
          circle: spotOf(place.position, place.count, () => listOf(place)).addTo(map),
        }));
      labelSpots(map, spots);
      map.on("zoomend", () => labelSpots(map, spots));
    }
  }
  return { timeline: Timeline, map: Places };
}

/**
 * The dates of rows as entries of a timeline: of the columns that hold EDTF, else of a first and last
 * date together, else of the first column with dates.
 */
export function itemsOf(rows, base) {
  const items = rows.map(spanned).flatMap((row) => {
    const dated = Object.entries(row).filter(([name, term]) => datesIn(name, term).length);
    const typed = dated.filter(([, term]) => DATATYPES.test(term.datatype ?? ""));
    const type = row.type?.value ?? "";
    return (typed.length ? typed : dated.slice(0, 1)).flatMap(([name, term]) => {
      const about = { label: nameIn(row, name), page: pageIn(row, base), rivals: 0, kind: type, type };
      return datesIn(name, term).map((date) => ({ ...about, ...date, date: term.value }));
    });
  });
  const once = new Map(items.map((item) => [`${item.page} ${item.label} ${item.date} ${item.start}`, item]));
  return [...once.values()].map(itemOf);
}

/** A row whose first and last date, where it has them, are one span. */
function spanned(row) {
  const pair = SPANS.find((names) => names.every((name) => row[name] && datesIn(name, row[name]).length === 1));
  if (!pair) return row;
  const [first, last] = pair.map((name) => row[name]);
  const { [pair[0]]: _, [pair[1]]: __, ...rest } = row;
  const value = first.value === last.value ? first.value : `${first.value}/${last.value}`;
  return readDate(value) ? { ...rest, dates: { type: "literal", value } } : row;
}

function datesIn(variable, term) {
  if (term.type !== "literal" && term.type !== "typed-literal") return [];
  const typed = DATATYPES.test(term.datatype ?? "");
  if (!typed && !DATES.test(variable)) return [];
  if (/#(integer|int|long)$/.test(term.datatype ?? "")) {
    if (Number(term.value) > 100_000) return [readDayNumber(Number(term.value))];
    return YEAR.test(variable) ? [readDate(yearOf(Number(term.value)))] : [];
  }
  return term.value.split(/,\s+/).map(readDate).filter(Boolean);
}

function yearOf(number) {
  return `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(4, "0")}`;
}

/** What rows tell of each spot: its position and name, how much it counts, and what is there. */
export function placesOf(rows, base) {
  const spots = new Map();
  for (const row of rows) {
    const position = positionIn(row);
    if (!position) continue;
    const spot = spots.get(`${position}`) ?? { position, count: 0, name: "", there: new Map() };
    spots.set(`${position}`, spot);
    const count = Number(row.events?.value ?? row.count?.value ?? 1) || 1;
    const name = nameIn(row, "");
    spot.count += count;
    const place = PLACES.map((variable) => row[variable]).find((term) => term?.type === "literal");
    spot.name ||= place?.value ?? name;
    spot.there.set(pageIn(row, base) || name, { name, count });
  }
  return [...spots.values()];
}

function positionIn(row) {
  const coordinate = (names) => {
    const name = Object.keys(row).find((variable) => names.includes(variable.toLowerCase()));
    return name === undefined ? NaN : Number(row[name].value);
  };
  const position = [
    coordinate(["lat", "latitude"]),
    coordinate(["long", "lon", "lng", "longitude"]),
  ];
  if (position.every(Number.isFinite)) return position;
  const point = Object.values(row)
    .map((term) => POINT.exec(term.value))
    .find(Boolean);
  return point ? [Number(point[2]), Number(point[1])] : null;
}

function nameIn(row, dates) {
  const named = NAMES.map((name) => row[name]).find(Boolean);
  if (named) return isolated(named.value);
  const words = Object.entries(row).find(
    ([name, term]) => name !== dates && term.type !== "uri" && !Number.isFinite(Number(term.value)),
  );
  const thing = Object.values(row).find((term) => term.type === "uri");
  return isolated(words?.[1].value ?? thing?.value.split(/[/#]/).at(-1) ?? "");
}

function pageIn(row, base) {
  const own = `${base}id/`;
  const thing = Object.values(row).find((t) => t.type === "uri" && t.value.startsWith(own));
  return thing ? `/page/${thing.value.slice(own.length)}` : "";
}

/** `label` with names of the other direction by themselves, as `kg.serve.direction` has them. */
export function isolated(label) {
  const alone = !/\p{L}/u.test(label.replace(TURNED, ""));
  return alone ? label : label.replace(TURNED, "\u2068$&\u2069");
}

function listOf({ name, there }) {
  const box = document.createElement("div");
  const title = document.createElement("b");
  title.append(textOf(name));
  const list = document.createElement("ul");
  list.className = "plain";
  for (const [page, one] of [...there].slice(0, LISTED)) {
    const link = document.createElement(page.startsWith("/") ? "a" : "span");
    if (page.startsWith("/")) link.href = page;
    link.append(textOf(one.name));
    const entry = document.createElement("li");
    entry.append(link, one.count > 1 ? `: ${one.count}` : "");
    list.append(entry);
  }
  box.append(title, list, there.size > LISTED ? `+${there.size - LISTED}` : "");
  return box;
}
