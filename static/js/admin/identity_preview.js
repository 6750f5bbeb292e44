// Under the operator's form: head and foot of a page, by day and by night, as what is typed and chosen would make them.
(() => {
  const COLOUR = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;
  const COLOURS = ["ground", "ink", "accent"];

  const start = () => {
    const shown = document.querySelector("[data-identity-preview]");
    const form = shown?.closest("form");
    if (!form) return;
    shown.hidden = false;

    const said = (name) => form.elements[name]?.value.trim() ?? "";
    const colour = (name) => {
      const digits = said(name).match(COLOUR)?.[1];
      return digits ? `#${digits}` : "";
    };

    // The file that is chosen now, or else the one that is kept or held.
    const addresses = new Map();
    const picture = (name) => {
      const field = form.elements[name];
      const file = field?.files?.[0];
      if (file) {
        const known = addresses.get(name);
        if (known?.file === file) return known.url;
        if (known) URL.revokeObjectURL(known.url);
        addresses.set(name, { file, url: URL.createObjectURL(file) });
        return addresses.get(name).url;
      }
      if (form.elements[`${name}-clear`]?.checked) return "";
      return field?.parentElement.querySelector(".kept-picture img")?.src ?? "";
    };

    const show = (image, address) => {
      image.hidden = !address;
      if (address) image.src = address;
      else image.removeAttribute("src");
    };

    const lines = (place, words) => {
      place.replaceChildren(
        ...words.map((line) => {
          const made = document.createElement("span");
          made.textContent = line;
          return made;
        }),
      );
    };

    const many = (name) => said(name).split("\n").map((line) => line.trim()).filter(Boolean);
    const networks = () =>
      [...form.querySelectorAll('[name^="networks-"][name$="-value-name"]')]
        .filter((field) => form.elements[field.name.replace("-value-name", "-deleted")]?.value !== "1")
        .map((field) => field.value.trim())
        .filter(Boolean);

    const draw = (figure) => {
      const isNight = figure.dataset.time === "night";
      const page = figure.querySelector("[data-page]");
      // What is not typed is as the project has it, and as it stands pale in the field.
      COLOURS.forEach((name) => {
        page.style.setProperty(`--${name}`, colour(`${isNight ? "night_" : ""}${name}`) || page.dataset[name]);
      });
      const logo = page.querySelector("[data-logo]");
      const dark = isNight ? picture("logo_dark") : "";
      show(logo, dark || picture("logo"));
      logo.classList.toggle("identity-plate", !dark && isNight);
      lines(page.querySelector("[data-block]"), many("block"));
      lines(page.querySelector("[data-networks]"), networks());
      lines(page.querySelector("[data-foot]"), many("footer_lines"));
      lines(page.querySelector("[data-name]"), [said("name")].filter(Boolean));
    };

    const again = () => {
      shown.querySelectorAll("[data-time]").forEach(draw);
      show(shown.querySelector("[data-icon]"), picture("icon"));
    };
    form.addEventListener("input", again);
    form.addEventListener("change", again);
    again();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
