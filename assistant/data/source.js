// The source panel: a report's text at the quote, beside the tab that asked or over it on a narrow screen.
// Any element with data-report (and data-start, data-end, data-marks) can be opened, alone or as one of a list.
window.fazhiSource = (() => {
  const W = props.words;
  const panel = element.querySelector(".fz-source");
  const page = document.body;
  const head = panel.querySelector(".fz-source-head");
  const body = panel.querySelector(".fz-source-body");
  const previous = panel.querySelector(".fz-previous");
  const next = panel.querySelector(".fz-next");
  const back = panel.querySelector(".fz-back");
  const narrow = matchMedia("(max-width: 899px)");
  let cards = [];
  let at = 0;
  let opener = null;
  let asked = 0;

  const isOpen = () => page.classList.contains("fz-with-source");

  function unmark() {
    for (const other of document.querySelectorAll(".fz-current")) other.classList.remove("fz-current");
  }

  function toQuote() {
    const quote = body.querySelector(".fz-quote");
    if (!quote) return void (body.scrollTop = 0);
    const above = quote.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += above - body.clientHeight / 3;
    return undefined;
  }

  async function show() {
    const card = cards[at];
    const mine = (asked += 1);
    unmark();
    card.classList.add("fz-current");
    previous.disabled = at === 0;
    next.disabled = at === cards.length - 1;
    previous.hidden = next.hidden = cards.length < 2;
    back.hidden = card.dataset.start === undefined;
    panel.setAttribute("aria-busy", "true");
    const wanted = {
      report: card.dataset.report,
      start: Number(card.dataset.start || 0),
      end: Number(card.dataset.end || 0),
      marks: JSON.parse(card.dataset.marks || "[]"),
    };
    const found = await server.source(wanted).catch(() => null);
    if (mine !== asked) return; // another was opened meanwhile
    panel.removeAttribute("aria-busy");
    if (found && found.html) {
      head.innerHTML = found.head; // both made and escaped by the server
      body.innerHTML = found.html;
    } else {
      head.replaceChildren();
      body.replaceChildren();
      const words = document.createElement("p");
      words.className = "fz-banner";
      words.textContent = (found && found.error) || W.source_failed;
      body.append(words);
    }
    toQuote();
    const heading = head.querySelector("h2");
    if (heading) heading.focus({ preventScroll: true });
  }

  function open(list, position, from) {
    cards = list;
    at = position;
    opener = from;
    if (!isOpen()) {
      page.classList.add("fz-with-source");
      panel.hidden = false;
      // On a narrow screen the panel covers everything: the back button should then close it, not leave the page.
      if (narrow.matches) history.pushState({ fazhi: "source" }, "");
    }
    show();
  }

  function close() {
    if (!isOpen()) return;
    if (history.state && history.state.fazhi === "source") history.back();
    else hide();
  }

  function hide() {
    page.classList.remove("fz-with-source");
    panel.hidden = true;
    asked += 1;
    unmark();
    if (opener && opener.isConnected) opener.focus();
  }

  function step(by) {
    const to = at + by;
    if (to < 0 || to >= cards.length) return;
    at = to;
    show();
  }

  panel.querySelector(".fz-close").addEventListener("click", close);
  back.addEventListener("click", toQuote);
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  addEventListener("popstate", () => isOpen() && hide());
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  return { open, close };
})();
