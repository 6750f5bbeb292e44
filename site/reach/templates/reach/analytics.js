(function () {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || /(^|; ){{ opt_out }}(;|$)/.test(document.cookie)) return;
{% for script in scripts %}{{ script }}{% endfor %}})();
