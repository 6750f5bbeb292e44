// Words selected in a draft that stands in a frame are what a comment is about: they are written into its form, and their place is chosen.
const plain = (words) => words.replace(/\s+/g, " ").trim();
const letters = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""); // as the server compares them

export default function quoting(form) {
  const quoted = form.querySelector("[name=quote]");
  const frame = document.getElementById(form.dataset.quotes);
  const said = [...form.querySelectorAll("[data-words]")].map((place) => [place, letters(place.dataset.words)]);
  const places = said.filter(([, stands]) => stands);

  const placeOf = (words) => {
    const found =
      places.find(([, stands]) => stands.includes(words)) ?? // within one, or else from one to the next
      places.find(([, stands]) => words.includes(stands) || stands.endsWith(words.slice(0, stands.length)));
    return found?.[0];
  };

  const quote = () => {
    const words = plain(String(frame.contentDocument.getSelection()));
    if (!letters(words)) return;
    quoted.value = words.slice(0, 500);
    const place = placeOf(letters(words));
    if (place) place[place.type === "radio" ? "checked" : "selected"] = true;
    if (form.parentElement.matches("details")) form.parentElement.open = true;
  };

  // Another sentence is chosen: the words of the one before are not meant any more.
  const choose = ({ target }) => {
    if (target.type === "radio" && !letters(target.dataset.words).includes(letters(quoted.value))) quoted.value = "";
  };

  const follow = () => {
    for (const name of ["mouseup", "keyup", "touchend"]) frame.contentDocument.addEventListener(name, quote);
  };

  form.addEventListener("change", choose);
  frame.addEventListener("load", follow);
  if (frame.contentDocument?.readyState === "complete") follow();
}
