// Mouse and keyboard on the form.

Object.assign(Sheet.prototype, {
  listen() {
    const on = (type, act) => this.root.addEventListener(type, act);
    on("input", (event) => this.typing(event.target));
    on("change", (event) => this.chosen(event.target));
    on("focusout", (event) => this.left(event.target));
    on("compositionstart", () => (this.composing = true));
    on("compositionend", (event) => {
      this.composing = false;
      this.typing(event.target);
      this.draw();
    });
    on("keydown", (event) => this.key(event));
    on("click", (event) => this.clicked(event));
    this.closes = (event) => {
      if (!event.composedPath().includes(this.menu)) this.closeMenu();
    };
    // A tab that is closed over a word that is not saved yet: it is sent while the browser asks.
    this.asks = (event) => {
      this.commitAll();
      if (this.outbox?.ops.length) event.preventDefault();
    };
    document.addEventListener("click", this.closes);
    window.addEventListener("beforeunload", this.asks);
  },

  typing(input) {
    if (!input.dataset?.key || input.tagName === "SELECT") return;
    this.outbox.type(input.dataset.key, input.value);
    this.typedAt = Date.now();
    fit(input);
    this.say();
  },

  chosen(input) {
    if (input.dataset.level) {
      const [level1, level2] = input.value.split("|");
      this.put({ op: "level", uid: input.dataset.level, level1, level2 });
    } else if (input.tagName === "SELECT" && input.dataset.key) {
      this.commit(input.dataset.key, input.value);
    }
    this.say();
  },

  left(input) {
    this.composing = false;
    if (this.outbox.typed.has(input.dataset?.key)) this.commit(input.dataset.key, input.value);
  },

  clicked(event) {
    const at = event.target.closest("[data-act]");
    if (!at || at.disabled) return;
    event.stopPropagation();
    const { act, uid } = at.dataset;
    if (act === "menu") return this.openMenu(at);
    this.closeMenu();
    this.act(act, uid, at);
  },

  act(act, uid, at) {
    this.commitAll();
    const row = uid && this.data.rows[uid];
    if (act === "view") this.switchView(at.dataset.view);
    if (act === "undo" || act === "redo") this.component.setTriggerValue("ask", { what: act, number: Date.now() });
    if (act === "select") this.component.setStateValue("row", { uid, number: Date.now() });
    if (act === "lock") this.put({ op: "lock", uid, locked: !row.locked });
    if (act === "add") this.add(this.lastOf(this.current));
    if (act === "below") this.add(uid);
    if (act === "copy") this.put({ op: "copy", uid: this.newName(), from: uid });
    if (act === "remove") this.remove(uid);
    if (act === "up" || act === "down") this.move(uid, act === "up" ? -1 : 1);
    if (act === "redraft") this.component.setStateValue("row", { uid, number: Date.now(), redraft: true });
    this.say();
  },

  switchView(key) {
    this.view = key;
    sessionStorage.setItem(`jx-view-${this.data.draft}`, key);
    this.draw();
    this.root.querySelector(".view.on").focus();
  },

  newName() {
    return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },

  lastOf(view) {
    return view.lines.at(-1)?.uids[0] ?? null;
  },

  add(after) {
    const near = after && this.data.rows[after];
    const uid = this.newName();
    const level = near || { level1: this.data.levels[0]?.name || "", level2: "" };
    this.put({ op: "add", uid, after, period: this.current.key, level1: level.level1, level2: level.level2 });
    this.awaited = uid;
  },

  remove(uid) {
    const next = this.neighbour(uid, 1) || this.neighbour(uid, -1);
    this.put({ op: "remove", uid });
    if (next) this.find(`cell:${next}:name`)?.focus();
  },

  order() {
    return this.current.lines.map((line) => line.uids[0]);
  },

  neighbour(uid, by) {
    const order = this.order();
    return order[order.indexOf(uid) + by];
  },

  move(uid, by) {
    const order = this.order();
    const to = order.indexOf(uid) + by;
    if (to < 0 || to >= order.length) return;
    // Named by the row that it is to follow, so that the same wish sent twice moves it once.
    const after = by > 0 ? order[to] : order[to - 1] || null;
    this.put({ op: "move", uid, after });
  },

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const input = event.target;
    const control = event.ctrlKey || event.metaKey;
    const steps = { z: event.shiftKey ? "redo" : "undo", y: "redo" };
    const step = control && steps[event.key.toLowerCase()];
    // While something is being typed the browser's own undo works on the letters.
    if (step && !this.outbox.typed.has(input.dataset?.key)) {
      event.preventDefault();
      if (this.data[step === "undo" ? "canUndo" : "canRedo"]) this.act(step);
      return;
    }
    if (event.key === "Escape") return this.escape(input);
    const [kind, uid, column] = (input.dataset?.key || "").split(":");
    if (kind !== "cell") return;
    this.inCell(event, input, uid, column, control);
  },

  inCell(event, input, uid, column, control) {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (control) this.act("below", uid);
      else this.step(input, column, 1);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.act(event.key === "ArrowUp" ? "up" : "down", uid);
    } else if (event.altKey && event.key === "Delete") {
      event.preventDefault();
      this.act("remove", uid);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      // In a list of suggestions the arrows choose.
      if (input.tagName === "INPUT") return;
      const before = input.selectionStart;
      // At the first or last line of a cell an arrow does nothing by itself: then it goes to the next row.
      setTimeout(() => {
        if (input.selectionStart === before && input.selectionEnd === before) this.step(input, column, event.key === "ArrowUp" ? -1 : 1);
      }, 0);
    }
  },

  step(input, column, by) {
    const all = [...this.root.querySelectorAll(`[data-column="${CSS.escape(column)}"]`)];
    const next = all[all.indexOf(input) + by];
    if (next) next.focus();
    else if (this.outbox.typed.has(input.dataset.key)) this.commit(input.dataset.key, input.value);
  },

  escape(input) {
    this.closeMenu();
    if (!this.outbox.typed.has(input.dataset?.key)) return;
    this.outbox.forget(input.dataset.key);
    input.value = this.outbox.textOf(input.dataset.key) ?? input.dataset.saved;
    fit(input);
    this.say();
  },

  openMenu(at) {
    this.closeMenu();
    const { uid } = at.dataset;
    const row = this.data.rows[uid];
    const items = [
      ["select", "数字来源与问题"], ["redraft", "重新起草这一行"], ["lock", row.locked ? "解锁" : "锁定"],
      ["up", "上移"], ["down", "下移"], ["below", "在下面加一行"], ["remove", "删除"],
    ];
    this.menu = make("div", "menu", "", { role: "menu" });
    for (const [act, text] of items) {
      const item = button(act === "remove" ? "danger" : "", text, "", act);
      item.dataset.uid = uid;
      item.setAttribute("role", "menuitem");
      this.menu.append(item);
    }
    const box = at.getBoundingClientRect();
    this.menu.style.right = `${window.innerWidth - box.right}px`;
    if (box.bottom > window.innerHeight - 260) this.menu.style.bottom = `${window.innerHeight - box.top}px`;
    else this.menu.style.top = `${box.bottom}px`;
    this.menu.addEventListener("keydown", (event) => this.inMenu(event, at));
    this.root.append(this.menu);
    this.menu.firstChild.focus();
  },

  inMenu(event, at) {
    const items = [...this.menu.children];
    const now = items.indexOf(event.target);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length].focus();
    }
    if (event.key === "Escape") {
      this.closeMenu();
      at.focus();
    }
  },

  closeMenu() {
    this.menu?.remove();
    this.menu = null;
  },
});
