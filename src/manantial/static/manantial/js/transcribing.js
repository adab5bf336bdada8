// Writing down what is said with the keyboard alone: the sound, one row for each turn, and a draft that the server keeps.
// Only the rows that changed travel. Without this script the page is a form with the whole text.
import { chosenKeys, hearing, named } from "./hearing.js";
import { sendKept, why } from "./keeping.js";

const form = document.querySelector("form[data-writing]");
const sound = hearing(document.querySelector("[data-bar]")), audio = sound.media;
const list = form.querySelector("[data-turns]");
const pattern = document.querySelector("template[data-row]");
const status = form.querySelector("[data-status]");
const said = form.dataset;
const WAIT = 1200;
const rows = new Map(); // element of a row → what is known of it
let dirty = new Map(); // key → what to send
let timer = 0;
let sending = false;
let kept = "";

const clock = (ms) => {
  if (ms === null || ms === undefined) return "–:––";
  const whole = Math.floor(ms / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:${two(Math.floor(whole / 60) % 60)}` : Math.floor(whole / 60)}:${two(whole % 60)}`;
};
const key = () => `n${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
const elements = () => [...list.children];
const speakers = () => [...new Set(elements().map((one) => one.querySelector("[data-speaker]").value.trim()).filter(Boolean))];
const text = (one) => one.querySelector("[data-said]");
const speaker = (one) => one.querySelector("[data-speaker]");
const current = () => document.activeElement?.closest?.("[data-turns] > li") || null;

const grow = (area) => {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.setProperty("height", "auto");
  area.style.setProperty("height", `${area.scrollHeight}px`);
};
const shown = (one) => {
  const row = rows.get(one);
  one.querySelector(".clock").textContent = clock(row.start);
  one.querySelector(".clock").disabled = !audio || row.start === null;
};
const touch = (one) => {
  const row = rows.get(one);
  dirty.set(row.key, {
    key: row.key, place: row.place, start: row.start, speaker: speaker(one).value, text: text(one).value,
  });
  later();
};
const add = (row, before = null) => {
  const one = pattern.content.firstElementChild.cloneNode(true);
  rows.set(one, { key: row.key || key(), place: row.place, start: row.start ?? null, end: row.end ?? null });
  speaker(one).value = row.speaker || "";
  text(one).value = row.text || "";
  list.insertBefore(one, before);
  shown(one);
  return one;
};
const between = (one) => {
  const here = rows.get(one).place;
  const next = one.nextElementSibling;
  return next ? (here + rows.get(next).place) / 2 : here + 1;
};
const drop = (one) => {
  const row = rows.get(one);
  dirty.set(row.key, { key: row.key, place: row.place, gone: true });
  rows.delete(one);
  one.remove();
  later();
};
const focus = (one, at = 0) => {
  if (!one) return;
  text(one).focus();
  text(one).setSelectionRange(at, at);
};
const other = (one) => {
  // Two people usually take turns: a new turn is of whoever spoke last and is not this one.
  const mine = speaker(one).value.trim();
  for (let before = one.previousElementSibling; before; before = before.previousElementSibling) {
    const name = speaker(before).value.trim();
    if (name && name !== mine) return name;
  }
  return "";
};

const split = (one) => {
  const area = text(one);
  const at = area.selectionStart;
  const rest = area.value.slice(at).trimStart();
  const row = rows.get(one);
  const now = audio && audio.currentTime > 0 && (!row.start || audio.currentTime * 1000 > row.start);
  const start = now && !rest ? Math.round(audio.currentTime * 1000) : null;
  area.value = area.value.slice(0, at).trimEnd();
  row.end = null;
  const made = add({ place: between(one), start, speaker: rest ? speaker(one).value : other(one), text: rest }, one.nextElementSibling);
  touch(one);
  touch(made);
  grow(area);
  grow(text(made));
  focus(made);
};
const join = (one) => {
  const before = one.previousElementSibling;
  if (!before) return;
  const area = text(before);
  const at = area.value.trimEnd().length;
  area.value = [area.value.trim(), text(one).value.trim()].filter(Boolean).join(" ");
  rows.get(before).end = rows.get(one).end;
  drop(one);
  touch(before);
  grow(area);
  focus(before, at);
};
const cycle = (one, place) => {
  const names = speakers();
  if (!names.length) return;
  const at = place ?? (names.indexOf(speaker(one).value.trim()) + 1) % names.length;
  if (names[at] === undefined) return;
  speaker(one).value = names[at];
  touch(one);
};
const hear = (one) => { if (one) sound.from(rows.get(one).start); };

const seek = form.querySelector("[data-seek-words]");
const fresh = form.querySelector("[data-new-words]");
const found = form.querySelector("[data-found]");
const next = () => {
  const words = seek.value.toLocaleLowerCase();
  if (!words) return;
  const all = elements();
  const here = Math.max(0, all.indexOf(all.find((one) => one.classList.contains("found"))));
  const start = all.some((one) => one.classList.contains("found")) ? here + 1 : 0;
  const order = [...all.slice(start), ...all.slice(0, start)];
  const one = order.find((each) => text(each).value.toLocaleLowerCase().includes(words));
  for (const each of all) each.classList.toggle("found", each === one);
  found.textContent = one ? `${said.turn} ${all.indexOf(one) + 1}` : "0";
  if (!one) return;
  const at = text(one).value.toLocaleLowerCase().indexOf(words);
  text(one).focus();
  text(one).setSelectionRange(at, at + words.length);
};
const replace = () => {
  if (!seek.value) return;
  let count = 0;
  for (const one of elements()) {
    const parts = text(one).value.split(seek.value);
    if (parts.length < 2) continue;
    count += parts.length - 1;
    text(one).value = parts.join(fresh.value);
    touch(one);
  }
  found.textContent = `${count} ${said.replaced}`;
};

const commands = {
  ...sound.commands,
  mark: (one) => {
    if (!one || !audio) return;
    Object.assign(rows.get(one), { start: Math.round(audio.currentTime * 1000), end: null });
    shown(one);
    touch(one);
  },
  hear,
  speaker: (one) => one && cycle(one),
  split: (one) => one && split(one),
  join: (one) => one && join(one),
  drop: (one) => {
    if (!one) return;
    const near = one.nextElementSibling || one.previousElementSibling;
    drop(one);
    focus(near);
  },
  add: () => {
    const last = list.lastElementChild;
    const made = add({ place: last ? rows.get(last).place + 1 : 1, speaker: last ? other(last) : "" });
    touch(made);
    focus(made);
  },
  next,
  replace,
  forget: async () => {
    dirty = new Map();
    await post({ forget: true });
    location.reload();
  },
  keys: () => { localStorage.removeItem("teclas"); bound = { ...factory }; paint(); },
};

// Keys: shown, and each may be changed; kept in this browser because they are of the keyboard, not of anybody.
const buttons = [...form.querySelectorAll("[data-key]")];
const factory = Object.fromEntries(buttons.map((one) => [one.dataset.key, one.textContent.trim()]));
let bound = chosenKeys(factory);
const paint = () => { for (const one of buttons) one.textContent = bound[one.dataset.key]; };
let waiting = null;
document.addEventListener("keydown", (event) => {
  if (["Control", "Alt", "Shift", "Meta"].includes(event.key)) return;
  if (waiting) {
    event.preventDefault();
    if (event.key !== "Escape" && event.key !== "Tab") {
      bound[waiting.dataset.key] = named(event);
      localStorage.setItem("teclas", JSON.stringify(bound));
    }
    waiting = null;
    paint();
    return;
  }
  const one = current();
  const command = Object.keys(bound).find((name) => bound[name] === named(event));
  if (command) {
    event.preventDefault();
    commands[command](one);
    return;
  }
  if (!one) return;
  if ((event.ctrlKey || event.altKey) && /^[1-9]$/.test(event.key)) {
    event.preventDefault();
    cycle(one, Number(event.key) - 1);
    return;
  }
  const area = text(one);
  if (event.target === speaker(one) && event.key === "Enter") {
    event.preventDefault();
    area.focus();
  }
  if (event.target !== area) return;
  const at = area.selectionStart === area.selectionEnd ? area.selectionStart : -1;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    split(one);
  } else if (event.key === "Backspace" && at === 0 && one.previousElementSibling) {
    event.preventDefault();
    join(one);
  } else if (event.key === "ArrowUp" && at === 0 && one.previousElementSibling) {
    event.preventDefault();
    focus(one.previousElementSibling, text(one.previousElementSibling).value.length);
  } else if (event.key === "ArrowDown" && at === area.value.length && one.nextElementSibling) {
    event.preventDefault();
    focus(one.nextElementSibling);
  }
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do], button[data-key]");
  if (!button) return;
  if (button.dataset.key) {
    waiting = button;
    button.textContent = said.press;
  } else commands[button.dataset.do]?.(button.closest("[data-turns] > li") || lastRow);
});
let lastRow = null;
list.addEventListener("focusin", () => { lastRow = current(); });
list.addEventListener("input", (event) => {
  const one = event.target.closest("li");
  if (event.target === text(one)) grow(event.target);
  touch(one);
});

// The draft: a little after the last key, and again until the server has it.
const post = (body) => sendKept(form, said.writing, body);
const tell = () => {
  const words = elements().reduce((sum, one) => sum + (text(one).value.match(/\S+/g) || []).length, 0);
  const whole = Number(said.seconds || 0);
  const ends = elements().map((one) => rows.get(one).end ?? rows.get(one).start ?? 0);
  const share = whole && ends.length ? ` · ${Math.min(100, Math.round(Math.max(...ends) / whole / 10))} % ${said.share}` : "";
  status.textContent = `${words} ${said.words}${share}${kept ? ` · ${kept}` : ""}`;
};
const later = () => {
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
};
const keep = async () => {
  if (!dirty.size) { tell(); return; }
  const going = dirty;
  dirty = new Map();
  try {
    await post({ below: form.elements.below.value, turns: [...going.values()] });
    kept = said.kept;
    form.querySelector("[data-do=forget]").hidden = false;
  } catch (error) {
    dirty = new Map([...going, ...dirty]); // what was typed meanwhile is newer
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT * 4);
    status.replaceChildren(...why(form, error));
    return;
  }
  tell();
};
// A memo is sent from beside the words: what was typed is kept first, and the page opens again with it.
for (const memo of document.querySelectorAll(".memos form")) memo.addEventListener("submit", async (event) => {
  if (!dirty.size) return;
  event.preventDefault();
  clearTimeout(timer);
  await keep();
  if (!dirty.size) HTMLFormElement.prototype.submit.call(memo);
});
addEventListener("beforeunload", (event) => { if (dirty.size && !sending) event.preventDefault(); });
form.addEventListener("submit", () => {
  if (list.hidden) return;
  sending = true;
  clearTimeout(timer);
  form.elements.turns.value = JSON.stringify({ turns: elements().map((one) => {
    const row = rows.get(one);
    return { ...row, speaker: speaker(one).value, text: text(one).value };
  }) });
  form.elements.words.disabled = true; // it is all in the turns
});

audio?.addEventListener("timeupdate", () => {
  const at = audio.currentTime * 1000;
  let now = null;
  for (const one of elements()) {
    const { start } = rows.get(one);
    if (start !== null && start <= at) now = one;
  }
  for (const one of list.querySelectorAll(".now")) if (one !== now) one.classList.remove("now");
  now?.classList.add("now");
});

const open = async () => {
  const answer = await fetch(said.writing);
  if (!answer.ok) return; // the plain text stays
  const { turns, below, draft } = await answer.json();
  form.elements.below.value = below;
  for (const row of turns) add(row);
  if (!turns.length) add({ place: 1, start: audio ? 0 : null });
  for (const one of form.querySelectorAll("[data-keys], [data-more], [data-find], [data-help]")) one.hidden = false;
  form.querySelector("[data-do=forget]").hidden = !draft;
  form.querySelector("[data-plain]").hidden = true;
  list.hidden = false;
  const names = document.getElementById("quienes");
  const fill = () => names.replaceChildren(...speakers().map((name) => new Option(name, name)));
  list.addEventListener("change", fill);
  fill();
  paint();
  if (draft) kept = said.kept;
  for (const one of elements()) grow(text(one));
  tell();
};
if (!form.querySelector("[role=alert]")) open().catch(() => undefined);
