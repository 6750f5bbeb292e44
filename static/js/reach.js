// Tells the site what happened on an open page, never who was there; nothing where the visitor does not want it.
export default function reach({ dataset }) {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  const told = new Set(); // each kind once a view, however often somebody clicks
  const only = dataset.only?.split(" "); // a page may have nothing else counted
  const tell = (kind, always = false) => {
    if (!kind || told.has(kind) || (only && !only.includes(kind) && !always) || /(^|; )no-count=1(;|$)/.test(document.cookie)) return;
    told.add(kind);
    navigator.sendBeacon(dataset.to, new URLSearchParams({ kind, page: dataset.page, token: dataset.token }));
  };

  // What a browser made ready before anybody looked was not counted as it was sent: it is a view once somebody looks.
  const looked = () => {
    tell("view", true);
    if (!document.referrer || new URL(document.referrer).host !== location.host) tell("entry", true);
  };
  const [came] = performance.getEntriesByType("navigation");
  if (document.prerendering) document.addEventListener("prerenderingchange", looked, { once: true });
  else if (came?.activationStart > 0 || came?.deliveryType === "navigational-prefetch") looked();

  for (const kind of ["check_start", "check_done"]) document.addEventListener(`reach:${kind}`, () => tell(kind));

  const ways = { "tel:": "cta_call", "sms:": "cta_sms" };
  document.addEventListener("click", ({ target }) => {
    const marked = target.closest("[data-count]")?.dataset.count;
    const link = target.closest("a[href]");
    if (marked === "stage_info") tell(marked);
    else if (link) tell(marked ?? ways[link.protocol]);
  });

  const watch = (event, kind, when = () => true) => {
    const seen = ({ target }) => target.localName === "video" && when(target) && tell(kind);
    document.addEventListener(event, seen, true); // media events do not bubble
  };
  watch("playing", "video_start");
  watch("timeupdate", "video_half", (video) => video.currentTime >= video.duration / 2);
  watch("ended", "video_end");

  const read = () => {
    if (document.hidden) return; // nobody looks at this tab
    const { top, height } = document.querySelector("main").getBoundingClientRect();
    const share = (innerHeight - top) / height;
    if (share >= 0.5) tell("read_50");
    if (share >= 0.9) tell("read_90");
  };
  document.addEventListener("scroll", read, { passive: true });
  let seconds = 0; // what needs no scrolling is read when it has been looked at for a while
  const clock = setInterval(() => {
    if (document.hidden || ++seconds < 10) return;
    clearInterval(clock);
    read();
  }, 1000);
}
