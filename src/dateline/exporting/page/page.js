// Only for comfort: everything on the page works without this.
"use strict";
// Name a place in the address without moving the page: the move is made, laid out, and taken back.
function address(hash) {
  const [left, top] = [scrollX, scrollY];
  location.hash = hash;
  document.documentElement.getBoundingClientRect();
  scrollTo(left, top);
  document.documentElement.getBoundingClientRect();
}
for (const sheet of document.querySelectorAll(".sheet")) {
  const panel = sheet.querySelector(".events");
  const beside = () => getComputedStyle(panel).position === "sticky";
  const cardOf = (naming) => document.getElementById(naming.hash.slice(1));
  // Bring a card into the window of the events; the page itself stays where it is.
  const show = (card) => {
    const top = card.offsetTop - panel.querySelector(".events-head").offsetHeight;
    const bottom = card.offsetTop + card.querySelector("h3, h4").offsetHeight + card.querySelector(".fold").scrollHeight + 64 - panel.clientHeight;
    if (panel.scrollTop < bottom || panel.scrollTop > top) panel.scrollTop = Math.min(top, bottom);
  };
  for (const naming of sheet.querySelectorAll(".naming")) {
    naming.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && beside()) show(cardOf(naming)); });
    naming.addEventListener("focus", () => { if (beside()) show(cardOf(naming)); });
    naming.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      address(naming.hash);
      if (beside()) return show(cardOf(naming));
      // The card has come up from below: keep the words in sight over it.
      const hidden = naming.getBoundingClientRect().bottom + 24 - cardOf(naming).getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden);
    });
  }
}
// Escape puts a card away and gives the words back their focus.
addEventListener("keydown", (event) => {
  const open = document.querySelector(".event:target, .naming:target");
  if (event.key !== "Escape" || !open) return;
  address("#_");
  document.getElementById(open.id.replace(/(-w)?$/, "-w"))?.focus({ preventScroll: true });
});
