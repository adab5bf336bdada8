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
let again = false;
let leaving = false;

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

// The login ended, or another one began in another tab: ask for the token that is good now; false while nobody is in.
const renewed = async () => {
  const answer = await fetch(`${form.dataset.renew}?form=lista`);
  if (answer.redirected || !answer.ok) return false;
  form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
  return true;
};

const wait = (ended) => {
  said.textContent = ended ? `${form.dataset.ended} ` : form.dataset.offline;
  if (ended) {
    const door = document.createElement("a");
    Object.assign(door, { href: form.dataset.door, target: "_blank", textContent: form.dataset.enter });
    said.append(door);
  }
  sending = false;
  setTimeout(send, ended ? 2000 : 4000);
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
      if (answer.redirected || answer.status === 403) {
        if (await renewed()) {
          sending = false;
          setTimeout(send, again ? 10000 : 200); // refused twice with a good token: there is no hurry
          again = true;
          return;
        }
        return wait(true);
      }
      if (answer.status >= 500 || !answer.headers.get("Content-Type").includes("json")) throw new Error();
    } catch {
      return wait(false);
    }
    again = false;
    const told = await answer.json();
    if (leaving) { sending = false; return; } // the next page may have been drawn without this line: it sends it again
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
window.addEventListener("beforeunload", () => {
  leaving = true;
  setTimeout(() => { leaving = false; send(); }, 4000); // whoever stayed after all goes on
});
