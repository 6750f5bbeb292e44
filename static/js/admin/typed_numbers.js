// While somebody writes: the typed numbers of the page are read anew, and each is marked at its field.
(() => {
  const PAUSE = 1500; // milliseconds without a key before the server is asked

  const start = (panel) => {
    const form = panel.closest("form");
    const shown = panel.querySelector("[data-typed-shown]");
    let waiting = 0;
    let isAsking = false;
    let isMissed = false;
    let last; // what was asked about; at first what was there before anybody wrote

    const words = () => {
      const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      return new URLSearchParams(texts).toString();
    };

    const fieldAt = (path) =>
      path.split(".").reduce((above, part) => above?.querySelector(`[data-contentpath="${CSS.escape(part)}"]`), form);

    const mark = () => {
      for (const marks of form.querySelectorAll(".typed-marks")) marks.remove();
      for (const item of shown.querySelectorAll("[data-typed-path]")) {
        const field = fieldAt(item.dataset.typedPath);
        if (!field) continue;
        const marks = field.querySelector(":scope > .typed-marks") ?? document.createElement("ul");
        marks.className = "typed-marks";
        marks.append(item.cloneNode(true));
        field.append(marks);
      }
    };

    const ask = async () => {
      const body = words();
      isMissed = isAsking; // written while the server answers: asked about after that
      if (isAsking || body === last) return;
      isAsking = true;
      const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "fetch" };
      const answer = await fetch(panel.dataset.typedNumbers, { method: "POST", headers, body }).catch(() => null);
      if (answer?.ok && !answer.redirected) {
        shown.innerHTML = await answer.text();
        mark();
      }
      last = body;
      isAsking = false;
      if (isMissed) soon();
      isMissed = false;
    };

    const soon = () => {
      last ??= "";
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };

    for (const kind of ["input", "change", "keyup", "click"]) form.addEventListener(kind, soon);
    setTimeout(() => {
      last ??= words();
      mark();
    }, PAUSE);
  };

  const all = () => document.querySelectorAll("[data-typed-numbers]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
