// The desk of those who decide: keys, which never decide by themselves, words selected in the text as what a comment is about,
// and a question before words are left that were written and not sent.
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

  let sent = null; // the form that is on its way
  const isUnsent = (field) => field.form !== sent && !field.readOnly && field.value.trim();
  const ask = (event) => {
    if ([...desk.querySelectorAll("textarea")].some(isUnsent)) event.preventDefault();
    sent = null;
  };

  const plain = (words) => words.replace(/\s+/g, " ").trim();
  const letters = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""); // as the server compares them
  const quote = () => {
    const words = plain(String(text.contentDocument.getSelection()));
    if (!words) return;
    comment.querySelector("[name=quote]").value = words.slice(0, 500);
    const places = [...comment.querySelector("[name=place]").options];
    const place = places.find((option) => letters(option.dataset.words).includes(letters(words)));
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
  desk.addEventListener("submit", (event) => {
    sent = event.target;
  });
  window.addEventListener("beforeunload", ask);
  text.addEventListener("load", follow);
  if (text.contentDocument?.readyState === "complete") follow();
})();
