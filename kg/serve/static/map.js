// Draws the map over the table that the page has: land shapes that ship with the server, a circle a
// place, as large as its events in the years of the slider are many; names are those of these years.
import { fitOnPaper, openFilters, yearInWords } from "./axis.js";
import { labelSpots, landMap, read, spotOf, textOf } from "./land.js";

openFilters();
const figure = document.getElementById("drawing");
if (figure) draw(figure);

async function draw(figure) {
  const answer = await read(figure.dataset.from);
  if (!answer?.places.length) return;
  figure.hidden = false;
  fitOnPaper(figure.querySelector(".canvas"));
  const weighed = answer.places.map((p) => [p.position, countOf(p, -Infinity, Infinity, true)]);
  const map = await landMap(figure.querySelector(".canvas"), weighed, figure.dataset);
  const circles = L.layerGroup().addTo(map);
  const sliders = [...figure.querySelectorAll("input[type=range]")];
  const told = figure.querySelector("output");

  let spots = [];
  map.on("zoomend", () => labelSpots(map, spots));

  function show() {
    const [first, last] = sliders.length ? sliders.map((s) => Number(s.value)) : [-Infinity, Infinity];
    if (told) told.textContent = `${spoken(first)} – ${spoken(last)}`;
    const whole = sliders.every((s) => s.value === (s.name === "first" ? s.min : s.max));
    circles.clearLayers();
    spots = answer.places
      .map((place) => ({ place, count: countOf(place, first, last, whole) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .map(({ place, count }) => {
        const name = nameThen(place, first, last);
        const years = whole ? null : [first, last];
        const popup = () => popupOf(place, count, name, years, figure.dataset);
        return { name, circle: spotOf(place.position, count, popup).addTo(circles) };
      });
    labelSpots(map, spots);
  }
  for (const slider of sliders) {
    slider.setAttribute("aria-valuetext", spoken(Number(slider.value)));
    slider.addEventListener("input", () => {
      const [first, last] = sliders;
      if (Number(first.value) > Number(last.value)) {
        (slider === first ? last : first).value = slider.value; // one pushes the other
      }
      for (const s of sliders) s.setAttribute("aria-valuetext", spoken(Number(s.value)));
      show();
    });
  }
  show();

  function spoken(year) {
    return yearInWords(year, figure.dataset.bce);
  }
}

function countOf(place, first, last, whole) {
  const dated = place.years.reduce(
    (sum, [year, count]) => (year >= first && year <= last ? sum + count : sum),
    0,
  );
  return whole ? dated + place.undated : dated;
}

/** What the reader's language called a place in all of these years, where that is known; else its label. */
function nameThen(place, first, last) {
  if (!Number.isFinite(first)) return place.label;
  const then = place.names.filter(
    (n) => (n.first === null || n.first <= first) && (n.last === null || n.last >= last),
  );
  return then.find((n) => n.language === document.documentElement.lang)?.text ?? place.label;
}

function popupOf(place, count, name, years, said) {
  const box = document.createElement("div");
  const title = document.createElement("a");
  title.href = place.page;
  title.append(textOf(name));
  box.append(title);
  if (name !== place.label) box.append(" (", textOf(place.label), ")");
  const events = document.createElement("a");
  const url = new URL(place.timeline, location.href);
  if (years) {
    url.searchParams.set("from", years[0]);
    url.searchParams.set("to", years[1]);
  }
  events.href = url.pathname + url.search;
  events.textContent = `${said.events}: ${count}`;
  const line = document.createElement("div");
  line.append(events);
  box.append(line);
  return box;
}
