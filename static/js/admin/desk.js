// The desk of those who decide: keys, which never decide by themselves, and what it shares with the page of a review link.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const KEPT = "desk-without-keys";
  const find = (selector) => desk.querySelector(selector);
  const back = find("[data-desk-back]");
  const comment = find("[data-desk-comment]");
  const keys = find("[data-desk-keys]");
  const uses = find("[data-desk-use]");
  const text = find("[data-desk-text]");

  const open = (details, field) => {
    details.open = true;
    details.querySelector(field).focus();
  };
  const acts = {
    a: () => find("[data-desk-approve]")?.focus(),
    r: () => open(back, "textarea"),
    c: () => comment?.querySelector("[name=quote]").focus(),
    j: () => find("a[rel=next]")?.click(),
    k: () => find("a[rel=prev]")?.click(),
    "?": () => open(keys, "summary"),
  };

  const press = (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !uses.checked || !acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation(); // Wagtail shows its own keys at "?"
    acts[event.key]();
  };

  const follow = () => text.contentDocument.addEventListener("keydown", press);

  keys.hidden = false;
  uses.checked = !localStorage.getItem(KEPT);
  uses.addEventListener("change", () =>
    uses.checked ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "1"),
  );
  window.addEventListener("keydown", press, { capture: true });
  text.addEventListener("load", follow);
  if (text.contentDocument?.readyState === "complete") follow();
  for (const element of document.querySelectorAll(".desk[data-module], .desk [data-module]")) {
    import(element.dataset.module).then((module) => module.default(element));
  }
})();
