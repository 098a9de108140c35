// Small parts of the page. Text of users and models goes into `textContent` and `value` only, never into HTML.

const LONGEST = { head: 2000, goal: 5000, cell: 500 };

function make(tag, name = "", text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function button(name, text, label, act) {
  const element = make("button", name, text, { type: "button", ...(label ? { "aria-label": label, title: label } : {}) });
  element.dataset.act = act;
  return element;
}

// A one-line field with the form's own answers to choose from; anything else may be typed as well.
function suggesting(key, label, column, options) {
  const element = make("input", "field", "", { "aria-label": label, list: `jx-${column}`, autocomplete: "off", spellcheck: "false" });
  element.dataset.key = key;
  element.dataset.column = column;
  element.maxLength = LONGEST.cell;
  const list = make("datalist", "", "", { id: `jx-${column}` });
  for (const text of options) list.append(make("option", "", "", { value: text }));
  return [element, list];
}

// A text field of the form. Its key names it to the outbox: `cell:<row>:<column>`, `goal:<number>`, `head:<field>`.
function field(key, label, column = "") {
  const element = make("textarea", "field", "", { rows: "1", spellcheck: "false", "aria-label": label });
  element.dataset.key = key;
  element.dataset.column = column;
  element.maxLength = LONGEST[key.split(":")[0]] || 500;
  return element;
}

const FITS_ITSELF = CSS.supports("field-sizing", "content");

function fit(element) {
  if (FITS_ITSELF || element.tagName !== "TEXTAREA") return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}

function choice(key, label, options, value) {
  const element = make("select", "field", "", { "aria-label": label });
  element.dataset.key = key;
  const all = options.includes(value) || !value ? options : [value, ...options];
  for (const text of ["", ...all]) element.append(make("option", "", text || "未选", { value: text }));
  element.value = value || "";
  return element;
}

// 二级指标, grouped by 一级指标; a term that the form does not have stays as it is.
function levelChoice(row, levels, label) {
  const element = make("select", "level", "", { "aria-label": label });
  element.dataset.level = row.uid;
  let known = false;
  for (const level of levels) {
    const group = make("optgroup", "", "", { label: level.printed });
    for (const child of level.level2) {
      group.append(make("option", "", child.printed, { value: `${level.name}|${child.name}` }));
      known ||= level.name === row.level1 && child.name === row.level2;
    }
    element.append(group);
  }
  if (!known) {
    const text = row.printed2 || "未选二级指标";
    element.prepend(make("option", "", text, { value: `${row.level1}|${row.level2}` }));
  }
  element.value = `${row.level1}|${row.level2}`;
  return element;
}

function marks(row) {
  const element = button("marks", "", "", "select");
  element.dataset.uid = row.uid;
  element.title = row.tip || "没有发现问题";
  element.setAttribute("aria-label", `第 ${row.number} 行：${row.tip || "没有发现问题"}`);
  if (!row.tags.length) element.append(make("b", "tag ok", "通过"));
  for (const tag of row.tags) element.append(make("b", `tag ${tag.kind}`, tag.text));
  return element;
}

function lockMark(row) {
  const element = button(
    row.locked ? "lock on" : "lock",
    "",
    row.locked ? "人工改过，已锁定：模型不会改动。点一下解锁" : "未锁定。点一下锁定，模型便不会改动",
    "lock",
  );
  element.dataset.uid = row.uid;
  element.setAttribute("aria-pressed", String(row.locked));
  return element;
}
