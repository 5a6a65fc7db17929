// From what was typed to words that can be compared: the program's search, in the words of a browser.

const { LONGEST, ENDINGS, JOINS, SUBJECTS, BEFORE_QUE } = data.parameters;
const ACRONYM = /(?<![\p{Alphabetic}\p{N}@])(?:\p{Alphabetic}\.)+(?:\p{Alphabetic}(?!\.)|(?<=\.\p{Alphabetic}\.))(?![\p{Alphabetic}\p{N}@])/gu;
const LIGATURES = new Map(data.parameters.LIGATURES);

// The words of a text, without accents or capitals, cut at everything that is no letter or digit. The dots of an acronym
// and what cannot be seen are no such cuts.
function wordsOf(text) {
  return clausesOf(text).flatMap(({ words }) => words);
}

// The parts of each sentence, between commas.
function clausesOf(text) {
  const seen = text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '').toLowerCase();
  const plain = seen.replace(ACRONYM, (dotted) => dotted.replace(/\./g, ''));
  const wordsIn = (clause) => (clause.match(/[\p{Alphabetic}\p{N}@]+/gu) || [])
    .map((word) => [...word].slice(0, LONGEST).map((sign) => LIGATURES.get(sign) ?? sign).join(''));
  return plain.split(/[\n…]|[.!?;](?=\s|$)/u)
    .flatMap((words, sentence) => words.split(',').map((clause) => ({ sentence, words: wordsIn(clause) })));
}

// Whether a word begins another statement after the one before it: « il me frappe et j'ai une amende ».
function beginsStatement(before, word) {
  return JOINS.includes(word) || (before === 'et' && SUBJECTS.includes(word))
    || (/^qu.?$/.test(word) && BEFORE_QUE.includes(before));
}

// What stays of a word when its French endings go.
function stem(word) {
  // Acronyms and numbers are taken as they are; so is what is not of our letters.
  if (!/^[a-z]{4,}$/.test(word)) return word;
  let root = singular(word).replace(/e+$/, '');
  const ending = ENDINGS.find(([ending, least]) => root.endsWith(ending) && root.length - ending.length >= least);
  if (ending) root = root.slice(0, -ending[0].length);
  // Doubled letters are what people most often forget, or add.
  return root.replace(/y$/, 'i').replace(/(.)\1+/g, '$1');
}

function singular(word) {
  if (word.endsWith('eaux')) return word.slice(0, -1);
  if (word.endsWith('aux') && word.length >= 6) return `${word.slice(0, -3)}al`;
  return word.replace(/[sx]$/, '');
}

// The letters of a word, a bit each; digits share what is left.
function letters(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return bits;
}
