// What a warning offers is chosen with one touch in the field that it is about; the warning is then asked again.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-choose]");
  const field = button && document.querySelector(`[name="${button.dataset.choose}"]`);
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
