// What every page gains when scripts run. Nothing here is needed to read, listen or write.

const stopAt = (audio) => {
  const end = Number(audio.dataset.end);
  if (end && audio.currentTime >= end && !audio.dataset.passed) {
    audio.pause();
    audio.dataset.passed = "1"; // pressing play again goes on beyond the fragment
  }
};

const startAt = (audio) => {
  const start = Number(audio.dataset.start);
  if (start && audio.currentTime < start && !audio.dataset.begun) audio.currentTime = start;
  audio.dataset.begun = "1";
};

const onlyOne = (audio) => {
  for (const other of document.querySelectorAll("audio")) if (other !== audio) other.pause();
};

document.addEventListener("play", (event) => {
  onlyOne(event.target);
  if (event.target.readyState > 0) startAt(event.target);
}, true);
document.addEventListener("loadedmetadata", (event) => startAt(event.target), true);
document.addEventListener("timeupdate", (event) => stopAt(event.target), true);

// A link to a second: <a href="#sonido" data-listen="sonido" data-at="12.5">
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-listen]");
  if (!link) return;
  const audio = document.getElementById(link.dataset.listen);
  if (!audio) return;
  event.preventDefault();
  audio.dataset.begun = audio.dataset.passed = "1";
  const jump = () => { audio.currentTime = Number(link.dataset.at); };
  if (audio.readyState > 0) jump();
  else audio.addEventListener("loadedmetadata", jump, { once: true });
  audio.play();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  if (button.dataset.print === "now") window.print();
}
if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy));
}

// Opening "Oír" means hearing it.
document.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.querySelector(":scope > .player > audio")?.play().catch(() => undefined);
}, true);

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});

// Pressing twice sends once: the second press of a form that is on its way does nothing for a while.
const ON_ITS_WAY = 8000;
let sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return; // sent by a script, which looks after itself
  if (Date.now() - (sent.get(event.target) || 0) < ON_ITS_WAY) event.preventDefault();
  else sent.set(event.target, Date.now());
});
addEventListener("pageshow", () => { sent = new WeakMap(); });

if (document.querySelector("[data-found]")) import("./choosing.js");
if (document.querySelector("[data-draft]")) import("./draft.js");
