// From the words of a query to the stems that they may mean.

const {
  HEARD, COUNTED, COMPARED, UNKNOWN, ERRORS_FROM, COMPARED_FROM, CUT_FROM, START, START_TENTHS, START_REST,
  ONE_ERROR, TWO_ERRORS, SAME_START,
} = data.parameters;

function readQuery(index, text) {
  const tokens = [];
  const unknown = new Set();
  let compared = 0;
  let notKnown = 0;
  // The small words just heard, and whether it came right after a token.
  let smalls = [null, null];
  let follows = false;
  // The clauses that say what is wanted.
  const asks = new Set();
  const heard = clausesOf(text).flatMap(({ sentence, words }, clause) => words.map((word) => [word, sentence, clause]));
  // A clause may hold several statements.
  let statement = 0;
  let last = [0, ''];
  for (const [word, sentence, clause] of heard.slice(0, HEARD)) {
    if (last[0] !== clause || beginsStatement(last[1], word)) statement += 1;
    last = [clause, word];
    if (index.asks.has(word)) asks.add(clause);
    let read = unknown.has(word) ? UNREAD : exactly(index, word);
    if (read === UNREAD && word.length > 1 && compared < COMPARED && !unknown.has(word)) {
      compared += 1;
      read = nearly(index, word);
    }
    if (read.small !== undefined) {
      smalls = [read.small, smalls[0]];
      if (follows) hearAfter(tokens[tokens.length - 1].before, read.small);
    } else if (read.stems) {
      const weight = Math.max(...read.stems.map(([stem]) => index.weights[stem]));
      tokens.push({
        stems: read.stems, weight, sentence, clause, statement, after: smalls, before: [null, null],
        groups: groupsOf(index, read.stems),
        key: read.stems.join(' '),
      });
      smalls = [null, null];
      follows = true;
    } else {
      [smalls, follows] = [[null, null], false];
      if (word.length > 1 && !unknown.has(word)) {
        unknown.add(word);
        notKnown += UNKNOWN * UNKNOWN;
      }
    }
  }
  // The name of an opérateur tells whom one wants, and not what.
  const names = namesSaid(index, tokens);
  for (const token of tokens) token.name = names.some(([, stems]) => token.stems.some(([said]) => stems.includes(said)));
  // The tokens that count for likeness, each once.
  const counted = tokens.slice(0, COUNTED);
  const distinct = counted.filter((token, at) => !counted.slice(0, at).some((other) => other.key === token.key));
  const norm = Math.sqrt(distinct.reduce((sum, { weight }) => sum + weight * weight, notKnown));
  return { tokens, distinct, norm, unknown: unknown.size, asks };
}

// What a word may be: small words by their rank, stems each with how sure that is, or nothing known.
const UNREAD = {};

// What a word is as it is written, or behind an apostrophe that was forgotten: « jai », « lapl », « jveux ».
function exactly(index, word) {
  const found = knownAs(index, word);
  const rest = word.replace(/^(?:qu|[jldmtscn])/, '');
  if (found !== UNREAD || rest === word || (rest.length < CUT_FROM && !/^[aeiouyh]/.test(rest))) return found;
  return knownAs(index, rest);
}

function knownAs(index, word) {
  if (index.rankOf.has(word)) {
    const rank = index.rankOf.get(word);
    const { stem } = index.words[rank];
    return stem === EMPTY ? { small: rank } : { stems: [[stem, 1]] };
  }
  const root = stem(word);
  return index.stems.has(root) ? { stems: [[index.stems.get(root), 1]] } : UNREAD;
}

// The stems of the known words that this one may be, mistyped or in another form; those that are surest.
function nearly(index, word) {
  const length = [...word].length;
  const errors = ERRORS_FROM.filter((from) => length >= from).length;
  const bits = letters(word);
  let best = 0;
  let found = [];
  for (const known of index.words) {
    if (known.stem === EMPTY || known.word.length < COMPARED_FROM) continue;
    const sure = likeness(word, known.word, errors, bits ^ known.letters);
    if (sure > best) {
      best = sure;
      found = [];
    }
    if (sure > 0 && sure >= best && !found.some(([other]) => other === known.stem)) found.push([known.stem, sure]);
  }
  return found.length > 0 ? { stems: found } : UNREAD;
}

// How sure it is that `word` stands for `known`; 0 where it does not.
function likeness(word, known, errors, otherLetters) {
  const long = Math.max(word.length, known.length);
  const short = Math.min(word.length, known.length);
  if (long - short <= errors && bitCount(otherLetters) <= 2 * errors) {
    const distance = editDistance(word, known);
    if (distance === 1 && errors > 0) return ONE_ERROR;
    if (distance === 2 && errors === 2) return TWO_ERRORS;
  }
  // « rembours », « remboursable ».
  let shared = 0;
  while (shared < short && word[shared] === known[shared]) shared += 1;
  const starts = shared >= START
    && shared * 10 >= long * START_TENTHS
    && (shared === word.length || shared + START_REST >= short);
  return starts ? SAME_START : 0;
}

function bitCount(bits) {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

// How many letters were forgotten, added, changed or swapped.
function editDistance(one, other) {
  let before = [];
  let last = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + changed);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
  }
  return row[other.length];
}
