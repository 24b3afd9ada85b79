// Copies what the pages load besides the compiled style sheet, and lays a compressed copy beside every file:
// what is sent over a poor line was then compressed as far as it goes, and once.
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const served = new URL("../static/", import.meta.url);
const govuk = new URL("../../../../node_modules/govuk-frontend/", import.meta.url);

copyFileSync(
  fileURLToPath(new URL("dist/govuk/govuk-frontend.min.js", govuk)),
  fileURLToPath(new URL("vendor/govuk-frontend.min.js", served)),
);

for (const name of readdirSync(served, { recursive: true })) {
  if (!/\.(css|js|svg)$/.test(name)) continue;
  const content = readFileSync(new URL(name, served));
  writeFileSync(new URL(`${name}.br`, served), brotliCompressSync(content));
  writeFileSync(new URL(`${name}.gz`, served), gzipSync(content, { level: 9 }));
}
