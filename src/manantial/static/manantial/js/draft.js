// Keeps on the server what is being typed, so that nothing typed is lost. Forms ask for it with data-draft="address".
// Passwords and files are never kept; on a shared phone nothing typed stays in the browser. What was kept comes back by
// itself into empty fields; where the page already has words, one is asked first. A login that ended is told at once. A
// form with data-draft-only, some names, keeps its other fields by itself.

const WAIT = 1500;
const SKIPPED = ["password", "file", "submit", "button"];
const its = (form, field) => !form.dataset.draftOnly || form.dataset.draftOnly.split(" ").includes(field.name);
const rowsOf = (name) => name.endsWith("-TOTAL_FORMS");

const typed = (form) => {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || !its(form, field) || SKIPPED.includes(field.type) || (field.type === "hidden" && !rowsOf(field.name))) continue;
    found[field.name] ||= [];
    if (!["checkbox", "radio"].includes(field.type) || field.checked) found[field.name].push(field.value);
  }
  return found;
};
const body = (key, fields) => {
  const made = new FormData();
  made.append("form", key);
  for (const [name, values] of Object.entries(fields || {})) for (const value of values.length ? values : [""]) made.append(name, value);
  return made;
};
const same = (one, other) => one.filter(Boolean).join("\n") === other.filter(Boolean).join("\n");

const put = (form, name, values) => {
  const fields = [...form.elements].filter((field) => field.name === name && field.type !== "hidden");
  fields.forEach((field, place) => {
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values[place] !== undefined) field.value = values[place];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

const addRows = (form, fields) => {
  for (const [name, [wanted]] of Object.entries(fields).filter(([one]) => rowsOf(one))) {
    const adder = document.querySelector(`[data-add="${name.replace("-TOTAL_FORMS", "")}"]`);
    for (let n = 0; adder && n < 60 && Number(form.elements.namedItem(name)?.value) < Number(wanted); n += 1) adder.click();
  }
};

const start = async (form) => {
  const address = form.dataset.draft;
  const key = form.dataset.draftKey || location.pathname;
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]");
  const said = document.createElement("div");
  said.setAttribute("role", "status");
  form.append(said);
  const named = document.createElement("input"); // by this name the server forgets the draft once the form was taken
  Object.assign(named, { type: "hidden", name: "_draft", value: key });
  form.append(named);
  let words = {};
  let timer = 0;
  let changed = false;
  let typings = 0; // what was typed while a draft was on its way is not kept by it
  let sending = false;
  let lost = false;

  const say = (text, tone = "", ...more) => {
    const line = document.createElement("p");
    line.append(text || "", ...more);
    said.replaceChildren(line);
    said.className = tone ? `note ${tone}` : "quiet small";
    line.hidden = !text;
  };
  const ask = async () => { // what the server has; null when the login ended
    const answer = await fetch(`${address}?form=${encodeURIComponent(key)}`);
    if (answer.redirected || !answer.ok) return null;
    const found = await answer.json();
    if (token() && found.token) token().value = found.token;
    words = found.words || words;
    return found;
  };
  const send = (made) => fetch(address, { method: "POST", body: made, headers: { "X-CSRFToken": token()?.value || "" } });
  const gone = () => {
    lost = true;
    const door = document.createElement("a");
    Object.assign(door, { href: words.door || "/entrar/", target: "_blank", textContent: words.enter || "" });
    say(words.ended, "bad", " ", door);
  };
  const keep = async () => {
    const at = typings;
    let answer = await send(body(key, typed(form)));
    if (answer.redirected || !answer.ok) {
      if (!(await ask())) return gone();
      answer = await send(body(key, typed(form))); // somebody came in again in another tab: with the new token
    }
    lost = answer.redirected || !answer.ok;
    changed = lost || at !== typings;
    return lost ? gone() : changed || say(words.kept || form.dataset.draftSaid);
  };
  const forget = () => send((() => { const made = body(key); made.append("olvidar", "1"); return made; })()).catch(() => undefined);
  const soon = () => { clearTimeout(timer); timer = setTimeout(() => keep().catch(() => say(words.offline, "warn")), WAIT); };

  form.addEventListener("input", (event) => {
    if (!its(form, event.target)) return;
    changed = true;
    typings += 1;
    if (!lost) say(""); // "kept" is true only until the next letter
    soon();
  });
  addEventListener("focus", () => { if (lost) soon(); });
  addEventListener("online", () => { if (changed) soon(); });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (lost) { // the words stay on the page until somebody is there to whom they belong
      event.preventDefault();
      const with_ = event.submitter;
      ask().then((found) => { if (found) { lost = false; form.requestSubmit(with_); } else gone(); }).catch(() => say(words.offline, "warn"));
      return;
    }
    sending = true;
  });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => { if (changed && !sending) event.preventDefault(); });

  const found = await ask();
  const kept = found?.fields || {};
  const now = typed(form);
  const differs = Object.entries(kept).filter(([name, values]) => !rowsOf(name) && !same(values, now[name] || []));
  if (document.querySelector("main [role=alert]")) return; // just refused: the page has the latest words
  if (!differs.length) return void (Object.keys(kept).length && forget());
  const restore = () => { addRows(form, kept); for (const [name, values] of differs) put(form, name, values); };
  if (!changed && differs.every(([name]) => name in now && same(now[name], []))) return restore();
  const button = (text, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn small", textContent: text });
    made.addEventListener("click", () => { act(); note.remove(); });
    return made;
  };
  const note = document.createElement("div");
  note.className = "note warn";
  note.setAttribute("role", "status");
  note.append(`${found.said} `, button(words.restore, () => { restore(); changed = true; soon(); }), " ", button(words.drop, forget));
  form.prepend(note);
};

for (const form of document.querySelectorAll("form[data-draft]")) start(form).catch(() => undefined);
