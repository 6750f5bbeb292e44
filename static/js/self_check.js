// A questionnaire or a quiz, one question a screen, by the rules of site/interactive/questionnaire.py. What is answered lives in these
// variables alone, and leaving erases it.
export default function selfCheck(root) {
  const words = root.dataset;
  const listing = root.querySelectorAll("[data-listing]");
  const promise = root.querySelector(".promise");
  const stage = root.querySelector("[data-stage]");
  const ending = root.querySelector("[data-end]");
  const main = root.closest("main");
  const calls = main.querySelector(".first-calls");
  const questions = [...root.querySelectorAll("[data-question]")].map(read);
  const results = [...root.querySelectorAll("[data-result]")].map((element) => ({ element, ...element.dataset }));
  const position = new Map(questions.map(({ key }, number) => [key, number]));
  const status = make("p", { class: "visually-hidden", role: "status" });
  const last = make("p", { class: "moves" });
  let way = []; // numbers of the questions that were answered, in order
  let given = new Map(); // {number of a question: those of its answers}

  function read(element) {
    const answers = [...element.querySelectorAll("[data-points]")].map((item) => {
      const content = [...(item.querySelector(".words") ?? item).childNodes];
      const { answer: key, points, to } = item.dataset;
      return { key, points: Number(points), to, content, item };
    });
    const hint = element.querySelector("p")?.textContent;
    return { key: element.dataset.question, kind: element.dataset.kind, heading: element.querySelector("h3"), hint, answers };
  }

  // The number of the question that follows; -1 for the end.
  function after(number, chosen) {
    const to = chosen.map((answer) => questions[number].answers[answer].to).find(Boolean);
    if (to === "end") return -1;
    return position.get(to) ?? (number + 1 < questions.length ? number + 1 : -1);
  }

  // The most questions from here. A draft may turn in circles: none counts twice.
  function ahead(number, known = new Map()) {
    if (number < 0) return 0;
    if (!known.has(number)) {
      known.set(number, 0);
      const { kind, answers } = questions[number];
      const ways = answers.map((_, answer) => after(number, [answer]));
      if (kind === "multiple" || !answers.length) ways.push(after(number, []));
      known.set(number, 1 + Math.max(...ways.map((next) => ahead(next, known))));
    }
    return known.get(number);
  }

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(key, value);
    element.append(...children.filter(Boolean));
    return element;
  }

  function button(text, act, kind = "") {
    const made = make("button", { type: "button", class: kind }, text);
    made.addEventListener("click", act);
    return made;
  }

  const moves = (go) => make("p", { class: "moves" }, button(words.next, go), button(words.back, back, "quiet"));
  const heading = (from) => make("h2", { tabindex: -1 }, from.textContent);

  function show(...children) {
    if (calls && main.classList.contains("one-screen")) children.unshift(calls.cloneNode(true));
    stage.replaceChildren(...children);
    last.replaceChildren();
    status.textContent = "";
  }

  // From the top, unless the question stands low.
  function arrive() {
    const title = stage.querySelector("h2");
    title.focus({ preventScroll: true });
    const [y, top] = [title, main].map((element) => element.getBoundingClientRect().y);
    if (y - top > innerHeight / 2) title.scrollIntoView({ block: "center" });
    else main.scrollIntoView();
  }

  function choice(question, number, answer) {
    const type = question.kind === "multiple" ? "checkbox" : "radio";
    const checked = (given.get(number) ?? []).includes(answer) && "";
    const content = question.answers[answer].content.map((node) => node.cloneNode(true));
    const input = make("input", { type, name: "answer", autocomplete: "off", checked });
    return make("label", { class: "choice" }, input, make("span", {}, ...content));
  }

  function ask(number) {
    const question = questions[number];
    const [step, most] = [way.length + 1, way.length + ahead(number)];
    const told = words.step.replace("{number}", step).replace("{most}", most);
    const bar = make("progress", { max: most, value: way.length, "aria-hidden": true });
    const hint = [question.hint, question.kind === "multiple" && words.several].filter(Boolean).join(" ");
    const choices = question.answers.map((_, answer) => choice(question, number, answer));
    const error = make("p", { class: "error", role: "alert" });
    const group = make("fieldset", {}, make("legend", {}, heading(question.heading)), hint && make("p", { class: "hint" }, hint), error, make("div", { class: question.kind }, ...choices));
    const proceed = () => answer(number, [...group.querySelectorAll("input")], error);
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) proceed();
    });
    show(make("div", { class: "progress" }, make("p", {}, told), bar), group, moves(proceed));
    status.textContent = told;
    arrive();
  }

  function answer(number, inputs, error) {
    const chosen = inputs.flatMap((input, answer) => (input.checked ? [answer] : []));
    if (!chosen.length && inputs.length && questions[number].kind !== "multiple") {
      error.textContent = words.choose;
      inputs[0].focus();
      return;
    }
    given.set(number, chosen);
    way.push(number);
    const next = after(number, chosen);
    const go = () => (next < 0 ? finish() : ask(next));
    const explained = questions[number].answers.find(({ item }, answer) => item.querySelector(".explanation") && chosen.includes(answer));
    if (explained) explain(questions[number], explained, go);
    else go();
  }

  // What is right first; then what was answered, and why.
  function explain(question, { item }, go) {
    const [verdict, ...said] = item.cloneNode(true).children;
    const title = heading(verdict);
    title.className = "verdict";
    show(make("p", { class: "hint" }, question.heading.textContent), title, ...said, moves(go));
    status.textContent = `${calls?.textContent ?? ""} ${item.textContent}`;
    arrive();
  }

  function back() {
    if (way.length) ask(way.pop());
    else wait().focus();
  }

  function found() {
    const answers = way.flatMap((number) =>
      given.get(number).map((answer) => ({ of: questions[number].key, ...questions[number].answers[answer] })));
    const score = answers.reduce((sum, { points }) => sum + points, 0);
    const ruled = results.find((result) => result.of && answers.some(({ of, key }) => of === result.of && key === result.answer));
    return ruled ?? results.find(({ of, least, most }) => !of && score >= least && score <= most);
  }

  function finish() {
    const result = found()?.element.cloneNode(true) ?? make("section", {}, make("h3"));
    const title = result.querySelector("h3");
    title.replaceWith(heading(title));
    forget();
    show(result);
    ending.hidden = false;
    last.append(button(words.again, begin, "quiet"), make("span", {}, words.done));
    arrive();
    document.dispatchEvent(new CustomEvent("reach:check_done"));
  }

  function forget() {
    way = [];
    given = new Map();
  }

  function begin() {
    forget();
    promise.hidden = ending.hidden = true;
    main.classList.add("one-screen");
    ask(0);
    document.dispatchEvent(new CustomEvent("reach:check_start"));
  }

  function wait() {
    forget();
    promise.hidden = ending.hidden = false;
    main.classList.remove("one-screen");
    const start = button(words.start, begin);
    show(make("p", { class: "moves" }, start));
    return start;
  }

  if (!questions.length) return;
  for (const part of listing) part.hidden = true;
  stage.hidden = false;
  stage.before(status);
  ending.after(last);
  root.dataset.ready = "";
  wait();
  // What the browser keeps for its Back button is the page before the first answer.
  addEventListener("pagehide", wait);
}
