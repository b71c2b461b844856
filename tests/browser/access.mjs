// Can everybody read it? axe-core's rules, and the contrast of text in drawings, which axe leaves open.
import { axe } from "./tools.mjs";

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];

export function access(page) {
  return judged(page, { runOnly: LEVELS, rules: { "target-size": { enabled: true } } });
}

/** What can differ between light and dark. */
export function colours(page) {
  return judged(page, { runOnly: COLOURS });
}

async function judged(page, options) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const told = await page.evaluate((options) => axe.run({ ...options, preload: false }), options);
  return [...told.violations.flatMap(each), ...unread(told), ...(await page.evaluate(drawn))];
}

function each({ id, nodes }) {
  return nodes.map(({ target, html }) => [`axe ${id}`, `${target.join(" ")} ${html.slice(0, 80)}`]);
}

// A rule that read nothing proves nothing.
function unread({ passes, violations }) {
  const read = [...passes, ...violations].some(({ id, nodes }) => id === "color-contrast" && nodes.length);
  return read ? [] : [["axe color-contrast", "judged no element"]];
}

function drawn() {
  const shapes = [...document.querySelectorAll("svg :is(path, rect, circle, ellipse, polygon)")]
    .filter((shape) => shape.checkVisibility() && !shape.closest("defs, clipPath, symbol"))
    .map((shape) => ({ shape, style: getComputedStyle(shape), box: shape.getBoundingClientRect() }))
    .filter(({ style }) => style.fill !== "none");

  function behind(text, x, y) {
    let colour = retro.paper();
    for (const { shape, style, box } of shapes) {
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const place = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      if (!shape.isPointInFill(place)) continue;
      const [r, g, b, a] = retro.colour(style.fill);
      colour = retro.over([r, g, b, a * style.fillOpacity * style.opacity], colour);
    }
    return colour;
  }

  const faint = [];
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect();
    if (!text.checkVisibility() || !box.width || !text.textContent.trim()) continue;
    const style = getComputedStyle(text);
    const below = behind(text, box.left + box.width / 2, box.top + box.height / 2);
    const ratio = retro.contrast(retro.over(retro.colour(style.fill), below), below);
    if (ratio < 4.5) faint.push(["drawn text too faint", `${retro.named(text)} ${ratio.toFixed(2)}:1`]);
  }
  return faint;
}
