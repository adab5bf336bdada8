// Sending what was typed to be kept: a line that was lost is told apart from a login that ended, and who came in again in
// another tab goes on here with the new token, in what is kept and in the form itself.
class Ended extends Error {}

export const sendKept = async (form, address, body) => {
  const token = form.elements.csrfmiddlewaretoken;
  const send = () => fetch(address, {
    method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": token.value },
  });
  let answer = await send();
  if (answer.redirected || answer.status === 403) {
    const asked = await fetch(`${form.dataset.renew}?form=renew`);
    if (asked.redirected || !asked.ok) throw new Ended();
    token.value = (await asked.json()).token;
    answer = await send();
  }
  if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
};

// What to say of it, with the door when the login ended.
export const why = (form, error) => {
  if (!(error instanceof Ended)) return [form.dataset.lost];
  const door = Object.assign(document.createElement("a"), { href: form.dataset.door, target: "_blank", textContent: form.dataset.enter });
  return [form.dataset.ended, " ", door];
};
