// A questionnaire or a quiz, one question a screen, by the rules of site/interactive/questionnaire.py. What is answered lives in these
// variables alone, and leaving erases it: the history of the browser holds the number of a screen, and no answer.
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
  const isInHistory = "inHistory" in words; // whether the browser’s Back button goes from screen to screen
  let screens = [wait]; // what was shown, in order
  let at = 0;
  let given = new Map(); // {number of a question: those of its answers}

  function step(screen) {
    screens.splice(++at, screens.length, screen);
    if (isInHistory) history.pushState({ step: at }, "");
    screen();
  }

  function to(number) {
    at = number in screens ? number : 0; // what was erased is not shown again
    screens[at]()?.focus();
  }

  const back = () => (isInHistory ? history.back() : to(at - 1));

  // Whoever comes back from elsewhere begins anew.
  function rewind() {
    if (isInHistory && history.state?.step) history.go(-history.state.step);
  }

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

  // `way`: the numbers of the questions that were answered before.
  function ask(number, way) {
    const question = questions[number];
    const [step, most] = [way.length + 1, way.length + ahead(number)];
    const told = words.step.replace("{number}", step).replace("{most}", most);
    const bar = make("progress", { max: most, value: way.length, "aria-hidden": true });
    const hint = [question.hint, question.kind === "multiple" && words.several].filter(Boolean).join(" ");
    const choices = question.answers.map((_, answer) => choice(question, number, answer));
    const error = make("p", { class: "error", role: "alert" });
    const group = make("fieldset", {}, make("legend", {}, heading(question.heading)), hint && make("p", { class: "hint" }, hint), error, make("div", { class: question.kind }, ...choices));
    const proceed = () => answer(number, way, [...group.querySelectorAll("input")], error);
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) proceed();
    });
    answering(true);
    show(make("div", { class: "progress" }, make("p", {}, told), bar), group, moves(proceed));
    status.textContent = told;
    arrive();
  }

  function answer(number, before, inputs, error) {
    const chosen = inputs.flatMap((input, answer) => (input.checked ? [answer] : []));
    if (!chosen.length && inputs.length && questions[number].kind !== "multiple") {
      error.textContent = words.choose;
      inputs[0].focus();
      return;
    }
    given.set(number, chosen);
    const way = [...before, number];
    const next = after(number, chosen);
    const go = () => step(() => (next < 0 ? finish(way) : ask(next, way)));
    const explained = questions[number].answers.find(({ item }, answer) => item.querySelector(".explanation") && chosen.includes(answer));
    if (explained) step(() => explain(questions[number], explained, go));
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

  function found(way) {
    const answers = way.flatMap((number) =>
      given.get(number).map((answer) => ({ of: questions[number].key, ...questions[number].answers[answer] })));
    const score = answers.reduce((sum, { points }) => sum + points, 0);
    const ruled = results.find((result) => result.of && answers.some(({ of, key }) => of === result.of && key === result.answer));
    return ruled ?? results.find(({ of, least, most }) => !of && score >= least && score <= most);
  }

  function finish(way) {
    const result = found(way)?.element.cloneNode(true) ?? make("section", {}, make("h3"));
    const title = result.querySelector("h3");
    title.replaceWith(heading(title));
    result.removeAttribute("id");
    show(result);
    ending.hidden = false;
    last.append(...(isInHistory ? [button(words.back, back, "quiet")] : []), button(words.again, again, "quiet"), make("span", {}, words.done));
    if (!isInHistory) forget();
    arrive();
    document.dispatchEvent(new CustomEvent("reach:check_done"));
  }

  function forget() {
    screens = [wait];
    at = 0;
    given = new Map();
  }

  function again() {
    given = new Map();
    begin();
  }

  function begin() {
    step(() => ask(0, []));
    document.dispatchEvent(new CustomEvent("reach:check_start"));
  }

  function answering(is) {
    promise.hidden = ending.hidden = is;
    main.classList.toggle("one-screen", is);
  }

  function wait() {
    answering(false);
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
  // A page that was left is kept as it was before the first answer.
  addEventListener("pagehide", () => {
    forget();
    wait();
  });
  addEventListener("pageshow", rewind);
  addEventListener("popstate", ({ state }) => (state?.step ?? 0) !== at && to(state?.step ?? 0));
  rewind();
}
