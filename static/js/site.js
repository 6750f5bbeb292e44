// What every page loads. The quick exit is here, and not in a file of its own: that in the browser's cache would tell of a protected page.
const WITHIN = 5000;

// Leaves at once: by the button, or by Shift three times within five seconds. Keeps nothing, tells nobody.
function quickExit(bar) {
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
  // In a field, too: whoever looks for a place has the focus there, and writing presses other keys in between.
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (repeat) return;
    alone = key === "Shift";
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

for (const bar of document.querySelectorAll(".quick-exit")) quickExit(bar);

// Each element with data-module names the module that serves it; the page works without any of them.
for (const element of document.querySelectorAll("[data-module]")) {
  import(element.dataset.module).then((module) => module.default(element));
}
