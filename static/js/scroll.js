// Lets the keyboard scroll a wide table: a .scroll box that overflows can take the focus.
function openToKeyboard() {
  for (const box of document.querySelectorAll(".scroll")) {
    const overflows = box.scrollWidth > box.clientWidth;
    const reachable = box.querySelector("a, button, input, select, textarea");
    if (overflows && !reachable) box.tabIndex = 0;
    else if (box.tabIndex === 0) box.removeAttribute("tabindex");
  }
}

openToKeyboard();
addEventListener("resize", openToKeyboard);
document.addEventListener("htmx:afterSettle", openToKeyboard);
