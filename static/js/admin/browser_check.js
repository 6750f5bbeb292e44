// Keeps what Wagtail's accessibility checks found, beside the revision whose words they were run on.
(() => {
  const { url } = document.currentScript.dataset;
  let changed = 0; // when a word was last changed
  let previewed = 0; // when the words were last sent to the preview
  let unsaved = false;
  let result = null; // what was found in the words of `previewed`

  const form = () => document.querySelector("[data-edit-form]");
  const field = (name) => form()?.querySelector(`[name=${name}]`)?.value;
  // In words, and to whoever opened this page in a frame (check_all.js).
  const say = (state, count) => {
    const status = document.querySelector("[data-browser-check]");
    if (!status) return;
    status.textContent = status.dataset[state];
    Object.assign(status.dataset, { state, count });
  };

  const read = () => {
    const count = document.querySelector("[data-side-panel=checks] [data-content-checker-count]");
    const names = document.querySelectorAll("[data-checks-panel] [data-content-checker-name]");
    return count && { errors: Number(count.textContent), details: [...names].map((name) => name.textContent.trim()) };
  };

  const keep = async () => {
    if (!result || unsaved || changed > previewed || !field("loaded_revision_id")) return;
    const { errors, details } = result;
    result = null;
    const body = JSON.stringify({ revision: Number(field("loaded_revision_id")), errors, details: details.slice(0, 50) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": field("csrfmiddlewaretoken") };
    const answer = await fetch(url, { method: "POST", headers, body }).catch(() => null);
    say(answer?.status !== 201 ? "failed" : errors ? "found" : "clean", errors);
  };

  document.addEventListener("w-unsaved:add", () => {
    unsaved = true;
    changed = Date.now();
  });
  document.addEventListener("input", (event) => {
    if (form()?.contains(event.target)) changed = Date.now();
  });
  document.addEventListener("w-preview:update", () => {
    previewed = Date.now();
    result = null;
  });
  document.addEventListener("w-preview:content", () => {
    result = read();
    keep();
  });
  document.addEventListener("w-unsaved:clear", () => {
    unsaved = false;
    keep();
  });
})();
