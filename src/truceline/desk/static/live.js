// A quiet bar when the record grew; the page never changes by itself. Open pages that nobody looks at
// hold no connection: a browser has few for one server.

const bar = document.getElementById("grew");
let stream;

function count(number, one, many) {
  return number ? `${number} new ${number === 1 ? one : many}` : "";
}

function listen() {
  if (document.hidden || stream) return;
  stream = new EventSource(`/live?seen=${encodeURIComponent(bar.dataset.seen)}`);
  stream.addEventListener("grown", (event) => {
    const news = JSON.parse(event.data);
    const told = [count(news.reports, "report", "reports"), count(news.decisions, "decision", "decisions")].filter(Boolean);
    bar.hidden = !told.length;
    bar.querySelector("p").textContent = told.join(", ");
  });
}

if (bar && "EventSource" in window) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stream?.close();
      stream = undefined;
    } else listen();
  });
  addEventListener("pagehide", () => stream?.close());
  listen();
}
