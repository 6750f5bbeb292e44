// A button that copies the text beside it; without this the text is selected by hand, and the button stays hidden.
export default function copy(element) {
  const text = element.querySelector("[data-copy]");
  const button = element.querySelector("[data-copies]");
  const label = button.textContent;
  const told = document.createElement("span");
  told.className = "visually-hidden w-sr-only"; // here, and in the admin
  told.setAttribute("role", "status");
  button.after(told);
  button.hidden = false;

  const say = (words) => {
    button.textContent = words || label;
    told.textContent = words;
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value ?? text.textContent);
      say(button.dataset.done);
      setTimeout(() => say(""), 4000);
    } catch {
      // Where the browser forbids it: selected, so that one key copies it.
      if (text.select) text.select();
      else getSelection().selectAllChildren(text);
    }
  });
}
