// Examples for writing: chosen ones go into a basket that this browser keeps.
const W = props.words;
const found = element.querySelector(".fz-draft-found");
const list = element.querySelector(".fz-basket ol");
const exportButton = element.querySelector(".fz-basket-export");
const clearButton = element.querySelector(".fz-basket-clear");
const KEY = "fazhi.basket";
let items = [];
try {
  const kept = JSON.parse(localStorage.getItem(KEY));
  if (Array.isArray(kept)) items = kept;
} catch {
  // nothing was kept
}

const same = (one, other) => one.report === other.report && one.start === other.start && one.end === other.end;

function draw() {
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
  } catch {
    // it lasts as long as the tab
  }
  list.replaceChildren(
    ...items.map((item) => {
      const line = document.createElement("li");
      const label = document.createElement("span");
      const remove = document.createElement("button");
      label.textContent = `${item.part} · ${item.label}`;
      remove.type = "button";
      remove.className = "fz-quiet";
      remove.textContent = "×";
      remove.setAttribute("aria-label", W.remove.replace("{name}", item.label));
      remove.addEventListener("click", () => {
        items = items.filter((one) => !same(one, item));
        draw();
      });
      line.append(label, remove);
      return line;
    }),
  );
  exportButton.disabled = clearButton.disabled = !items.length;
  for (const card of found.querySelectorAll(".fz-example")) {
    const taken = items.some((one) => same(one, itemOf(card)));
    const button = card.querySelector(".fz-take");
    button.textContent = taken ? W.taken : W.take;
    button.setAttribute("aria-pressed", String(taken));
  }
}

function itemOf(card) {
  const { report, start, end, part, label } = card.dataset;
  return { report, start: Number(start), end: Number(end), part, label };
}

watch("value", () => {
  found.innerHTML = props.value || ""; // made and escaped by the server
  draw();
});

element.addEventListener("click", async (event) => {
  const card = event.target.closest(".fz-example");
  if (event.target.closest(".fz-take")) {
    const item = itemOf(card);
    items = items.some((one) => same(one, item)) ? items.filter((one) => !same(one, item)) : [...items, item];
    return draw();
  }
  if (event.target.closest(".fz-view")) {
    const cards = [...found.querySelectorAll(".fz-example")];
    return fazhiSource.open(cards, cards.indexOf(card), event.target);
  }
  if (event.target === clearButton) {
    items = [];
    return draw();
  }
  if (event.target === exportButton) {
    exportButton.disabled = true;
    const file = await server.export({ items }).catch(() => null);
    exportButton.disabled = false;
    if (file && file.content) return fazhiSave(file.name, file.content);
    const label = exportButton.textContent;
    exportButton.textContent = (file && file.error) || W.failed;
    setTimeout(() => (exportButton.textContent = label), 4000);
  }
  return undefined;
});

draw();
