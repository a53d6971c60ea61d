// The list below the map follows it, and days can be drawn over the time line. All of it is in the address, so what
// this does can be done without it: by the form, and by the links.

// What the page at an address has in some places takes the place of what is there.
let asked = null;
const follow = async (address, places) => {
  asked?.abort();
  asked = new AbortController();
  for (const place of places) document.querySelector(place)?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of places) {
      const now = document.querySelector(place);
      const then = page.querySelector(place);
      if (now && then && !now.contains(document.activeElement)) now.replaceWith(document.adoptNode(then));
    }
    history.replaceState(null, "", address);
    brush();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    for (const place of places) document.querySelector(place)?.removeAttribute("aria-busy");
  }
};

let waiting = 0;
document.addEventListener("atlas:moved", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = new URL(location.href);
    address.searchParams.delete("after");
    address.searchParams.set("bbox", event.detail.bbox);
    const form = document.querySelector(".atlas-form");
    let box = form.querySelector("[name=bbox]");
    if (!box) {
      box = Object.assign(document.createElement("input"), { type: "hidden", name: "bbox" });
      form.prepend(box);
    }
    box.value = event.detail.bbox;
    address.hash = "";
    follow(address.href, ["#found", "#time"]);
  }, 250);
});

// A form that is sent says only what is set, so that addresses stay short enough to be read.
document.querySelector(".atlas-form")?.addEventListener("submit", (event) => {
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll(".atlas-form :disabled")) field.disabled = false;
});

// Days drawn over the bars of the time line.
const brush = () => {
  const time = document.querySelector("#time");
  const svg = time?.querySelector("svg");
  const edges = time?.dataset.edges?.split(" ") ?? [];
  if (!svg || edges.length < 3 || time.classList.contains("atlas-brushed")) return;
  time.classList.add("atlas-brushed");
  const bars = edges.length - 1;
  const { left, right, wide, high } = Object.fromEntries(["left", "right", "wide", "high"].map((name) => [name, Number(time.dataset[name])]));
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * wide;
    return Math.max(0, Math.min(bars - 1, Math.floor(((x - left) / (right - left)) * bars)));
  };
  const shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shade.setAttribute("class", "atlas-brush");
  shade.setAttribute("y", "0");
  shade.setAttribute("height", String(high));
  let from = null;
  const draw = (one, other) => {
    const step = (right - left) / bars;
    shade.setAttribute("x", String(left + Math.min(one, other) * step));
    shade.setAttribute("width", String((Math.abs(one - other) + 1) * step));
  };
  const dayBefore = (day) => new Date(Date.parse(`${day}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = at(event);
    svg.setPointerCapture(event.pointerId);
    draw(from, from);
    svg.append(shade);
  });
  svg.addEventListener("pointermove", (event) => { if (from !== null) draw(from, at(event)); });
  svg.addEventListener("pointercancel", () => { from = null; shade.remove(); });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [first, last] = [from, at(event)].sort((a, b) => a - b);
    from = null;
    const address = new URL(location.href);
    address.searchParams.delete("after");
    address.searchParams.set("from", edges[first]);
    address.searchParams.set("to", last + 1 < bars ? dayBefore(edges[last + 1]) : edges[bars]);
    location.assign(address.href);
  });
};
brush();
