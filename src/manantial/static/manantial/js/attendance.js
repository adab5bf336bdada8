// Typing a paper list: Enter keeps the line and the next one may be typed at once. What was typed waits in this browser
// until the server has it, so a cut, a crash or a closed lid loses no line; each line has its key and is written once.
const form = document.getElementById("renglon");
const body = document.getElementById("renglones");
const totals = document.getElementById("totales");
const said = form.querySelector("[data-said]");
const store = `renglones-${form.dataset.list}`;
const once = ["name", "sex", "age_range", "key"]; // community, group and language stay for the next line
const names = [...once, "community", "group", "language"];
let sending = false;

const read = () => { try { return JSON.parse(localStorage.getItem(store) || "[]"); } catch { return []; } };
const keep = (lines) => { try { localStorage.setItem(store, JSON.stringify(lines)); } catch { /* full: the page still sends */ } };
let queue = read();

const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const show = (line, state) => {
  const old = document.getElementById(`r-${line.key}`);
  const row = document.createElement("tr");
  row.id = `r-${line.key}`;
  row.className = state ? "lost" : "waiting";
  const words = [line.name, line.sex, line.age_range, line.community, line.group, line.language].filter(Boolean).join(" · ");
  const cell = row.insertCell();
  cell.colSpan = 6;
  cell.append(`${words} — ${state || form.dataset.waiting} `);
  if (state) {
    const fix = document.createElement("button");
    fix.type = "button";
    fix.className = "btn small";
    fix.textContent = form.dataset.fix;
    fix.addEventListener("click", () => { row.remove(); fill(line); });
    cell.append(fix);
  }
  if (old) old.replaceWith(row);
  else body.prepend(row);
};

const fill = (line) => {
  for (const name of names) form.elements[name].value = line[name] || "";
  form.elements.name.focus();
  form.elements.name.select();
};

const swap = (line, answer) => {
  const holder = document.createElement("template");
  holder.innerHTML = answer.line;
  document.getElementById(`r-${line.key}`)?.replaceWith(holder.content);
  totals.innerHTML = answer.totals;
  document.querySelector("[data-none]")?.remove();
};

const send = async () => {
  if (sending) return;
  sending = true;
  while (queue.length) {
    const line = queue[0];
    const data = new FormData();
    for (const name of names) data.set(name, line[name] || "");
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (answer.status >= 500 || answer.redirected || !answer.headers.get("Content-Type").includes("json")) throw new Error();
    } catch {
      said.textContent = form.dataset.offline;
      sending = false;
      setTimeout(send, 4000);
      return;
    }
    const told = await answer.json();
    queue.shift();
    keep(queue);
    if (answer.ok) { swap(line, told); said.textContent = ""; }
    else { show(line, `${form.dataset.lost}: ${told.error}`); said.textContent = told.error; }
  }
  sending = false;
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const line = Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));
  if (!line.key && !line.name && !line.sex && !line.age_range) { form.elements.name.focus(); return; }
  line.key ||= newKey();
  queue.push(line);
  keep(queue);
  show(line);
  for (const name of once) form.elements[name].value = "";
  form.elements.name.focus();
  send();
});

form.elements.name.focus();
for (const line of queue) show(line);
send();
window.addEventListener("online", send);
