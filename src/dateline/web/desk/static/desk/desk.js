// The desk with JavaScript: keys, and pages that take each other's place without a full load (htmx does the fetching).
// A page works without this file. Everything is delegated to the document, since the page's contents come and go.
(() => {
  "use strict";

  // ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────
  const NOT_TYPED = "[type=checkbox], [type=radio], [type=submit], [type=button], [type=reset]";
  const typing = (target) => target.closest?.(`input:not(${NOT_TYPED}), select, textarea, [contenteditable]`);
  const shown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;
  const keyed = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]:not([disabled])`)].find(shown);

  // Press what bears a key: a field takes the cursor, anything else is clicked.
  const press = (element) => {
    element.focus();
    if (!element.matches("input, select, textarea") || element.matches(NOT_TYPED)) element.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const pressed = keyed(event.key);
    if (!pressed) return;
    event.preventDefault();
    // What was asked for is on its way: a second stroke is not meant for the page that comes.
    if (event.repeat || document.querySelector(".htmx-request")) return;
    press(pressed);
  });

  const list = (dialog) => {
    const rows = new Map();
    for (const element of document.querySelectorAll("[data-key]:not([disabled])")) {
      if (shown(element) && !rows.has(element.dataset.key)) {
        rows.set(element.dataset.key, element.dataset.keySays || element.textContent.trim());
      }
    }
    dialog.querySelector("dl").replaceChildren(...[...rows].map(([key, says]) => {
      const row = document.createElement("div");
      const [term, told, cap] = ["dt", "dd", "kbd"].map((name) => document.createElement(name));
      cap.textContent = key;
      told.textContent = says;
      term.append(cap);
      row.append(term, told);
      return row;
    }));
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-open]")) return;
    const dialog = document.getElementById("desk-keys");
    list(dialog);
    dialog.showModal();
  });

  const dress = () => {
    document.querySelectorAll("[data-keys-open]").forEach((button) => { button.hidden = false; });
    // On a telephone the tabs scroll by themselves: the one that somebody is on comes into sight.
    const tabs = document.querySelector(".desk-tabs");
    const here = tabs?.querySelector("[aria-current]")?.getBoundingClientRect();
    if (here) tabs.scrollLeft += here.left + here.width / 2 - tabs.getBoundingClientRect().left - tabs.clientWidth / 2;
  };
  dress();

  // ── pages ────────────────────────────────────────────────────────────────────────────────────────────────
  if (!window.htmx) return;
  // Where one was and what had the focus is kept here, and a page of the past is loaded as it is now.
  htmx.config.scrollIntoViewOnBoost = false;
  htmx.config.refreshOnHistoryMiss = true;
  htmx.config.defaultSettleDelay = 0; // a new page's links are alive in the moment in which it is there
  htmx.config.attributesToSettle = ["class"]; // a style of an element's own is against the site's policy

  let left = null; // the page that is being left
  let dressed = Promise.resolve();

  const named = (element) => {
    if (element?.id) return `#${CSS.escape(element.id)}`;
    return element?.dataset?.key ? `[data-key="${CSS.escape(element.dataset.key)}"]` : null;
  };

  // The head of another screen brings its own style and script.
  const bring = (head) => {
    const here = (name, value) => document.head.querySelector(`[${name}="${CSS.escape(value)}"]`);
    const coming = [...head.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href"));
    const waits = coming.filter((href) => !here("href", href)).map((href) => new Promise((done) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done });
      document.head.append(link);
    }));
    for (const script of head.querySelectorAll("script[src]")) {
      const src = script.getAttribute("src");
      if (!here("src", src)) document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
    }
    const going = [...document.head.querySelectorAll("link[rel=stylesheet]")].filter((link) => !coming.includes(link.getAttribute("href")));
    if (waits.length) document.documentElement.classList.add("desk-dressing");
    dressed = Promise.all(waits).then(() => {
      going.forEach((link) => link.remove());
      document.documentElement.classList.remove("desk-dressing");
    });
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.boosted && event.detail.elt.closest("a[download]");
    if (!link) return;
    event.preventDefault();
    location.assign(link.href);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { boosted, xhr } = event.detail;
    if (!boosted) return;
    const isPage = (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
    const page = isPage ? new DOMParser().parseFromString(xhr.responseText, "text/html") : null;
    // A file, or a page beyond the desk (to sign in again, say), is the browser's own to load.
    event.detail.shouldSwap = Boolean(page && (xhr.status >= 400 || page.querySelector("main.desk")));
    if (!event.detail.shouldSwap) {
      location.assign(xhr.responseURL);
      return;
    }
    event.detail.isError = false;
    left = { path: location.pathname, top: scrollY, focus: named(document.activeElement) };
    bring(page.head);
  });

  // A page that is asked for where one is already takes no second place in the history.
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { history } = event.detail;
    if (new URL(history.path, location.href).href === location.href) history.type = "replace";
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.boosted || !left) return;
    const { path, top, focus } = left;
    left = null;
    dress();
    const said = document.getElementById("desk-said");
    if (said) said.textContent = [...document.querySelectorAll(".notes .note")].map((note) => note.textContent).join(" ");
    dressed.then(() => {
      const same = path === location.pathname;
      const aim = location.hash && document.getElementById(location.hash.slice(1));
      if (aim && !same) aim.scrollIntoView();
      else scrollTo(0, same ? top : 0);
      const again = document.querySelector("[autofocus]") ?? (same && focus ? document.querySelector(focus) : null);
      (again ?? document.getElementById("content"))?.focus({ preventScroll: true });
      document.dispatchEvent(new CustomEvent("desk:page"));
    });
  });

  // Without an answer nothing has changed on the page, so it says so.
  for (const failed of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failed, () => {
      const screen = document.querySelector("[data-offline]");
      if (!screen) return;
      const note = Object.assign(document.createElement("p"), { className: "note error", textContent: screen.dataset.offline });
      note.setAttribute("role", "alert");
      screen.querySelectorAll(":scope > .note[role=alert]").forEach((old) => old.remove());
      screen.prepend(note);
    });
  }
})();
