// Coding a voice: mark by mouse, by touch or by keys, find the code by its letters, put it, take it back. Every act is
// the plain form of the page sent by script, so that the page works in the same way without this file.
import { parts } from "./parts.js";

const root = document.querySelector("[data-coding]");
const form = document.getElementById("bench");
const one = (name) => root?.querySelector(`[data-${name}]`);
const words = root?.dataset ?? {};
const turns = one("turns"), media = one("media"), picture = one("picture"), list = one("frags"), pick = document.getElementById("pick");
const sound = root?.querySelector("audio, video");
const length = Number(words.sound) || 0;
let sequence = words.sequence, pending = null, caret = null, anchor = null, held = false, matches = [], at = 0, recent = [], last = null;

let fading = 0;
const say = (text, bad = false) => {
  const said = one("said");
  if (!said) return;
  said.textContent = text;
  said.classList.toggle("bad", bad);
  const feedback = said.closest(".feedback"); // on a phone it lies over the words for a while
  feedback?.classList.remove("old");
  clearTimeout(fading);
  fading = setTimeout(() => feedback?.classList.add("old"), bad ? 12_000 : 6_000);
};
const wide = () => matchMedia("(min-width:62rem)").matches;
// On a phone the codes come up over the words, so that nobody loses the place.
const sheet = (open) => {
  root.classList.toggle("choosing", open);
  if (one("sheet")) one("sheet").hidden = !open;
};
const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, "0")}`;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const letters = (text) => [...text].length; // the server counts code points

// Words of a turn ------------------------------------------------------------------------------------------------
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼꞌ]*/gu;
const known = new WeakMap();
const box = (turn) => turn.querySelector("[data-text]");
const wordsOf = (turn) => {
  if (!known.has(turn)) known.set(turn, [...box(turn).textContent.matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]));
  return known.get(turn);
};
const spot = (turn, offset) => {
  const walker = document.createTreeWalker(box(turn), NodeFilter.SHOW_TEXT);
  let node = walker.nextNode(), before = 0;
  while (node && before + node.length < offset) { before += node.length; node = walker.nextNode(); }
  return node ? [node, offset - before] : [box(turn), 0];
};
const rangeOf = (first, last) => {
  const range = document.createRange();
  range.setStart(...spot(...first));
  range.setEnd(...spot(...last));
  return range;
};
const offsetIn = (turn, node, offset) => {
  const range = document.createRange();
  range.selectNodeContents(box(turn));
  const place = range.comparePoint(node, offset);
  if (place < 0) return 0;
  if (place > 0) return box(turn).textContent.length;
  range.setEnd(node, offset);
  return range.toString().length;
};
const turnAt = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[data-turn]");
const all = () => [...turns.children];

// What is marked -------------------------------------------------------------------------------------------------
const show = () => {
  const panel = one("pending");
  if (!panel) return;
  panel.hidden = !pending;
  if (pending) one("what").textContent = `${words.wMarked} ${pending.text}`;
  if (globalThis.CSS?.highlights) {
    const ranges = (pending?.spans ?? []).map(([id, start, end]) => {
      const turn = turns.querySelector(`[data-turn="${id}"]`);
      return turn && rangeOf([turn, start], [turn, end]);
    });
    CSS.highlights.set("pendiente", new Highlight(...ranges.filter(Boolean)));
  }
  head();
};
const clear = (close = true) => {
  pending = null;
  if (close) sheet(false);
  if (!form) return;
  for (const name of ["tramos", "desde", "hasta", "izquierda", "arriba", "derecha", "abajo", "palabras"]) {
    const field = form.elements[name];
    if (field) field.value = "";
  }
  picture?.querySelector(".fresh")?.remove();
  show();
};
const hold = (fresh) => {
  clear(false);
  pending = fresh;
  if (!form) return;
  if (fresh.spans) {
    const sent = fresh.spans.map(([id, start, end]) => {
      const text = box(turns.querySelector(`[data-turn="${id}"]`)).textContent;
      return [id, letters(text.slice(0, start)), letters(text.slice(0, end))];
    });
    form.elements.tramos.value = JSON.stringify(sent);
  } else if (fresh.seconds) {
    form.elements.desde.value = clockExact(fresh.seconds[0]);
    form.elements.hasta.value = clockExact(fresh.seconds[1]);
  } else if (fresh.region) {
    ["izquierda", "arriba", "derecha", "abajo"].forEach((name, n) => { form.elements[name].value = fresh.region[n]; });
  }
  show();
};
const clockExact = (seconds) => {
  const minutes = Math.floor(seconds / 60), rest = (Math.floor((seconds % 60) * 1000) / 1000).toFixed(3).padStart(6, "0");
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
};

// Spans of a stretch from one place to another, over as many turns as it takes, on whole words.
const holdStretch = (from, to) => {
  const list = all(), first = list.indexOf(from[0]), end = list.indexOf(to[0]);
  const spans = [];
  for (const turn of list.slice(first, end + 1)) {
    const text = box(turn).textContent;
    let start = turn === from[0] ? from[1] : 0, stop = turn === to[0] ? to[1] : text.length;
    for (const [s, e] of wordsOf(turn)) {
      if (s < start && start < e) start = s;
      if (s < stop && stop < e) stop = e;
    }
    const piece = text.slice(start, stop);
    start += piece.length - piece.trimStart().length;
    stop -= piece.length - piece.trimEnd().length;
    if (stop > start) spans.push([turn.dataset.turn, start, stop]);
  }
  if (!spans.length) return clear();
  const text = spans.map(([id, s, e]) => box(turns.querySelector(`[data-turn="${id}"]`)).textContent.slice(s, e)).join(" / ");
  hold({ spans, text: `«${text.length > 160 ? `${text.slice(0, 160)}…` : text}»`, end: to });
};

// Keys: a word is where one stands; Shift keeps the other end ------------------------------------------------------
const edge = (place, end) => [place.turn, wordsOf(place.turn)[place.word]?.[end] ?? 0];
const ordered = (a, b) => {
  const list = all(), x = list.indexOf(a.turn), y = list.indexOf(b.turn);
  return x < y || (x === y && a.word <= b.word) ? [a, b] : [b, a];
};
// A word comes into sight, below the sound that stays at the top and above what lies over the foot of a phone.
const seenArea = (column) => {
  const own = wide(), area = own ? column.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  return { own, area, over: media ? Math.max(area.top, media.getBoundingClientRect().bottom) : area.top };
};
const inSight = (range) => {
  const column = turns.closest(".col"), { own, area, over } = seenArea(column), panel = one("pending");
  const foot = !own && panel && !panel.hidden ? panel.offsetHeight : 0;
  const top = Math.max(area.top, over) + 12, bottom = Math.min(area.bottom, innerHeight) - foot - 12, word = range.getBoundingClientRect();
  const by = word.top < top ? word.top - top : word.bottom > bottom ? word.bottom - bottom : 0;
  if (by) (own ? column : window).scrollBy({ top: by, behavior: "instant" });
};
const stand = (place, extend = false) => {
  if (!place || !wordsOf(place.turn).length) return;
  caret = place;
  if (!extend || !anchor) anchor = place;
  const [first, last] = ordered(anchor, caret);
  const range = rangeOf(edge(first, 0), edge(last, 1));
  held = true;
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  holdStretch(edge(first, 0), edge(last, 1));
  inSight(rangeOf(edge(place, 0), edge(place, 1)));
  tell(place);
  far.near(place.turn);
};
const step = (place, by) => {
  let { turn, word } = place;
  word += by;
  while (turn && (word < 0 || word >= wordsOf(turn).length)) {
    turn = by < 0 ? turn.previousElementSibling : turn.nextElementSibling;
    if (turn) word = by < 0 ? wordsOf(turn).length - 1 : 0;
  }
  return turn ? { turn, word } : place;
};
const rect = (place) => rangeOf(edge(place, 0), edge(place, 1)).getBoundingClientRect();
const line = (place, by) => {
  const from = rect(place);
  let next = step(place, by), found = null;
  for (let tries = 0; tries < 120; tries += 1) {
    const here = rect(next), away = Math.abs(here.top - from.top);
    if (away > from.height * 0.6) {
      if (found && Math.abs(here.top - rect(found).top) > 3) break;
      if (!found || Math.abs(here.left - from.left) < Math.abs(rect(found).left - from.left)) found = next;
    }
    const after = step(next, by);
    if (after.turn === next.turn && after.word === next.word) break;
    next = after;
  }
  return found ?? place;
};
const turnStep = (place, by) => {
  const turn = by < 0 ? place.turn.previousElementSibling : place.turn.nextElementSibling;
  return turn ? { turn, word: 0 } : place;
};
const sentence = (place) => {
  const text = box(place.turn).textContent, list = wordsOf(place.turn);
  const stops = (n) => /[.!?…]/.test(text.slice(list[n][1], list[n + 1]?.[0] ?? text.length));
  let first = place.word, end = place.word;
  while (first > 0 && !stops(first - 1)) first -= 1;
  while (end < list.length - 1 && !stops(end)) end += 1;
  anchor = { turn: place.turn, word: first };
  stand({ turn: place.turn, word: end }, true);
};
const whole = (place) => {
  anchor = { turn: place.turn, word: 0 };
  stand({ turn: place.turn, word: wordsOf(place.turn).length - 1 }, true);
};
const tell = (place) => {
  const mark = spot(...edge(place, 0).map((v, n) => (n ? v + 1 : v)))[0].parentElement?.closest("mark");
  for (const lit of root.querySelectorAll(".on")) lit.classList.remove("on");
  if (mark) light(mark.dataset.f.split(" "));
  const names = mark ? mark.dataset.f.split(" ").map((f) => `${f} ${codesOf(f)}`).join("; ") : "";
  const spoken = turns.nextElementSibling;
  const [first, last] = ordered(anchor, caret);
  const text = first.turn === last.turn ? box(first.turn).textContent.slice(edge(first, 0)[1], edge(last, 1)[1]) : pending?.text;
  spoken.textContent = names ? `${text}. ${words.wHere} ${names}` : text;
};
const codesOf = (folio) => [...(document.getElementById(folio)?.querySelectorAll(".codes li") ?? [])].map((li) => li.firstChild.nextSibling?.textContent).join(", ");
const light = (folios) => {
  for (const folio of folios) {
    for (const mark of turns?.querySelectorAll(`mark[data-f~="${folio}"]`) ?? []) mark.classList.add("on");
    document.getElementById(folio)?.classList.add("on");
  }
};
const start = () => caret && caret.turn.isConnected ? caret : { turn: turns.querySelector("[data-turn]"), word: 0 };

const KEYS = {
  ArrowRight: (p) => step(p, 1), ArrowLeft: (p) => step(p, -1),
  ArrowDown: (p) => line(p, 1), ArrowUp: (p) => line(p, -1),
  PageDown: (p) => turnStep(p, 1), PageUp: (p) => turnStep(p, -1),
  Home: (p) => ({ turn: p.turn, word: 0 }), End: (p) => ({ turn: p.turn, word: wordsOf(p.turn).length - 1 }),
};
// At the end of what is on the page one waits for what goes on and then moves.
const walk = (move, extend, by) => {
  const from = start(), to = caret ? move(from) : from;
  const stuck = caret && to.turn === from.turn && to.word === from.word;
  if (stuck && far.more(by)) far.further(by).then((came) => came && stand(move(start()), extend));
  else stand(to, extend);
};
const inText = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const move = KEYS[event.key];
  if (move) { walk(move, event.shiftKey, /Left|Up|Home/.test(event.key) ? -1 : 1); return true; }
  if (event.key === "s") { sentence(start()); return true; }
  if (event.key === "t") { whole(start()); return true; }
  return anywhere(event);
};
const anywhere = (event) => {
  const key = event.key;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  if (key === "Enter" && form) { if (pending) choose(); else say(words.wFirst, true); return true; }
  if (key === "Escape") { clear(); return true; }
  if (/^[1-9]$/.test(key) && pending && recent[key - 1]) { put(recent[key - 1]); return true; }
  if (key === "g" && one("go")) { one("go").elements.ir.select(); return true; }
  if (!sound) return false;
  if (key === " ") { if (sound.paused) sound.play(); else sound.pause(); return true; }
  if (key === "j" || key === "l") { sound.currentTime = Math.max(0, sound.currentTime + (key === "j" ? -3 : 3)); return true; }
  if (key === "i") { setIn(); return true; }
  if (key === "o") { setOut(); return true; }
  return false;
};

// Seconds --------------------------------------------------------------------------------------------------------
let begun = null;
const setIn = () => { begun = sound.currentTime; say(`${words.wFrom} ${clockOf(begun)}`); head(); };
const setOut = () => {
  const stop = Math.min(sound.currentTime, length || Infinity), from = begun !== null && begun < stop ? begun : Math.max(0, stop - 5);
  if (stop <= from) return;
  hold({ seconds: [from, stop], text: `${clockOf(from)}–${clockOf(stop)}` });
};
const head = () => {
  const track = root.querySelector(".track");
  if (!track || !length) return;
  const drawn = track.querySelector(".head") ?? track.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  drawn.setAttribute("class", "head");
  drawn.setAttribute("aria-hidden", "true");
  const x = (s) => `${(s / length) * 100}%`, now = sound?.currentTime ?? 0;
  const [a, b] = pending?.seconds ?? (begun === null || begun >= now ? [0, 0] : [begun, now]);
  drawn.innerHTML = `<rect x="${x(a)}" width="${x(Math.max(0, b - a))}" y="0" height="100%"/><line x1="${x(now)}" x2="${x(now)}" y1="0" y2="100%"/>`;
};
sound?.addEventListener("timeupdate", () => {
  head();
  const now = sound.currentTime;
  let current = null;
  for (const link of turns?.querySelectorAll("[data-seek]") ?? []) if (Number(link.dataset.seek) <= now) current = link.closest(".turn");
  for (const turn of turns?.querySelectorAll(".now") ?? []) if (turn !== current) turn.classList.remove("now");
  if (sound.paused) return;
  current?.classList.add("now");
  if (far.until() !== null && now > far.until() - 30 && far.covers(now)) far.further(1);
});
// Going to a second brings its words, wherever it was chosen.
let wanted = false;
sound?.addEventListener("seeked", async () => {
  const second = sound.currentTime, away = !far.covers(second);
  if (!away && !wanted) return;
  wanted = false;
  const row = away ? await far.go({ segundo: second }) : null;
  const links = [...(turns?.querySelectorAll("[data-seek]") ?? [])].filter((link) => Number(link.dataset.seek) <= second);
  reveal(row ?? links.at(-1)?.closest(".turn").id.slice(1));
});
const inView = (turn) => {
  if (!turn) return true;
  const box = turn.getBoundingClientRect(), { area, over } = seenArea(turn.closest(".col"));
  return box.bottom > Math.max(0, over) && box.top < Math.min(innerHeight, area.bottom);
};
const reveal = (row) => {
  const turn = document.getElementById(`t${row}`);
  if (!turn) return;
  turn.scrollIntoView({ block: "center" });
  if (!pending) caret = anchor = { turn, word: 0 };
};
const goTo = async (typed) => {
  const row = await far.go({ ir: typed });
  if (row === null) return;
  say("");
  if (sound && typed.includes(":")) sound.currentTime = typed.split(":").reduce((sum, each) => sum * 60 + Number(each.replace(",", ".")), 0);
  reveal(row);
  (turns ?? media)?.focus({ preventScroll: true });
};
const seek = (second) => {
  const go = () => { sound.currentTime = second; sound.play().catch(() => undefined); };
  if (sound.readyState > 0) go();
  else { sound.addEventListener("loadedmetadata", go, { once: true }); sound.load(); }
};

// Codes ----------------------------------------------------------------------------------------------------------
const codeItems = () => [...(one("tree")?.querySelectorAll("li") ?? [])];
const nameOf = (item) => item.querySelector(".n").textContent;
const filter = () => {
  const asked = fold(pick.value.trim()), items = codeItems();
  const rank = (item) => {
    const name = fold(nameOf(item));
    if (!asked) return 1;
    if (name.startsWith(asked)) return 3;
    return name.split(/\s+/).some((word) => word.startsWith(asked)) ? 2 : Number(name.includes(asked));
  };
  const ranked = items.map((item) => [rank(item), item]);
  for (const [points, item] of ranked) item.hidden = !points;
  matches = asked ? ranked.filter(([points]) => points).sort((a, b) => b[0] - a[0]).map(([, item]) => item) : [];
  at = 0;
  showMatch();
};
const showMatch = () => {
  for (const item of codeItems()) item.classList.toggle("first", item === matches[at]);
  matches[at]?.scrollIntoView({ block: "nearest" });
  document.getElementById("picked").textContent = matches[at] ? `${words.wPuts} «${nameOf(matches[at])}»` : pick.value.trim() ? words.wNone : "";
};
const choose = () => {
  sheet(true);
  if (!wide() && matchMedia("(pointer:coarse)").matches) { // the codes are there to be touched; the keyboard only if asked for
    pick.value = "";
    filter();
    return;
  }
  pick.focus();
  pick.select();
  pick.closest(".field").scrollIntoView({ block: "nearest" });
};
const remember = (id) => {
  recent = [id, ...recent.filter((other) => other !== id)].slice(0, 9);
  for (const item of codeItems()) {
    const place = recent.indexOf(item.querySelector("button")?.value) + 1;
    item.classList.toggle("recent", place > 0);
    item.querySelector(".n").dataset.n = place || "";
  }
};
const ticked = () => [...(list?.querySelectorAll("input[name=f]:checked") ?? [])];
const put = (code, more = false, fields = null) => {
  if (!pending && !ticked().length && !(more && last)) { say(words.wFirst, true); return; }
  remember(code);
  send(fields ?? { codigo: code }, more);
};

// Sending and taking in --------------------------------------------------------------------------------------------
let line_ = Promise.resolve();
const send = (fields, more = false) => {
  const body = new FormData(form);
  for (const name of ["codigo", "crear", "marcar"]) body.delete(name);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("desde_numero", sequence);
  const place = pending?.end;
  const back = place ? { id: place[0].id, offset: place[1] } : null;
  if (more && !pending && last) for (const pk of last) body.append("f", pk);
  const marks = !("deshacer" in fields || "rehacer" in fields || "quitar" in fields || "desmarcar" in fields);
  line_ = line_.then(() => deliver(body, { marks, more, back })).catch(() => say(words.wLost, true));
};
const deliver = async (body, { marks, more, back }) => {
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.redirected || !(answer.headers.get("content-type") ?? "").includes("json")) throw new Error("no answer");
  const got = await answer.json();
  if (got.refused) { say(got.refused, true); return; }
  if (marks) {
    clear();
    begun = null;
    for (const box of ticked()) box.checked = false;
    for (const name of ["nota", "nuevo"]) if (form.elements[name]) form.elements[name].value = "";
    last = got.mine;
  }
  take(got);
  if (got.at !== undefined && !far.holds(got.at)) far.go({ turno: got.at }).then(reveal);
  else if (!marks && !inView(document.getElementById(`t${got.at}`))) reveal(got.at); // what was taken back is seen
  if (marks && wide()) bring(got.mine.at(-1));
  if (!marks) return;
  pick.value = "";
  filter();
  if (more) { pick.focus(); return; }
  if (back && turns) resume(back);
  else if (media && document.activeElement === pick) media.focus();
};
// The list beside the words turns to what was just done; the page itself stays where it is.
const bring = (pk) => {
  const item = list?.querySelector(`[data-pk="${pk}"]`), column = list?.closest(".col");
  if (item) column.scrollTop += item.getBoundingClientRect().top - column.getBoundingClientRect().top - 60;
};
const resume = ({ id, offset }) => {
  const turn = document.getElementById(id);
  if (!turn) return;
  const word = wordsOf(turn).findIndex(([start]) => start >= offset);
  caret = anchor = word < 0 ? { turn, word: wordsOf(turn).length - 1 } : { turn, word };
  turns.focus({ preventScroll: true });
  if (word >= 0) { stand(caret); clear(); } else getSelection().removeAllRanges();
};
const fresh = (html, all = false) => {
  const made = document.createElement("template");
  made.innerHTML = html;
  return all ? made.content : made.content.firstElementChild;
};
const inList = (item) => {
  document.getElementById(item.id)?.remove();
  list.insertBefore(item, [...list.children].find((each) => each.dataset.key > item.dataset.key) ?? null);
};
const far = root && parts(root, { turns, list, fresh, place: inList, lost: (why) => say(why || words.wLost, true) });
const take = (got) => {
  const kept = caret && { id: caret.turn.id, word: caret.word }, other = anchor && { id: anchor.turn.id, word: anchor.word };
  for (const [id, html] of Object.entries(got.turns ?? {})) document.getElementById(id)?.replaceWith(fresh(html));
  const place = (p) => { const turn = p && document.getElementById(p.id); return turn ? { turn, word: p.word } : null; };
  if (kept) { caret = place(kept); anchor = place(other); }
  for (const folio of got.gone ?? []) document.getElementById(folio)?.remove();
  for (const html of Object.values(got.fragments ?? {})) inList(fresh(html));
  if ("spans" in got && one("spans")) one("spans").innerHTML = got.spans;
  if ("regions" in got) picture?.querySelector(".regions")?.replaceWith(fresh(got.regions));
  if ("tree" in got && one("tree")) { one("tree").innerHTML = got.tree; if (pick.value) filter(); }
  for (const item of codeItems()) {
    const count = item.querySelector("[data-used]");
    if (count && got.used) count.textContent = got.used[item.querySelector("button")?.value] ?? "";
  }
  if (got.count) one("count").textContent = got.count;
  one("empty")?.remove();
  if (one("undo")) { one("undo").disabled = !got.undo; one("redo").disabled = !got.redo; }
  if (got.sequence) sequence = got.sequence;
  if (got.said) say(got.said);
  if (got.reread) {
    say(`${got.reread} `, true);
    const link = Object.assign(document.createElement("a"), { href: location.pathname, textContent: words.wReread });
    one("said")?.append(link);
  }
  show();
};

// What others do ---------------------------------------------------------------------------------------------------
let down = false, asking = false;
const ask = async () => {
  if (document.hidden || down || asking) return;
  asking = true;
  try {
    const answer = await fetch(`${words.news}?desde=${sequence}&visto=${far.seen()}`, { headers: { Accept: "application/json" } });
    if (answer.status === 204) sequence = answer.headers.get("X-Sequence") ?? sequence;
    else if (answer.ok && !answer.redirected) take(await answer.json());
  } catch { /* the next question may be answered */ } finally { asking = false; }
};

// Pointer ------------------------------------------------------------------------------------------------------------
const selected = () => {
  if (held) { held = false; return; }
  const selection = getSelection();
  if (!turns || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(turns) || !turns.contains(range.startContainer)) return;
  const first = turnAt(range.startContainer), end = turnAt(range.endContainer) ?? all().at(-1);
  if (!first) return;
  const stop = turns.contains(range.endContainer) ? offsetIn(end, range.endContainer, range.endOffset) : box(end).textContent.length;
  holdStretch([first, offsetIn(first, range.startContainer, range.startOffset)], [end, stop]);
  const after = wordsOf(end).findIndex(([, e]) => e >= stop);
  caret = anchor = { turn: end, word: Math.max(0, after) };
};
// A finger draws only when asked to, for otherwise it moves the page.
const drawing = (button) => {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  picture.classList.toggle("drawing", on);
  one("drawing-how").hidden = !on;
};
const draw = (from, to) => {
  const area = picture.getBoundingClientRect();
  const side = (v, start, size) => Math.max(0, Math.min(1000, Math.round(((v - start) / size) * 1000)));
  const xs = [side(from.clientX, area.left, area.width), side(to.clientX, area.left, area.width)].sort((a, b) => a - b);
  const ys = [side(from.clientY, area.top, area.height), side(to.clientY, area.top, area.height)].sort((a, b) => a - b);
  const svg = picture.querySelector(".regions");
  const shape = svg.querySelector(".fresh") ?? svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
  shape.setAttribute("class", "fresh");
  for (const [name, value] of [["x", xs[0]], ["y", ys[0]], ["width", xs[1] - xs[0]], ["height", ys[1] - ys[0]]]) shape.setAttribute(name, `${value / 10}%`);
  return [xs[0], ys[0], xs[1], ys[1]];
};

const begin = () => {
  if (turns) {
    turns.tabIndex = 0;
    turns.setAttribute("role", "application");
    turns.setAttribute("aria-label", words.wText);
    turns.insertAdjacentHTML("afterend", '<p class="hide" aria-live="polite"></p>');
    turns.addEventListener("keydown", (event) => { if (event.target === turns && inText(event)) event.preventDefault(); });
    turns.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (!mark || !getSelection().isCollapsed) return;
      for (const lit of root.querySelectorAll(".on")) lit.classList.remove("on");
      light(mark.dataset.f.split(" "));
      if (wide()) document.getElementById(mark.dataset.f.split(" ")[0])?.scrollIntoView({ block: "nearest" });
    });
  }
  if (media) {
    media.tabIndex = 0;
    media.setAttribute("role", "group");
    media.setAttribute("aria-label", sound.getAttribute("aria-label"));
    media.addEventListener("keydown", (event) => { if (event.target === media && anywhere(event)) event.preventDefault(); });
    media.querySelector(".track").addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      const area = event.currentTarget.getBoundingClientRect();
      wanted = true;
      sound.currentTime = ((event.clientX - area.left) / area.width) * length;
    });
    if (one("tools")) one("tools").hidden = !form;
  }
  let atCodes = false; // what began among the codes chooses no words, though some are still selected
  document.addEventListener("pointerdown", (event) => { down = true; atCodes = Boolean(event.target.closest?.(".book")); });
  document.addEventListener("pointerup", () => { down = false; if (!atCodes) setTimeout(selected, 0); });
  document.addEventListener("pointercancel", () => { down = false; });
  document.addEventListener("selectionchange", () => { if (!down || matchMedia("(pointer:coarse)").matches) selected(); });
  for (const kind of ["focusin", "pointerover"]) root.addEventListener(kind, (event) => {
    const folio = event.target.closest?.(".tags a")?.hash.slice(1) ?? event.target.closest?.(".frags > li")?.id;
    if (!folio) return;
    for (const lit of root.querySelectorAll(".on")) lit.classList.remove("on");
    light([folio]);
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    if (link && sound) { event.preventDefault(); seek(Number(link.dataset.seek)); }
    const act = event.target.closest("[data-do]")?.dataset.do;
    if (act === "in") setIn();
    if (act === "out") setOut();
    if (act === "clear") { clear(); getSelection().removeAllRanges(); }
    if (act === "later") sheet(false);
    if (act === "draw") drawing(event.target.closest("[data-do]"));
    if (act === "mark") send({ marcar: "1" });
    if (act === "code") choose();
  });
  one("go")?.addEventListener("submit", (event) => { event.preventDefault(); goTo(event.target.elements.ir.value.trim()); });
  setInterval(ask, 4000);
  document.addEventListener("visibilitychange", ask);
  if (form) beginWriting();
};
const beginWriting = () => {
  one("pick").hidden = false;
  one("keys").hidden = false;
  pick.addEventListener("input", filter);
  pick.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const found = matches[at]?.querySelector("button").value;
      if (found) put(found, event.shiftKey);
      else if (pick.value.trim()) put("", event.shiftKey, { nuevo: pick.value.trim(), crear: "1" });
      else if (pending) send({ marcar: "1" });
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = Math.max(0, Math.min(matches.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      showMatch();
    } else if (event.key === "Escape") {
      pick.value = "";
      filter();
      (turns ?? media)?.focus({ preventScroll: true });
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name === "codigo") put(button.value);
    else send(button ? { [button.name]: button.value } : { marcar: "1" });
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.matches("input, textarea") && event.target.value) return;
    const key = event.key.toLowerCase();
    const act = key === "z" ? (event.shiftKey ? "rehacer" : "deshacer") : key === "y" ? "rehacer" : "";
    if (!act) return;
    event.preventDefault();
    send({ [act]: "1" });
  });
  if (picture) beginDrawing();
};
const beginDrawing = () => {
  let from = null, corner = null; // where the pointer went down; a first corner that was only touched, as shares
  one("drawing").hidden = false;
  const small = (region) => region[2] - region[0] < 8 || region[3] - region[1] < 8;
  const share = (event) => {
    const area = picture.getBoundingClientRect();
    return [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
  };
  const point = ([x, y], by = 0) => {
    const area = picture.getBoundingClientRect();
    return { clientX: area.left + x * area.width + by, clientY: area.top + y * area.height + by };
  };
  picture.addEventListener("pointerdown", (event) => {
    const touched = event.pointerType === "touch";
    if (event.target.closest("a") || event.button !== 0 || (touched && !picture.classList.contains("drawing"))) return;
    from = event;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => { if (from) draw(from, event); });
  picture.addEventListener("pointercancel", () => { from = null; clear(); });
  picture.addEventListener("pointerup", (event) => {
    if (!from) return;
    let region = draw(from, event);
    if (small(region) && corner) region = draw(point(corner), event);
    corner = small(region) ? share(from) : null;
    from = null;
    if (corner) { draw(point(corner, -6), point(corner, 6)); return; }
    const shape = picture.querySelector(".fresh");
    hold({ region, text: `${words.wRegion} ${region.join(", ")}` });
    picture.querySelector(".regions").append(shape);
  });
};
if (root) begin();
