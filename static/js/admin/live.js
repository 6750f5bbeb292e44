// Renews a part of the page every few seconds; a person pauses it, and what they have opened stays open.
export default (root) => {
  const shown = root.querySelector("[data-live-shown]");
  const pause = root.querySelector("[data-live-pause]");
  const status = root.querySelector("[data-live-failed]");
  const isPaused = () => pause.getAttribute("aria-pressed") === "true";

  const replace = (html) => {
    const open = [...shown.querySelectorAll("details[open]")].map((one) => one.id);
    const focused = shown.contains(document.activeElement) ? document.activeElement.id : "";
    shown.innerHTML = html;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const renew = async () => {
    const answer = await fetch(root.dataset.url, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    const isGood = answer?.ok && !answer.redirected;
    status.textContent = isGood ? "" : status.dataset.liveFailed;
    if (isGood) replace(await answer.text());
  };

  const again = async () => {
    if (!isPaused() && !document.hidden && !document.querySelector(":popover-open")) await renew();
    setTimeout(again, root.dataset.every * 1000);
  };

  pause.hidden = false;
  pause.addEventListener("click", () => pause.setAttribute("aria-pressed", String(!isPaused())));
  root.querySelector("[data-live-reload]").addEventListener("click", (event) => {
    event.preventDefault();
    renew();
  });
  setTimeout(again, root.dataset.every * 1000);
};
