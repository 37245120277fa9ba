// Draws who acted together over the table that the page has.
import { fitOnPaper } from "./axis.js";

const table = document.getElementById("company");
const figure = document.getElementById("network");
if (table && figure) draw(table, figure);

function draw(table, figure) {
  const company = [...table.tBodies[0].rows]
    .map((row) => ({
      link: row.querySelector("a[href]"),
      count: Number(row.dataset.events) || 1,
    }))
    .filter(({ link }) => link)
    .slice(0, matchMedia("(min-width: 48rem)").matches ? 30 : 14);
  if (company.length < 2) return;
  figure.hidden = false;
  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(name).trim();
  const centre = { data: { id: "0", label: table.dataset.label, size: 34 }, classes: "centre" };
  const most = Math.max(...company.map((c) => c.count));
  const others = company.map(({ link, count }, at) => ({
    data: {
      id: String(at + 1),
      label: link.textContent.trim(),
      href: link.href,
      count,
      size: 12 + 16 * Math.sqrt(count / most),
    },
  }));
  const ties = company.map(({ count }, at) => ({
    data: { id: `t${at}`, source: "0", target: String(at + 1), width: 1 + (4 * count) / most },
  }));
  const canvas = figure.querySelector(".canvas");
  fitOnPaper(canvas);
  const wide = Math.min(2.2, Math.max(1, canvas.clientWidth / canvas.clientHeight));
  const graph = cytoscape({
    container: canvas,
    elements: [centre, ...others, ...ties],
    layout: {
      name: "concentric",
      concentric: (node) => (node.id() === "0" ? most + 2 : node.data("count")),
      levelWidth: () => Math.max(1, most / 2),
      minNodeSpacing: 60 / wide,
      transform: (_, { x, y }) => ({ x: x * wide, y }), // an ellipse as wide as there is room
      padding: 20,
    },
    maxZoom: 1.25,
    userZoomingEnabled: false, // the wheel scrolls the page
    autoungrabify: true,
    boxSelectionEnabled: false,
    style: [
      {
        selector: "node",
        style: {
          label: "data(label)",
          width: "data(size)",
          height: "data(size)",
          "background-color": colour("--accent"),
          color: colour("--ink"),
          "font-size": 11,
          "font-family": colour("--sans"),
          "text-valign": "bottom",
          "text-margin-y": 3,
          "text-wrap": "wrap",
          "text-max-width": 96,
          "text-background-color": colour("--raised"),
          "text-background-opacity": 0.8,
        },
      },
      { selector: ".centre", style: { "background-color": colour("--event"), "font-weight": "bold", "font-size": 13 } },
      { selector: "edge", style: { width: "data(width)", "line-color": colour("--line"), "curve-style": "haystack" } },
    ],
  });
  graph.on("tap", "node", ({ target }) => {
    if (target.data("href")) location.href = target.data("href");
  });
}
