// Looks whether somebody else has started what this window still offers to start, and shows that: whoever sees it can stop it.
const EVERY = 4000; // milliseconds between two looks

export default (root) => {
  const look = async () => {
    const answer = document.hidden ? null : await fetch(root.dataset.url).catch(() => null);
    const state = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
    if (state?.is_soon) return location.reload();
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
};
