// Lets the items of a list be dragged. <ol data-reorder="address"> holds <li data-key="id">; a drop
// sends the ids in their new order, as `order`, then shows the page again. The up and down buttons
// of each item do the same without a mouse, and without JavaScript.
async function send(list) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const item of list.children) body.append("order", item.dataset.key);
  await fetch(list.dataset.reorder, { method: "POST", body, redirect: "manual" });
  location.reload();
}

for (const list of document.querySelectorAll("[data-reorder]")) {
  const items = [...list.children];
  let dragged = null;
  for (const item of items) item.draggable = true;

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-key]");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.key); // some browsers drag nothing else
  });

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-key]");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, after ? over.nextSibling : over);
  });

  list.addEventListener("drop", (event) => {
    if (dragged) event.preventDefault();
  });

  list.addEventListener("dragend", () => {
    dragged.classList.remove("dragged");
    dragged = null;
    if (items.some((item, place) => list.children[place] !== item)) send(list);
  });
}
