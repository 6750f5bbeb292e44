// Beside a field in which a colour is typed: a picker, and under it how well it can be read on its ground (WCAG 2.2).
(() => {
  const COLOUR = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;

  const value = (field) => {
    const said = field?.value.trim() ?? "";
    const digits = said.match(COLOUR)?.[1].toLowerCase();
    if (!digits) return "";
    return `#${digits.length === 6 ? digits : digits.replace(/./g, "$&$&")}`;
  };

  const luminance = (colour) => {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  const add = (name, className, before) => {
    const made = document.createElement(name);
    made.className = className;
    before.after(made);
    return made;
  };

  const tell = (field, ground, sample, output) => {
    const [ink, on] = [value(field), value(ground)];
    sample.hidden = output.hidden = !(ink && on);
    if (sample.hidden) return;
    const found = contrast(ink, on);
    const least = Number(field.dataset.least);
    const enough = found >= least;
    // As the server says it, never rounded up to what is needed: 6.96 is not 7.
    const words = (Math.floor(found * 10) / 10).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 });
    output.textContent = (enough ? field.dataset.enough : field.dataset.lacking)
      .replace("{found}", words)
      .replace("{least}", field.dataset.least);
    output.classList.toggle("colour-lacking", !enough);
    sample.style.color = ink;
    sample.style.background = on;
  };

  const enhance = (field) => {
    field.dataset.colour = "ready";
    const picker = add("input", "colour-picker", field);
    picker.type = "color";
    picker.setAttribute("aria-label", `${field.labels[0]?.textContent.replace("*", "").trim() ?? ""} – ${field.dataset.pick}`);
    const follow = () => {
      picker.classList.toggle("colour-unset", !value(field)); // it cannot be empty: black would be a colour
      if (value(field)) picker.value = value(field);
    };
    picker.addEventListener("input", () => {
      field.value = picker.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", follow);
    follow();
    if (!field.dataset.on) return;
    const ground = document.querySelector(`[name="${field.dataset.on}"]`);
    const sample = add("span", "colour-sample", picker);
    sample.textContent = "Aa";
    sample.setAttribute("aria-hidden", "true");
    const output = add("output", "colour-contrast", sample);
    const again = () => tell(field, ground, sample, output);
    [field, ground].forEach((one) => one?.addEventListener("input", again));
    again();
  };

  const start = () => document.querySelectorAll('[data-colour=""]').forEach(enhance);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
