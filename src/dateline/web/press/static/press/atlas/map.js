// The map that can be moved. It takes the place of the drawing where the browser can draw it (WebGL); else the drawing
// stays, with its links. Signs are links in the page itself, so that keyboards and screen readers reach them.
// Tells the page: "atlas:moved" with { bbox } on the figure, whenever somebody has moved it.

const EARTH = 6371.0088; // kilometres

const colours = (figure) => {
  const style = getComputedStyle(figure);
  const told = ["water", "land", "line", "dispute", "words", "halo"].map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]);
  return { ...Object.fromEntries(told), sign: style.getPropertyValue("--sign").trim() };
};

const nothing = { type: "FeatureCollection", features: [] };

// Names are drawn with the reader's own fonts: a style without `glyphs` asks nobody for any.
const styleOf = (figure, told, near) => {
  const c = colours(figure);
  const scale = near ? "50m" : "110m";
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: told[`land${scale}`] },
      borders: { type: "geojson", data: told[`borders${scale}`] },
      labels: { type: "geojson", data: told.labels },
      rings: { type: "geojson", data: nothing },
      towns: { type: "geojson", data: nothing },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": c.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": c.line, "line-width": 0.7 } },
      {
        id: "borders", type: "line", source: "borders", filter: ["!", ["get", "disputed"]],
        paint: { "line-color": c.line, "line-width": 1 },
      },
      {
        id: "disputed", type: "line", source: "borders", filter: ["get", "disputed"],
        paint: { "line-color": c.dispute, "line-width": 1.2, "line-dasharray": [2, 2] },
      },
      { id: "rings", type: "fill", source: "rings", paint: { "fill-color": c.sign, "fill-opacity": 0.1 } },
      {
        id: "ring", type: "line", source: "rings",
        paint: { "line-color": c.sign, "line-opacity": 0.55, "line-dasharray": [3, 2] },
      },
      {
        id: "labels", type: "symbol", source: "labels",
        filter: [">=", ["get", "size"], ["step", ["zoom"], 60, 2, 12, 3, 3, 4, 0.5, 5, 0]],
        layout: {
          "text-field": ["coalesce", ["get", told.language], ["get", "en"]], "text-font": ["sans-serif"], "text-size": 12,
          "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "size"]],
        },
        paint: { "text-color": c.words, "text-halo-color": c.halo, "text-halo-width": 1.2 },
      },
      { id: "towns", type: "circle", source: "towns", paint: { "circle-radius": 1.75, "circle-color": c.words } },
      {
        id: "town-names", type: "symbol", source: "towns",
        layout: {
          "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 11, "text-max-width": 8,
          "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9, "symbol-sort-key": ["get", "rank"],
        },
        paint: { "text-color": c.words, "text-halo-color": c.halo, "text-halo-width": 1.2 },
      },
    ],
  };
};

// A circle on the globe as a polygon, as wide as what is known of the place.
const ringOf = ({ geometry, properties }) => {
  const [lon, lat] = geometry.coordinates;
  const turn = properties.radius_km / EARTH;
  const north = (lat * Math.PI) / 180;
  const ring = [];
  for (let step = 0; step <= 64; step += 1) {
    const way = (step / 64) * 2 * Math.PI;
    const high = Math.asin(Math.sin(north) * Math.cos(turn) + Math.cos(north) * Math.sin(turn) * Math.cos(way));
    const along = Math.atan2(
      Math.sin(way) * Math.sin(turn) * Math.cos(north), Math.cos(turn) - Math.sin(north) * Math.sin(high),
    );
    ring.push([lon + (along * 180) / Math.PI, (high * 180) / Math.PI]);
  }
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
};

const boxOf = (bbox) => {
  const [west, south, east, north] = bbox.split(",").map(Number);
  return [[west, south], [east < west ? east + 360 : east, north]];
};

