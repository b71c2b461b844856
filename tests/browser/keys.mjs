// Can it be used by keyboard alone? Every stop in order, seen, and in sight.
export async function keys(page) {
  await page.evaluate(leave);
  const found = await skip(page);
  found.push(...(await fold(page)));
  const stops = await page.evaluate(expect);
  await page.evaluate(leave);
  for (let at = 0; at < stops; at++) {
    await page.keyboard.press("Tab");
    const { missed, faults } = await page.evaluate(here, at);
    found.push(...faults);
    if (missed) break;
  }
  return found;
}

// The first stop leads past the head, and the next stop is in the text (or after it, if it has none;
// where the way past the head is the only stop of all, there is no next one). A page without a head
// needs no way past it.
async function skip(page) {
  if (await page.evaluate(() => document.body.firstElementChild.matches("main"))) return [];
  await page.keyboard.press("Tab");
  const name = await page.evaluate(() => {
    const link = document.activeElement;
    const { top, bottom } = link.getBoundingClientRect();
    return link.hash?.length > 1 && top >= 0 && bottom <= innerHeight ? link.hash.slice(1) : null;
  });
  if (!name) return [["skip link", "is not the first stop, or not in sight"]];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  return page.evaluate((name) => {
    const text = document.getElementById(name);
    const others = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    if (text?.matches("main") && others.length === 1) return [];
    const before = text?.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING;
    return text?.matches("main") && !before ? [] : [["skip link", `does not lead into the text: #${name}`]];
  }, name);
}

// Enter closes a fold, and opens it again.
async function fold(page) {
  const summary = page.locator("details > summary").first();
  if (!(await summary.count())) return [];
  await summary.focus();
  for (const wanted of [false, true]) {
    await page.keyboard.press("Enter");
    const open = await summary.evaluate((one) => one.parentElement.open);
    if (open !== wanted) return [["fold", "does not open and close with Enter"]];
  }
  return [];
}

function expect() {
  const stops = document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']");
  window.stops = [...stops].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return window.stops.length;
}

// Back to before the first stop.
function leave() {
  const start = document.createElement("span");
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
}

function here(at) {
  const [wanted, element] = [window.stops[at], document.activeElement];
  if (element !== wanted) {
    return { missed: true, faults: [["tab order", `${retro.named(element)} instead of ${retro.named(wanted)}`]] };
  }
  const faults = [];
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!ring || retro.contrast(retro.colour(style.outlineColor), retro.paper(element.parentElement)) < 3) {
    faults.push(["focus not seen", retro.named(element)]);
  }
  const boxes = [...element.getClientRects()];
  const inside = ({ left, top, right, bottom }) => bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  if (!boxes.some(inside)) faults.push(["focus out of sight", retro.named(element)]);
  return { missed: false, faults };
}
