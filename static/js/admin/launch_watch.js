// Looks whether somebody else has started, or stopped, what this window shows, and shows that: whoever sees it can stop it.
const EVERY = 4000; // milliseconds between two looks

export default (root) => {
  const look = async () => {
    const answer = document.hidden ? null : await fetch(root.dataset.url).catch(() => null);
    const told = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
    if (told && told.state !== root.dataset.state) return location.reload();
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
};
