// The conversations of this browser, listed: open, delete, begin a new one.
function fazhiList(element, store, W, show) {
  const panel = element.querySelector(".fz-list");
  const list = panel.querySelector("ul");
  const button = element.querySelector(".fz-list-button");

  function draw(currentId) {
    const items = store.all().map((one) => {
      const item = document.createElement("li");
      const open = document.createElement("button");
      const remove = document.createElement("button");
      const name = one.turns.length ? one.turns[0].question : "";
      open.type = remove.type = "button";
      open.textContent = name;
      open.title = name;
      open.className = "fz-list-item";
      if (one.id === currentId) open.setAttribute("aria-current", "true");
      open.addEventListener("click", () => show(one.id));
      remove.textContent = "×";
      remove.className = "fz-quiet";
      remove.setAttribute("aria-label", W.delete_label.replace("{name}", name));
      remove.title = W.delete;
      remove.addEventListener("click", () => {
        store.remove(one.id);
        if (one.id === currentId) show(null);
        else draw(currentId);
      });
      item.append(open, remove);
      return item;
    });
    if (!items.length) {
      const none = document.createElement("li");
      none.className = "fz-soft";
      none.textContent = W.no_conversations;
      items.push(none);
    }
    list.replaceChildren(...items);
  }

  function toggle(open) {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }

  button.addEventListener("click", () => toggle(panel.hidden));
  panel.querySelector(".fz-list-close").addEventListener("click", close);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  // Over the conversation, on a narrow screen, a touch beside it closes it.
  document.addEventListener("pointerdown", (event) => {
    const beside = !panel.contains(event.target) && !button.contains(event.target);
    if (!panel.hidden && beside && matchMedia("(max-width: 899px)").matches) toggle(false);
  });

  function close() {
    toggle(false);
    button.focus();
  }
  return { draw, toggle };
}
