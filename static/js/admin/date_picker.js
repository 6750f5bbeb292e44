// Wagtail's picker of dates lies over the form. It opens a moment after its field was entered, even where that was left since.
const OPENS_AFTER = 200; // ms
const close = (field) => window.jQuery?.(field).data("xdsoft_datetimepicker")?.trigger("close.xdsoft");

document.addEventListener("keydown", ({ key, target }) => key === "Escape" && close(target), true);
document.addEventListener(
  "focusout",
  ({ target }) => setTimeout(() => document.activeElement === target || close(target), OPENS_AFTER),
  true,
);
