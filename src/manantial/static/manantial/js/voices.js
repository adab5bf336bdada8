// Marking a fragment without typing: the second that sounds, the words that are selected. All of it can also be typed.
const audio = document.querySelector(".player audio");
const say = (seconds) => {
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(1).padStart(4, "0");
  return `${minutes}:${rest}`;
};

for (const button of document.querySelectorAll("[data-now]")) {
  if (!audio) break;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.form.elements[button.dataset.now].value = say(audio.currentTime);
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-seek]"); // the parts of a long voice come and go
  if (!link || !audio) return;
  event.preventDefault();
  const go = () => { audio.currentTime = Number(link.dataset.seek); audio.play(); };
  if (audio.readyState > 0) go();
  else { audio.addEventListener("loadedmetadata", go, { once: true }); audio.load(); }
});

// The words that are selected go into the form beside them, else into the one that marks.
const formOf = (turn) => turn.closest("[data-pick]")?.querySelector("form") ?? document.querySelector("[data-mark]");
const turnOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-turn]");

const chosen = () => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const turn = turnOf(range.startContainer);
  if (!turn || turn !== turnOf(range.endContainer)) return;
  const text = turn.querySelector("[data-text]"), form = formOf(turn);
  if (!form?.elements.words) return;
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = words.length - words.trimStart().length;
  form.elements.words.value = words.trim();
  form.closest("details")?.setAttribute("open", "");
  if (form.elements.turn) form.elements.turn.value = turn.dataset.turn;
  // The server counts letters as Python does: one for each code point.
  form.elements.place.value = [...before.toString()].length + lead;
};

document.addEventListener("mouseup", chosen);
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") chosen(); });
document.addEventListener("touchend", () => setTimeout(chosen, 50));
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.name !== "words" || !form?.elements.place) return;
  form.elements.place.value = "";
  if (form.matches("[data-mark]")) form.elements.turn.value = "";
});
