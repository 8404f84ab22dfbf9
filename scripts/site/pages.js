// @ts-nocheck It runs in browsers, whose types the project does not have.
// Beside the text, the list of pages is always open. Without this script it is opened by a click.
const list = document.getElementById("pages");
const wide = window.matchMedia("(min-width: 62rem)");
const show = () => {
  list.open = wide.matches;
  // The list is longer than most screens, and it is scrolled on its own.
  const current = list.querySelector("[aria-current]");
  if (wide.matches && current !== null) {
    const column = list.parentElement;
    column.scrollTop = current.offsetTop - column.clientHeight / 3;
  }
};
wide.addEventListener("change", show);
show();

// The arrow keys scroll what is wider than the screen, once it has the focus.
const focusable = () => {
  for (const part of document.querySelectorAll("pre, .wide, .diagram")) {
    if (part.scrollWidth > part.clientWidth) {
      part.tabIndex = 0;
    } else {
      part.removeAttribute("tabindex");
    }
  }
};
window.addEventListener("resize", focusable);
focusable();
