// What leaves the tab, and only when the person says so: chats kept in this browser, and files saved from it.
// Of a chat only its questions are kept. Their answers are looked up anew, so that they are the sources' latest.

const KEPT = "hip-assistant-chats";
const MOST_CHATS = 20;
const more = chat.querySelector(".more");
const keep = more.querySelector("#keep");
const earlier = more.querySelector(".earlier");
let chatId = Date.now();

function keptChats() {
  try {
    const chats = JSON.parse(localStorage.getItem(KEPT)) ?? [];
    return chats.filter((kept) => Number.isFinite(kept.id) && kept.questions.every((q) => typeof q.text === "string"));
  } catch {
    return [];
  }
}

function isKeeping() {
  try {
    return localStorage.getItem(KEPT) !== null;
  } catch {
    return false; // the browser is set to keep nothing
  }
}

function keepChat() {
  if (isKeeping()) {
    const questions = turns.map((turn) => ({ text: turn.question, asTyped: turn.asTyped }));
    const others = keptChats().filter((kept) => kept.id !== chatId);
    const chats = questions.length ? [{ id: chatId, questions }, ...others] : others;
    try {
      localStorage.setItem(KEPT, JSON.stringify(chats.slice(0, MOST_CHATS)));
    } catch {
      // no room left: this chat is not kept
    }
  }
  listChats();
}

function listChats() {
  const chats = keptChats().filter((kept) => kept.questions.length);
  keep.checked = isKeeping();
  more.querySelector(".clear").hidden = !chats.length;
  earlier.replaceChildren(
    ...chats.map((kept) => {
      const item = document.createElement("li");
      const button = item.appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = kept.questions[0].text;
      const when = button.appendChild(document.createElement("span"));
      when.textContent = `${new Date(kept.id).toLocaleDateString()}, questions: ${kept.questions.length}`;
      button.addEventListener("click", () => openChat(kept));
      return item;
    }),
  );
}

async function openChat(kept) {
  more.hidePopover();
  startAgain();
  chatId = kept.id;
  for (const { text, asTyped } of kept.questions) await ask(text, { asTyped: asTyped === true });
}

keep.addEventListener("change", () => {
  try {
    if (keep.checked) localStorage.setItem(KEPT, "[]");
    else localStorage.removeItem(KEPT);
  } catch {
    // stays off
  }
  keepChat();
});
more.querySelector(".clear").addEventListener("click", () => {
  localStorage.setItem(KEPT, "[]");
  listChats();
  keep.focus();
});

function save(format) {
  const answered = turns.filter((turn) => turn.reply);
  const day = new Date().toISOString().slice(0, 10);
  const title = chat.querySelector("h1").textContent;
  const contents = {
    md: () => `# ${title}\n\n${day}\n\n${answered.map((turn) => turn.reply.markdown).join("\n---\n\n")}`,
    json: () => JSON.stringify({ title, saved: day, answers: answered.map((turn) => turn.reply.answer) }, null, 2),
  };
  const types = { md: "text/markdown", json: "application/json" };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contents[format]()], { type: `${types[format]};charset=utf-8` }));
  link.download = `hip-abductor-chat-${day}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers hide the clipboard from pages that come over a network unencrypted.
  const area = chat.appendChild(document.createElement("textarea"));
  area.value = text;
  area.select();
  document.execCommand("copy");
  area.remove();
}
