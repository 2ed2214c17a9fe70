// Lets the items of a list [data-reorder] be dragged; a drop presses the item's own buttons
// [data-move="up"] or [data-move="down"] as many times as places crossed, then shows the page again.
async function press(item, direction, times) {
  const button = item.querySelector(`[data-move="${direction}"]`);
  for (let step = 0; step < times; step += 1) {
    await fetch(button.form.action, {
      method: "POST",
      body: new FormData(button.form, button),
      redirect: "manual",
    });
  }
  location.reload();
}

function clear(list) {
  for (const item of list.children) item.classList.remove("dragged", "drop-before", "drop-after");
}

for (const list of document.querySelectorAll("[data-reorder]")) {
  let dragged = null;
  const place = (item) => [...list.children].indexOf(item);
  for (const item of list.children) item.draggable = true;

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
  });

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    clear(list);
    dragged.classList.add("dragged");
    if (over !== dragged) {
      over.classList.add(place(over) < place(dragged) ? "drop-before" : "drop-after");
    }
  });

  list.addEventListener("drop", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const distance = place(over) - place(dragged);
    press(dragged, distance < 0 ? "up" : "down", Math.abs(distance));
  });

  list.addEventListener("dragend", () => {
    clear(list);
    dragged = null;
  });
}
