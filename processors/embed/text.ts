import { modelKinds } from './kinds.js';
import { HashedCounts, unitVector } from './vector.js';

const gram = 3;
const weights = { words: 0.7, grams: 0.7 };

/**
 * Text by its words and by the three-letter pieces of them (with a mark at both ends), hashed. Alike spelled is close; what words mean
 * it does not know.
 * @returns 512 numbers of length 1, or null for text without a letter or digit
 */
export function embedText(text: string): number[] | null {
  const { dimensions } = modelKinds.clip_text;
  const words = new HashedCounts(dimensions);
  const grams = new HashedCounts(dimensions);
  for (const [word] of text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    words.add(`word:${word}`);
    const marked = `^${word}$`;
    for (let at = 0; at + gram <= marked.length; at++) grams.add(`gram:${marked.slice(at, at + gram)}`);
  }
  const target = new Float64Array(dimensions);
  words.addTo(target, weights.words);
  grams.addTo(target, weights.grams);
  return unitVector(target);
}
