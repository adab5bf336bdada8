// The designer with scripts: move blocks by button or by dragging, add and take away, hours and totals as one types.
// Without scripts the place of each block is typed as a number and the server puts them in order.
const GROUP = 6; // persons around one table
const agenda = document.querySelector("[data-designer]");
const list = agenda.querySelector(".blocks");
const starts = document.getElementById("id_starts_at");
const people = document.getElementById("id_expected_people");
const words = agenda.dataset;

const blocks = () => [...list.querySelectorAll("[data-block]")].filter((one) => !one.hidden);
const number = (input) => Number((input?.value || "0").replace(",", ".")) || 0;

const hours = () => {
  const [hour, minute] = ((starts ? starts.value : words.starts) || "").split(":").map(Number);
  let at = Number.isFinite(hour) ? hour * 60 + (minute || 0) : null;
  let sum = 0;
  blocks().forEach((block, place) => {
    const named = block.querySelector("[data-title]").value.trim();
    const minutes = number(block.querySelector("[data-minutes]"));
    block.querySelector("[data-order]").value = (place + 1) * 10;
    block.querySelector("[data-name]").textContent = named || words.new;
    const clock = at === null ? "" : `${String(Math.floor(at / 60) % 24).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    block.querySelector("[data-clock]").textContent = named ? clock : "";
    if (named) { sum += minutes; if (at !== null) at += minutes; }
  });
  agenda.querySelector("[data-total]").textContent = `${words.sum}: ${sum}′ (${Math.floor(sum / 60)} h ${sum % 60} min)`;
};

const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => { act(); hours(); made.focus(); });
  return made;
};

const dress = (block) => {
  const moves = block.querySelector("[data-moves]");
  moves.replaceChildren(
    button(`↑ ${words.up}`, () => { const before = blocks()[blocks().indexOf(block) - 1]; before?.before(block); }),
    button(`↓ ${words.down}`, () => { const next = blocks()[blocks().indexOf(block) + 1]; next?.after(block); }),
    button(`× ${words.off}`, () => { block.querySelector("[data-title]").value = ""; block.hidden = true; }),
  );
  block.querySelector("[data-order]").closest(".field").hidden = true;
  const handle = block.querySelector(".bar");
  handle.draggable = true;
  handle.addEventListener("dragstart", () => block.classList.add("moving"));
  handle.addEventListener("dragend", () => { block.classList.remove("moving"); hours(); });
};

list.addEventListener("dragover", (event) => {
  const moved = list.querySelector(".moving");
  const over = event.target.closest?.("[data-block]");
  if (!moved || !over || over === moved) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(moved);
  else over.after(moved);
});

const carried = document.querySelector("[data-supplies]");
const totals = () => {
  const count = people ? number(people) || 20 : Number(carried.dataset.people);
  carried.querySelector("[data-count]").textContent = count;
  for (const row of carried.querySelectorAll("[data-supply]")) {
    const each = (name) => number(row.querySelector(`[data-${name}]`));
    const tables = Math.max(1, Math.ceil(count / GROUP));
    const sum = each("fixed") + Math.ceil(each("per-person") * count) + Math.ceil(each("per-group") * tables);
    row.querySelector("[data-quantity]").textContent = row.querySelector("[data-name]").value.trim() ? sum : "";
  }
};

for (const adder of document.querySelectorAll("[data-add]")) {
  adder.hidden = false;
  adder.addEventListener("click", () => {
    const prefix = adder.dataset.add;
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const holder = document.createElement("template");
    holder.innerHTML = document.querySelector(`template[data-form="${prefix}"]`).innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    const made = holder.content.firstElementChild;
    (prefix === "bloque" ? list : carried.querySelector("tbody")).append(made);
    if (prefix === "bloque") dress(made);
    hours();
    totals();
    made.querySelector("input").focus();
  });
}

blocks().forEach(dress);
carried.querySelector("[data-for]").hidden = false;
document.addEventListener("input", () => { hours(); totals(); });
hours();
totals();
