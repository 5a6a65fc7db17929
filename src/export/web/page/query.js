// From the words of a query to the stems that they may mean.

const {
  HEARD, COUNTED, COMPARED, UNKNOWN, ERRORS_FROM, COMPARED_FROM, START, START_TENTHS, START_REST,
  ONE_ERROR, TWO_ERRORS, SAME_START,
} = data.parameters;

function readQuery(index, text) {
  const tokens = [];
  const unknown = new Set();
  let compared = 0;
  let notKnown = 0;
  // The small word just heard, and whether it came right after a token.
  let small = null;
  let follows = false;
  for (const word of wordsOf(text).slice(0, HEARD)) {
    let stems = exactStems(index, word);
    if (stems === null) {
      small = index.rankOf.has(word) ? index.rankOf.get(word) : null;
      if (follows) tokens[tokens.length - 1].before = small;
      follows = false;
      continue;
    }
    const after = small;
    small = null;
    follows = false;
    if (word.length < 2 || unknown.has(word)) continue;
    if (stems.length === 0 && compared < COMPARED) {
      compared += 1;
      stems = nearStems(index, word);
    }
    if (stems.length === 0) {
      unknown.add(word);
      notKnown += UNKNOWN * UNKNOWN;
      continue;
    }
    const weight = Math.max(...stems.map(([stem]) => index.weights[stem]));
    tokens.push({ stems, weight, after, before: null, key: stems.join(' ') });
    follows = true;
  }
  // The tokens that count for likeness, each once.
  const counted = tokens.slice(0, COUNTED);
  const distinct = counted.filter((token, at) => !counted.slice(0, at).some((other) => other.key === token.key));
  const norm = Math.sqrt(distinct.reduce((sum, { weight }) => sum + weight * weight, notKnown));
  return { tokens, distinct, norm };
}

// The stem of a word that is known as it is written, or whose stem is; none where it is not known, null where it says
// nothing.
function exactStems(index, word) {
  const found = knownStems(index, word);
  if (found === null || found.length > 0) return found;
  // « jai », « lapl »: an apostrophe was forgotten.
  const rest = word.replace(/^(?:qu|[jldmtscn])/, '');
  if (rest === word || rest.length < 2 || !/^[aeiouyh]/.test(rest)) return found;
  const whole = knownStems(index, rest);
  return whole === null || whole.length > 0 ? whole : found;
}

function knownStems(index, word) {
  if (index.rankOf.has(word)) {
    const { stem } = index.words[index.rankOf.get(word)];
    return stem === EMPTY ? null : [[stem, 1]];
  }
  const root = stem(word);
  return index.stems.has(root) ? [[index.stems.get(root), 1]] : [];
}

// The stems of the known words that this one may be, mistyped or in another form; those that are surest.
function nearStems(index, word) {
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
  return found;
}

// How sure it is that `word` stands for `known`; 0 where it does not.
function likeness(word, known, errors, otherLetters) {
  const long = Math.max(word.length, known.length);
  const short = Math.min(word.length, known.length);
  if (long - short <= errors && bitCount(otherLetters) <= 2 * errors) {
    const distance = editDistance(word, known);
    if (distance === 1) return ONE_ERROR;
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
