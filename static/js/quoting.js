// Words selected in a draft that stands in a frame are what a comment is about: they are written into its form, and their place is chosen.
const plain = (words) => words.replace(/\s+/g, " ").trim();
const letters = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""); // as the server compares them

export default function quoting(form) {
  const frame = document.getElementById(form.dataset.quotes);
  const places = [...form.querySelectorAll("[data-words]")].map((place) => [place, letters(place.dataset.words)]);

  const placeOf = (words) => {
    const found =
      places.find(([, stands]) => stands.includes(words)) ?? // within one, or else from one to the next
      places.find(([, stands]) => words.includes(stands) || stands.endsWith(words.slice(0, stands.length)));
    return found?.[0];
  };

  const quote = () => {
    const words = plain(String(frame.contentDocument.getSelection()));
    if (!letters(words)) return;
    form.querySelector("[name=quote]").value = words.slice(0, 500);
    const place = placeOf(letters(words));
    if (place) place[place.type === "radio" ? "checked" : "selected"] = true;
    if (place?.type === "radio") place.scrollIntoView({ block: "nearest" });
  };

  const follow = () => {
    for (const name of ["mouseup", "keyup", "touchend"]) frame.contentDocument.addEventListener(name, quote);
  };

  frame.addEventListener("load", follow);
  if (frame.contentDocument?.readyState === "complete") follow();
}
