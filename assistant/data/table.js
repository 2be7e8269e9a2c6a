// Tables sorted by a click on a heading; files that the server sends, saved.
function fazhiSort(target) {
  const table = target.closest("table");
  const head = target.closest("th");
  const column = [...head.parentNode.children].indexOf(head);
  const down = head.getAttribute("aria-sort") !== "descending";
  for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const text = (row) => row.children[column].textContent.trim();
  const value = (row) => {
    const given = row.children[column].dataset.sort;
    return given === undefined ? Number.parseFloat(text(row).replace(/[,\s]/g, "")) : Number.parseFloat(given);
  };
  const rows = [...table.tBodies[0].rows];
  // A column of numbers is sorted by them, what has none comes last; any other by its words.
  const numbers = rows.filter((row) => !Number.isNaN(value(row))).length * 2 > rows.length;
  rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    if (numbers && (Number.isNaN(x) || Number.isNaN(y))) return Number.isNaN(x) - Number.isNaN(y);
    const order = numbers ? x - y : text(a).localeCompare(text(b), "zh-CN");
    return down ? -order : order;
  });
  table.tBodies[0].append(...rows);
}

// While the library is not open yet, a table looks again for what is in it.
function fazhiLookAgain(element, watch, trigger) {
  let timer = 0;
  const look = () => {
    timer = 0;
    if (!element.querySelector(".fz-waiting")) return;
    trigger("look", {});
    timer = setTimeout(look, 2000); // the answer may be the same words again, which tells nobody
  };
  watch("value", () => {
    timer = timer || setTimeout(look, 2000);
  });
}

// Selects for several say what none chosen means where the choice would stand.
function fazhiHint(row, text) {
  for (const input of document.querySelectorAll(`${row} input`)) {
    if (input.closest(".wrap-inner") && !input.value && !input.placeholder) input.placeholder = text;
  }
}

function fazhiSave(name, base64) {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
