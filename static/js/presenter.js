// Shows the slides of a kit one at a time, and their notes in a window of its own; without this they are read as a list.
// Nothing is asked of any server: both windows draw what this page holds.
const page = document.body;
const slides = [...document.querySelectorAll("[data-slide]")];
const controls = document.querySelector("[data-controls]");
const isRightToLeft = document.documentElement.dir === "rtl";
const SMALLEST = 0.55; // of the size of letters at which a slide begins

let at = Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));
let started = 0;
let speaker = null;

function fit(slide) {
  let size = 1;
  do {
    slide.style.setProperty("--fit", size);
    size -= 0.05;
  } while (size >= SMALLEST && slide.scrollHeight > slide.clientHeight);
}

function show(number) {
  at = Math.min(Math.max(number, 0), slides.length - 1);
  slides.forEach((slide, place) => slide.classList.toggle("is-shown", place === at));
  page.classList.remove("is-dark");
  for (const output of document.querySelectorAll("output[data-place]")) output.textContent = place();
  if (isPresenting()) fit(slides[at]);
  tell();
}

function place() {
  return `${at + 1} / ${slides.length}`;
}

function isPresenting() {
  return page.classList.contains("is-presenting");
}

function present() {
  page.classList.add("is-presenting");
  controls.hidden = false;
  started ||= Date.now();
  show(at);
  slides[at].focus();
  document.documentElement.requestFullscreen?.().catch(() => {}); // where it is forbidden, the window is filled
}

function end() {
  if (document.fullscreenElement) document.exitFullscreen();
  page.classList.remove("is-presenting", "is-dark");
  controls.hidden = true;
  slides[at].scrollIntoView();
  document.querySelector("[data-present]").focus({ preventScroll: true });
}

function wholeScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function speak() {
  if (speaker && !speaker.closed) {
    speaker.focus();
    return;
  }
  speaker = window.open("", "", "popup,width=1000,height=700");
  if (!speaker) return; // the browser forbids windows
  const template = document.querySelector("[data-speaker]");
  const its = speaker.document;
  its.documentElement.lang = document.documentElement.lang;
  its.documentElement.dir = document.documentElement.dir;
  its.title = template.dataset.title;
  const sheet = new speaker.CSSStyleSheet();
  sheet.replaceSync([...document.styleSheets].map(written).join("\n"));
  its.adoptedStyleSheets = [sheet];
  its.body.className = page.className.replace("is-presenting", "");
  its.body.append(its.importNode(template.content, true));
  listen(its);
  its.querySelector("[data-restart]").addEventListener("click", () => {
    started = Date.now();
    tick();
  });
  started ||= Date.now();
  speaker.setInterval(tick, 1000);
  tick();
  tell();
}

// A stylesheet with all that it imports: the window asks for none.
function written(sheet) {
  return [...sheet.cssRules]
    .map((rule) => (rule instanceof CSSImportRule ? written(rule.styleSheet) : rule.cssText))
    .join("\n");
}

function tell() {
  if (!speaker || speaker.closed) return;
  const its = speaker.document;
  its.querySelector("[data-place]").textContent = place();
  draw(its, "[data-now]", slides[at]);
  draw(its, "[data-then]", slides[at + 1]);
  const notes = its.querySelector("[data-said]");
  notes.textContent = slides[at].querySelector("[data-notes]")?.textContent ?? notes.dataset.none;
}

function draw(its, where, slide) {
  const place = its.querySelector(where);
  if (slide) place.replaceChildren(its.importNode(slide.querySelector(".kit-slide"), true));
  else place.textContent = place.dataset.none;
}

function tick() {
  if (!speaker || speaker.closed) return;
  const its = speaker.document;
  const time = new Intl.DateTimeFormat(its.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const seconds = Math.floor((Date.now() - started) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  its.querySelector("[data-clock]").textContent = time.format(new Date());
  its.querySelector("[data-elapsed]").textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

const KEYS = {
  [isRightToLeft ? "ArrowLeft" : "ArrowRight"]: () => show(at + 1),
  [isRightToLeft ? "ArrowRight" : "ArrowLeft"]: () => show(at - 1),
  ArrowDown: () => show(at + 1),
  ArrowUp: () => show(at - 1),
  PageDown: () => show(at + 1),
  PageUp: () => show(at - 1),
  " ": () => show(at + 1),
  Home: () => show(0),
  End: () => show(slides.length - 1),
  Escape: end,
  f: wholeScreen,
  n: speak,
  b: () => page.classList.toggle("is-dark"),
};

// The same buttons and keys in both windows; keys only while slides are shown, so that the list is read as any page.
function listen(where) {
  const moves = { before: () => show(at - 1), next: () => show(at + 1) };
  for (const [name, move] of Object.entries(moves)) {
    for (const button of where.querySelectorAll(`[data-${name}]`)) button.addEventListener("click", move);
  }
  where.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (where === document && !isPresenting())) return;
    event.preventDefault();
    act();
  });
}

for (const slide of slides) slide.tabIndex = -1;
for (const picture of document.querySelectorAll("[data-slide] img")) {
  picture.loading = "eager"; // they are there before the network is gone
  picture.sizes = "100vw";
}
document.querySelector("[data-start]").hidden = false;
document.querySelector("[data-present]").addEventListener("click", present);
document.querySelector("[data-speak]").addEventListener("click", speak);
document.querySelector("[data-end]").addEventListener("click", end);
addEventListener("resize", () => isPresenting() && fit(slides[at]));
addEventListener("pagehide", () => speaker?.close());
listen(document);
