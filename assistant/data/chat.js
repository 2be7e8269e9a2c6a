// The conversation: asking, the answer as it comes, and what is kept in this browser.
// Runs once with `element`, `trigger`, `props`, `server` and `watch` of the component around it; HTML comes escaped
// from the server, everything else is put in as text.
const W = props.words;
const find = (selector, root = element) => root.querySelector(selector);
const log = find(".fz-log");
const turnsBox = find(".fz-turns");
const welcome = find(".fz-welcome-box");
const form = find(".fz-composer");
const input = find("textarea", form);
const button = find(".fz-send", form);
const hint = find(".fz-hint", form);
const store = fazhiStore(props.language);
const offline = find(".fz-offline");
const exportButton = find(".fz-export");
const editScope = fazhiScope(element, server, W, ask);
const list = fazhiList(element, store, W, open);
const limit = Number(props.limit);

let conversation = store.current();
let live = null; // the turn that is being answered

function say(text) {
  hint.textContent = text;
  hint.classList.toggle("fz-warning", text !== W.hint);
}

function make(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function addTurn(question) {
  const turn = make("article", "fz-turn");
  const asked = make("div", "fz-asked");
  asked.append(make("span", "fz-hidden", W.you), make("p", "", question));
  const answer = make("div", "fz-reply");
  turn.append(asked, answer);
  turnsBox.append(turn);
  welcome.hidden = true;
  exportButton.hidden = false;
  return { turn, answer };
}

function setBusy(busy) {
  button.textContent = busy ? W.stop : W.ask;
  button.classList.toggle("fz-stop", busy);
  log.setAttribute("aria-busy", String(busy));
}

function ask(question) {
  question = question.trim();
  if (live) return;
  if (!question) return input.focus();
  const count = [...question].length;
  if (count > limit) return say(W.too_long.replace("{limit}", limit).replace("{count}", count));
  say(W.hint);
  const history = conversation.turns.map((one) => one.question).slice(-10);
  // Kept before it is answered: a reload half-way then offers to ask again.
  conversation.turns.push({ question, answer: null });
  store.save(conversation);
  list.draw(conversation.id);
  const shown = addTurn(question);
  live = { id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()), question, ...shown };
  shown.answer.append(make("p", "fz-working", W.working));
  setBusy(true);
  toTop(shown.turn);
  watchServer(live);
  input.value = "";
  grow();
  trigger("ask", { turn: live.id, question, history });
}

// Not scrollIntoView, which moves the page around the conversation as well.
function toTop(turn) {
  log.scrollTop += turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
}

// A server that went away says nothing more: while an answer is awaited, it is asked whether it is there.
function watchServer(mine) {
  setTimeout(async () => {
    if (live !== mine) return;
    const there = await server.welcome({}).catch(() => null);
    if (live !== mine) return;
    if (there) watchServer(mine);
    else fail(W.offline);
  }, 4000);
}

function finish(record) {
  live = null;
  setBusy(false);
  conversation.turns[conversation.turns.length - 1].answer = record;
  store.save(conversation);
}

function fail(text) {
  if (!live) return;
  live.answer.replaceChildren(...retry(live.question, text));
  finish(null);
}

function retry(question, text) {
  const again = make("button", "fz-question", W.again);
  again.type = "button";
  again.dataset.question = question;
  return [make("p", "fz-banner", text), make("p", ""), again];
}

watch("value", () => {
  const update = props.value;
  if (!update || !live || update.turn !== live.id) return;
  if (update.html) {
    live.answer.innerHTML = update.html; // made and escaped by the server
    toTop(live.turn);
    finish(update.answer);
  } else if (update.error) {
    fail(update.error);
  } else {
    const text = make("div", update.status ? "fz-working" : "fz-text fz-streaming");
    for (const line of (update.status || update.text).split("\n")) text.append(make("p", "", line));
    if (update.draft) {
      // What a model has just written and nobody has checked looks like it.
      const draft = make("span", "fz-provisional", update.draft);
      draft.dataset.label = W.unchecked;
      text.lastChild.append(draft);
    }
    live.answer.replaceChildren(text);
  }
});

// The queue gives up on an event only through these words, sent by its failure listener.
document.addEventListener("fazhi-failed", () => fail(W.failed));

function stop() {
  if (!live) return;
  trigger("stop", { turn: live.id });
  fail(W.stopped);
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
}

input.addEventListener("input", () => {
  grow();
  say(W.hint);
});

input.addEventListener("keydown", (event) => {
  // While an input method composes, Enter chooses a word: 229 is what browsers report that leave isComposing unset.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  ask(input.value);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (live) stop();
  else ask(input.value);
});

function citedCard(target) {
  const turn = target.closest(".fz-turn");
  return turn && turn.querySelector(`.fz-card[data-n="${Number(target.dataset.cite)}"]`);
}

const CLICKED =
  "[data-question], [data-cite], .fz-card, .fz-report-link, .fz-copy, .fz-sort, .fz-retry, .fz-verdict, .fz-scope-edit";

