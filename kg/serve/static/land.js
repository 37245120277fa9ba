// A map without a tile server: land shapes that ship with the server, spots, and names beside them.

const ATLAS = "/static/vendored/world-atlas-2.0.2";
const FINE_FROM = 5; // zoom from which the finer shapes are drawn
const LABELS = 40; // at most, where they don't cover one another

/**
 * A map in `canvas` on which `weighed`, pairs of position and weight, can be seen; `said` has the
 * words of its buttons, and the template of a tile server's address where there is one.
 */
export async function landMap(canvas, weighed, said) {
  const map = L.map(canvas, {
    zoomControl: false,
    minZoom: 1,
    maxZoom: 10,
    attributionControl: false,
    zoomSnap: 0.5,
  });
  L.control
    .zoom({ position: "topleft", zoomInTitle: said.in, zoomOutTitle: said.out })
    .addTo(map);
  // the table below says it in words, place by place
  for (const pane of ["overlayPane", "tooltipPane"]) map.getPane(pane).setAttribute("aria-hidden", "true");
  map.fitBounds(busiest(weighed), { maxZoom: 7 });
  if (said.tiles) {
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(said.tiles, { attribution: new URL(said.tiles.replace("{s}.", "")).hostname }).addTo(map);
  } else await drawLand(map);
  return map;
}

/** A circle for `count` events at a position; `popup` makes what is shown when one chooses it. */
export function spotOf(position, count, popup) {
  const circle = L.circleMarker(position, {
    radius: Math.min(20, 3 + 2 * Math.sqrt(count)),
    className: "spot",
    bubblingMouseEvents: false,
  });
  return circle.bindPopup(popup);
}

/** Names beside the busiest places, as far as they have room; the others show theirs when pointed at. */
export function labelSpots(map, spots) {
  const taken = [];
  for (const [rank, { name, circle }] of spots.entries()) {
    const { x, y } = map.latLngToLayerPoint(circle.getLatLng());
    const half = 6 + 3.6 * name.length;
    const box = [x - half, y - circle.options.radius - 26, x + half, y - circle.options.radius];
    const free = rank < LABELS && !taken.some((other) => meet(box, other));
    if (free) taken.push(box);
    circle.unbindTooltip();
    circle.bindTooltip(textOf(name), {
      permanent: free,
      direction: "top",
      offset: [0, -circle.options.radius / 2],
    });
  }
}

function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** A name, in the direction of its script. */
export function textOf(text) {
  const element = document.createElement("bdi");
  element.textContent = text;
  return element;
}

async function drawLand(map) {
  const coarse = await shapes(`${ATLAS}/countries-110m.json`);
  let fine;
  coarse?.addTo(map);
  map.on("zoomend", async () => {
    if (fine === undefined && map.getZoom() >= FINE_FROM) {
      fine = null; // on its way
      fine = await shapes(`${ATLAS}/countries-50m.json`);
      if (fine) {
        coarse?.remove();
        fine.addTo(map);
      }
    }
  });
  map.fire("zoomend");
}

async function shapes(address) {
  const world = await read(address);
  if (!world) return null;
  const { countries, land } = world.objects;
  const borders = topojson.mesh(world, countries, (a, b) => a !== b);
  return L.layerGroup([
    L.geoJSON(unbroken(topojson.feature(world, land)), { interactive: false, className: "land" }),
    L.geoJSON(unbrokenLines(borders), { interactive: false, className: "border" }),
  ]);
}

/** Land whose outlines go on beyond 180° where they cross it, and around the pole where they enclose it. */
function unbroken(land) {
  for (const { geometry } of land.features ?? [land]) {
    geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(closed));
  }
  return land;
}

function unbrokenLines(lines) {
  return { ...lines, coordinates: lines.coordinates.map(followed) };
}

function followed(line) {
  let turn = 0;
  return line.map(([long, lat], at) => {
    const step = at ? long - line[at - 1][0] : 0;
    if (step > 180) turn -= 360;
    if (step < -180) turn += 360;
    return [long + turn, lat];
  });
}

function closed(ring) {
  const outline = followed(ring);
  const [[first], [last]] = [outline[0], outline.at(-1)];
  return Math.abs(last - first) < 180 ? outline : [...outline, [last, -90], [first, -90], outline[0]];
}

/** The box that holds all but the outermost twentieths of the events. */
function busiest(weighed) {
  const side = (axis) => {
    const sorted = weighed
      .map(([position, weight]) => [position[axis], weight])
      .sort(([a], [b]) => a - b);
    const total = sorted.reduce((sum, [, n]) => sum + n, 0);
    const at = (share) => {
      let sum = 0;
      return sorted.find(([, n]) => (sum += n) >= share * total)[0];
    };
    return [at(0.05), at(0.95)];
  };
  const [south, north] = side(0);
  const [west, east] = side(1);
  return L.latLngBounds([south, west], [north, east]).pad(0.1);
}

/** What the server answers; null where it can't. */
export async function read(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
