// The desk of those who decide: keys, which never decide by themselves, and words selected in the text as what a comment is about.
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
    c: () => comment?.querySelector("select").focus(),
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

  const plain = (words) => words.replace(/\s+/g, " ").trim();
  const quote = () => {
    const words = plain(String(text.contentDocument.getSelection()));
    if (!words) return;
    comment.querySelector("[name=quote]").value = words.slice(0, 500);
    const places = [...comment.querySelector("[name=place]").options];
    const place = places.find((option) => plain(option.dataset.words).includes(words));
    if (place) place.selected = true;
  };

  const follow = () => {
    text.contentDocument.addEventListener("keydown", press);
    if (!comment) return;
    for (const name of ["mouseup", "keyup", "touchend"]) text.contentDocument.addEventListener(name, quote);
  };

  keys.hidden = false;
  uses.checked = !localStorage.getItem(KEPT);
  uses.addEventListener("change", () =>
    uses.checked ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "1"),
  );
  window.addEventListener("keydown", press, { capture: true });
  text.addEventListener("load", follow);
  if (text.contentDocument?.readyState === "complete") follow();
})();
