// Looks again which nodes have confirmed a takedown, until all have; without it, there is a button.
(() => {
  const place = document.querySelector("[data-takedown-nodes]");
  const state = () => place.querySelector("[data-settled]");
  const settled = () => state().dataset.settled === "yes";

  // Each part by itself: what is read aloud stands apart from seconds that pass, and is left alone while it says the same.
  const show = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-settled]");
    if (!fresh) return;
    state().dataset.settled = fresh.dataset.settled;
    for (const part of place.querySelectorAll("[data-part]")) {
      const now = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (part.textContent !== now.textContent) part.replaceChildren(...now.childNodes);
    }
  };

  const look = async () => {
    const answer = await fetch(place.dataset.takedownNodes).catch(() => null);
    if (answer?.ok && !answer.redirected) show(await answer.text());
    if (!settled()) setTimeout(look, 2000);
  };

  if (!settled()) setTimeout(look, 2000);
})();
