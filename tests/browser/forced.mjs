// Does anything vanish when the reader's own few colours are forced upon the page?
export async function forced(page) {
  await page.emulateMedia({ forcedColors: "active" });
  const found = await page.evaluate(() => {
    const faint = (colour) => retro.contrast(retro.colour(colour), retro.paper()) < 3;
    const gone = (element) => {
      const style = getComputedStyle(element);
      return faint(element instanceof SVGElement ? style.fill : style.color);
    };
    const line = (element) => {
      const { stroke, fill } = getComputedStyle(element);
      return stroke !== "none" && fill === "none" && element.dataset.data !== undefined && faint(stroke);
    };
    const seen = [...document.querySelectorAll("p, a, dt, dd, th, td, .mark, svg text")].filter((e) => e.checkVisibility());
    const link = document.querySelector("main a[href]");
    link?.focus({ focusVisible: true });
    const found = seen.filter(gone).map((element) => ["vanishes", retro.named(element)]);
    if (link && getComputedStyle(link).outlineStyle === "none") found.push(["focus not seen", retro.named(link)]);
    return found;
  });
  await page.emulateMedia({ forcedColors: "none" });
  return found;
}
