// What the program packed: raw deflate, in base 85. Browsers of before 2023 cannot unpack it themselves, and the others
// only give it later.

function unpacked(id) {
  const text = document.getElementById(id).textContent.trim();
  return JSON.parse(new TextDecoder().decode(inflated(bytesOf(text))));
}

// Four bytes every five signs, from « ( » on; « ! » stands for the sign that would begin a tag.
function bytesOf(text) {
  const bytes = new Uint8Array(text.length / 5 * 4);
  for (let [at, from] = [0, 0]; at < bytes.length; at += 4, from += 5) {
    let value = 0;
    for (const sign of text.slice(from, from + 5)) value = value * 85 + (sign === '!' ? '<' : sign).charCodeAt(0) - 40;
    for (const place of [3, 2, 1, 0]) {
      bytes[at + place] = value & 255;
      value >>>= 8;
    }
  }
  return bytes;
}

// RFC 1951, block by block.
function inflated(bytes) {
  const out = [];
  let [at, held, bits] = [0, 0, 0];
  const take = (count) => {
    while (held < count) {
      bits |= bytes[at] << held;
      at += 1;
      held += 8;
    }
    const taken = bits & ((1 << count) - 1);
    bits >>>= count;
    held -= count;
    return taken;
  };
  for (let last = 0; last === 0;) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) {
      // Kept as it is: a length, the same inverted, bytes; all of them on whole bytes.
      take(held % 8);
      const length = take(16);
      take(16);
      for (let left = length; left > 0; left -= 1) out.push(take(8));
    } else {
      const [signs, distances] = kind === 1 ? FIXED : readCodes(take);
      copyBlock(out, take, signs, distances);
    }
  }
  return Uint8Array.from(out);
}

// Codes of these lengths, in order; by length, how many codes it has.
function codesOf(lengths) {
  const counts = Array(16).fill(0);
  const symbols = [];
  for (let length = 1; length < 16; length += 1) {
    lengths.forEach((one, symbol) => {
      if (one !== length) return;
      counts[length] += 1;
      symbols.push(symbol);
    });
  }
  return { counts, symbols };
}

function symbolOf({ counts, symbols }, take) {
  let [code, first, before] = [0, 0, 0];
  for (let length = 1; length < 16; length += 1) {
    code |= take(1);
    if (code - first < counts[length]) return symbols[before + code - first];
    before += counts[length];
    first = (first + counts[length]) << 1;
    code <<= 1;
  }
  throw new Error('packed data');
}

const FIXED = [
  codesOf([...Array(144).fill(8), ...Array(112).fill(9), ...Array(24).fill(7), ...Array(8).fill(8)]),
  codesOf(Array(30).fill(5)),
];
// In which order the lengths of the codes of the lengths stand.
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function readCodes(take) {
  const [signs, distances, listed] = [take(5) + 257, take(5) + 1, take(4) + 4];
  const own = Array(19).fill(0);
  for (const place of ORDER.slice(0, listed)) own[place] = take(3);
  const codes = codesOf(own);
  const lengths = [];
  while (lengths.length < signs + distances) {
    const symbol = symbolOf(codes, take);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) lengths.push(...Array(3 + take(2)).fill(lengths[lengths.length - 1]));
    else lengths.push(...Array(symbol === 17 ? 3 + take(3) : 11 + take(7)).fill(0));
  }
  return [codesOf(lengths.slice(0, signs)), codesOf(lengths.slice(signs))];
}

// Bytes, and copies of what came before: a length, and how far back.
function copyBlock(out, take, signs, distances) {
  for (;;) {
    const symbol = symbolOf(signs, take);
    if (symbol === 256) return;
    if (symbol < 256) {
      out.push(symbol);
      continue;
    }
    const rank = symbol - 257;
    const more = rank < 8 || rank === 28 ? 0 : (rank >> 2) - 1;
    const length = rank === 28 ? 258 : (rank < 8 ? rank : ((4 + (rank & 3)) << more)) + 3 + take(more);
    const far = symbolOf(distances, take);
    const further = far < 4 ? 0 : (far >> 1) - 1;
    const back = (far < 4 ? far : (2 + (far & 1)) << further) + 1 + take(further);
    for (let left = length; left > 0; left -= 1) out.push(out[out.length - back]);
  }
}
