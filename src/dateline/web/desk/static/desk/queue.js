// The lists of the desk by keyboard: j and k (or the arrows) go from row to row, Enter or o opens, x ticks.
(() => {
  "use strict";

  const FIELDS = "input:not([type=checkbox]), select, textarea, [contenteditable]";
  const MOVES = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

  const openers = () => [...document.querySelectorAll("[data-rows] [data-row] [data-opens]")];
  const rowOf = (element) => element?.closest?.("[data-row]");

  const move = (by) => {
    const all = openers();
    const here = all.findIndex((opener) => rowOf(opener) === rowOf(document.activeElement));
    const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
    next?.focus({ preventScroll: true });
    rowOf(next)?.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
    const row = rowOf(document.activeElement);
    if (event.key in MOVES && openers().length) {
      // The arrows scroll as ever until a row has the focus.
      if (event.key.startsWith("Arrow") && !row) return;
      move(MOVES[event.key]);
    } else if (event.key === "o" && row) {
      row.querySelector("[data-opens]").click();
    } else if (event.key === "x" && row) {
      row.querySelector("input[type=checkbox]")?.click();
      row.querySelector("[data-opens]").focus();
    } else {
      return;
    }
    event.preventDefault();
  });
})();
