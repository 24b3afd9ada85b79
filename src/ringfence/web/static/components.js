import { initAll } from "./vendor/govuk-frontend.min.js";

initAll();

// ARIA knows no radio button that unfolds something; what it unfolds comes next in the order of reading.
const tidy = () => document.querySelectorAll("input[type=radio][aria-expanded]")
  .forEach((each) => each.removeAttribute("aria-expanded"));
tidy();
for (const moment of ["click", "pageshow"]) addEventListener(moment, tidy);
