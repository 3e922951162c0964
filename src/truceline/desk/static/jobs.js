// Tells how far jobs are, without loading the page again; when one ends, the page is shown as it is then.

const words = { waiting: "waiting for a worker", running: "being read", stopped: "stopped", done: "done" };

async function look() {
  if (document.hidden) return;
  const answer = await fetch("/add.json", { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  for (const job of (await answer.json()).jobs) {
    const card = document.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
    if (!card) continue;
    card.querySelector("progress").value = job.total ? job.ended : 1;
    card.querySelector(".told").textContent = `${job.ended.toLocaleString("en")} of ${job.total.toLocaleString("en")}`;
    const state = card.querySelector(".state");
    const before = state.textContent;
    state.textContent = words[job.state];
    if (!job.live && before !== words[job.state]) location.reload();
  }
}

setInterval(() => look().catch(() => {}), 1500);
