// Asks before a form or button marked data-confirm="question" is sent, in a native <dialog>.
// Without JavaScript, or without this answer, the server asks on a page of its own.
const confirmed = new WeakSet();

function ask(question, yes, danger) {
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  const text = document.createElement("p");
  const actions = document.createElement("div");
  const accept = document.createElement("button");
  const cancel = document.createElement("button");
  dialog.setAttribute("aria-labelledby", "confirm-question");
  form.method = "dialog";
  form.className = "stack";
  text.id = "confirm-question";
  text.textContent = question;
  actions.className = "actions";
  accept.className = danger ? "button danger" : "button";
  accept.value = "yes";
  accept.textContent = yes;
  cancel.className = "button quiet";
  cancel.value = "no";
  cancel.textContent = document.documentElement.lang === "en" ? "Cancel" : "Annuler";
  cancel.autofocus = true;
  actions.append(accept, cancel);
  form.append(text, actions);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  const question = button?.dataset.confirm || form.dataset.confirm;
  if (!question || confirmed.has(form)) {
    confirmed.delete(form);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const danger = button?.classList.contains("danger");
  if (await ask(question, button?.textContent.trim() || "OK", danger)) {
    confirmed.add(form);
    const answer = document.createElement("input");
    answer.type = "hidden";
    answer.name = "confirmed";
    answer.value = "1";
    form.append(answer);
    form.requestSubmit(button);
  }
}, true);
