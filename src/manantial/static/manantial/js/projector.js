// The wall: arrows change the screen, a clock says what is left of the block, and what the room answers comes in.
const wall = document.querySelector("[data-wall]");
const words = wall.dataset;
const store = (name) => `pared-${words.store}-${name}`;
const recall = (name) => { try { return localStorage.getItem(store(name)); } catch { return null; } };
const keep = (name, value) => { try { localStorage.setItem(store(name), value); } catch { /* private window: only until it closes */ } };
const screens = () => [...wall.querySelectorAll(".screen")];
let place = 0;

const show = (wanted, quiet) => {
  const all = screens();
  place = Math.min(Math.max(wanted, 0), all.length - 1);
  all.forEach((one, n) => one.classList.toggle("now", n === place));
  const now = all[place];
  keep("pantalla", now.id);
  history.replaceState(null, "", `#${now.id}`);
  if (!quiet) window.scrollTo(0, 0);
  clock();
};

const find = (id) => screens().findIndex((one) => one.id === id);

// ---- the clock of a block: begun by hand, or by its hour on the day itself
const began = (block) => {
  const byHand = Number(recall(block.id));
  if (byHand) return byHand;
  if (!words.today || !block.dataset.hour) return 0;
  const [hour, minute] = block.dataset.hour.split(":").map(Number);
  const start = new Date();
  start.setHours(hour, minute, 0, 0);
  return start.getTime() <= Date.now() ? start.getTime() : 0;
};

const clock = () => {
  const now = screens()[place];
  const block = now?.dataset.of ? document.getElementById(now.dataset.of) : now;
  const shown = now?.querySelector("[data-left]");
  if (!block?.dataset.minutes || !shown) return;
  const start = began(block);
  const button = now.querySelector("[data-start]");
  if (button) button.hidden = Boolean(start);
  if (!start) { shown.textContent = ""; return; }
  const left = Math.ceil((start + block.dataset.minutes * 60000 - Date.now()) / 60000);
  shown.textContent = (left >= 0 ? words.left : words.over).replace("%s", Math.abs(left));
  shown.classList.toggle("over", left < 0);
};

for (const button of wall.querySelectorAll("[data-start]")) {
  button.addEventListener("click", () => { keep(button.closest(".screen").id, Date.now()); clock(); });
}

// ---- moving
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (step) show(place + step);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(screens().length - 1);
  else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-step]")) {
  button.hidden = false;
  button.addEventListener("click", () => show(place + Number(button.dataset.step)));
}
for (const link of document.querySelectorAll(".steps a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const wanted = find(link.hash.slice(1));
    if (wanted < 0) return;
    event.preventDefault();
    show(wanted);
  });
}

// ---- what the room answers: the part that changes is asked again, and only what is different is drawn
const fresh = async () => {
  if (document.hidden) return;
  let text;
  try {
    const answer = await fetch(words.live, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    text = await answer.text();
  } catch { return; }
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const parts = [...holder.content.querySelectorAll(".screen")];
  const key = parts[0]?.dataset.part || "";
  if (key !== words.key) { // another question: other screens
    const here = screens()[place];
    const was = here.id;
    for (const one of screens()) if (/^p-(codigo|pared|hallazgo)/.test(one.id)) one.remove();
    wall.append(...parts);
    words.key = key;
    show(find(was) < 0 ? find("p-codigo") : find(was), true);
    return;
  }
  for (const part of parts) {
    const old = document.getElementById(part.id);
    if (old && old.innerHTML !== part.innerHTML) old.innerHTML = part.innerHTML;
  }
};

wall.classList.add("playing");
const wanted = location.hash.slice(1) || recall("pantalla");
show(wanted ? Math.max(find(wanted), 0) : 0);
setInterval(clock, 5000);
setInterval(fresh, 2500);
