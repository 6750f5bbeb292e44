// Counts the seconds in which a start can be stopped, and looks whether somebody has stopped it, it has started or failed: shows that.
const EVERY = 2000; // milliseconds between two looks
const TOLD = [30, 10]; // seconds at which it is read aloud

export default (root) => {
  const end = performance.now() + Number(root.dataset.seconds) * 1000;
  const shown = root.querySelector("[data-countdown]");
  const told = root.querySelector("[data-told]");
  const words = (seconds) => (seconds ? root.dataset.left.replace("{seconds}", seconds) : root.dataset.now);

  // The page as it is now, where it counts no longer: it may have been stopped from another window.
  const look = async () => {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page && !page.querySelector("[data-countdown]")) return location.reload();
    setTimeout(look, EVERY);
  };

  const count = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    shown.textContent = words(left);
    if (TOLD.includes(left) || !left) told.textContent = words(left);
    if (left) setTimeout(count, 250);
  };

  if (Number(root.dataset.seconds)) count();
  setTimeout(look, EVERY);
};
