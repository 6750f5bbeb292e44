"""A stub of Matomo that records all that it is asked, with a client that would send more than it should."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# As Matomo's own client works: commands in the order in which they were pushed, a request of all that is known, and the
# site's last word on it (setCustomRequestProcessing) before it is sent. A number for the visitor is in it even without cookies.
CLIENT = """
(function () {
  var said = {}, about = {_id: "0123456789abcdef", pv_id: "Ab12Cd", res: "1280x900", h: 12, cookie: 1, uadata: "{}"};
  var last = function (request) { return request; };
  function send(more) {
    if (!said.disableCookies) document.cookie = "_pk_id=0123456789abcdef; max-age=1000";
    var all = new URLSearchParams(Object.assign({idsite: said.setSiteId, rec: 1, r: 123456, action_name: document.title,
      url: said.setCustomUrl || location.href, urlref: said.setReferrerUrl || document.referrer}, about, more));
    if (said.setUserId) all.set("uid", said.setUserId);
    new Image().src = said.setTrackerUrl + "?" + last(all.toString());
  }
  function run(command) {
    if (command[0] === "trackPageView") send({});
    else if (command[0] === "setCustomRequestProcessing") last = command[1];
    else if (command[0] === "enableLinkTracking") document.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^=http]");
      if (link && link.host !== location.host) send({link: link.href});
    });
    else said[command[0]] = command.length > 1 ? command[1] : true;
  }
  // What is set comes before what is sent, in whatever order it was said.
  var later = function (command) { return /^(trackPageView|enableLinkTracking)$/.test(command[0]); };
  _paq.filter(function (command) { return !later(command); }).concat(_paq.filter(later)).forEach(run);
  _paq = {push: run};
})();
"""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]

    @property
    def name(self) -> str:
        return urlsplit(self.path).path

    @property
    def said(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


@dataclass
class Matomo:
    client: bytes = CLIENT.encode()
    asked: list[Asked] = field(default_factory=list)

    def start(self) -> None:
        matomo = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                matomo.asked.append(Asked(self.path, dict(self.headers)))
                is_client = urlsplit(self.path).path.endswith("matomo.js")
                self.send_response(200 if is_client else 204)
                self.send_header("Content-Type", "text/javascript" if is_client else "image/gif")
                self.end_headers()
                if is_client:
                    self.wfile.write(matomo.client)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/stats"

    @property
    def tracked(self) -> list[dict[str, str]]:
        return [asked.said for asked in self.asked if asked.name.endswith("matomo.php")]
