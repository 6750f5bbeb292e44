// Asks the browser for a passkey when its form is sent, and sends the answer with it. The strings of the form say what went wrong.
const options = async ({ dataset }) => {
  if (dataset.options) return JSON.parse(document.getElementById(dataset.options).textContent);
  const answer = await fetch(dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError("no answer");
  return answer.json();
};

const create = ({ creation_options: asked }) => {
  // One that signs in by itself, and asks who is there.
  const selection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  asked.publicKey.authenticatorSelection = { ...asked.publicKey.authenticatorSelection, ...selection };
  return globalThis.webauthnJSON.create(asked);
};

const get = ({ request_options: asked }) => globalThis.webauthnJSON.get(asked);

const REASONS = { SecurityError: "insecure", InvalidStateError: "known", NotAllowedError: "cancelled", AbortError: "cancelled" };

export default function passkey(form) {
  const told = form.querySelector("[data-told]");
  const button = form.querySelector("button");
  const say = (reason) => { told.textContent = form.dataset[reason] ?? ""; };
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    if (!globalThis.webauthnJSON?.supported()) return say("unsupported");
    button.disabled = true;
    try {
      const found = await { create, get }[form.dataset.act](await options(form));
      form.elements.credential.value = JSON.stringify(found);
      form.submit();
    } catch (error) {
      say(REASONS[error.name] ?? "failed");
      button.disabled = false;
      button.focus();
    }
  });
}
