// Before the page is painted: the theme that was chosen here, if any; else what the system says.
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("sayso.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is switched off: the system decides */ }
})();
