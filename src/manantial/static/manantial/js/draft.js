// Keeps on the server what is being typed, so that nothing typed is lost. Forms ask for it with data-draft="address".
// Passwords and files are never kept; on a shared phone nothing stays in the browser.

const WAIT = 1500;
const words = (form) => {
  const body = new FormData();
  for (const field of form.elements) {
    if (!field.name || ["password", "file", "hidden", "submit", "button"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type) && !field.checked) continue;
    body.append(field.name, field.value);
  }
  return body;
};

const start = async (form) => {
  const address = form.dataset.draft;
  const key = form.dataset.draftKey || location.pathname;
  const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const said = document.createElement("p");
  said.className = "quiet small";
  said.setAttribute("role", "status");
  form.append(said);
  let timer = 0;
  let changed = false;
  let sending = false;

  const keep = async () => {
    const body = words(form);
    body.append("form", key);
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.ok) {
      changed = false;
      said.textContent = form.dataset.draftSaid || "";
    }
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep().catch(() => undefined), WAIT);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
    const body = new FormData();
    body.append("form", key);
    body.append("olvidar", "1"); // what is sent is no longer a draft; if it is refused, it comes back in the page
    fetch(address, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token } }).catch(() => undefined);
  });
  addEventListener("beforeunload", (event) => { if (changed && !sending) event.preventDefault(); });

  const answer = await fetch(`${address}?form=${encodeURIComponent(key)}`);
  if (!answer.ok) return;
  const { fields } = await answer.json();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (!field || changed) continue;
    if (field instanceof RadioNodeList || (field.type !== "checkbox" && !field.value)) field.value = value;
    else if (field.type === "checkbox") field.checked = field.checked || field.value === value;
  }
};

for (const form of document.querySelectorAll("form[data-draft]")) start(form).catch(() => undefined);
