// The packages that look at pages, from where `tools.py` installed them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../.cache/browser/", import.meta.url));

export const { chromium } = require("playwright-core");
export const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const vnu = require.resolve("vnu-jar/build/dist/vnu.jar");
