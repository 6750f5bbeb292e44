// The plan of a campaign as a grid: keys move between rows, a spreadsheet is pasted and copied, sums follow while one types.
const CELLS = "td > :is(input:not([type=hidden], [type=checkbox]), textarea, select)";
const FORMULA = /^[=+\-@\t\r]/; // as `core/words/spreadsheets.py`

// As `campaigns/plan/grid/cells.py` reads sums: what three digits follow is a thousand.
const GROUPED = /^(-?[1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/;
const SIMPLE = /^(-?\d+)()(?:[.,](\d{1,2}))?$/;
const number = (text) => {
  const bare = text.replace(/[\s’'€]|EUR/gi, "").replace("−", "-");
  const found = bare.match(GROUPED) ?? bare.match(SIMPLE);
  return found ? Number(`${found[1].replace(/[.,]/g, "")}.${found[3] ?? "0"}`) : null;
};

const loose = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();
const fill = (words, given) => words.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);

// Lines of cells, as spreadsheets put them on the clipboard; a cell in quotes may hold tabs and ends of lines.
const parse = (text) => {
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
  const lines = [[]];
  while (cell.lastIndex < text.length) {
    const [, said, end] = cell.exec(text);
    const bare = /^".*"$/s.test(said) ? said.slice(1, -1).replaceAll('""', '"') : said;
    lines.at(-1).push(bare.trim().replace(/^'(?=[=+\-@])/, ""));
    if (end !== "\t" && cell.lastIndex < text.length) lines.push([]);
  }
  return lines;
};

const quoted = (text) => {
  const safe = FORMULA.test(text) && number(text) === null ? `'${text}` : text;
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const rowsOf = (table) => [...table.querySelectorAll("tbody > tr")];
const cellsOf = (row) => [...row.querySelectorAll(CELLS)];
const shown = (cell) => (cell.options ? (cell.value && cell.selectedOptions[0].textContent.trim()) : cell.value);
const headings = (table) => [...table.querySelectorAll("th[data-column]")].map((one) => one.textContent.trim());
const option = (cell, text) => [...cell.options].find((one) => [one.value, loose(one.textContent)].includes(loose(text)));

const addRows = (table, many) => {
  const total = table.querySelector("[name$=-TOTAL_FORMS]");
  const empty = table.querySelector("[data-empty]").innerHTML;
  const first = Number(total.value);
  const made = Array.from({ length: many }, (_, at) =>
    empty.replaceAll("__prefix__", first + at).replaceAll("__number__", first + at + 1),
  );
  table.querySelector("tbody").insertAdjacentHTML("beforeend", made.join(""));
  total.value = first + many;
};

const dropRows = (table, many) => {
  const total = table.querySelector("[name$=-TOTAL_FORMS]");
  for (const row of rowsOf(table).slice(-many || Infinity)) row.remove();
  total.value = Number(total.value) - many;
};

// Why nothing of a paste is taken; "" where all of it is.
const refusal = (form, table, lines, top, left) => {
  const rows = rowsOf(table);
  const lacking = top + lines.length - rows.length;
  const template = table.querySelector("[data-empty]");
  if (top + lines.length > Number(form.dataset.most)) return fill(form.dataset.tooMany, { rows: top + lines.length });
  if (lacking > 0 && !template) return form.dataset.noRow;
  const columns = cellsOf(rows[top]).slice(left);
  const widest = Math.max(...lines.map((line) => line.length));
  if (widest > columns.length) return fill(form.dataset.tooWide, { columns: widest, left: columns.length });
  for (const [at, line] of lines.entries()) {
    const wrong = line.findIndex((text, column) => text && columns[column].options && !option(columns[column], text));
    if (wrong >= 0) {
      const choices = [...columns[wrong].options].filter((one) => one.value).map((one) => one.textContent.trim());
      return fill(form.dataset.noChoice, { text: line[wrong], line: at + 1, choices: choices.join(", ") });
    }
  }
  return "";
};

// Writes the lines into the table; what takes it back, but for cells that were typed in since.
const write = (table, lines, top, left) => {
  const added = Math.max(top + lines.length - rowsOf(table).length, 0);
  if (added) addRows(table, added);
  const written = [];
  for (const [at, row] of rowsOf(table).slice(top, top + lines.length).entries()) {
    const cells = cellsOf(row).slice(left);
    for (const [column, text] of lines[at].entries()) {
      const cell = cells[column];
      const before = cell.value;
      cell.value = cell.options && text ? option(cell, text).value : text;
      written.push([cell, before, cell.value]);
    }
  }
  const undo = () => {
    for (const [cell, before, after] of written) if (cell.value === after) cell.value = before;
    const isEmpty = rowsOf(table).slice(-added || Infinity).every((row) => cellsOf(row).every((cell) => !cell.value));
    if (added && isEmpty) dropRows(table, added);
  };
  return { undo, cells: written.length };
};

const sumOf = (table, name) => {
  const rows = rowsOf(table).filter((row) => !row.querySelector("[name$=-DELETE]:checked"));
  const sums = rows.map((row) => number(row.querySelector(`[name$=-${name}]`).value)).filter((sum) => sum !== null);
  return sums.length ? Math.round(sums.reduce((all, one) => all + one, 0) * 100) / 100 : null;
};

const told = (sum) =>
  (sum ?? 0).toLocaleString(document.documentElement.lang, { minimumFractionDigits: Number.isInteger(sum ?? 0) ? 0 : 2 });

const showSums = (form) => {
  const box = form.querySelector("[data-sums]");
  const waves = sumOf(form.querySelector("[data-table=waves]"), "budget");
  const channels = sumOf(form.querySelector("[data-table=channels]"), "cost");
  box.querySelector("[data-sum=waves]").textContent = told(waves);
  box.querySelector("[data-sum=channels]").textContent = told(channels);
  const said = box.querySelector("[data-disagreement]");
  said.hidden = waves === null || channels === null || waves === channels;
  said.querySelector("[data-said]").textContent = fill(waves > channels ? box.dataset.waves : box.dataset.channels, {
    waves: told(waves),
    channels: told(channels),
    difference: told(Math.abs(waves - channels)),
  });
};

const showNames = (form) => {
  for (const list of form.querySelectorAll("[data-names]")) {
    const typed = form.querySelectorAll(`[data-table=${list.dataset.names}] tbody [name$=-name]`);
    const names = [...typed].map((cell) => cell.value.trim()).filter(Boolean);
    list.replaceChildren(...names.map((name) => new Option("", name)));
  }
};

const go = (form, table, row, column) => {
  if (!rowsOf(table)[row] && row > 0 && table.querySelector("[data-empty]")) {
    if (row >= Number(form.dataset.most)) return;
    addRows(table, 1);
  }
  const cell = rowsOf(table)[row] && cellsOf(rowsOf(table)[row])[column];
  cell?.focus();
  cell?.select?.();
};

// How many rows a key moves; 0 where it is the cell's own.
const step = ({ key, target, shiftKey, altKey, ctrlKey, metaKey, isComposing }) => {
  if (altKey || ctrlKey || metaKey || isComposing) return 0;
  const isWritten = target.matches("textarea");
  if (key === "Enter") return shiftKey ? (isWritten ? 0 : -1) : 1;
  if (shiftKey || target.matches("select")) return 0;
  if (key === "ArrowUp") return isWritten && target.selectionStart > 0 ? 0 : -1;
  if (key === "ArrowDown") return isWritten && target.selectionEnd < target.value.length ? 0 : 1;
  return 0;
};

const placeOf = (cell) => {
  const row = cell.closest("tbody > tr");
  const table = row.closest("[data-table]");
  return { table, row: rowsOf(table).indexOf(row), column: cellsOf(row).indexOf(cell) };
};

export default (form) => {
  const status = form.querySelector("[data-status]");
  const undoing = form.querySelector("[data-undo]");
  let undo;
  let last; // the row in which one was, to which the save comes back

  const again = () => {
    showSums(form);
    showNames(form);
  };
  const changed = (from) => from.dispatchEvent(new Event("change", { bubbles: true }));

  const paste = (event) => {
    if (!event.target.matches(CELLS)) return;
    const lines = parse(event.clipboardData.getData("text/plain"));
    if (lines.length === 1 && lines[0].length < 2 && !event.target.options) return;
    event.preventDefault();
    const { table, row, column } = placeOf(event.target);
    const names = headings(table).slice(column);
    if (lines[0].every((text, at) => loose(text) === loose(names[at] ?? ""))) lines.shift();
    const refused = lines.length ? refusal(form, table, lines, row, column) : "";
    status.textContent = refused;
    if (refused || !lines.length) return;
    const done = write(table, lines, row, column);
    undo = done.undo;
    undoing.hidden = false;
    status.textContent = fill(form.dataset.pasted, { cells: done.cells });
    changed(event.target);
  };

  const copy = async ({ currentTarget }) => {
    const table = currentTarget.closest("[data-table]");
    const lines = rowsOf(table).map((row) => cellsOf(row).map(shown));
    const all = [headings(table), ...lines.filter((line) => line.some(Boolean))];
    const text = all.map((line) => line.map(quoted).join("\t")).join("\n");
    const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    status.textContent = isCopied ? form.dataset.copied : form.dataset.notCopied;
  };

  form.addEventListener("paste", paste);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("td > [type=checkbox]")) event.preventDefault();
    const rows = event.target.matches(CELLS) ? step(event) : 0;
    if (!rows) return;
    event.preventDefault();
    const { table, row, column } = placeOf(event.target);
    if (rows < 0 || event.key === "Enter" || rowsOf(table)[row + 1]) go(form, table, row + rows, column);
  });
  form.addEventListener("focusin", ({ target }) => {
    last = target.closest("[data-row]") ?? last;
  });
  form.addEventListener("submit", () => {
    form.querySelector("[data-at]").value = last?.dataset.row ?? "";
  });
  for (const kind of ["input", "change"]) form.addEventListener(kind, again);
  for (const button of form.querySelectorAll("[data-copy]")) button.addEventListener("click", copy);
  for (const button of form.querySelectorAll("[data-add]")) {
    const table = button.closest("[data-table]");
    button.addEventListener("click", () => go(form, table, rowsOf(table).length, 0));
  }
  undoing.addEventListener("click", () => {
    undo();
    undoing.hidden = true;
    status.textContent = form.dataset.undone;
    changed(form);
  });
  for (const button of form.querySelectorAll("[data-copy], [data-add]")) button.hidden = false;
  if (form.dataset.wUnsavedForceValue) again();
  const wrong = form.querySelector("[aria-invalid=true], .plan-meanwhile :is(input, textarea, select):not([type=hidden])");
  const saved = document.getElementById(location.hash.slice(1));
  (wrong ?? saved?.querySelector(CELLS))?.focus();
};
