// Draws the timeline over the list that the page has. What is drawn comes from /timeline.json:
// single dates, or where these are too many, counts, and single dates again when one zooms in.
import { fitOnPaper, openFilters } from "./axis.js";
import { chartOf, countOf, itemOf } from "./chart.js";

openFilters();
const figure = document.getElementById("drawing");
if (figure) draw(figure);

async function draw(figure) {
  const most = matchMedia("(min-width: 48rem)").matches ? 300 : 120;
  const first = await answerOf(figure.dataset.from, { most });
  if (!first) return;
  figure.hidden = false;
  fitOnPaper(figure.querySelector(".canvas"));

  const told = figure.querySelector("[data-said=counts]");
  told.hidden = "items" in first;
  let asked = 0;
  const chart = chartOf(
    figure.querySelector(".canvas"),
    entriesOf(first),
    figure.dataset,
    async (begin, end) => {
      if ("items" in first) return; // all that there is stands there
      const turn = ++asked;
      const answer = await answerOf(figure.dataset.from, { most, begin, end });
      if (!answer || turn !== asked) return;
      told.hidden = "items" in answer;
      chart.show(entriesOf(answer));
    },
  );
  for (const button of figure.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", chart.acts[button.dataset.zoom]);
  }
}

function entriesOf({ counts, items }) {
  if (!counts) return items.map(itemOf);
  const largest = Math.max(...counts.map(({ count }) => count));
  return counts.map((stretch, id) => countOf(stretch, id, largest));
}

/** What the server answers; null where it can't. */
async function answerOf(address, more) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
