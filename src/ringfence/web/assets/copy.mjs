// Copies what the pages load besides the compiled style sheet.
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const vendor = new URL("../static/vendor/", import.meta.url);
const govuk = new URL("../../../../node_modules/govuk-frontend/", import.meta.url);

copyFileSync(
  fileURLToPath(new URL("dist/govuk/govuk-frontend.min.js", govuk)),
  fileURLToPath(new URL("govuk-frontend.min.js", vendor)),
);
