// The table of one view: 年度, 长期, or both side by side. A line holds one row, or the two rows that belong together.

class Table {
  constructor(sheet) {
    this.sheet = sheet;
    this.shape = "";
    this.element = make("div", "table");
  }

  draw(data, view) {
    const shape = JSON.stringify([view.key, view.columns, view.lines.map((line) => [line.level1, line.uids]), data.levels]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(data, view);
    }
    for (const line of view.lines) for (const uid of line.uids) if (uid) this.fill(data.rows[uid], uid === data.selected);
  }

  build(data, view) {
    const table = make("table", view.slots > 1 ? "both" : "one", "", { "aria-label": view.label });
    table.append(this.head(view));
    const body = make("tbody");
    this.rows = new Map();
    view.lines.forEach((line, at) => body.append(this.line(data, view, line, at)));
    table.append(body);
    this.element.replaceChildren(table, this.foot(view));
    if (!view.lines.length) table.after(make("p", "empty", "还没有指标。点“加一行”填写，或从右侧“样例”取用。"));
  }

  head(view) {
    const head = make("thead");
    if (view.slots > 1) {
      const over = make("tr", "over");
      over.append(make("th", "", "", { colspan: "2" }));
      for (const title of view.titles) over.append(make("th", "period", title, { colspan: String(view.columns.length + 1) }));
      head.append(over);
    }
    const row = make("tr");
    const firsts = view.slots > 1 ? ["一级", "二级"] : ["", "校验", "一级指标", "二级指标"];
    for (const text of firsts) row.append(make("th", "", text, { scope: "col" }));
    for (let slot = 0; slot < view.slots; slot += 1) {
      for (const column of view.columns) row.append(make("th", `c-${column.key.split(":")[0]}`, column.label, { scope: "col" }));
      if (view.slots > 1) row.append(make("th", "", "校验", { scope: "col" }));
    }
    if (view.slots === 1) row.append(make("th", "c-source", "数字来源", { scope: "col" }), make("th", "c-tools", "", { scope: "col", "aria-label": "行操作" }));
    head.append(row);
    return head;
  }

  line(data, view, line, at) {
    const element = make("tr", view.lines[at - 1]?.level1 !== line.level1 ? "starts" : "");
    const span = this.spanOf(view, at);
    const level1 = () => make("td", "level1", line.level1 || "未分级", { rowspan: String(span) });
    if (view.slots > 1) {
      if (span) element.append(level1());
      element.append(make("td", "level2", line.level2));
      line.uids.forEach((uid, slot) => this.pair(element, data, view, line, uid, slot));
      return element;
    }
    const row = data.rows[line.uids[0]];
    element.append(make("td", "number", String(at + 1)), make("td", "check"));
    if (span) element.append(level1());
    const level2 = make("td", "level2");
    level2.append(levelChoice(row, data.levels, `第 ${at + 1} 行 二级指标`));
    element.append(level2, ...this.cells(row, view, at));
    element.append(make("td", "source"), this.tools(row));
    this.rows.set(row.uid, element);
    return element;
  }

  spanOf(view, at) {
    if (at && view.lines[at - 1].level1 === view.lines[at].level1) return 0;
    let span = 1;
    while (view.lines[at + span]?.level1 === view.lines[at].level1) span += 1;
    return span;
  }

  cells(row, view, at) {
    return view.columns.map((column) => {
      const cell = make("td", `c-${column.key.split(":")[0]}`);
      const [key, label] = [`cell:${row.uid}:${column.key}`, `第 ${at + 1} 行 ${column.label}`];
      const options = column.key === "basis" ? this.sheet.data.basis : [];
      cell.append(...(options.length ? suggesting(key, label, column.key, options) : [field(key, label, column.key)]));
      return cell;
    });
  }

  pair(element, data, view, line, uid, slot) {
    if (!uid) {
      const empty = make("td", "none", "", { colspan: String(view.columns.length + 1) });
      const copy = button("copy", "＋ 照另一期补上", "", "copy");
      copy.dataset.uid = line.uids[1 - slot];
      empty.append(copy);
      element.append(empty);
      return;
    }
    const row = data.rows[uid];
    const cells = this.cells(row, view, row.number - 1);
    const check = make("td", "check");
    element.append(...cells, check);
    this.rows.set(uid, { cells, check });
  }

  tools(row) {
    const cell = make("td", "c-tools");
    const more = button("more", "⋯", `第 ${row.number} 行的操作`, "menu");
    more.dataset.uid = row.uid;
    more.setAttribute("aria-haspopup", "menu");
    cell.append(lockMark(row), more);
    return cell;
  }

  fill(row, selected) {
    const held = this.rows.get(row.uid);
    const line = held instanceof HTMLElement ? held : null;
    (line ? line.querySelector("td.check") : held.check).replaceChildren(marks(row));
    const inputs = line ? line.querySelectorAll("[data-column]") : held.cells.map((cell) => cell.firstChild);
    for (const input of inputs) this.sheet.show(input, row.cells[input.dataset.column] || "");
    const place = line || { classList: held.check.classList };
    place.classList.toggle("selected", selected);
    place.classList.toggle("gap", row.gap);
    if (!line) return;
    line.querySelector("select.level").value = `${row.level1}|${row.level2}`;
    line.querySelector(".lock").replaceWith(lockMark(row));
    const source = button(`from ${row.kind}`, row.source, row.source, "select");
    source.dataset.uid = row.uid;
    line.querySelector("td.source").replaceChildren(source);
  }

  foot(view) {
    const foot = make("div", "foot");
    if (view.slots === 1) foot.append(button("add", "＋ 加一行", "", "add"));
    foot.append(make("span", "keys", "回车到下一行 · Ctrl+回车加一行 · Alt+↑↓移动 · Alt+Del 删除 · Ctrl+Z 撤销"));
    return foot;
  }
}
