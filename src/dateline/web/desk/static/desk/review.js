// Words selected in the text of a report fill the fields of its event. Without this file words are typed instead.
(() => {
  "use strict";

  document.documentElement.classList.add("scripted");
  const marks = CSS.highlights && typeof Highlight === "function" ? CSS.highlights : null;
  const ofWord = /[\p{L}\p{N}\p{M}]/u;
  let picked = null; // what is selected: where it stands in the report, and its words

  // ── what is selected ─────────────────────────────────────────────────────────────────────────────────────
  // Where words stand is counted in characters of Unicode, as the server counts, not in halves of them.
  const part = (paragraph, range) => {
    const signs = [...paragraph.textContent];
    const upTo = (node, offset) => {
      const before = document.createRange();
      before.selectNodeContents(paragraph);
      before.setEnd(node, offset);
      return [...before.toString()].length;
    };
    const start = paragraph.contains(range.startContainer) ? upTo(range.startContainer, range.startOffset) : 0;
    const end = paragraph.contains(range.endContainer) ? upTo(range.endContainer, range.endOffset) : signs.length;
    return { at: Number(paragraph.dataset.at), signs, start, end };
  };

  // Whole words: half a word is nobody's name.
  const widened = (first, last) => {
    const blank = (sign) => /\s/u.test(sign);
    while (first.start < first.end && blank(first.signs[first.start])) first.start += 1;
    while (last.end > last.start && blank(last.signs[last.end - 1])) last.end -= 1;
    const inside = ({ signs }, at) => at > 0 && at < signs.length && ofWord.test(signs[at - 1]) && ofWord.test(signs[at]);
    while (inside(first, first.start)) first.start -= 1;
    while (inside(last, last.end)) last.end += 1;
  };

  const selected = () => {
    const selection = getSelection();
    const text = document.querySelector("[data-report-text]");
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = [...text.querySelectorAll("p[data-at]")]
      .filter((paragraph) => range.intersectsNode(paragraph))
      .map((paragraph) => part(paragraph, range))
      .filter(({ signs, start, end }) => signs.slice(start, end).join("").trim());
    if (!parts.length) return null;
    const [first, last] = [parts[0], parts.at(-1)];
    widened(first, last);
    const words = parts.map(({ signs, start, end }) => signs.slice(start, end).join("")).join(" ");
    return { at: `${first.at + first.start}-${last.at + last.end}`, words: words.replace(/\s+/gu, " ").trim(), range: range.cloneRange() };
  };

  const show = () => {
    marks?.delete("picked");
    if (picked && marks) marks.set("picked", new Highlight(picked.range));
    for (const bar of document.querySelectorAll("[data-picked]")) {
      bar.hidden = !picked;
      bar.querySelector("[data-picked-words]").textContent = picked?.words ?? "";
    }
    for (const button of document.querySelectorAll("[data-fill]")) button.hidden = !picked;
  };

  const drop = () => {
    picked = null;
    show();
  };

  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) {
      picked = now;
      show();
    }
  });

  // A plain click in the text, or Escape, lets go of it. A click that ends a selection opens no other event.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-report-text]")) return;
    if (getSelection().isCollapsed) {
      drop();
    } else if (event.target.closest("a")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && picked && !document.querySelector("dialog[open]")) {
      getSelection().removeAllRanges();
      drop();
    }
  });
  document.addEventListener("desk:page", drop);

  // ── into the fields ──────────────────────────────────────────────────────────────────────────────────────
  const fill = (form, name) => {
    form.elements[name].value = picked.words;
    form.elements[`${name}_at`].value = picked.at;
  };

  document.addEventListener("click", (event) => {
    const press = event.target.closest("[data-press]");
    if (press) {
      document.querySelector(`[data-key="${CSS.escape(press.dataset.press)}"]`)?.click();
      return;
    }
    const takes = event.target.closest("[data-takes]");
    if (takes) {
      if (picked) {
        fill(takes.form, "words");
      } else if (!takes.form.elements.words.value.trim()) {
        event.preventDefault(); // nothing is selected: let the words be typed
        takes.form.querySelector(".typed").classList.add("open");
        takes.form.elements.words.focus();
      }
      return;
    }
    const filler = event.target.closest("[data-fill]");
    if (filler && picked) {
      fill(filler.form, filler.dataset.fill);
      getSelection().removeAllRanges();
      drop();
    }
  });

  // A form that opens is brought up within its own column, so that the text stays where it is.
  const bringUp = (details) => {
    const column = details.closest(".fields");
    if (!column || getComputedStyle(column).overflowY !== "auto") return details.scrollIntoView({ block: "nearest" });
    const room = Math.min(column.clientHeight, innerHeight - column.getBoundingClientRect().top);
    const [top, height] = [details.getBoundingClientRect().top - column.getBoundingClientRect().top, details.offsetHeight];
    if (top < 0 || top + height > room) column.scrollTop += Math.min(top, top + height - room);
  };

  document.addEventListener("toggle", (event) => {
    const summary = event.target.querySelector?.(":scope > summary[data-fills]");
    if (!summary || !event.target.open) return;
    bringUp(event.target);
    if (!picked) return;
    fill(event.target.querySelector("form"), summary.dataset.fills);
    getSelection().removeAllRanges();
    drop();
  }, true);

  // Who types over the words that were selected means those typed.
  document.addEventListener("input", (event) => {
    const place = event.target.form?.elements[`${event.target.name}_at`];
    if (place instanceof HTMLInputElement) place.value = "";
  });

  // Enter on a choice keeps it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".field-row > form > select")) return;
    event.preventDefault();
    event.target.form.querySelector("button").click();
  });
})();
