// The filters of a list stay until they are taken off: whoever comes back to the list by the menu or after a save finds them set.
(() => {
  if (!document.getElementById("listing-results")) return;
  const key = `filters ${location.pathname}`;
  const PASSING = ["q", "p", "_w_filter_fragment"]; // what was searched, and which page of the list

  const filters = (search) => {
    const query = [...new URLSearchParams(search)].filter(([name, value]) => value && !PASSING.includes(name));
    return new URLSearchParams(query).toString();
  };
  const keep = (search) => {
    const now = filters(search);
    if (now) sessionStorage.setItem(key, now);
    else sessionStorage.removeItem(key);
  };

  const isNewVisit = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const isFromElsewhere = !document.referrer || new URL(document.referrer).pathname !== location.pathname;
  const before = sessionStorage.getItem(key);
  if (!location.search && before && isNewVisit && isFromElsewhere) {
    location.replace(`${location.pathname}?${before}`);
    return;
  }
  keep(location.search);
  // The list is renewed without another address where a filter is set or taken off.
  document.addEventListener("w-swap:success", (event) => {
    if (event.detail?.requestUrl) keep(new URL(event.detail.requestUrl, location.href).search);
  });
})();
