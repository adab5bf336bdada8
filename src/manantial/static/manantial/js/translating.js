// A translation, turn by turn: what is typed is kept on the server as one goes, only the turns that changed; the sound
// is at hand. Without this script the page is the same form, kept when it is saved.
import { chosenKeys, FACTORY, hearing, named } from "./hearing.js";
import { sendKept, why } from "./keeping.js";

const form = document.querySelector("form[data-translating]");
const said = form.dataset, status = form.querySelector("[data-status]"), forget = form.querySelector("[data-forget]");
const sound = hearing(form.querySelector("[data-bar]")), keys = chosenKeys(FACTORY);
const WAIT = 1200;
let dirty = new Map(), timer = 0, sending = false;

const post = (body) => sendKept(form, said.translating, { base: form.elements.base.value, ...body });
const keep = async () => {
  if (!dirty.size) return;
  const going = dirty;
  dirty = new Map();
  try {
    await post({ turns: [...going].map(([key, text]) => ({ key, text })) });
    status.textContent = said.kept;
    forget.hidden = false;
  } catch (error) {
    dirty = new Map([...going, ...dirty]); // what was typed meanwhile is newer
    status.replaceChildren(...why(form, error));
    timer = setTimeout(keep, WAIT * 4);
  }
};
form.addEventListener("input", (event) => {
  const line = event.target.dataset.line;
  if (!line) return;
  dirty.set(line, event.target.value);
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
});
form.addEventListener("submit", () => { sending = true; clearTimeout(timer); });
addEventListener("beforeunload", (event) => { if (dirty.size && !sending) event.preventDefault(); });
forget.addEventListener("click", async () => {
  dirty = new Map();
  clearTimeout(timer);
  await post({ forget: true });
  sending = true;
  location.reload();
});
if (sound.media) {
  form.querySelector("[data-keys]").hidden = false;
  form.addEventListener("click", (event) => {
    const act = event.target.closest("[data-do]")?.dataset.do, hear = event.target.closest("[data-hear]");
    if (act) sound.commands[act]?.();
    if (hear) sound.from(Number(hear.dataset.hear));
  });
  document.addEventListener("keydown", (event) => {
    const name = Object.keys(FACTORY).find((one) => keys[one] === named(event));
    if (!name) return;
    event.preventDefault();
    sound.commands[name]();
  });
}
