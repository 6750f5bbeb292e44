// The helplines at the foot of a page that shows one thing after the other: those that stand above come back while they are out of sight,
// and the way to help leads to whichever is seen.
export default function inTurn(foot) {
  const ending = document.querySelector("[data-end]");
  const near = ending.querySelector("#help");
  const told = foot.querySelectorAll("li[hidden]");
  const isAllTold = foot.hidden;

  function follow() {
    const isFar = ending.hidden;
    for (const item of told) item.hidden = !isFar;
    foot.hidden = isAllTold && !isFar;
    if (!near) return;
    const [seen, unseen] = isFar ? [foot, near] : [near, foot];
    unseen.removeAttribute("id");
    seen.id = "help";
    seen.tabIndex = -1;
  }

  new MutationObserver(follow).observe(ending, { attributeFilter: ["hidden"] });
  follow();
}
