// A long list of boxes is looked through by typing: what does not fit is hidden, what is ticked always stays.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("[data-found]")) {
  const rows = [...list.querySelectorAll("label")].map((label) => ({
    box: label.querySelector("input"), words: fold(label.textContent), place: label.parentElement === list ? label : label.closest("[data-found] > div > div") ?? label,
  }));
  if (rows.length < 8) continue;
  const field = document.createElement("input"), said = document.createElement("p");
  field.type = "search";
  field.autocomplete = "off";
  field.setAttribute("aria-label", list.dataset.found);
  field.placeholder = list.dataset.found;
  said.className = "quiet small";
  said.setAttribute("aria-live", "polite");
  const fitting = () => {
    const asked = fold(field.value).split(/\s+/);
    return rows.filter((row) => asked.every((word) => row.words.includes(word)));
  };
  const show = () => {
    const found = new Set(field.value.trim() ? fitting() : rows), ticked = rows.filter((row) => row.box.checked);
    for (const row of rows) row.place.hidden = !found.has(row) && !row.box.checked;
    said.textContent = list.dataset.said.replace("{n}", found.size).replace("{total}", rows.length).replace("{ticked}", ticked.length);
  };
  field.addEventListener("input", show);
  list.addEventListener("change", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.value = "";
    else if (event.key !== "Enter") return;
    event.preventDefault(); // Enter chooses; the form is sent by its button
    const found = fitting();
    if (event.key === "Enter" && field.value.trim() && found.length) {
      found[0].box.checked = !found[0].box.checked;
      field.value = "";
    }
    show();
  });
  list.before(field, said);
  show();
}
