// @ts-nocheck It runs in browsers, whose types the project does not have.
// Beside the text, the list of pages is always open. Without this script it is opened by a click.
const list = document.getElementById("pages");
const wide = window.matchMedia("(min-width: 62rem)");
const show = () => {
  list.open = wide.matches;
};
wide.addEventListener("change", show);
show();
