// Opens pages in Chromium as a phone and as paper, and says what is there: one line of JSON each.
// Judging is left to the suite.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.PEER + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 390, height: 844 };
// As much of a page as a picture shows.
const PICTURE = 1600;
// The narrowest for which WCAG 2.2, success criterion 1.4.10, wants no scrolling in two directions.
const NARROWEST = { width: 320, height: 640 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

for (const file of process.argv.slice(2)) {
  // The page's own policy forbids scripts; those of this check have to run in it.
  const context = await browser.newContext({ viewport: PHONE, bypassCSP: true, offline: true });
  const page = await context.newPage();
  const asked = [];
  const complaints = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const address = pathToFileURL(file).href;
  await page.goto(address);
  await page.screenshot({
    path: file.replace(/html$/, "png"),
    fullPage: true,
    clip: { x: 0, y: 0, width: PHONE.width, height: PICTURE },
  });
  // What folds away is closed at first, and on paper it shows all the same.
  const fold = (open) =>
    page.evaluate((open) => {
      const all = [...document.querySelectorAll("details")];
      const opened = all.filter((one) => one.open).length;
      all.forEach((one) => (one.open = open));
      return opened;
    }, open);
  const unfolded = await fold(true);
  const text = await page.evaluate(() => document.body.innerText);
  const scripts = await page.evaluate(() => document.querySelectorAll("script").length);
  const wide = {};
  for (const viewport of [PHONE, NARROWEST]) {
    await page.setViewportSize(viewport);
    wide[viewport.width] = await page.evaluate(() => document.documentElement.scrollWidth);
  }
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    // eslint-disable-next-line no-undef
    axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  await fold(false);
  await page.pdf({ path: file.replace(/html$/, "pdf"), preferCSSPageSize: true });
  await context.close();
  console.log(
    JSON.stringify({
      file,
      text,
      unfolded,
      scripts,
      wide,
      elsewhere: asked.filter((url) => url !== address),
      complaints,
      held: found.passes.map((rule) => rule.id),
      undecided: found.incomplete.map((rule) => rule.id),
      broken: found.violations.map((rule) => ({
        rule: rule.id,
        what: rule.help,
        where: rule.nodes.map((node) => node.target.join(" ")),
      })),
    }),
  );
}
await browser.close();
