// The filters of a list stay until they are taken off: whoever comes back to the list by the menu or after a save finds them set.
(() => {
  if (!document.getElementById("listing-results")) return;
  const key = `filters ${location.pathname}`;
  const PASSING = ["q", "p", "_w_filter_fragment"]; // what was searched, and which page of the list

  const kept = () => {
    const query = new URLSearchParams(location.search);
    for (const name of PASSING) query.delete(name);
    for (const [name, value] of [...query]) if (!value) query.delete(name, value);
    return query.toString();
  };

  const isNewVisit = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const isFromElsewhere = !document.referrer || new URL(document.referrer).pathname !== location.pathname;
  const before = sessionStorage.getItem(key);
  if (!location.search && before && isNewVisit && isFromElsewhere) {
    location.replace(`${location.pathname}?${before}`);
    return;
  }
  addEventListener("pagehide", () => {
    const now = kept();
    if (now) sessionStorage.setItem(key, now);
    else sessionStorage.removeItem(key);
  });
})();
