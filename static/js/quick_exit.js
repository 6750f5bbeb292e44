// Leaves at once: by the button, or by Shift three times within five seconds. Keeps nothing, tells nobody.
const WITHIN = 5000;
const TEXT_FIELDS = "input, textarea, select, [contenteditable]";

export default function quickExit(bar) {
  const link = bar.querySelector(".leave");
  const status = bar.querySelector("[role=status]");
  const { two, one, late, leaving } = bar.dataset;
  let pressed = 0;
  let alone = false; // Shift went down and nothing else with it
  let timer;

  const say = (words) => { status.textContent = words; };
  const forget = () => { pressed = 0; clearTimeout(timer); };
  const leave = () => {
    document.documentElement.classList.add("leaving");
    document.title = "\u2026";
    say(leaving);
    location.replace(link.href);
  };

  bar.querySelector(".keys").hidden = false;
  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", ({ key, target, repeat }) => {
    if (repeat) return;
    alone = key === "Shift" && !target.closest?.(TEXT_FIELDS);
    if (!alone) forget();
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key !== "Shift" || !alone) return;
    alone = false;
    pressed += 1;
    if (pressed === 3) leave();
    else say(pressed === 1 ? two : one);
    if (pressed === 1) timer = setTimeout(() => { forget(); say(late); }, WITHIN);
  });
  // A browser that shows the page again from its memory shows it whole.
  addEventListener("pageshow", ({ persisted }) => persisted && document.documentElement.classList.remove("leaving"));
}
