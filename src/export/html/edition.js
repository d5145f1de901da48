"use strict";
const stories = [...document.querySelectorAll("article")];
const search = document.getElementById("search");
let here = -1;
const shown = () => stories.filter((story) => !story.hidden);
function go(to) {
  const all = shown();
  if (!all.length) return;
  stories.forEach((story) => story.classList.remove("here"));
  here = Math.max(0, Math.min(all.length - 1, to));
  all[here].classList.add("here");
  all[here].focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "start" });
}
search.addEventListener("input", () => {
  const wanted = search.value.trim().toLowerCase();
  for (const story of stories) story.hidden = wanted !== "" && !story.textContent.toLowerCase().includes(wanted);
  for (const page of document.querySelectorAll("nav.page")) page.hidden = wanted !== "";
  here = -1;
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === search) {
    if (event.key === "Escape") { search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); }
    if (event.key === "Enter") { search.blur(); go(0); }
    return;
  }
  if (event.key === "j" || event.key === "n") go(here + 1);
  else if (event.key === "k" || event.key === "p") go(here - 1);
  else if (event.key === "g") go(0);
  else if (event.key === "G") go(stories.length);
  else if (event.key === "/") search.focus();
  else return;
  event.preventDefault();
});
