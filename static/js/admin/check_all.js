// Opens the check of each page in a frame, one after the other, waits for what it found, and renews the readiness at the end.
const LOOK = 200; // milliseconds between two looks into the frame

export default (root) => {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [start, cancel, said, place] = ["start", "cancel", "said", "frame-place"].map(find);
  const [bar, form] = [root.querySelector("progress"), root.querySelector("form")];
  const rows = [...root.querySelectorAll("[data-page]")];
  const words = root.dataset;
  let isCancelled = false;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  // What the page of a check says once its result is kept; the frame is of this site, or of nobody's who can be read.
  const outcome = (frame) => {
    try {
      return frame.contentDocument.querySelector("[data-browser-check]")?.dataset;
    } catch {
      return null;
    }
  };

  const check = async (row) => {
    const frame = Object.assign(document.createElement("iframe"), { title: words.frame, src: row.dataset.address });
    place.replaceChildren(frame);
    const end = performance.now() + words.seconds * 1000;
    let found;
    do {
      await wait(LOOK);
      found = outcome(frame);
    } while (!found?.state && !isCancelled && performance.now() < end);
    return { state: found?.state || "failed", count: Number(found?.count || 0) };
  };

  const show = (row, { state, count }) => {
    row.querySelector("[data-outcome]").textContent = fill(words[state], { count });
    row.dataset.state = state;
  };

  const renew = async (told) => {
    said.textContent = `${told} ${words.renewing}`;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    said.textContent = `${told} ${answer?.ok ? words.renewed : words.unrenewed}`;
  };

  const run = async () => {
    isCancelled = false;
    const kept = { all: rows.length, checked: 0, found: 0 };
    for (const row of rows) row.querySelector("[data-outcome]").textContent = "";
    start.hidden = true;
    cancel.hidden = bar.hidden = false;
    cancel.focus();
    for (const [at, row] of rows.entries()) {
      said.textContent = fill(words.progress, { number: at + 1, all: rows.length, page: row.dataset.page });
      const result = await check(row);
      if (isCancelled) break;
      show(row, result);
      kept.checked += result.state !== "failed";
      kept.found += result.state === "found";
      bar.value = at + 1;
    }
    place.replaceChildren();
    cancel.hidden = true;
    await renew(fill(isCancelled ? words.stopped : words.done, kept));
    start.hidden = false;
    start.focus();
  };

  // Wagtail's preview speaks to the topmost window, which is this one; it means the page of the check around it.
  addEventListener("message", ({ data, origin }) => {
    if (data?.wagtail && origin === location.origin) place.firstElementChild?.contentWindow.postMessage(data, origin);
  });
  start.hidden = false;
  start.addEventListener("click", run);
  cancel.addEventListener("click", () => { isCancelled = true; });
  if (location.hash === "#start") run(); // whoever comes by the button of that name has asked for it
};
