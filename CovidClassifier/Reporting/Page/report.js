"use strict";
// everything can be read without this script: it sorts tables, enlarges pictures and saves figures
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
const stack = document.createElement("div");
stack.className = "stack";
const [below, above] = [document.createElement("img"), document.createElement("img")];
stack.append(below, above);
const what = document.createElement("p");
const mix = document.createElement("label");
mix.textContent = "Heat map ";
const slider = document.createElement("input");
slider.type = "range";
slider.min = "0";
slider.max = "100";
slider.addEventListener("input", () => above.style.opacity = slider.value / 100);
mix.append(slider);
const close = document.createElement("button");
close.type = "button";
close.textContent = "Close";
close.addEventListener("click", () => dialog.close());
dialog.append(stack, what, mix, close);
dialog.addEventListener("click", event => event.target === dialog && dialog.close());
document.body.append(dialog);
for (const picture of document.querySelectorAll(".pictures img")) {
  const open = () => {
    // the X-ray below its heat map, however one of the two was chosen
    const [plain, map] = picture.parentElement.querySelectorAll("img");
    below.src = (map ? plain : picture).src;
    above.hidden = mix.hidden = !map;
    if (map) above.src = map.src; else above.removeAttribute("src");
    slider.value = picture === map ? 100 : 0;
    above.style.opacity = slider.value / 100;
    below.alt = above.alt = what.textContent = picture.alt;
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

const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const button = (text, label, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "save";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
};
const fileName = text => text.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
for (const svg of document.querySelectorAll("figure > svg")) {
  const title = svg.querySelector("title").textContent;
  svg.closest("figure").append(button("SVG", `Save ${title} as SVG`, () => {
    const copy = svg.cloneNode(true);
    // outside of the page there are no variables: colours as they are now
    const drawn = [...svg.querySelectorAll("*")];
    [...copy.querySelectorAll("*")].forEach((element, i) => {
      const style = getComputedStyle(drawn[i]);
      for (const property of ["fill", "stroke", "font-family"]) element.style.setProperty(property, style.getPropertyValue(property));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    save(`${fileName(title)}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(copy));
  }), button("CSV", `Save the figures of ${title} as CSV`, () => save(`${fileName(title)}.csv`, "text/csv", svg.closest("figure").dataset.csv)));
}
for (const table of document.querySelectorAll(".scroll > table")) {
  const title = table.caption?.textContent ?? "table";
  const cell = c => {
    const values = [...c.querySelectorAll("data")].map(d => d.value);
    const said = c.textContent.trim(), text = values.length ? values.join(" ") : /^[=+\-@]/.test(said) && isNaN(said) ? `'${said}` : said;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  table.parentElement.after(button("CSV", `Save ${title} as CSV`, () =>
    save(`${fileName(title)}.csv`, "text/csv", [...table.rows].map(r => [...r.cells].map(cell).join(",")).join("\n") + "\n")));
}

const mark = () => document.querySelectorAll(".scroll").forEach(s => s.classList.toggle("wide", s.scrollWidth > s.clientWidth + 1));
addEventListener("resize", mark);
document.addEventListener("toggle", mark, true);
mark();
// older browsers print what is open only
const closed = new Set();
addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach(d => { closed.add(d); d.open = true; }));
addEventListener("afterprint", () => { closed.forEach(d => d.open = false); closed.clear(); });
