// Runs once, when Gradio has put its component, which nobody sees, on the page. Gradio hands in `server`, whose functions
// return HTML that assistant.render has escaped. The page itself, chat.html, was there before Gradio and stays where
// it is: what moves in the document loses the focus, and with it what is being typed. The conversation is what stands
// in the log and in `turns`: it is gone when the tab is, unless the person has it kept (keeping.js).

const talk = chat.querySelector(".talk");
const log = chat.querySelector(".log");
const welcome = chat.querySelector(".welcome");
const form = chat.querySelector(".composer");
const box = form.querySelector("textarea");
const room = form.querySelector(".room");
const announcer = chat.querySelector(".announcer");
const turns = []; // { question, asTyped, section, reply }, reply being undefined until it came
const PENCIL = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m4 16 .8-3.6L13 4.2l2.8 2.8-8.2 8.2L4 16z"/></svg>';
let waiting = false;
let edited = null; // the turn whose question is being reworded

const touch = matchMedia("(pointer: coarse)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function addTurn(question, asTyped) {
  const section = document.createElement("section");
  section.className = "turn";
  const row = section.appendChild(document.createElement("div"));
  row.className = "asked";
  const edit = row.appendChild(document.createElement("button"));
  edit.type = "button";
  edit.className = "edit quiet";
  edit.innerHTML = PENCIL;
  const heading = row.appendChild(document.createElement("h2"));
  heading.className = "question";
  heading.tabIndex = -1;
  heading.textContent = question;
  edit.setAttribute("aria-label", `Edit: ${question.slice(0, 80)}`);
  log.appendChild(section);
  const turn = { question, asTyped, section, reply: undefined };
  turns.push(turn);
  return turn;
}

function show(section) {
  section.scrollIntoView({
    block: section.offsetHeight > talk.clientHeight ? "start" : "nearest",
    behavior: stillness.matches ? "auto" : "smooth",
  });
}

async function ask(question, { asTyped = false } = {}) {
  if (waiting || !question.trim()) return;
  // Someone typing goes on typing; a button that vanishes, or a phone's keyboard, gives the focus to the question.
  const typing = document.activeElement === box && !touch.matches;
  welcome.hidden = true;
  const turn = addTurn(question, asTyped);
  if (!typing) turn.section.querySelector(".question").focus({ preventScroll: true });
  await answer(turn);
}

// Look the turn's question up, and show what comes of it in the place of what stood there.
async function answer(turn) {
  waiting = true;
  const { section, question, asTyped } = turn;
  section.querySelector(".answer, .failure")?.remove();
  const pending = section.appendChild(document.createElement("p"));
  pending.className = "pending";
  pending.textContent = "Reading the sources…";
  show(section);
  // Gradio turns a refusal, or no answer at all, into undefined.
  const reply = await server.reply({ question, history: historyOf(turn), as_typed: asTyped }).catch(() => undefined);
  waiting = false;
  pending.remove();
  if (!section.isConnected) return;
  turn.reply = reply?.refused ? undefined : reply;
  if (turn.reply) {
    section.insertAdjacentHTML("beforeend", reply.html);
    offerFeedback(turn);
    announce(spoken(reply.answer));
  } else {
    fail(turn, reply?.refused ?? "No answer came back. Is the assistant still running? Then ask again.");
  }
  keepChat();
  for (const button of more.querySelectorAll(".save")) button.disabled = !turns.some((other) => other.reply);
  show(section);
}

function historyOf(turn) {
  return turns.slice(0, turns.indexOf(turn)).filter((earlier) => earlier.reply).map((earlier) => earlier.question).slice(-20);
}

function fail(turn, reason) {
  const card = turn.section.appendChild(document.createElement("p"));
  card.className = "failure";
  card.setAttribute("role", "alert");
  card.textContent = reason;
  turns.splice(turns.indexOf(turn), 1);
  if (!box.value) box.value = turn.question;
}

// Notices are alerts and speak for themselves; the rest of an answer is said once, here.
function spoken(answer) {
  const sources = new Set(answer.quotes.map((quote) => quote.document + quote.heading)).size;
  return [answer.text, sources && `Sources: ${sources}.`].filter(Boolean).join(" ");
}

function announce(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

function startAgain() {
  closeDocument();
  stopEditing();
  log.replaceChildren();
  turns.length = 0;
  chatId = Date.now();
  announcer.textContent = "";
  welcome.hidden = false;
  for (const button of more.querySelectorAll(".save")) button.disabled = true;
  talk.scrollTo(0, 0);
  box.focus();
}

function startEditing(turn) {
  edited = turn;
  form.querySelector(".editing").hidden = false;
  box.value = turn.question;
  countRoom();
  box.focus();
  box.select();
}

function stopEditing() {
  if (edited) box.value = "";
  edited = null;
  form.querySelector(".editing").hidden = true;
}

// The question that was reworded goes, and with it all that was asked after it.
function dropEdited() {
  if (!edited) return;
  for (const turn of turns.splice(turns.indexOf(edited))) turn.section.remove();
  stopEditing();
}

function countRoom() {
  const left = box.maxLength - box.value.length;
  room.textContent = left <= 200 ? `${left} characters left` : "";
}

async function explain(turn, fold) {
  const body = fold.querySelector(".found-body");
  if (!fold.open || body.childElementCount) return;
  body.textContent = "Looking…";
  const request = { question: turn.question, history: historyOf(turn), as_typed: turn.asTyped };
  const page = await server.explain(request).catch(() => undefined);
  if (page) body.innerHTML = page;
  else body.textContent = "This could not be found out. Ask again.";
}

async function copyAnswer(turn, button) {
  await copy(turn.reply.text);
  button.textContent = "Copied";
  announce("Copied");
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waiting || !box.value.trim()) return;
  const question = box.value;
  dropEdited();
  box.value = "";
  countRoom();
  ask(question);
});

box.addEventListener("input", countRoom);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && edited) stopEditing();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

chat.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const turn = turns.find((candidate) => candidate.section.contains(button));
  const does = (name) => button.classList.contains(name);
  if (does("new-chat")) startAgain();
  else if (does("stop-editing")) stopEditing();
  else if (does("save")) save(button.dataset.format);
  // A suggestion was tried in these words, so it is asked in these words.
  else if (does("suggestion")) ask(button.textContent, { asTyped: true });
  else if (!turn || waiting) return;
  else if (does("edit")) startEditing(turn);
  else if (does("copy")) copyAnswer(turn, button);
  else if (does("citation") || does("open-document")) openDocument(button, turn.reply.answer.quotes);
  else if (does("as-typed")) {
    turn.asTyped = true;
    turn.section.querySelector(".question").focus({ preventScroll: true });
    answer(turn);
  }
});

// `toggle` does not bubble, but it can be caught on its way down.
log.addEventListener("toggle", (event) => {
  const turn = turns.find((candidate) => candidate.section.contains(event.target));
  if (turn && event.target.matches(".found")) explain(turn, event.target);
}, true);

listChats();
countRoom();
chat.dataset.ready = "";
if (chat.dataset.early) form.requestSubmit();
