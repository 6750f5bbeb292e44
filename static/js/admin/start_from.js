// In a new theme: a voice fills in its colours where they are, and leaves all else as it was typed. Without this a link loads the form anew.
(() => {
  const FIELDS = ["ground", "ink", "accent", "night_ground", "night_ink", "night_accent"];

  const start = () => {
    const list = document.querySelector("[data-start-from]");
    const form = list?.closest("form");
    if (!form) return;
    const status = list.parentElement.querySelector("[data-done]");
    const filled = new Map(); // what is there of a voice, or from the start: nobody has typed it

    const isTyped = (name) => form.elements[name].value !== (filled.get(name) ?? form.elements[name].defaultValue);
    list.addEventListener("click", (event) => {
      const link = event.target.closest("[data-voice]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (FIELDS.some(isTyped) && !confirm(list.dataset.question)) return;
      for (const name of FIELDS) {
        const colour = link.getAttribute(`data-${name}`);
        filled.set(name, colour);
        form.elements[name].value = colour;
        form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
      }
      const audience = form.elements.audience;
      if (audience && !audience.value) audience.value = link.dataset.voice;
      status.textContent = status.dataset.done;
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
