// A claim opens beside or under the sentence that rests on it. Without this a marker leads to the claim below.
(() => {
  "use strict";

  let open = null; // { marker, note }

  // What is shown is a copy of the claim below, so that it can be found there, too; its ids are made its own.
  const copyOf = (claim) => {
    const copy = claim.cloneNode(true);
    for (const folded of copy.querySelectorAll("details")) folded.open = true;
    const own = new Map();
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) {
      if (each.id) {
        own.set(each.id, `open-${each.id}`);
        each.id = own.get(each.id);
      }
    }
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
      for (const each of [copy, ...copy.querySelectorAll(`[${name}]`)]) {
        const named = each.getAttribute(name);
        if (named) each.setAttribute(name, named.split(/\s+/).map((id) => own.get(id) ?? id).join(" "));
      }
    }
    return copy;
  };

  const close = (back) => {
    if (!open) return;
    const { marker, note } = open;
    open = null;
    const held = note.contains(document.activeElement);
    note.remove();
    marker.setAttribute("aria-expanded", "false");
    marker.removeAttribute("aria-controls");
    if (back || held) marker.focus({ preventScroll: !back });
  };

  const blockOf = (marker, body) => {
    let block = marker;
    while (block.parentElement !== body) block = block.parentElement;
    return block;
  };

  const show = (marker) => {
    const body = marker.closest(".body");
    const claim = document.getElementById(`claim-${marker.dataset.claim}`);
    const frame = document.getElementById("claim-note");
    if (!body || !claim || !frame) return false;
    close(false);
    const note = frame.content.firstElementChild.cloneNode(true);
    const copy = copyOf(claim);
    note.id = `open-note-${marker.dataset.claim}`;
    if (copy.hasAttribute("aria-labelledby")) note.setAttribute("aria-labelledby", copy.getAttribute("aria-labelledby"));
    note.append(copy);
    blockOf(marker, body).after(note);
    marker.setAttribute("aria-expanded", "true");
    marker.setAttribute("aria-controls", note.id);
    open = { marker, note };
    place();
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
    if (marker.getBoundingClientRect().top < 0) marker.closest(".sentence").scrollIntoView(); // what it is said of stays in view
    return true;
  };

  // In the margin it stands level with its marker; under the sentence, the page's own order places it.
  const place = () => {
    if (!open) return;
    const { marker, note } = open;
    note.style.top = "";
    if (getComputedStyle(note).position !== "absolute") return;
    const body = marker.closest(".body");
    const level = marker.getBoundingClientRect().top - body.getBoundingClientRect().top;
    note.style.top = `${Math.max(0, level - 12)}px`;
  };

  const toggle = (marker) => {
    if (open?.marker === marker) {
      close(true);
      return true;
    }
    return show(marker);
  };

  for (const marker of document.querySelectorAll(".body a.claim[data-claim]")) {
    marker.setAttribute("role", "button");
    marker.setAttribute("aria-expanded", "false");
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!(event.target instanceof Element)) return;
    const marker = event.target.closest(".body a.claim[data-claim]");
    if (marker) {
      if (toggle(marker)) event.preventDefault();
    } else if (event.target.closest(".opened .close")) {
      close(true);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      close(true);
    } else if (event.key === " " && event.target instanceof Element && event.target.matches(".body a.claim[data-claim]")) {
      event.preventDefault();
      toggle(event.target);
    }
  });

  addEventListener("resize", place);
  // On paper a claim bears its whole address, and what is folded is open.
  let folded = [];
  addEventListener("beforeprint", () => {
    close(false);
    folded = [...document.querySelectorAll(".claims details:not([open])")];
    for (const each of folded) each.open = true;
    for (const link of document.querySelectorAll(".claim-list .claim-ways a")) link.dataset.printed = link.href;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
