// Only what the kind of question needs is shown; without scripts everything is, with words that say what it is for.
const form = document.querySelector("[data-round]");
const kind = form?.elements.kind;
const show = () => {
  const box = (name) => form.querySelector(`#id_${name}`)?.closest(".field");
  const options = box("options");
  const findings = box("findings");
  if (options) options.hidden = kind.value !== "beans";
  if (findings) findings.hidden = kind.value !== "lights";
};
if (kind) {
  kind.addEventListener("change", show);
  show();
}
