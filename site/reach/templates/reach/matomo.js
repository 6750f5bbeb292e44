(function () {
  function bare(address) { return address.split(/[?#]/)[0]; }
  // Whatever else Matomo gathers (a number for the visitor, the screen, the clock), this alone is sent; no query in any address.
  var sent = ["idsite", "rec", "r", "send_image", "action_name", "url", "urlref", "link", "download"];
  function scrubbed(request) {
    var kept = new URLSearchParams();
    new URLSearchParams(request).forEach(function (value, name) {
      if (sent.indexOf(name) >= 0) kept.set(name, /^(url|urlref|link|download)$/.test(name) ? bare(value) : value);
    });
    return kept.toString();
  }
  window._paq = window._paq || [];
  window._paq.push(["setCustomUrl", bare(location.href)], ["setReferrerUrl", bare(document.referrer)]);
  window._paq.push(["setCustomRequestProcessing", scrubbed], ["disableBrowserFeatureDetection"], ["disableCampaignParameters"], ["disablePerformanceTracking"]);
{{ tag }}})();
