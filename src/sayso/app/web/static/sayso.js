// What pages can do besides being read; each works without it.
"use strict";

const kept = {
  get(name) {
    try { return JSON.parse(localStorage.getItem("sayso." + name)); } catch (error) { return null; }
  },
  set(name, value) {
    try { localStorage.setItem("sayso." + name, JSON.stringify(value)); } catch (error) { /* not kept */ }
  },
};

function switchTheme() {
  const button = document.getElementById("theme");
  const root = document.documentElement;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = () => {
    button.textContent = dark() ? "☀" : "☾";
    button.setAttribute("aria-label", dark() ? "To the light theme" : "To the dark theme");
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("sayso.theme", root.dataset.theme); } catch (error) { /* not kept */ }
    tell();
  });
  tell();
}

function searchByKey() {
  const field = document.getElementById("find");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

function keepFilters() {
  const box = document.querySelector("[data-saved]");
  if (!box) return;
  const name = "filters." + box.dataset.saved;
  const list = box.querySelector("select");
  const forget = box.querySelector(".forget");
  const here = location.search.slice(1);
  const all = () => kept.get(name) || {};
  const fill = () => {
    list.length = 1;
    for (const [title, query] of Object.entries(all())) {
      const option = new Option(title, query, false, query === here);
      list.add(option);
    }
    forget.hidden = list.selectedIndex < 1;
    list.hidden = list.length < 2;
  };
  box.hidden = false;
  list.addEventListener("change", () => {
    if (list.value) location.search = list.value;
  });
  box.querySelector(".save").addEventListener("click", () => {
    const title = prompt("Save this filter as");
    if (!title) return;
    kept.set(name, { ...all(), [title]: here });
    fill();
  });
  forget.addEventListener("click", () => {
    const rest = all();
    delete rest[list.options[list.selectedIndex].text];
    kept.set(name, rest);
    fill();
  });
  fill();
}

function tieWords() {
  const text = document.querySelector(".bracketed");
  if (!text) return;
  const mark = (attribute, number, on) => {
    for (const one of text.querySelectorAll(`[data-${attribute}~="${number}"]`)) one.classList.toggle("lit", on);
  };
  const over = (event, on) => {
    const claim = event.target.closest("li.claim, a.trigger");
    if (claim) for (const number of claim.dataset.c.split(" ")) mark("c", number, on);
    const bracket = event.target.closest(".bracket.open");
    if (bracket && bracket.dataset.n) mark("a", bracket.dataset.n, on);
  };
  for (const [on, names] of [[true, ["mouseover", "focusin"]], [false, ["mouseout", "focusout"]]]) {
    for (const name of names) text.addEventListener(name, (event) => over(event, on));
  }
  for (const [id, kind] of [["brackets", "no-brackets"], ["margins", "no-margins"]]) {
    const box = document.getElementById(id);
    const apply = () => text.classList.toggle(kind, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }
}

function foldOnPhones() {
  const rail = document.querySelector("details.narrow");
  if (rail && matchMedia("(max-width: 60rem)").matches) rail.open = false;
}

switchTheme();
searchByKey();
keepFilters();
tieWords();
foldOnPhones();
