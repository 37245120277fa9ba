// Answers of the SPARQL page as a timeline and on a map, where their columns allow it.
import { chartOf, itemOf } from "./chart.js";
import { readDate, readDayNumber } from "./edtf.js";
import { labelSpots, landMap, spotOf, textOf } from "./land.js";

const DRAWN = 1000; // rows
const DATES = /date|day|year|edtf|when|begin|end|first|last|from|to$/i;
const DATATYPES = /EDTF$|#date$|#gYear(Month)?$|#dateTime$/;
const NAMES = ["label", "name", "title"];
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
          circle: spotOf(place.position, place.count, () => linkOf(place)).addTo(map),
        }));
      labelSpots(map, spots);
      map.on("zoomend", () => labelSpots(map, spots));
    }
  }
  return { timeline: Timeline, map: Places };
}

/** The dates of rows as entries of a timeline. */
export function itemsOf(rows, base) {
  const items = rows.flatMap((row) => {
    const of = Object.entries(row).find(([name, term]) => datesIn(name, term).length);
    if (!of) return [];
    const about = { label: nameIn(row, of[0]), page: pageIn(row, base), rivals: 0 };
    const type = row.type?.value ?? "";
    return datesIn(...of).map((date) => ({ ...about, ...date, date: of[1].value, kind: type, type }));
  });
  return items.map(itemOf);
}

function datesIn(variable, term) {
  if (term.type !== "literal" && term.type !== "typed-literal") return [];
  const typed = DATATYPES.test(term.datatype ?? "");
  if (!typed && !DATES.test(variable)) return [];
  if (/#(integer|int|long)$/.test(term.datatype ?? "") && Number(term.value) > 100_000) {
    return [readDayNumber(Number(term.value))];
  }
  return term.value.split(/,\s+/).map(readDate).filter(Boolean);
}

/** The places of rows: name, position, page, and how much a row counts (its `events`, or 1). */
export function placesOf(rows, base) {
  return rows.flatMap((row) => {
    const position = positionIn(row);
    if (!position) return [];
    const count = Number(row.events?.value ?? row.count?.value ?? 1) || 1;
    return [{ position, count, name: nameIn(row, ""), page: pageIn(row, base) }];
  });
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
  if (named) return named.value;
  const words = Object.entries(row).find(
    ([name, term]) => name !== dates && term.type !== "uri" && !Number.isFinite(Number(term.value)),
  );
  const thing = Object.values(row).find((term) => term.type === "uri");
  return words?.[1].value ?? thing?.value.split(/[/#]/).at(-1) ?? "";
}

function pageIn(row, base) {
  const own = `${base}id/`;
  const thing = Object.values(row).find((t) => t.type === "uri" && t.value.startsWith(own));
  return thing ? `/page/${thing.value.slice(own.length)}` : "";
}

function linkOf({ name, page, count }) {
  const box = document.createElement("div");
  const link = document.createElement(page ? "a" : "span");
  if (page) link.href = page;
  link.append(textOf(name));
  box.append(link, count > 1 ? `: ${count}` : "");
  return box;
}
