// Sends bytes piece by piece to an arrival of the server. What the server has is what counts: after any interruption
// it is asked, and the next piece begins there.

export const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

export class Refused extends Error {} // the server said no in words for people; trying again does not help
export class Outside extends Error {} // the session ended: somebody must come in again

const answered = async (answer) => {
  const json = (answer.headers.get("content-type") || "").includes("json");
  if (answer.redirected || (!json && answer.status !== 204)) {
    if (answer.status >= 500) throw new TypeError("server"); // comes back by itself
    throw new Outside();
  }
  return answer.status === 204 ? {} : answer.json();
};

export const ask = async (address, options = {}) => {
  const answer = await fetch(address, { ...options, headers: { "X-CSRFToken": token(), ...(options.headers || {}) } });
  const told = await answered(answer);
  if (!answer.ok && answer.status !== 409) throw new Refused(told.error || String(answer.status));
  return told;
};

export const announce = (base, fields) => ask(base, { method: "POST", body: new URLSearchParams(fields) });

const rest = (milliseconds) => new Promise((done) => {
  const timer = setTimeout(finish, milliseconds);
  function finish() { clearTimeout(timer); removeEventListener("online", finish); done(); }
  addEventListener("online", finish);
});

// Keeps asking through lost lines; `held()` is true while somebody paused.
export const patiently = async (work, { lost = () => undefined, held = () => false } = {}) => {
  let wait = 1000;
  for (;;) {
    if (held()) return null;
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused || error instanceof Outside) throw error;
      lost();
      await rest(wait);
      wait = Math.min(wait * 2, 30000);
    }
  }
};

// Sends a whole file from where the server is; resolves with what the server told last, or null when it was held.
export const send = async (address, file, { from, piece, moved, lost, held }) => {
  let got = from;
  while (got < file.size) {
    const part = file.slice(got, got + piece);
    const told = await patiently(() => ask(`${address}?desde=${got}`, { method: "PUT", body: part }), { lost, held });
    if (told === null) return null;
    got = told.got;
    moved(got);
  }
  return got;
};
