// What is wider than its frame can be scrolled with the keyboard too.
function reach() {
  for (const box of document.querySelectorAll("pre, .output.text_html, .table-wrapper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
addEventListener("DOMContentLoaded", reach);
addEventListener("load", reach);
addEventListener("resize", reach);
addEventListener("toggle", reach, true);
