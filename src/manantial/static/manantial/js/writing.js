// Writing a section: marks with one touch, quotes put in from the panel, and the page as it will look. All of it can
// also be typed: the marks are plain text and «Ver cómo queda» shows the page without scripts.
const form = document.querySelector("form[data-preview]");
const field = form?.elements.namedItem("text");
const WAIT = 900;

const put = (text, start, end, select) => {
  field.setRangeText(text, start, end, select);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const around = (mark) => {
  const { selectionStart: start, selectionEnd: end, value } = field;
  put(`${mark}${value.slice(start, end) || "…"}${mark}`, start, end, "select");
};

const before = (mark) => {
  const { selectionStart, selectionEnd: end, value } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(start, end).split("\n").map((line) => mark + line);
  put(lines.join("\n"), start, end, "end");
};

const tools = { strong: () => around("**"), em: () => around("*"), title: () => before("## "), list: () => before("- "), quote: () => before("> ") };

const alone = (mark) => {
  const { selectionEnd: at, value } = field;
  const head = value.slice(0, at).replace(/\s+$/, "");
  const tail = value.slice(at).replace(/^\s+/, "");
  const text = `${head ? `${head}\n\n` : ""}${mark}\n\n`;
  field.value = text + tail;
  field.setSelectionRange(text.length, text.length);
  put("", text.length, text.length, "end");
};

const inline = (mark) => {
  const at = field.selectionEnd;
  put(mark, at, at, "end");
};

const ready = (list) => {
  for (const button of list.querySelectorAll("[data-insert],[data-note]")) button.hidden = false;
};

let timer = 0;
let asked = 0;
const show = async () => {
  const mine = ++asked;
  const body = new FormData();
  body.append("text", field.value);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.preview, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (answer.ok && mine === asked) document.querySelector("[data-shown]").innerHTML = await answer.text();
};

const seek = async (search) => {
  const query = new URLSearchParams(new FormData(search));
  query.set("parte", "1");
  const place = document.querySelector("[data-found]");
  const answer = await fetch(`${search.getAttribute("action")}?${query}`);
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  ready(place);
};

const recover = async () => {
  const key = encodeURIComponent(form.dataset.draftKey);
  const answer = await fetch(`${form.dataset.draft}?form=${key}`);
  if (!answer.ok) return;
  const { fields } = await answer.json();
  const note = form.querySelector("[data-recover]");
  if (!fields?.text || fields.text.trim() === field.value.trim()) return;
  note.hidden = false;
  note.querySelector("[data-recover-yes]").addEventListener("click", () => {
    note.hidden = true;
    put(fields.text, 0, field.value.length, "end");
  });
  note.querySelector("[data-recover-no]").addEventListener("click", () => { note.hidden = true; });
};

if (field) {
  form.querySelector(".tools").hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-tool],[data-insert],[data-note]");
    if (button?.dataset.tool) tools[button.dataset.tool]();
    else if (button?.dataset.insert) alone(button.dataset.insert);
    else if (button?.dataset.note) inline(button.dataset.note);
  });
  field.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const tool = { b: "strong", i: "em" }[event.key.toLowerCase()];
    if (!tool) return;
    event.preventDefault();
    tools[tool]();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => undefined), WAIT);
  });
  const search = document.querySelector("form[data-seek]");
  search?.addEventListener("submit", (event) => {
    event.preventDefault();
    seek(search).catch(() => undefined);
  });
  const line = Number(form.dataset.line);
  if (line) {
    const lines = field.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(start, start + lines[line - 1].length);
    field.scrollTop = (field.scrollHeight / lines.length) * (line - 3);
  }
  recover().catch(() => undefined);
}
