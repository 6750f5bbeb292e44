// A conversation with a programme, or a chat that is told, turn by turn. What is chosen lives on the screen alone: nothing is sent, stored or put
// into the address, and leaving the page erases it. Without this the whole dialogue is read, and its replies are links.
export default function dialogue(root) {
  const words = root.dataset;
  const listing = root.querySelector("[data-listing]");
  const stage = root.querySelector("[data-stage]");
  const ending = root.querySelector("[data-end]");
  const main = root.closest("main");
  const calls = main.querySelector(".first-calls")?.cloneNode(true); // in a chat, below what there is to answer
  const turns = new Map([...root.querySelectorAll("[data-turn]")].map((element) => [element.dataset.turn, element]));
  const first = turns.keys().next().value;
  const moves = make("p", { class: "moves" });
  const warned = root.closest("details"); // what stands before it is read, and gives way once it is opened
  let way = []; // the keys of the turns on the screen

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function button(text, act, kind = "") {
    const made = make("button", { type: "button", class: kind }, text);
    made.addEventListener("click", act);
    return made;
  }

  // What the programme says, or the messages of a scene; the focus goes there, so that it is read out.
  function said(key) {
    const text = turns.get(key).cloneNode(true);
    text.removeAttribute("id");
    text.querySelector(".replies")?.remove();
    if (words.programme) text.prepend(make("p", { class: "who" }, words.programme));
    const label = words.programme ?? words.messages;
    return make("div", { class: "turn", role: "group", "aria-label": label, tabindex: -1 }, ...text.childNodes);
  }

  function offered(key) {
    const links = [...turns.get(key).querySelectorAll("[data-to]")];
    const buttons = links.map((link) => button(link.textContent, () => reply(link), "reply"));
    return make("div", { class: "replies", role: "group", "aria-label": words.replies }, ...buttons);
  }

  function reply(link) {
    if (!turns.has(link.dataset.to)) return; // a draft that is previewed
    const who = make("span", {}, words.you);
    stage.lastElementChild.replaceWith(make("p", { class: "turn mine" }, who, link.textContent));
    turn(link.dataset.to);
    arrive();
  }

  function turn(key) {
    way.push(key);
    giveRoom();
    const replies = offered(key);
    const ends = !replies.childElementCount;
    const text = said(key);
    stage.append(text, replies);
    ending.hidden = !ends;
    moves.replaceChildren();
    if (way.length > 1) moves.append(button(words.back, back, "quiet"));
    if (ends && way.length > 1) moves.append(button(words.again, again, "quiet"));
  }

  function giveRoom() {
    const isTold = way.length > 1 || Boolean(warned?.open);
    main.classList.toggle("one-screen", isTold);
    if (calls) calls.hidden = !isTold;
  }

  function arrive() {
    const latest = stage.lastElementChild.previousElementSibling;
    latest.focus({ preventScroll: true });
    latest.scrollIntoView({ block: way.length > 1 ? "start" : "nearest" });
    const below = stage.querySelector(".replies > button")?.getBoundingClientRect().bottom - innerHeight;
    const room = latest.getBoundingClientRect().height / 2; // what was said stays in view as far as it can
    if (way.length > 1 && below > 0) scrollBy(0, Math.min(below + 16, room));
  }

  // The turn before is said anew, with its replies to choose from.
  function back() {
    way.pop();
    const key = way.pop();
    for (let left = 4; left; left -= 1) stage.lastElementChild.remove(); // its words, the reply, the words after it, replies
    turn(key);
    arrive();
  }

  function again() {
    begin();
    arrive();
  }

  function begin() {
    way = [];
    stage.replaceChildren();
    turn(first);
  }

  if (!turns.size) return;
  if (listing.localName === "details") listing.open = false;
  else listing.hidden = true;
  stage.hidden = false;
  stage.after(...[calls, moves].filter(Boolean));
  root.dataset.ready = "";
  begin();
  warned?.addEventListener("toggle", () => {
    giveRoom();
    if (warned.open) root.scrollIntoView();
  });
  // Where the browser keeps the page in memory for its Back button, it keeps it as it was before the first reply.
  addEventListener("pagehide", begin);
}
