// What a person says of an answer goes to POST feedback, with the index generation and the places quoted. Their
// question goes with it only if they tick it.

const VERDICTS = ["Helpful", "Not helpful", "Wrong source", "Unsafe"];
const takesFeedback = document.querySelector("#shell")?.dataset.feedback !== undefined;

function offerFeedback(turn) {
  const { answer } = turn.reply;
  const card = turn.section.querySelector(".answer");
  if (!takesFeedback || !answer.index || !card) return;
  const group = document.createElement("div");
  group.className = "feedback";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "What do you say of this answer?");
  for (const verdict of VERDICTS) {
    const button = group.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "verdict quiet";
    button.textContent = verdict;
    button.addEventListener("click", () => sendFeedback(turn, group, verdict));
  }
  const label = group.appendChild(document.createElement("label"));
  label.appendChild(document.createElement("input")).type = "checkbox";
  label.append(" Include my question");
  card.insertBefore(group, card.querySelector(".disclaimer"));
}

async function sendFeedback(turn, group, verdict) {
  const { answer } = turn.reply;
  const said = {
    verdict: verdict.toLowerCase(),
    generation: answer.index,
    quotes: answer.quotes.map(({ document, start, end }) => ({ document, start, end })),
  };
  if (group.querySelector("input").checked) said.question = turn.question;
  const sent = await fetch("feedback", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
  }).catch(() => undefined);
  const outcome = document.createElement("p");
  outcome.tabIndex = -1;
  outcome.textContent = sent?.ok ? `Kept: ${verdict.toLowerCase()}. Thank you.` : "This could not be kept.";
  group.replaceChildren(outcome);
  outcome.focus();
}
