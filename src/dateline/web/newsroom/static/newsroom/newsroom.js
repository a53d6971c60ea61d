// The newsroom with JavaScript: what is typed is kept by itself, markers go where the caret stands. Without this file
// everything is done by buttons. All is delegated to the document, since the page's contents come and go.
(() => {
  "use strict";

  const QUIET = 2000, LATEST = 10000, AGAIN = 5000; // milliseconds
  const form = () => document.getElementById("edit");
  const typed = new Set(["headline", "standfirst", "authors", "body"]);

  // ── what is typed is kept ────────────────────────────────────────────────────────────────────────────────
  let timer = 0; // when it is kept next
  let since = 0; // since when something is typed and not kept
  let asking = null; // what is under way

  const say = (words, state) => {
    const kept = document.getElementById("kept");
    if (!kept) return;
    if (kept.textContent !== words) kept.textContent = words;
    kept.dataset.state = state;
  };

  const rest = () => {
    clearTimeout(timer);
    asking?.abort();
    timer = since = 0;
    asking = null;
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  const keep = async () => {
    const edit = form();
    if (!edit || !since) return;
    if (asking) {
      later(QUIET);
      return;
    }
    const began = since;
    since = 0;
    const mine = asking = new AbortController();
    try {
      const answer = await fetch(edit.dataset.copy, { method: "POST", body: new FormData(edit), signal: mine.signal });
      const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      if (answer.redirected || answer.status === 403) {
        since = since || began;
        say(edit.dataset.saysSignedOut, "failed");
        later(AGAIN);
      } else if (!isOurs) {
        throw new Error(String(answer.status));
      } else if (edit === form()) {
        const { said, newer } = await answer.json();
        say(since ? edit.dataset.saysTyping : said, answer.ok ? "kept" : "failed");
        warn(newer);
      }
    } catch (error) {
      if (error.name === "AbortError" || edit !== form()) return;
      since = since || began;
      say(edit.dataset.saysFailed, "failed");
      later(AGAIN);
    } finally {
      if (asking === mine) asking = null;
    }
  };

  const warn = (newer) => {
    const note = document.getElementById("newer");
    if (!note || (note.textContent === newer && !note.hidden)) return;
    note.textContent = newer ?? "";
    note.hidden = !newer;
  };

  // Who leaves has it kept on the way out.
  const leave = () => {
    const edit = form();
    if (!edit || !(since || asking)) return;
    rest();
    fetch(edit.dataset.copy, { method: "POST", body: new FormData(edit), keepalive: true }).catch(() => {});
  };

  document.addEventListener("input", (event) => {
    const edit = form();
    if (!edit || event.target.form !== edit || !typed.has(event.target.name)) return;
    const now = Date.now();
    since = since || now;
    if (document.getElementById("kept")?.dataset.state !== "failed") say(edit.dataset.saysTyping, "typing");
    later(Math.min(QUIET, Math.max(0, since + LATEST - now)));
    if (event.target.name === "body") mark();
  });

  // What is saved needs not be kept: a copy that came after it would be of the revision before.
  document.addEventListener("submit", (event) => {
    if (event.target === form()) rest();
  }, true);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && since) later(0);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.boosted && event.detail.elt !== form()) leave();
  });

  // Who is signed out is shown no form to sign in where the preview was: the line beside "Save" says it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { boosted, xhr, target, pathInfo } = event.detail;
    if (boosted || !form()?.contains(target)) return;
    const path = (address) => new URL(address, location.href).pathname;
    if (path(xhr.responseURL) !== path(pathInfo.requestPath)) event.detail.shouldSwap = false;
  });

  document.addEventListener("keydown", (event) => {
    if (!form() || !(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form().querySelector("[data-save]").click();
  });

  // ── markers ──────────────────────────────────────────────────────────────────────────────────────────────
  const body = () => form()?.elements.body;

  const mark = () => {
    const text = body()?.value ?? "";
    for (const claim of document.querySelectorAll("[data-label]")) {
      const badge = claim.querySelector("[data-unused]");
      if (badge) badge.hidden = text.includes(`[^${claim.dataset.label}]`);
    }
  };

  // Where the caret was last; at the end where it was nowhere yet.
  let caret = null;
  document.addEventListener("selectionchange", () => {
    const text = body();
    if (text && document.activeElement === text) caret = { of: text, start: text.selectionStart, end: text.selectionEnd };
  });

  const insert = (words, block) => {
    const text = body();
    if (!text) return;
    const { start, end } = caret?.of === text ? caret : { start: text.value.length, end: text.value.length };
    const before = text.value.slice(0, start), after = text.value.slice(end);
    const put = block ? `${before && !before.endsWith("\n\n") ? "\n\n" : ""}${words}${after.startsWith("\n\n") ? "" : "\n\n"}` : words;
    text.setRangeText(put, block ? start : end, end, "end");
    text.focus({ preventScroll: true });
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const cite = async (button) => {
    const edit = form();
    const asked = new FormData();
    asked.set("csrfmiddlewaretoken", edit.elements.csrfmiddlewaretoken.value);
    asked.set("incident", button.dataset.incident);
    asked.set("key", button.dataset.claimKey);
    button.disabled = true;
    try {
      const answer = await fetch(edit.dataset.claims, { method: "POST", body: asked });
      const { marker, said } = await answer.json();
      if (!answer.ok) {
        button.disabled = false;
        warn(said);
        return;
      }
      insert(marker, false);
      await htmx.ajax("GET", edit.dataset.claims, { target: "#claims", swap: "innerHTML" });
      mark();
      dress();
      document.getElementById(`claim-${marker.slice(2, -1)}`)?.closest("details")?.setAttribute("open", "");
    } catch {
      button.disabled = false;
      warn(edit.dataset.saysFailed);
    }
  };

  document.addEventListener("click", async (event) => {
    const inserts = event.target.closest("[data-insert]");
    if (inserts) insert(inserts.dataset.insert, "block" in inserts.dataset);
    const cites = event.target.closest("[data-cite]");
    if (cites && window.htmx) {
      event.preventDefault();
      event.stopPropagation();
      cite(cites);
    }
    const copies = event.target.closest("[data-copy][data-says]");
    if (copies && navigator.clipboard) {
      await navigator.clipboard.writeText(copies.dataset.copy);
      copies.textContent = copies.dataset.says;
    }
    const all = event.target.closest("[data-tick-all]");
    if (all) {
      const boxes = [...all.form.querySelectorAll('input[name="incident"]')];
      const every = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !every; });
      count();
    }
  }, true);

  // ── ticks ────────────────────────────────────────────────────────────────────────────────────────────────
  const count = () => {
    for (const told of document.querySelectorAll("[data-ticked]")) {
      const number = document.querySelectorAll('#choose input[name="incident"]:checked').length;
      told.textContent = told.dataset.says.replace("{number}", number);
    }
  };
  document.addEventListener("change", (event) => { if (event.target.name === "incident") count(); });

  // ── dressing ─────────────────────────────────────────────────────────────────────────────────────────────
  const dress = () => {
    document.querySelectorAll("[data-scripted]").forEach((each) => { each.hidden = false; });
    document.querySelectorAll("[data-unscripted]").forEach((each) => { each.hidden = true; });
    count();
  };
  dress();
  document.addEventListener("desk:page", () => { rest(); dress(); });
  document.addEventListener("htmx:afterSettle", dress);
})();
