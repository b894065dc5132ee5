// Keys of review: each names, by data-key, what it presses, follows or opens. Without script, the same by mouse or Tab.
"use strict";

const help = document.getElementById("help");
const switchBox = document.getElementById("keys-on");

function keysOn() {
  try { return localStorage.getItem("sayso.keys") !== "off"; } catch (error) { return true; }
}

function openedSlot() {
  return document.querySelector("details[data-key][open]");
}

function close(details) {
  details.open = false;
  details.querySelector("summary").focus();
}

function use(one) {
  if (one.tagName !== "DETAILS") {
    if (one.matches("input, select")) one.focus();
    else one.click();
    return;
  }
  const other = openedSlot();
  if (other && other !== one) other.open = false;
  one.open = true;
  const field = one.querySelector("input:not([type=hidden]), select");
  field.focus();
  if (field.select) field.select();
}

function onEscape(event) {
  const typing = event.target.closest("input, textarea, select");
  const details = openedSlot();
  if (help && help.open) return false;
  if (details) close(details);
  else if (typing) typing.blur();
  else return false;
  event.preventDefault();
  return true;
}

let sent = false;

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && onEscape(event)) return;
  if (event.key === "Enter" && event.target.matches("details form select")) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.target.closest("input, textarea, select") || (help && help.open) || !keysOn()) return;
  if (event.key === "?" && help) {
    event.preventDefault();
    help.showModal();
    return;
  }
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const one = document.querySelector(`[data-key~="${CSS.escape(name)}"]`);
  if (!one || event.repeat || sent) return;
  event.preventDefault();
  use(one);
}

document.addEventListener("keydown", pressed);
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (sent) event.preventDefault(); // a second press before the page has changed
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });

for (const one of document.querySelectorAll("[data-key]")) {
  const told = one.tagName === "DETAILS" ? one.querySelector("summary") : one;
  if (keysOn()) told.setAttribute("aria-keyshortcuts", one.dataset.key);
}
for (const link of document.querySelectorAll("[data-help]")) {
  link.addEventListener("click", (event) => {
    if (!help) return;
    event.preventDefault();
    help.showModal();
  });
}
if (switchBox) {
  switchBox.closest("label").hidden = false;
  switchBox.checked = keysOn();
  switchBox.addEventListener("change", () => {
    try { localStorage.setItem("sayso.keys", switchBox.checked ? "on" : "off"); } catch (error) { /* not kept */ }
  });
}
