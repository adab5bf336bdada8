// The sound or film beside what one writes: play, back, ahead, speed, from a turn on. The keys are those that the person
// chose in the page where one writes down; they are of the keyboard, so they stay in this browser.
export const FACTORY = { play: "F4", back2: "F2", back5: "F7", ahead: "F8", slower: "F9", faster: "F10" };

export const named = (event) => {
  const letter = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && letter.length > 1 ? "Shift+" : ""}${letter}`;
};
export const chosenKeys = (factory) => {
  try { return { ...factory, ...JSON.parse(localStorage.getItem("teclas") || "{}") }; } catch { return { ...factory }; }
};

export const hearing = (bar) => {
  const media = bar?.querySelector("audio, video") ?? null;
  const pace = bar?.querySelector("[data-speed]"), where = bar?.querySelector("[data-film-place]");
  const jump = (seconds) => { if (media) media.currentTime = Math.max(0, media.currentTime + seconds); };
  const speed = (step) => {
    if (!pace) return;
    pace.selectedIndex = Math.min(pace.options.length - 1, Math.max(0, pace.selectedIndex + step));
    media.playbackRate = Number(pace.value);
  };
  const from = (ms) => {
    if (!media || ms === null || ms === undefined) return;
    const go = () => { media.currentTime = ms / 1000; media.play().catch(() => undefined); };
    if (media.readyState > 0) go();
    else { media.addEventListener("loadedmetadata", go, { once: true }); media.load(); }
  };
  pace?.addEventListener("change", () => { media.playbackRate = Number(pace.value); });
  if (where) {
    where.value = [...where.options].some((one) => one.value === localStorage.getItem("pelicula")) ? localStorage.getItem("pelicula") : where.value;
    where.addEventListener("change", () => localStorage.setItem("pelicula", where.value));
  }
  const commands = {
    play: () => media && (media.paused ? media.play().catch(() => undefined) : media.pause()),
    back2: () => jump(-2), back5: () => jump(-5), ahead: () => jump(5), slower: () => speed(-1), faster: () => speed(1),
  };
  return { media, from, commands };
};
