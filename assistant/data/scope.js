// The scope of an answer, opened for changing: places and years as chips, with what the library has to choose from.
function fazhiScope(element, server, W, ask) {
  let choices = null;

  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function chips(label, placeholder, chosen, options, id) {
    const row = make("div", "fz-scope-row");
    const list = make("span", "fz-chips");
    const input = make("input");
    const menu = make("datalist");
    menu.id = `fz-${id}`;
    for (const one of options) menu.append(Object.assign(make("option"), { value: String(one) }));
    input.setAttribute("list", menu.id);
    input.setAttribute("aria-label", label);
    input.placeholder = placeholder;
    const draw = () => {
      list.replaceChildren(
        ...chosen.map((one) => {
          const chip = make("button", "fz-chip", `${one} ×`);
          chip.type = "button";
          chip.setAttribute("aria-label", W.remove.replace("{name}", one));
          chip.addEventListener("click", () => {
            chosen.splice(chosen.indexOf(one), 1);
            draw();
            input.focus();
          });
          return chip;
        }),
      );
    };
    const take = () => {
      const value = input.value.trim().replace(/年$/, "");
      if (!options.map(String).includes(value)) return;
      if (!chosen.includes(value)) chosen.push(value);
      input.value = "";
      draw();
    };
    input.addEventListener("input", take);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      take();
    });
    draw();
    row.append(make("b", "fz-soft", label), list, input, menu);
    return row;
  }

  return async function edit(box) {
    const next = box.nextElementSibling;
    if (next && next.matches(".fz-scope-form")) return next.remove();
    const scope = JSON.parse(box.dataset.scope);
    choices = (await server.choices({}).catch(() => null)) || choices || { places: [], years: [] };
    const places = scope.places.map(String);
    const years = scope.years.map(String);
    const form = make("form", "fz-scope-form");
    const send = make("button", "fz-question", W.ask_scope);
    const cancel = make("button", "fz-quiet", W.cancel);
    cancel.type = "button";
    cancel.addEventListener("click", () => form.remove());
    form.append(
      chips(W.places, W.add_place, places, choices.places, "places"),
      chips(W.years, W.add_year, years, choices.years, "years"),
      send,
      cancel,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const question = await server.rescope({ question: scope.question, places, years }).catch(() => null);
      if (!question) return;
      form.remove();
      ask(question);
    });
    box.after(form);
    form.querySelector("input").focus();
    return undefined;
  };
}
