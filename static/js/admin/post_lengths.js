// Under the words of a post: how much room each network leaves, as the server counts it, with facts and the link as they are read.
(() => {
  const WAIT = 400; // milliseconds after the last change

  const fields = (name) => [...document.querySelectorAll(`form [name="${name}"]`)];
  const chosen = (name) => fields(name).filter((field) => field.checked).map((field) => field.value);
  const value = (name) => fields(name)[0]?.value ?? "";

  const asked = (list) => {
    const body = new URLSearchParams({ words: value("words"), language: list.dataset.language || value("language") });
    const networks = list.dataset.network ? [list.dataset.network] : chosen("networks");
    for (const one of networks) body.append("network", one);
    if (value("link") || chosen("with_link").length) body.set("link", "1");
    return body;
  };

  const tell = async (list) => {
    const body = asked(list);
    const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
    const answer = await fetch(list.dataset.postLengths, { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok || asked(list).toString() !== body.toString()) return;
    const { rooms } = await answer.json();
    list.replaceChildren(
      ...rooms.map(({ said, over }) => {
        const line = document.createElement("li");
        line.textContent = said;
        line.classList.toggle("post-over", over);
        return line;
      }),
    );
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const list of document.querySelectorAll("[data-post-lengths]")) {
      let waiting;
      const soon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => tell(list), WAIT);
      };
      for (const name of ["words", "language", "networks", "link", "with_link"]) {
        for (const field of fields(name)) for (const kind of ["input", "change"]) field.addEventListener(kind, soon);
      }
      tell(list);
    }
  });
})();
