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

// Somebody came in again in another tab: the token that is good now. False while nobody is in.
const renewed = async () => {
  const place = document.querySelector("[data-renew]");
  const answer = place && (await fetch(`${place.dataset.renew}?form=piezas`));
  if (!answer || answer.redirected || !answer.ok) return false;
  const { token: good } = await answer.json();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = good;
  return true;
};

const sent = (address, options) => fetch(address, { ...options, headers: { "X-CSRFToken": token(), ...(options.headers || {}) } });

export const ask = async (address, options = {}) => {
  let answer = await sent(address, options);
  if ((answer.redirected || answer.status === 403) && (await renewed())) answer = await sent(address, options);
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

// Keeps asking through lost lines; `held()` is true while somebody paused. With `out` it also waits for whoever left to
// come in again, and says so.
export const patiently = async (work, { lost = () => undefined, held = () => false, out } = {}) => {
  let wait = 1000;
  for (;;) {
    if (held()) return null;
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused || (error instanceof Outside && !out)) throw error;
      (error instanceof Outside ? out : lost)();
      await rest(error instanceof Outside ? 3000 : wait);
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
