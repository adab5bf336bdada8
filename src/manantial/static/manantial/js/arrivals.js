// Large files go in pieces while one writes the rest of the form, and go on after a closed lid. Without this script the
// same field sends the file in the ordinary way.
import { announce, ask, Outside, send } from "./pieces.js";

const place = document.querySelector("[data-arrivals]");
const said = place?.dataset;
const SMALL = 1024 * 1024; // one megabyte goes faster with the form itself
const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: bytes < 10485760 ? 1 : 0 });

export const offer = (form, id, text) => {
  const line = document.createElement("p");
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = said?.field ? "radio" : "checkbox";
  box.name = "arrival";
  box.value = id;
  box.checked = true;
  label.append(box, ` ${text}`);
  line.append(label);
  return line;
};

const kindOf = (file) => {
  const [sort] = file.type.split("/");
  return { audio: "sound", video: "video", image: "photo" }[sort];
};

const choose = (form, file) => {
  if (/\.3g(p|pp|2)$/i.test(file.name)) return; // of a phone: as often a sound as a film; whoever chose knows
  const radio = form.querySelector(`[name=kind][value=${kindOf(file) || "none"}]`);
  if (radio) radio.checked = true;
  if (file.type.startsWith("image/") || file.type.startsWith("video/")) {
    const asked = form.querySelector("[data-pictured]");
    if (asked) asked.open = true;
  }
};

class Going {
  constructor(form, file, known) {
    Object.assign(this, { form, file, known, paused: false });
    this.box = document.createElement("div");
    this.box.className = "arriving";
    this.text = document.createElement("p");
    this.text.setAttribute("role", "status");
    this.bar = document.createElement("progress");
    this.bar.max = file.size;
    this.bar.setAttribute("aria-label", file.name);
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "btn";
    this.button.textContent = said.pause;
    this.button.addEventListener("click", () => {
      this.paused = !this.paused;
      this.button.textContent = this.paused ? said.resume : said.pause;
      if (!this.paused) this.run();
    });
    this.box.append(this.text, this.bar, this.button);
    place.before(this.box);
  }

  tell(got) {
    this.bar.value = got;
    this.text.textContent = `${said.going} ${this.file.name}: ${megabytes(got)} ${said.of} ${megabytes(this.file.size)} MB`;
  }

  async run() {
    try {
      this.known ||= await announce(said.arrivals, { name: this.file.name, size: this.file.size, type: this.file.type });
      const address = `${said.arrivals}${this.known.id}/`;
      const { got: from } = await ask(address);
      this.tell(from);
      const got = await send(address, this.file, {
        from, piece: this.known.piece, held: () => this.paused,
        moved: (done) => this.tell(done),
        lost: () => { this.text.textContent = said.lost; },
      });
      if (got === null) return;
      this.box.replaceChildren(offer(this.form, this.known.id, `${said.done} ${this.file.name}`));
      this.finished = true;
    } catch (error) {
      this.paused = true;
      this.button.textContent = said.resume;
      this.text.textContent = error instanceof Outside ? said.out : error.message;
    }
  }
}

const start = (field) => {
  const form = field.form;
  const going = [];
  const one = Boolean(said.field); // who tells a story sends one recording
  field.multiple = !one;
  field.addEventListener("change", async () => {
    const files = [...field.files];
    if (files.length === 0) return;
    choose(form, files[0]);
    if (files.length === 1 && files[0].size < SMALL) return;
    const { arrivals } = await ask(said.arrivals).catch(() => ({ arrivals: [] }));
    for (const file of files) {
      const known = arrivals.find((one) => one.name === file.name && one.size === file.size && one.got < one.size);
      if (known) document.querySelector(`[data-waiting="${known.id}"]`)?.remove();
      const one = new Going(form, file, known);
      going.push(one);
      one.tell(known?.got || 0);
    }
    field.value = ""; // the bytes go on their own; the form itself stays small
    for (const one of going) if (!one.finished) await one.run();
  });
  form.addEventListener("submit", (event) => {
    const unfinished = going.find((one) => !one.finished && !one.paused);
    if (!unfinished || event.submitter?.formAction?.includes("olvidar")) return;
    event.preventDefault();
    unfinished.text.textContent = said.wait;
    unfinished.box.scrollIntoView({ block: "center" });
    event.stopImmediatePropagation();
  }, true);
  addEventListener("beforeunload", (event) => { if (going.some((one) => !one.finished && !one.paused)) event.preventDefault(); });
};

const field = document.querySelector(`input[type=file][name=${said?.field || "file"}]`);
if (place && field) {
  place.hidden = false;
  start(field);
}
