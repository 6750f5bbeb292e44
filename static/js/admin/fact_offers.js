// Where a number is typed that a fact says, the fact is offered beside the field: a click or Alt+Enter puts it there.
(() => {
  const { dataset } = document.currentScript;
  const PAUSE = 700; // milliseconds without a key before the server is asked
  const BEFORE = 900; // characters around the cursor that are sent
  const AFTER = 100;
  const NEAR = 80; // characters between the number and the cursor: it is the one that is being typed
  const PLAIN = "[data-tokens-chooser]";

  const declined = new Set();
  const status = document.createElement("div");
  let open;

  const made = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const close = (isDeclined) => {
    if (!open) return;
    if (isDeclined) declined.add(open.mark);
    open.box.remove();
    status.textContent = "";
    open = undefined;
  };

  const accept = (fact) => {
    const { put, start, end } = open;
    close(true);
    put(start, end, fact);
  };

  const line = (fact, at) => {
    const row = document.createElement("p");
    const said = made("span", "", fact.said);
    row.append(said, made("small", "", [fact.value, fact.source].filter(Boolean).join(" · ")));
    if (fact.state !== "live") return row;
    const button = made("button", "button button-small button-secondary", dataset.put);
    button.type = "button";
    said.id = `fact-offer-${at}`;
    button.setAttribute("aria-describedby", said.id);
    button.addEventListener("click", () => accept(fact));
    row.append(button);
    return row;
  };

  const offer = (field, number, text, mark) => {
    close(false);
    const box = made("div", "fact-offer", "");
    const leave = made("button", "button button-small button-secondary", dataset.leave);
    const fact = number.facts.find(({ state }) => state === "live");
    leave.type = "button";
    leave.addEventListener("click", () => {
      close(true);
      field.focus();
    });
    box.append(...number.facts.map(line), ...number.helplines.map(({ said }) => made("p", "", said)));
    if (fact) box.append(made("p", "fact-offer-keys", dataset.keys));
    (box.querySelector("button")?.parentElement ?? box).append(leave);
    field.host.after(box);
    open = { ...field, ...number, box, text, mark, fact };
    const said = [...number.facts, ...number.helplines].map((one) => one.said);
    status.textContent = [...said, fact ? dataset.keys : ""].join(" ");
  };

  // The server counts characters; the browser counts some of them twice.
  const inUnits = (text, place) => [...text].slice(0, place).join("").length;

  const ask = async (field) => {
    const { text, caret, place } = field.read();
    const from = Math.max(0, caret - BEFORE);
    const part = text.slice(from, caret + AFTER);
    if (!/\d/.test(part)) return;
    const body = new URLSearchParams({
      text: part,
      language: document.querySelector("[data-page-language]")?.value ?? "",
      audience: document.querySelector("#id_audience, [data-page-audience]")?.value ?? "",
    });
    const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN, "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(dataset.url, { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok || answer.redirected || field.read().text !== text || !field.isFocused()) return;
    const number = (await answer.json()).offers
      .map((one) => ({ ...one, start: from + inUnits(part, one.start), end: from + inUnits(part, one.end) }))
      .filter((one) => one.start < caret && caret - one.end <= NEAR)
      .pop();
    const mark = number && `${place} ${number.key}`;
    if (number && !declined.has(mark)) offer(field, number, text, mark);
  };

  // What gives `host`, `read`, `put`, `focus` and `isFocused` is offered facts; what is returned is called at each change.
  const watch = (field) => {
    let waiting;
    field.host.addEventListener("focusout", ({ relatedTarget: to }) => {
      const isGone = open?.host === field.host && document.hasFocus();
      if (isGone && !field.host.contains(to) && !open.box.contains(to)) close(true);
    });
    return () => {
      clearTimeout(waiting);
      if (open?.host === field.host && open.text !== field.read().text) close(true);
      waiting = setTimeout(() => ask(field), PAUSE);
    };
  };

  const equip = (input) => {
    if (input.dataset.offersReady) return;
    input.dataset.offersReady = "true";
    const field = {
      host: input,
      read: () => ({ text: input.value, caret: input.selectionEnd, place: input.name }),
      put(start, end, fact) {
        input.setRangeText(`{fact:${fact.id}}`, start, end, "preserve");
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.focus();
      },
      focus: () => input.focus(),
      isFocused: () => document.activeElement === input,
    };
    input.addEventListener("input", watch(field));
  };

  const onKey = (event) => {
    if (!open || !(open.host.contains(event.target) || open.box.contains(event.target))) return;
    const isAccepted = event.key === "Enter" && event.altKey && open.fact;
    if (!isAccepted && event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { fact, focus } = open;
    if (isAccepted) accept(fact);
    else {
      close(true);
      focus();
    }
  };

  window.factOffers = { watch };
  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("DOMContentLoaded", () => {
    const equipAll = () => document.querySelectorAll(PLAIN).forEach(equip);
    status.className = "w-sr-only";
    status.setAttribute("role", "status");
    document.body.append(status);
    equipAll();
    new MutationObserver(equipAll).observe(document.body, { childList: true, subtree: true });
  });
})();
