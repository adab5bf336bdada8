// The tree of codes put in order by hand: each row gets a handle that is dragged with mouse or finger, and that the arrows
// move. What it sends is the form of the page; the list that comes back is drawn by the server.
const said = document.querySelector("[data-book-said]");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const book = () => document.querySelector("[data-book]");
const depth = (row) => Number(/\bd(\d+)/.exec(row.className)?.[1] ?? 0);
const rows = () => [...book().querySelectorAll("[data-code]")];
const WAYS = { ArrowUp: "subir", ArrowDown: "bajar", ArrowLeft: "afuera", ArrowRight: "adentro" };

const send = async (fields, code) => {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  for (const [name, value] of Object.entries(fields)) body.append(name, value ?? "");
  try {
    const answer = await fetch(book().dataset.book, { method: "POST", body, headers: { Accept: "application/json" } });
    const got = await answer.json();
    await draw(code);
    said.textContent = got.refused ?? got.said;
  } catch { location.reload(); } // whatever happened, the page then says how the book stands
};
const draw = async (code) => {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-book]");
  if (!fresh) throw new Error("no book");
  book().replaceWith(fresh);
  dress();
  book().querySelector(`[data-code="${code}"] .grip`)?.focus({ preventScroll: true });
};

// Where a row would land: under which code, before which one.
const after = (row) => {
  const all = rows(), at = all.indexOf(row);
  return all.slice(at + 1).find((one) => depth(one) <= depth(row)) ?? null;
};
const parent = (row) => {
  const all = rows();
  return all.slice(0, all.indexOf(row)).reverse().find((one) => depth(one) < depth(row)) ?? null;
};
const within = (row) => {
  const all = rows(), end = after(row);
  return all.slice(all.indexOf(row), end ? all.indexOf(end) : all.length);
};
const place = (moving, y) => {
  const own = new Set(within(moving)), all = rows().filter((row) => !own.has(row));
  const row = all.find((one) => y < one.getBoundingClientRect().bottom) ?? all.at(-1);
  if (!row) return null;
  const area = row.getBoundingClientRect(), share = (y - area.top) / area.height;
  if (share < 0.3) return { row, where: "before", inside: parent(row), before: row };
  if (share < 0.7) return { row, where: "in", inside: row, before: null };
  const next = after(row);
  const brother = next && depth(next) === depth(row) && next !== moving ? next : null;
  return { row, where: "after", inside: parent(row), before: brother ?? (next === moving ? after(moving) : null) };
};
const shown = (target) => {
  for (const row of rows()) row.classList.remove("drop-before", "drop-in", "drop-after");
  target?.row.classList.add(`drop-${target.where}`);
};

const grab = (row, grip) => {
  let target = null, y = 0, going = 0;
  const roll = () => { // near an edge of the screen the page goes on
    const by = y < 70 ? -12 : y > innerHeight - 70 ? 12 : 0;
    if (by) { scrollBy({ top: by, behavior: "instant" }); target = place(row, y); shown(target); }
    going = requestAnimationFrame(roll);
  };
  const move = (event) => { y = event.clientY; target = place(row, y); shown(target); };
  const stop = (drop) => {
    cancelAnimationFrame(going);
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop_);
    grip.removeEventListener("pointercancel", leave);
    document.removeEventListener("keydown", escape, true);
    for (const one of within(row)) one.classList.remove("dragged");
    shown(null);
    if (drop && target) send({ codigo: row.dataset.code, dentro: target.inside?.dataset.code, antes: target.before?.dataset.code }, row.dataset.code);
  };
  const drop_ = () => stop(true), leave = () => stop(false);
  const escape = (event) => { if (event.key === "Escape") { event.preventDefault(); stop(false); } };
  for (const one of within(row)) one.classList.add("dragged");
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop_);
  grip.addEventListener("pointercancel", leave);
  document.addEventListener("keydown", escape, true);
  roll();
};

const dress = () => {
  const list = book();
  if (!list) return;
  for (const row of rows()) {
    const grip = document.createElement("button"), name = row.querySelector(".name, b").textContent.trim();
    Object.assign(grip, { type: "button", className: "grip", textContent: "⠿", title: list.dataset.help });
    grip.setAttribute("aria-label", `${list.dataset.grip} ${name}. ${list.dataset.help}`);
    row.prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      grip.focus({ preventScroll: true });
      grip.setPointerCapture(event.pointerId);
      grab(row, grip);
    });
    grip.addEventListener("keydown", (event) => {
      const way = WAYS[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      send({ [way]: row.dataset.code }, row.dataset.code);
    });
  }
};
dress();
