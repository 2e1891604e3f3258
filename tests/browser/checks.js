// Runs in the page under test, after it and axe-core: uses the page as a person would and leaves what it found
// as JSON in <script id="found">. `expected` is set by page_test.cpp.
(async () => {
  const found = { checks: [], axe: [] };
  const check = (name, holds, seen = "") => found.checks.push({ name, holds: Boolean(holds), seen: String(seen) });
  const until = async (holds) => {
    for (let i = 0; i < 100 && !holds(); ++i) await new Promise((done) => setTimeout(done, 20));
    return holds();
  };
  const visible = (section) => [...section.querySelectorAll("tbody > tr")].filter((row) => !row.hidden);
  const type = (input, text) => { input.value = text; input.dispatchEvent(new Event("input")); };
  const choose = (select, value) => { select.value = value; select.dispatchEvent(new Event("change")); };

  const section = document.querySelector(".rights");
  if (expected.subjects > 0) {
    const [search, select, done] = [section.querySelector("input[type=search]"), section.querySelector("select"),
      section.querySelector("input[type=checkbox]")];
    const status = section.querySelector("[role=status]");
    const page = Number(section.dataset.page), more = section.querySelector("button.more");
    const counts = (number) => status.textContent === `${number} of ${expected.subjects}`;
    check("every subject is in the table", section.querySelectorAll("tbody > tr").length === expected.subjects);
    check("a long table begins short", visible(section).length === Math.min(page, expected.subjects),
      visible(section).length);
    check("more can be shown just where there is more", more.hidden === (expected.subjects <= page));
    check("the controls are shown", !section.querySelector(".controls").hidden);
    check("the count is told", counts(expected.subjects), status.textContent);

    type(search, expected.search.toUpperCase());
    check("a search narrows the table", await until(() => visible(section).length === expected.searched),
      visible(section).length);
    check("the search finds who it names", visible(section)[0]?.textContent.includes(expected.search));
    check("the count follows", counts(expected.searched), status.textContent);
    type(search, "nobody is called that");
    check("a search for nobody shows nobody", await until(() => visible(section).length === 0));
    type(search, "");
    await until(() => counts(expected.subjects));
    choose(select, "forbidden");
    check("a filter finds those with that right", counts(expected.forbidden), status.textContent);
    done.click();
    check("and of those, who does it all the same", counts(expected.forbidden_done), status.textContent);
    if (!more.hidden) {
      more.click();
      check("more shows all that was found", visible(section).length === expected.forbidden_done);
    }
    done.click();
    choose(select, "");

    for (const button of [...section.querySelectorAll("button.right")].slice(0, 40)) {
      button.click();
      const panel = document.getElementById(button.getAttribute("aria-controls"));
      const name = button.closest("tr").querySelector("th span").textContent;
      const whole = panel && button.getAttribute("aria-expanded") === "true" && panel.querySelector("li");
      if (!whole || !panel.querySelector("h4").textContent.includes(name)) {
        check(`the cell of ${name} opens its reason`, false, panel?.textContent);
      }
      button.click();
      if (button.getAttribute("aria-expanded") !== "false" || document.contains(panel)) {
        check(`the cell of ${name} closes again`, false);
      }
    }
    type(search, expected.search);
    await until(() => counts(expected.searched));
    const row = visible(section)[0];
    const button = row.querySelectorAll("button")[expected.act];
    button.focus();
    button.click();
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    for (const text of expected.reason) {
      check(`the reason says: ${text}`, panel.textContent.includes(text), panel.textContent);
    }
    check("no mark is left of what was taken out", !/[\u0001\u0002]/.test(panel.textContent));
    button.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    check("Escape closes it, and focus stays", !document.contains(panel) && document.activeElement === button);
    button.click();  // open for axe
  }
  if (expected.documents > 0) {
    const controls = document.getElementById("find");
    const [search, select, status] = ["input", "select", "[role=status]"].map((one) => controls.querySelector(one));
    const shown = () => [...document.querySelectorAll(".documents li")]
      .filter((item) => !item.hidden && !item.closest("section").hidden);
    check("every document is in the index", shown().length === expected.documents, shown().length);
    check("the controls are shown", !controls.hidden);
    check("what fails stands first", document.querySelector(".by-verdict").dataset.verdict === "not-checked");
    type(search, expected.find.toLowerCase());
    check("a search narrows the index", await until(() => shown().length < expected.documents) && shown().length > 0);
    check("the search finds what it names", shown().every((item) => item.textContent.includes(expected.find)));
    choose(select, expected.verdict);
    check("a filter narrows it further", shown().length > 0 &&
      shown().every((item) => item.closest("section").dataset.verdict === expected.verdict));
    check("the count follows", status.textContent === `${shown().length} of ${expected.documents}`, status.textContent);
    type(search, "nothing is called that");
    check("a search for nothing shows nothing", await until(() => shown().length === 0));
    type(search, "");
    choose(select, "");
    await until(() => shown().length === expected.documents);
  }
  // axe-core looks at every element several times; what comes after the first of a kind is alike.
  for (const row of [...document.querySelectorAll(".rights tbody > tr")].slice(100)) row.remove();
  for (const item of [...document.querySelectorAll(".cards > li")].slice(100)) item.remove();
  for (const why of document.querySelectorAll("details")) why.open = true;
  const width = document.documentElement.scrollWidth;
  const sticksOut = (one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".wide");
  const wide = [...document.body.querySelectorAll("*")].filter(sticksOut).map((one) => one.outerHTML.slice(0, 200));
  check("the page is no wider than the window", width <= innerWidth, `${width} > ${innerWidth}: ${wide}`);

  const result = await axe.run(document, { preload: false, resultTypes: ["violations", "incomplete"] });
  for (const rule of result.violations) {
    found.axe.push(`${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
  }
  check("axe looked at contrast", result.passes.some((rule) => rule.id === "color-contrast"));
  found.errors = window.pageErrors;
  const script = document.createElement("script");
  script.id = "found";
  script.type = "application/json";
  script.textContent = JSON.stringify(found).replaceAll("<", "\\u003c");
  document.body.append(script);
})();
