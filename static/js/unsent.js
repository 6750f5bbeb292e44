// Asks before words are left that were written and not sent, in whichever form of a place.
export default function unsent(place) {
  let sent = null; // the form that is on its way
  const isUnsent = (field) => field.form !== sent && !field.readOnly && field.value.trim();

  place.addEventListener("submit", (event) => {
    sent = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...place.querySelectorAll("textarea")].some(isUnsent)) event.preventDefault();
    sent = null;
  });
}
