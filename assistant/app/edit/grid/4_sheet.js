// The form: toolbar, goals, head and table; keyboard, saving, and what the server says back.

const SHEETS = new WeakMap();

class Sheet {
  constructor(parent) {
    this.root = make("div", "sheet");
    this.bar = make("div", "bar");
    this.body = make("div", "body");
    this.goals = make("div", "goals");
    this.head = make("details", "head");
    this.table = new Table(this);
    this.body.append(this.goals, this.head, this.table.element);
    this.root.append(this.bar, this.body);
    parent.append(this.root);
    this.listen();
    this.clock = setInterval(() => this.tick(), 1000);
  }

  leave() {
    clearInterval(this.clock);
    window.removeEventListener("beforeunload", this.asks);
    document.removeEventListener("click", this.closes);
  }

  take(component) {
    this.component = component;
    const data = component.data;
    if (!this.outbox || this.data?.draft !== data.draft) this.open(data.draft);
    this.data = data;
    this.outbox.acknowledge(data.done);
    for (const uid of Object.keys(data.rows)) data.rows[uid].uid = uid;
    if (this.composing) return;
    this.draw();
    this.goTo(data.focus);
    const added = this.awaited && this.find(`cell:${this.awaited}:name`);
    if (added) {
      added.focus();
      this.awaited = "";
    }
  }

  open(draft) {
    this.outbox = new Outbox(draft, (value) => this.component.setStateValue("outbox", value));
    this.refused = new Map();
    this.view = sessionStorage.getItem(`jx-view-${draft}`) || "";
    this.shape = "";
    // What a reload interrupted is sent at once.
    setTimeout(() => {
      for (const [key, text] of [...this.outbox.typed]) this.commit(key, text);
      this.outbox.send();
    }, 0);
  }

  get current() {
    return this.data.views.find((view) => view.key === this.view) || this.data.views[0];
  }

  draw() {
    const at = this.root.getRootNode().activeElement;
    const held = at?.dataset?.key ? { key: at.dataset.key, start: at.selectionStart, end: at.selectionEnd } : null;
    this.drawBar();
    this.drawTexts();
    this.table.draw(this.data, this.current);
    const again = held && this.find(held.key);
    if (again && again !== this.root.getRootNode().activeElement) {
      again.focus({ preventScroll: true });
      if (held.start !== undefined && again.setSelectionRange) again.setSelectionRange(held.start, held.end);
    }
  }

  find(key) {
    return this.root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  // Put the server's text into a field, unless somebody is at work in it or it waits to be saved.
  show(input, text) {
    const own = this.outbox.textOf(input.dataset.key);
    const refusal = own === undefined ? this.data.refused[input.dataset.key] : undefined;
    const wanted = own ?? refusal?.text ?? text;
    input.dataset.saved = text;
    if (input.value !== wanted) input.value = wanted;
    input.classList.toggle("refused", Boolean(refusal));
    input.title = refusal?.why || "";
    fit(input);
  }

  drawBar() {
    const tabs = make("div", "views", "", { role: "tablist", "aria-label": "看哪一期" });
    for (const view of this.data.views) {
      const tab = button(view === this.current ? "view on" : "view", view.label, "", "view");
      tab.dataset.view = view.key;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(view === this.current));
      tab.append(make("small", "", view.count));
      tabs.append(tab);
    }
    const undo = button("step undo", "撤销", "撤销上一步（Ctrl+Z）", "undo");
    const redo = button("step redo", "重做", "重做（Ctrl+Y）", "redo");
    undo.disabled = !this.data.canUndo;
    redo.disabled = !this.data.canRedo;
    this.status = make("span", "status", "", { role: "status", "aria-live": "polite" });
    const steps = make("div", "steps");
    steps.append(undo, redo);
    this.bar.replaceChildren(tabs, steps, this.status);
    this.say();
  }

  say() {
    const waiting = this.outbox.ops.length > 0 || this.outbox.typed.size > 0;
    const late = this.outbox.isLate;
    this.status.className = `status ${this.data.held ? "held" : late ? "late" : waiting ? "busy" : "saved"}`;
    this.status.textContent = this.data.held && waiting
      ? "未保存：请先处理冲突"
      : late
        ? "尚未存上，内容留在本页，连上后自动保存"
        : waiting
          ? "正在保存…"
          : this.data.saved;
  }

  drawTexts() {
    const shape = JSON.stringify([this.data.goals.map((goal) => goal.label), this.data.head.map((item) => [item.label, item.options])]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.goals.replaceChildren(...this.data.goals.map((goal, at) => this.labelled(goal.label, field(`goal:${at}`, goal.label))));
      this.head.replaceChildren(make("summary", "", "表头各栏目"), this.headFields());
    }
    this.data.goals.forEach((goal, at) => this.show(this.find(`goal:${at}`), goal.text));
    for (const item of this.data.head) this.show(this.find(`head:${item.key}`), item.text);
    this.head.querySelector("summary").textContent = `表头各栏目　${this.data.headLine}`;
  }

  headFields() {
    const grid = make("div", "fields");
    for (const item of this.data.head) {
      const key = `head:${item.key}`;
      const input = item.options.length ? choice(key, item.label, item.options, item.text) : field(key, item.label);
      const label = this.labelled(item.label, input);
      if (item.wide) label.classList.add("wide");
      grid.append(label);
    }
    return grid;
  }

  labelled(text, input) {
    const label = make("label");
    label.append(make("span", "", text), input);
    return label;
  }

  goTo(focus) {
    if (!focus || focus.number === this.wentTo) return;
    this.wentTo = focus.number;
    const input = this.find(`cell:${focus.place}:name`) || this.find(focus.place);
    if (!input) return;
    input.scrollIntoView({ block: "center", behavior: "smooth" });
    input.focus({ preventScroll: true });
  }

  commit(key, text) {
    const [kind, first, ...rest] = key.split(":");
    const input = this.find(key);
    const waits = this.outbox.ops.some((op) => op.key === key);
    if (this.find(key)?.dataset.saved === text && !waits && !this.data.refused[key]) {
      this.outbox.forget(key);
      return;
    }
    if (kind === "cell") this.put({ op: "cell", key, uid: first, column: rest.join(":"), text });
    if (kind === "goal") this.put({ op: "goal", key, index: Number(first), text });
    if (kind === "head") this.put({ op: "head", key, field: [first, ...rest].join(":"), text });
    this.say();
  }

  put(op) {
    this.outbox.put(op, this.data.version);
  }

  commitAll() {
    if (!this.outbox) return;
    for (const [key, text] of [...this.outbox.typed]) this.commit(key, text);
  }

  tick() {
    if (!this.outbox) return;
    if (!this.composing && this.typedAt && Date.now() - this.typedAt > IDLE_MS) {
      this.typedAt = 0;
      this.commitAll();
    }
    if (!this.data.held) this.outbox.sendAgainIfLate();
    this.say();
  }
}

export default function (component) {
  let sheet = SHEETS.get(component.parentElement);
  if (!sheet) {
    sheet = new Sheet(component.parentElement);
    SHEETS.set(component.parentElement, sheet);
  }
  sheet.take(component);
  return () => {
    sheet.leave();
    SHEETS.delete(component.parentElement);
  };
}
