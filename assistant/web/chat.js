// Runs once, when Gradio has put chat.html on the page. Gradio hands in `element`, the root of it, and `server`,
// whose `reply` returns one answer as HTML that assistant.render has escaped. The conversation is what stands in
// the log and in `asked`: it is gone when the tab is.

const log = element.querySelector(".log");
const welcome = element.querySelector(".welcome");
const form = element.querySelector(".composer");
const box = form.querySelector("textarea");
const room = form.querySelector(".room");
const asked = [];
let waiting = false;

const touch = matchMedia("(pointer: coarse)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function addTurn(question) {
  const turn = document.createElement("section");
  turn.className = "turn";
  const heading = turn.appendChild(document.createElement("h2"));
  heading.className = "question";
  heading.tabIndex = -1;
  heading.textContent = question;
  const pending = turn.appendChild(document.createElement("p"));
  pending.className = "pending";
  pending.textContent = "Reading the sources…";
  log.appendChild(turn);
  return turn;
}

function show(turn) {
  const free = innerHeight - element.querySelector(".top").offsetHeight - element.querySelector(".bottom").offsetHeight;
  turn.scrollIntoView({
    block: turn.offsetHeight > free ? "start" : "nearest",
    behavior: stillness.matches ? "auto" : "smooth",
  });
}

async function ask(question) {
  if (waiting || !question.trim()) return;
  waiting = true;
  // Someone typing goes on typing; a button that vanishes, or a phone's keyboard, gives the focus to the question.
  const typing = document.activeElement === box && !touch.matches;
  welcome.hidden = true;
  const turn = addTurn(question);
  if (!typing) turn.querySelector(".question").focus({ preventScroll: true });
  show(turn);
  // Gradio turns a refusal, or no answer at all, into undefined.
  let card = await server.reply({ question, history: asked.slice(-20) }).catch(() => undefined);
  if (card !== undefined) {
    if (turn.isConnected) asked.push(question);
  } else {
    card = '<p class="failure" role="alert">No answer came back. Is the assistant still running? Then ask again.</p>';
    if (!box.value) box.value = question;
  }
  waiting = false;
  turn.querySelector(".pending").remove();
  turn.insertAdjacentHTML("beforeend", card);
  if (turn.isConnected) show(turn);
}

function startAgain() {
  log.replaceChildren();
  asked.length = 0;
  welcome.hidden = false;
  history.replaceState(null, "", location.pathname + location.search);
  scrollTo(0, 0);
  box.focus();
}

function countRoom() {
  const left = box.maxLength - box.value.length;
  room.textContent = left <= 200 ? `${left} characters left` : "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waiting) return;
  const question = box.value;
  box.value = "";
  countRoom();
  ask(question);
});

box.addEventListener("input", countRoom);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

element.addEventListener("click", (event) => {
  if (event.target.closest(".new-chat")) startAgain();
  const suggestion = event.target.closest(".suggestion");
  if (suggestion) ask(suggestion.textContent);
});