const begin = async (figure) => {
  const told = JSON.parse(figure.dataset.told);
  for (const [name, value] of Object.entries(told)) {
    if (typeof value === "string" && value.startsWith("/")) told[name] = new URL(value, location.href).href; // for the worker
  }
  const frame = figure.querySelector(".atlas-frame");
  const drawing = figure.querySelector(".atlas-drawing");
  if (!document.createElement("canvas").getContext("webgl2")) return; // the drawing stays
  const maplibre = await import(told.script);
  maplibre.setWorkerUrl(told.worker);
  maplibre.setWorkerCount(1);

  const room = document.createElement("div");
  room.className = "atlas-live";
  frame.append(room);
  const tip = document.createElement("p");
  tip.className = "atlas-tip";
  tip.setAttribute("aria-hidden", "true"); // each sign says the same of itself

  let near = false;
  let map;
  try {
    map = new maplibre.Map({
      container: room, style: styleOf(figure, told, near), bounds: boxOf(told.bbox), fitBoundsOptions: { padding: 24 }, attributionControl: false,
      maxZoom: 15, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, fadeDuration: 0,
      cooperativeGestures: false,
    });
  } catch {
    room.remove();
    return;
  }
  // The lands of the drawing cost much to paint where there is no graphics card; both at once are too much.
  for (const land of drawing.querySelectorAll("use")) land.setAttribute("hidden", "");
  map.on("error", ({ error }) => console.warn(String(error)));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.scrollZoom.disable(); // a page has to scroll past its map; with Ctrl the wheel zooms
  room.addEventListener("wheel", (event) => (event.ctrlKey ? map.scrollZoom.enable() : map.scrollZoom.disable()), { capture: true });
  const canvas = map.getCanvas();
  canvas.setAttribute("aria-label", figure.dataset.name);
  canvas.setAttribute("role", "application");

  const tools = document.createElement("div");
  tools.className = "atlas-tools";
  for (const [sign, said, deed] of [["+", figure.dataset.closer, () => map.zoomIn()], ["−", figure.dataset.farther, () => map.zoomOut()]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", said);
    button.addEventListener("click", deed);
    tools.append(button);
  }
  frame.append(tools, tip);

  let marks = [];
  let rings = nothing;
  let asked = null;

  const show = (found) => {
    const held = marks.findIndex((mark) => mark.getElement() === document.activeElement);
    const address = held >= 0 ? marks[held].getElement().href : null;
    for (const mark of marks) mark.remove();
    marks = found.features.map((feature) => {
      const { kind, label, words, href, bbox, grade } = feature.properties;
      const link = document.createElement("a");
      link.href = href;
      link.className = `atlas-mark ${kind} ${grade} ${["", "", "two", "three", "four", "four"][label.length] ?? "four"}`;
      link.textContent = label;
      link.setAttribute("aria-label", words);
      link.dataset.bbox = bbox;
      if (frame.dataset.target) link.target = frame.dataset.target;
      return new maplibre.Marker({ element: link, anchor: "center" }).setLngLat(feature.geometry.coordinates).addTo(map);
    });
    for (const mark of marks) mark.getElement().setAttribute("role", "link"); // a marker calls itself a button
    if (address) marks.find((mark) => mark.getElement().href === address)?.getElement().focus();
    rings = { type: "FeatureCollection", features: found.features.filter((one) => one.properties.radius_km > 0).map(ringOf) };
    map.getSource("rings")?.setData(rings);
  };

  const bounds = () => {
    const box = map.getBounds();
    const sides = [box.getWest(), Math.max(box.getSouth(), -85), box.getEast(), Math.min(box.getNorth(), 85)];
    return sides.map((side) => Number(side.toFixed(4))).join(",");
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(told.query);
    query.set("bbox", bounds());
    query.set("zoom", String(Math.floor(map.getZoom())));
    query.set("language", told.language);
    try {
      const answer = await fetch(`${told.points}?${query}`, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") tip.textContent = figure.dataset.none;
    }
  };

  // Towns are named where the map is close enough for some; without them nobody knows where they look.
  let towns = nothing;
  const nameTowns = async () => {
    try {
      const answer = await fetch(`${told.towns}?${new URLSearchParams({ bbox: bounds() })}`);
      if (answer.ok) map.getSource("towns")?.setData((towns = await answer.json()));
    } catch {
      // the map does without
    }
  };

  const closer = () => {
    const wanted = map.getZoom() >= 3;
    if (wanted === near) return;
    near = wanted;
    const scale = near ? "50m" : "110m";
    map.getSource("land")?.setData(told[`land${scale}`]);
    map.getSource("borders")?.setData(told[`borders${scale}`]);
  };

  room.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.atlas-mark");
    if (!link?.classList.contains("cluster") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    map.fitBounds(boxOf(link.dataset.bbox), { padding: 48, maxZoom: 15, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    canvas.focus({ preventScroll: true });
  });
  const tell = (event) => { tip.textContent = event.target.closest?.("a.atlas-mark")?.getAttribute("aria-label") ?? ""; };
  for (const name of ["mouseover", "focusin"]) room.addEventListener(name, tell);
  for (const name of ["mouseleave", "focusout"]) room.addEventListener(name, () => { tip.textContent = ""; });

  map.on("moveend", () => {
    closer();
    ask();
    nameTowns();
    figure.dataset.moved = ""; // on paper the drawing would show another stretch
    figure.dispatchEvent(new CustomEvent("atlas:moved", { bubbles: true, detail: { bbox: bounds() } }));
  });
  map.on("styledata", () => {
    map.getSource("rings")?.setData(rings);
    map.getSource("towns")?.setData(towns);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(styleOf(figure, told, near)));
  map.once("load", () => {
    drawing.setAttribute("hidden", "");
    figure.querySelector(".atlas-ways")?.setAttribute("hidden", "");
    figure.dataset.live = "";
    closer();
    ask();
    nameTowns();
  });
};

for (const figure of document.querySelectorAll("[data-atlas][data-told]")) {
  begin(figure).catch(() => figure.querySelectorAll(".atlas-live, .atlas-tools, .atlas-tip").forEach((each) => each.remove()));
}
