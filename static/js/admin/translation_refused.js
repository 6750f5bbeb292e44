// In the editor of a translation, wagtail-localize says “server error” where a sentence is refused: here stands why.
(() => {
  const asked = window.fetch;
  const place = document.createElement("div");
  place.className = "translation-refused";
  place.setAttribute("role", "alert");

  const say = ({ error_message: reason }) => {
    if (!reason) return;
    const said = document.createElement("p");
    said.className = "help-block help-critical";
    said.textContent = reason;
    place.replaceChildren(said);
    document.querySelector(".js-translation-editor").before(place);
  };

  window.fetch = async (...request) => {
    const response = await asked(...request);
    if (response.status === 409) response.clone().json().then(say, () => {});
    else if (response.ok) place.replaceChildren();
    return response;
  };
})();
