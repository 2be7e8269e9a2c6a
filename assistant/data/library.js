// The table of reports: view, correct, delete. What changes the library goes to the server as the event 'act'.
const W = props.words;

function make(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function closeForms() {
  for (const open of element.querySelectorAll(".fz-row-form")) open.remove();
}

// A line under a report's row with a form in it.
function under(row, form) {
  closeForms();
  const line = make("tr", "fz-row-form");
  const cell = make("td");
  cell.colSpan = row.children.length;
  const cancel = make("button", "fz-quiet", W.cancel);
  cancel.type = "button";
  cancel.addEventListener("click", () => {
    line.remove();
    row.querySelector("button").focus();
  });
  form.append(cancel);
  cell.append(form);
  line.append(cell);
  row.after(line);
  form.querySelector("input, button").focus();
}

function correct(row) {
  const form = make("form", "fz-scope-form");
  for (const part of ["province", "city", "county", "township", "year"]) {
    const label = make("label", "fz-field", W[part]);
    const input = make("input");
    input.name = part;
    input.value = row.dataset[part];
    input.maxLength = 60;
    if (part === "year") input.inputMode = "numeric";
    label.append(input);
    form.append(label);
  }
  form.append(make("button", "fz-question", W.save));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = {};
    for (const input of form.querySelectorAll("input")) {
      // Only what was changed is a correction; the rest is read from the report as before.
      if (input.value.trim() !== row.dataset[input.name]) values[input.name] = input.value.trim();
    }
    if (values.year !== undefined && !/^\d{4}$/.test(values.year)) return form.elements.year.focus();
    closeForms();
    if (Object.keys(values).length) trigger("act", { do: "correct", file: row.dataset.file, values });
    return undefined;
  });
  under(row, form);
}

function confirmDelete(row) {
  const form = make("form", "fz-scope-form");
  form.append(make("b", "", W.sure.replace("{file}", row.dataset.file)), make("button", "fz-question fz-danger", W.delete));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    closeForms();
    trigger("act", { do: "delete", file: row.dataset.file });
  });
  under(row, form);
}

element.addEventListener("click", (event) => {
  const sort = event.target.closest(".fz-sort");
  if (sort) {
    closeForms();
    return fazhiSort(sort);
  }
  if (event.target.closest(".fz-reindex")) return trigger("act", { do: "index" });
  const row = event.target.closest("tr[data-report]");
  if (!row) return undefined;
  if (event.target.closest(".fz-view")) return fazhiSource.open([row], 0, event.target);
  if (event.target.closest(".fz-correct")) return correct(row);
  if (event.target.closest(".fz-delete")) return confirmDelete(row);
  return undefined;
});

fazhiLookAgain(element, watch, trigger);
