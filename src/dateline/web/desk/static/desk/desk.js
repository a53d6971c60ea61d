// Keys of the desk. A page works without this file; with it, whatever bears data-key is pressed by that key.
(() => {
  "use strict";

  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`);
    if (!pressed) return;
    event.preventDefault();
    pressed.focus();
    pressed.click();
  });
})();
