// One interview as a value, walked as the program does: each answer returns another interview.

const BLOCAGE = 'blocage';
const NON = 'non';
const NE_SAIT_PAS = 'ne-sait-pas';
const RIEN = 'rien';
// The rank of the urgent category in the page.
const URGENT = 2;

// Goes through the nodes that ask nothing. A position says what is asked or how it ends, the last request met, and the
// answer to the blocage, where it was asked.
function settle(tree, start, lastRequest, blocage) {
  let node = start;
  let request = lastRequest;
  for (;;) {
    const { titre, q, next } = tree.nodes[node];
    if (titre !== undefined) request = node;
    if (q !== undefined) return { asks: node, ends: null, request, blocage };
    // A conduite ends with itself; a request without a conduite ends with none.
    if (next === undefined) return { asks: null, ends: titre === undefined ? node : -1, request, blocage };
    node = next;
  }
}

function follow(tree, position, question, rank) {
  const blocage = question.id === BLOCAGE ? question.reponses[rank].id !== NON : position.blocage;
  const to = tree.nodes[position.asks].to[rank];
  return to < 0
    ? { asks: null, ends: -1, request: position.request, blocage }
    : settle(tree, to, position.request, blocage);
}

function startInterview(tree) {
  return { tree, path: [], position: settle(tree, tree.start, null, null), kept: [], goal: null };
}

// An interview that looks for a démarche, with the answers that lead to it: question id, answer id. A fact about the
// usager is proposed, and never taken for granted.
function interviewToward(tree, goal, implied) {
  const kept = implied.map(([question, reponse]) => ({
    question, reponse, of: null, implied: true, atOnce: !tree.questions.some(({ id, fact }) => id === question && fact),
  }));
  return applyKnown({ ...startInterview(tree), goal, kept });
}

// What is asked now; nothing where the interview has ended.
function asked({ tree, position }) {
  return position.asks === null ? null : tree.questions[tree.nodes[position.asks].q];
}

// The interview after this answer, and after those that are known.
function answered(interview, id) {
  return applyKnown(give(interview, id, false));
}

function applyKnown(interview) {
  for (let here = interview; ;) {
    const known = here.kept.find((kept) => kept.atOnce && holds(here, kept));
    if (!known) return here;
    here = give(here, known.reponse, true);
  }
}

function give(interview, id, implied) {
  const { tree, path, position } = interview;
  const question = asked(interview);
  const rank = question.reponses.findIndex((reponse) => reponse.id === id);
  let { kept, goal } = interview;
  // What was looked for is given up, and all that followed from it.
  if (kept.some((one) => one.implied && one.question === question.id && one.reponse !== id)) {
    kept = kept.filter((one) => !one.implied);
    goal = null;
  }
  return {
    tree,
    path: [...path, { question, reponse: question.reponses[rank], implied, from: position }],
    position: follow(tree, position, question, rank),
    kept: kept.filter((one) => one.question !== question.id),
    goal,
  };
}

// The interview at the last question; nothing where none was answered.
function earlier(interview) {
  return interview.path.length > 0 ? rewound(interview, interview.path.length - 1) : null;
}

// The interview at the question of this rank in the path; the answers that are taken back are kept.
function rewound(interview, rank) {
  let { kept } = interview;
  for (const { question, reponse, implied, from } of interview.path.slice(rank).reverse()) {
    // The blocage only holds for the démarche that it was asked of.
    const of = question.id === BLOCAGE && !implied ? from.request : null;
    const taken = { question: question.id, reponse: reponse.id, of, implied, atOnce: implied };
    kept = [...kept.filter((one) => one.question !== question.id), taken];
  }
  const { from, question } = interview.path[rank];
  kept = kept.map((one) => (one.question === question.id ? { ...one, atOnce: false } : one));
  return { ...interview, path: interview.path.slice(0, rank), position: from, kept };
}

// The answer that was given here before, or deduced, and that still holds.
function keptHere(interview) {
  return interview.kept.find((kept) => holds(interview, kept)) || urgentAnswer(interview);
}

// The urgent démarche that is looked for, where the urgency question is asked now.
function urgenceSought(interview) {
  const goal = goalOf(interview);
  const question = asked(interview);
  const now = goal !== null && question !== null && question.id === interview.tree.urgence;
  return now && interview.tree.nodes[goal].categorie === URGENT ? goal : null;
}

// The one answer to the urgency question that leads to it.
function urgentAnswer(interview) {
  const goal = urgenceSought(interview);
  if (goal === null) return undefined;
  const { to } = interview.tree.nodes[interview.position.asks];
  const leading = asked(interview).reponses.filter(({ id }, rank) => to[rank] === goal && id !== NE_SAIT_PAS);
  return leading.length === 1 ? { reponse: leading[0].id, implied: true } : undefined;
}

function holds(interview, { question, reponse, of }) {
  const here = asked(interview);
  return here !== null && here.id === question && (of === null || of === interview.position.request)
    && here.reponses.some(({ id }) => id === reponse);
}

// The démarche that is looked for, as long as an answer may still lead to it; an urgency, until something is asked: the
// first answer keeps it or sets it aside.
function goalOf({ tree, path, goal, position }) {
  if (goal === null || position.asks === null) return null;
  if (tree.nodes[goal].categorie === URGENT && path.some(({ implied }) => !implied)) return null;
  return mayLead(tree, position.asks, goal) ? goal : null;
}

function mayLead(tree, from, goal) {
  const seen = new Set();
  for (const left = [from]; left.length > 0;) {
    const node = left.pop();
    if (node === goal) return true;
    if (node < 0 || seen.has(node)) continue;
    seen.add(node);
    const { to = [], next } = tree.nodes[node];
    left.push(...to, ...(next === undefined ? [] : [next]));
  }
  return false;
}

// The one answer that may lead to the démarche that is looked for, where the others cannot; none where a fact about the
// usager or an urgency is asked.
function leadingHere(interview) {
  const goal = goalOf(interview);
  const question = asked(interview);
  if (goal === null || question === null || question.fact) return null;
  const { tree, position } = interview;
  if (question.id === tree.urgence || question.id === BLOCAGE) return null;
  const { to } = tree.nodes[position.asks];
  const leading = question.reponses.filter(({ id }, rank) => id !== NE_SAIT_PAS && mayLead(tree, to[rank], goal));
  return leading.length === 1 ? leading[0].id : null;
}

// The words of the answers that were deduced and whose question is still to come.
function deducedIn({ tree, kept }) {
  return kept.filter(({ implied }) => implied).flatMap(({ question, reponse }) => {
    const at = tree.questions.find(({ id, reponses }) => id === question && reponses.some((one) => one.id === reponse));
    return at ? [at.reponses.find(({ id }) => id === reponse).texte] : [];
  });
}

// What is read where the interview has ended.
function endingOf({ tree, position: { request, blocage, ends } }) {
  return tree.endings.get(`${request},${blocage === null ? 0 : 1 + Number(blocage)},${ends}`);
}
