"use strict";
// everything can be read without this script: it sorts tables and enlarges pictures
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  // a cell may stand below several headings
  const under = (row, column) => [...row.cells].find(cell => (column -= cell.colSpan) < 0);
  const key = (row, column) => {
    const cell = under(row, column);
    const text = cell.querySelector("data")?.value ?? cell.dataset.sort ?? cell.textContent;
    return text.trim() === "" ? null : isNaN(text) ? text : Number(text);
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach(h => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      const rows = [...body.rows].sort((a, b) => {
        const x = key(a, column), y = key(b, column);
        // what has no number stays below, whichever way the rest is sorted
        return x === null || y === null ? (x === null) - (y === null) : direction * compare(x, y);
      });
      body.append(...rows);
    });
  });
}

const dialog = document.createElement("dialog");
const large = document.createElement("img");
const what = document.createElement("p");
const close = document.createElement("button");
close.type = "button";
close.textContent = "Close";
close.addEventListener("click", () => dialog.close());
dialog.append(large, what, close);
dialog.addEventListener("click", event => event.target === dialog && dialog.close());
document.body.append(dialog);
for (const picture of document.querySelectorAll(".pictures img")) {
  const open = () => {
    large.src = picture.src;
    large.alt = what.textContent = picture.alt;
    dialog.showModal();
  };
  picture.tabIndex = 0;
  picture.setAttribute("role", "button");
  picture.addEventListener("click", open);
  picture.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open();
    }
  });
}
