// Boxes over faces, drawn with a finger, a pen or a mouse. Each box is also a row of numbers that can be typed.
const form = document.querySelector("[data-blur]");
const stage = form.querySelector("[data-stage]");
const rows = [...form.querySelectorAll("[data-box]")];
const keep = form.querySelector("[data-keep]");
const inputs = (row) => [...row.querySelectorAll("input")];
const empty = (row) => inputs(row).every((input) => !input.value);
let tool = "hide";

const draw = () => {
  for (const old of stage.querySelectorAll("[data-drawn]")) old.remove();
  for (const row of [...rows, keep]) {
    const sides = inputs(row).map((input) => Number(input.value.replace(",", ".")));
    if (empty(row) || sides.some(Number.isNaN) || sides[2] <= sides[0] || sides[3] <= sides[1]) continue;
    const box = document.createElement("button");
    box.type = "button";
    box.dataset.drawn = row === keep ? "keep" : "hide";
    box.setAttribute("aria-label", row.querySelector("th").textContent);
    box.style.left = `${sides[0]}%`;
    box.style.top = `${sides[1]}%`;
    box.style.width = `${sides[2] - sides[0]}%`;
    box.style.height = `${sides[3] - sides[1]}%`;
    box.addEventListener("click", () => { fill(row, ["", "", "", ""]); });
    stage.append(box);
  }
};

const fill = (row, sides) => {
  inputs(row).forEach((input, at) => { input.value = sides[at]; });
  draw();
};

let start = null;
let shadow = null;
const place = (event) => {
  const box = stage.getBoundingClientRect();
  const within = (value) => Math.min(100, Math.max(0, value));
  return [within((event.clientX - box.left) / box.width * 100), within((event.clientY - box.top) / box.height * 100)];
};
const sides = (from, to) => [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];

stage.addEventListener("pointerdown", (event) => {
  if (event.target.dataset.drawn) return;
  event.preventDefault();
  start = place(event);
  shadow = document.createElement("span");
  shadow.className = "shadow";
  stage.append(shadow);
  stage.setPointerCapture(event.pointerId);
});
stage.addEventListener("pointermove", (event) => {
  if (!start) return;
  const [left, top, right, bottom] = sides(start, place(event));
  Object.assign(shadow.style, { left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%` });
});
const end = (event) => {
  if (!start) return;
  const drawn = sides(start, place(event));
  start = null;
  shadow.remove();
  if (drawn[2] - drawn[0] < 1 || drawn[3] - drawn[1] < 1) return;
  const row = tool === "keep" ? keep : rows.find(empty) || rows[rows.length - 1];
  fill(row, drawn.map((side) => side.toFixed(1)));
};
stage.addEventListener("pointerup", end);
stage.addEventListener("pointercancel", () => { start = null; shadow?.remove(); });

const tools = form.querySelector("[data-tools]");
tools.hidden = form.querySelector("[data-how]").hidden = false;
form.querySelector(".sides").open = false;
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("clear" in button.dataset) for (const row of [...rows, keep]) fill(row, ["", "", "", ""]);
  if (!button.dataset.tool) return;
  tool = button.dataset.tool;
  for (const one of tools.querySelectorAll("[data-tool]")) one.setAttribute("aria-pressed", String(one === button));
});
form.addEventListener("input", draw);
stage.classList.add("ready");
draw();