element.addEventListener("click", (event) => {
  const target = event.target.closest(CLICKED);
  if (!target || !element.contains(target)) return;
  if (target.dataset.question) return ask(target.dataset.question);
  if (target.matches(".fz-retry")) return ask(turnOf(target).question);
  if (target.matches(".fz-verdict")) return judge(target);
  if (target.matches(".fz-scope-edit")) return editScope(target.closest(".fz-scope"));
  if (target.matches(".fz-copy")) return copy(target);
  if (target.matches(".fz-sort")) return fazhiSort(target);
  if (target.matches(".fz-report-link")) return fazhiSource.open([target], 0, target);
  if (target.matches(".fz-card") && String(getSelection())) return; // the person is selecting text
  const card = target.matches(".fz-card") ? target : citedCard(target);
  if (!card) return;
  const cards = [...card.closest(".fz-turn").querySelectorAll(".fz-card")];
  fazhiSource.open(cards, cards.indexOf(card), target);
});

fazhiTip(element, citedCard);

// The words of a line, its references written as they stand in the sources below.
function withMarks(line) {
  const plain = line.cloneNode(true);
  for (const mark of plain.querySelectorAll(".fz-ref")) mark.replaceWith(`[${mark.dataset.cite}]`);
  return plain.textContent;
}

async function copy(target) {
  const turn = target.closest(".fz-turn");
  const lines = [...turn.querySelectorAll(".fz-text p, .fz-text li")].map(withMarks);
  const cards = [...turn.querySelectorAll(".fz-card")].map((card) => {
    const meta = [...card.querySelectorAll(".fz-meta, .fz-path")].map((line) => line.textContent).join(" · ");
    return `[${card.dataset.n}] “${find("blockquote", card).textContent}” ${meta}`;
  });
  const text = lines.concat("", cards).join("\n").trim();
  const label = target.textContent;
  target.textContent = (await put(text)) ? W.copied : W.copy_failed;
  setTimeout(() => (target.textContent = label), 1500);
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http on another machine has no clipboard interface; the old way still works there.
    const box = make("textarea", "fz-hidden");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

// The turn that an element stands in, with the questions before it.
function turnOf(target) {
  const at = [...turnsBox.children].indexOf(target.closest(".fz-turn"));
  const history = conversation.turns.slice(0, at).map((one) => one.question);
  return { ...conversation.turns[at], history };
}

async function judge(target) {
  const foot = target.closest(".fz-foot");
  const old = foot.nextElementSibling;
  if (old && old.matches(".fz-comment")) old.remove();
  const verdict = target.dataset.verdict;
  const send = async (comment) => {
    const { question, history, answer } = turnOf(target);
    const done = await server.feedback({ verdict, comment, question, history, answer }).catch(() => null);
    return done && !done.error ? "" : (done && done.error) || W.feedback_failed;
  };
  for (const other of foot.querySelectorAll(".fz-verdict")) other.setAttribute("aria-pressed", String(other === target));
  const form = make("form", "fz-comment");
  const said = make("span", "fz-soft");
  said.setAttribute("role", "status");
  if (verdict === "good") {
    form.append(said);
    said.textContent = (await send("")) || W.thanks;
  } else {
    const words = make("input");
    words.placeholder = W.comment;
    words.maxLength = 2000;
    words.setAttribute("aria-label", W.comment);
    form.append(words, make("button", "fz-question", W.send_comment), said);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = await send(words.value);
      said.textContent = failed || W.thanks;
      if (!failed) form.replaceChildren(said);
    });
  }
  foot.after(form);
  if (verdict === "bad") find("input", form).focus();
}

async function exportWord() {
  const turns = conversation.turns.map(({ question, answer }) => ({ question, answer }));
  const file = await server.export({ turns }).catch(() => null);
  if (!file) return say(W.export_failed);
  fazhiSave(`${W.export_name}.docx`, file);
  return undefined;
}

// Show another conversation, or a new one for null.
function open(id) {
  if (live) stop();
  conversation = (id && store.get(id)) || store.fresh();
  store.choose(conversation.id);
  fazhiSource.close();
  turnsBox.replaceChildren();
  welcome.hidden = false;
  exportButton.hidden = true;
  list.draw(conversation.id);
  if (matchMedia("(max-width: 899px)").matches) list.toggle(false);
  restore();
  input.focus();
}

find(".fz-new").addEventListener("click", () => open(null));
exportButton.addEventListener("click", exportWord);

async function restore() {
  if (!conversation.turns.length) return;
  const turns = [...conversation.turns];
  const shown = turns.map((one) => addTurn(one.question));
  const html = await server.render({ answers: turns.map((one) => one.answer) }).catch(() => null);
  shown.forEach((one, at) => {
    if (html && html[at]) one.answer.innerHTML = html[at];
    else one.answer.replaceChildren(...retry(turns[at].question, W.unanswered));
  });
  log.scrollTop = log.scrollHeight;
}

let greeted = "";
async function greet() {
  const found = await server.welcome({}).catch(() => null);
  offline.hidden = Boolean(found);
  if (found && found.html !== greeted) {
    greeted = found.html;
    welcome.innerHTML = found.html;
  }
  // Until the library is ready its progress is shown; afterwards a slow look keeps the holdings true.
  setTimeout(greet, found && found.ready ? 30000 : found ? 1500 : 5000);
}

input.placeholder = matchMedia("(max-width: 640px)").matches ? W.placeholder_short : W.placeholder;
setBusy(false);
say(W.hint);
list.draw(conversation.id);
greet();
restore();
