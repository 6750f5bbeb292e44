// What was said by review links stands at its field, too, and is resolved without leaving what is being written.
(() => {
  const start = (panel) => {
    const form = panel.closest("form");

    const fieldAt = (path) =>
      path.split(".").reduce((above, part) => above?.querySelector(`[data-contentpath="${CSS.escape(part)}"]`), form);

    const mark = (item) => {
      const field = fieldAt(item.dataset.path);
      if (!field) return;
      const marks = field.querySelector(":scope > .outside-marks") ?? document.createElement("ul");
      marks.className = "outside-comments outside-marks";
      const copy = item.cloneNode(true);
      copy.removeAttribute("id");
      marks.append(copy);
      field.append(marks);
    };

    const resolve = async (button) => {
      const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" };
      const answer = await fetch(button.dataset.resolve, { method: "POST", headers }).catch(() => null);
      const { outside } = button.closest("[data-outside]").dataset;
      const all = form.querySelectorAll(`[data-outside="${outside}"]`);
      if (answer?.ok && !answer.redirected) for (const item of all) item.remove();
      else fail(button);
    };

    const fail = (button) => {
      const told = button.parentElement.querySelector("[role=alert]") ?? document.createElement("p");
      told.setAttribute("role", "alert");
      told.textContent = panel.dataset.failed;
      button.after(told);
    };

    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-resolve]");
      if (button) resolve(button);
    });
    panel.querySelectorAll("[data-outside]").forEach(mark);
  };

  const all = () => document.querySelectorAll("[data-outside-comments]").forEach(start);
  if (document.readyState === "complete") all();
  else window.addEventListener("load", all);
})();
