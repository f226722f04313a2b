// Until chat.js takes over, the page is there but cannot answer yet: a question that is sent meanwhile waits for it.
function keepEarlyQuestion(event) {
  const chat = document.querySelector(".chat");
  if ("ready" in chat.dataset) {
    for (const type of ["keydown", "submit"]) removeEventListener(type, keepEarlyQuestion, true);
    return;
  }
  const sends = event.type === "submit" || (event.target.id === "question" && event.key === "Enter" && !event.shiftKey);
  if (!sends || event.isComposing) return;
  event.preventDefault();
  chat.dataset.early = "asked";
}

for (const type of ["keydown", "submit"]) addEventListener(type, keepEarlyQuestion, true);
