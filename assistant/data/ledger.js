// The ledger: a row opens its source, headings sort, buttons download.
element.addEventListener("click", async (event) => {
  const sort = event.target.closest(".fz-sort");
  if (sort) return fazhiSort(sort);
  const pick = event.target.closest(".fz-pick");
  if (pick) return trigger("pick", { topic: pick.dataset.topic });
  const button = event.target.closest(".fz-download");
  if (button) {
    const choice = JSON.parse(button.closest(".fz-ledger").dataset.choice);
    const label = button.textContent;
    button.disabled = true;
    const file = await server.download({ kind: button.dataset.kind, choice }).catch(() => null);
    button.disabled = false;
    if (file && file.content) return fazhiSave(file.name, file.content);
    button.textContent = (file && file.error) || props.words.export_failed;
    setTimeout(() => (button.textContent = label), 4000);
    return undefined;
  }
  const row = event.target.closest("tr[data-report]");
  if (!row || String(getSelection())) return undefined;
  const rows = [...row.parentNode.rows];
  fazhiSource.open(rows, rows.indexOf(row), row.querySelector("button"));
  return undefined;
});

fazhiLookAgain(element, watch, trigger);
watch("value", () => fazhiHint("#ledger-choice", props.words.all));
