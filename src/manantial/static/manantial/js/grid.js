// A table of small fields, moved through with the arrows as in a spreadsheet; Enter goes down. Works without this too.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

for (const form of document.querySelectorAll("[data-grid]")) {
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td input")]);
  const places = new Map(rows.flatMap((row, r) => row.map((field, c) => [field, [r, c]])));
  let changed = false;

  form.addEventListener("keydown", (event) => {
    const place = places.get(event.target);
    const step = STEPS[event.key];
    if (!place || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rows[place[0] + step[0]]?.[place[1] + step[1]];
    event.preventDefault();
    next?.focus();
  });
  form.addEventListener("focusin", (event) => places.has(event.target) && event.target.select());
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
