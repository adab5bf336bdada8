// Recording in the page. Every five seconds of sound go to the server at once and stay in this browser until the server
// says it has them, so that neither a closed tab nor an empty battery costs more than the last seconds.
import { offer } from "./arrivals.js";
import { announce, ask, Outside, patiently, Refused } from "./pieces.js";

const box = document.querySelector("[data-recorder]");
const base = document.querySelector("[data-arrivals]")?.dataset.arrivals;
const EVERY = 5000;
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const find = (name) => box.querySelector(`[data-${name}]`);
const button = (name) => box.querySelector(`[data-do=${name}]`);
const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, String(seconds % 60).padStart(2, "0")];
  return h ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
};

// What the server has not confirmed yet: pieces by recording and place, and what is known of the recording.
const opened = new Promise((done, failed) => {
  if (!("indexedDB" in window)) { failed(new Error("no store")); return; }
  const request = indexedDB.open("manantial-grabaciones", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("pieces", { keyPath: ["recording", "offset"] });
    request.result.createObjectStore("recordings", { keyPath: "key" });
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
opened.catch(() => undefined);
const store = async (name, mode, work) => {
  const database = await opened.catch(() => null);
  if (!database) return null;
  return new Promise((done, failed) => {
    const request = work(database.transaction(name, mode).objectStore(name));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
};
const put = (name, row) => store(name, "readwrite", (rows) => rows.put(row));
const drop = (name, key) => store(name, "readwrite", (rows) => rows.delete(key));
const all = async (name) => (await store(name, "readonly", (rows) => rows.getAll())) || [];

class Recording {
  constructor(row) {
    Object.assign(this, { id: null, ms: 0, marks: [], size: 0, confirmed: 0, queue: [] }, row);
    this.sending = Promise.resolve();
    this.failure = "";
  }

  row() {
    const { key, id, base: where, ms, marks, size, type, started } = this;
    return { key, id, base: where, ms, marks, size, type, started };
  }

  // The piece is kept here first, then sent; the server's answer frees it. What waits for the line waits in its order.
  add(blob) {
    const piece = { recording: this.key, offset: this.size, blob };
    this.size += blob.size;
    this.queue.push(piece);
    const kept = Promise.all([put("pieces", piece), put("recordings", this.row())]).catch(() => undefined);
    this.sending = this.sending.then(() => kept).then(() => this.push()).catch((error) => { this.failure = error.message; });
  }

  async push() {
    const lost = () => { if (this.lost) this.lost(); };
    const out = this.out && (() => this.out());
    if (!this.id) {
      const fields = { purpose: "recording", name: this.started, type: this.type, facts: JSON.stringify({ asked: true, ms: this.ms, marks: this.marks }) };
      const told = await patiently(() => announce(base, fields), { lost, out });
      this.id = told.id;
      await put("recordings", this.row());
    }
    while (this.queue.length) {
      const piece = this.queue[0];
      const told = await patiently(() => ask(`${base}${this.id}/?desde=${piece.offset}`, { method: "PUT", body: piece.blob }), { lost, out });
      if (told.got < piece.offset + piece.blob.size) throw new Refused(`${told.got}`);
      this.queue.shift();
      await drop("pieces", [piece.recording, piece.offset]);
      this.confirmed = this.ms;
      this.told?.();
    }
    this.failure = "";
    await this.note();
  }

  note() {
    if (!this.id) return null;
    const body = JSON.stringify({ ms: Math.round(this.ms), marks: this.marks });
    return ask(`${base}${this.id}/datos/`, { method: "POST", body, headers: { "Content-Type": "application/json" } }).catch(() => undefined);
  }
}

// A recording of which something stayed in this browser: send it on, then it stands in the list like any other.
const recover = async () => {
  const pieces = await all("pieces");
  for (const row of await all("recordings")) {
    const own = pieces.filter((piece) => piece.recording === row.key).sort((a, b) => a.offset - b.offset);
    const recording = new Recording(row);
    recording.queue = own;
    try {
      if (row.id && (await ask(`${base}${row.id}/`)).closed) { await drop("recordings", row.key); continue; }
      if (own.length === 0) { await drop("recordings", row.key); continue; } // the server has all of it and offers it
      await recording.push();
      await drop("recordings", row.key);
      const listed = document.querySelector(`[name=arrival][value="${recording.id}"]`);
      if (!listed) {
        const line = offer(box.closest("form"), recording.id, `${box.dataset.lead} ${row.started} (${clock(row.ms)})`);
        line.querySelector("input").checked = false;
        box.before(line);
      }
    } catch (error) {
      if (!(error instanceof Outside || error instanceof Refused)) throw error; // another account's: it stays for its owner
    }
  }
};

const level = (stream) => {
  const context = new AudioContext();
  const meter = context.createAnalyser();
  meter.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(meter);
  const samples = new Float32Array(meter.fftSize);
  const shown = find("level");
  const draw = () => {
    if (context.state === "closed") return;
    meter.getFloatTimeDomainData(samples);
    shown.value = Math.min(100, Math.max(...samples.map(Math.abs)) * 130);
    setTimeout(draw, 100);
  };
  draw();
  return () => { context.close(); shown.value = 0; };
};

const set = (state) => {
  box.dataset.state = state;
  button("start").hidden = state !== "idle";
  button("pause").hidden = state !== "recording";
  button("resume").hidden = state !== "paused";
  button("stop").hidden = state === "idle";
  if (find("marks")) find("marks").hidden = state === "idle";
};

const record = async () => {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: true } });
  } catch {
    find("status").textContent = box.dataset.nomic;
    return;
  }
  const type = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) || "";
  const media = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48000 });
  const hour = new Date().toTimeString().slice(0, 5);
  const recording = new Recording({ key: crypto.randomUUID(), type: media.mimeType, started: hour });
  recording.told = () => { find("status").textContent = `${box.dataset.saved} ${clock(recording.confirmed)}`; };
  recording.lost = () => { find("status").textContent = box.dataset.kept; };
  recording.out = () => {
    const door = document.createElement("a");
    Object.assign(door, { href: box.dataset.door, target: "_blank", textContent: box.dataset.enter });
    find("status").replaceChildren(`${box.dataset.ended} `, door);
  };
  const hush = level(stream);
  const lock = await navigator.wakeLock?.request("screen").catch(() => null);
  const list = box.querySelector("[data-marks] ol");
  list?.replaceChildren();
  let since = performance.now();
  let before = 0;
  const now = () => (media.state === "recording" ? before + performance.now() - since : before);
  const timer = setInterval(() => { recording.ms = now(); find("time").textContent = clock(recording.ms); }, 250);
  media.addEventListener("dataavailable", (event) => { if (event.data.size) recording.add(event.data); });
  const field = box.querySelector("#marca");
  let began = null;
  const typed = () => { if (began === null && field.value) began = now(); if (!field.value) began = null; };
  const mark = () => {
    const one = { ms: Math.round(began ?? now()), text: field.value.trim() };
    recording.marks.push(one);
    const line = document.createElement("li");
    line.textContent = `${clock(one.ms)} ${one.text}`;
    list.append(line);
    field.value = "";
    began = null;
    put("recordings", recording.row());
    recording.note();
    field.focus();
  };
  const key = (event) => { if (event.key === "Enter") { event.preventDefault(); mark(); } };
  field?.addEventListener("input", typed);
  field?.addEventListener("keydown", key);
  if (field) button("mark").onclick = mark;
  button("pause").onclick = () => { before = now(); media.pause(); set("paused"); button("resume").focus(); };
  button("resume").onclick = () => { since = performance.now(); media.resume(); set("recording"); button("pause").focus(); };
  const leave = (event) => event.preventDefault();
  addEventListener("beforeunload", leave);
  button("stop").onclick = () => {
    before = now();
    media.addEventListener("stop", async () => {
      clearInterval(timer);
      field?.removeEventListener("input", typed);
      field?.removeEventListener("keydown", key);
      hush();
      lock?.release();
      for (const track of stream.getTracks()) track.stop();
      recording.ms = before;
      set("idle");
      await recording.sending;
      if (!recording.id || recording.queue.length) {
        find("status").textContent = recording.failure;
        return;
      }
      await recording.note();
      removeEventListener("beforeunload", leave);
      await drop("recordings", recording.key);
      box.before(offer(box.closest("form"), recording.id, `${box.dataset.made} ${hour} (${clock(before)})`));
      const radio = document.querySelector("[name=kind][value=sound]");
      if (radio) radio.checked = true;
      find("time").textContent = "0:00";
    });
    media.stop();
  };
  media.start(EVERY);
  set("recording");
  button("pause").focus();
};

if (box && base) {
  const able = window.isSecureContext && navigator.mediaDevices && "MediaRecorder" in window;
  box.hidden = false;
  find(able ? "can" : "insecure").hidden = false;
  recover().catch(() => undefined);
  const asked = find("asked"); // nobody asks oneself
  if (asked) asked.addEventListener("change", (event) => { button("start").disabled = !event.target.checked; });
  else button("start").disabled = false;
  button("start").addEventListener("click", record);
}
