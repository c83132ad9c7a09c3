import { kindWords, nounWords } from './words.js';

/** What people ask, by endpoint: the n-th question of each kind is another one, so that no answer that was kept is asked for again. */
export interface Question {
  readonly endpoint: string;
  readonly address: (n: number) => string;
  /** Sent as JSON; without it the question is a GET. */
  readonly body?: (n: number) => object;
}

/** @param firstFile the catalogue's files have consecutive ids from it */
export function questionsFor(firstFile: number, files: number): Question[] {
  const spread = (n: number, range: number): number => (n * 7919) % range;
  const file = (n: number): number => firstFile + spread(n, files);
  const job = (n: number): number => 10_000 + spread(n, Math.ceil(files / 180));
  const item = (n: number): string => String(spread(n, 60) + 1).padStart(3, '0');
  const search = (path: string, query: Record<string, string>): string =>
    `/api/search${path}?${new URLSearchParams(query).toString()}`;
  return [
    { endpoint: 'everything: number', address: (n) => search('', { q: `${job(n)}-${item(n)}` }) },
    { endpoint: 'everything: rare words', address: (n) => search('', { q: `w${5_000 + spread(n, 15_000)} bracket` }) },
    {
      endpoint: 'everything: frequent words',
      address: (n) => search('', { q: `${oneOf(kindWords, n)} ${oneOf(nounWords, Math.floor(n / kindWords.length))}` }),
    },
    { endpoint: 'everything: filter', address: (n) => search('', { q: 'welded bracket', filter: `project = ${job(n)}` }) },
    {
      endpoint: 'dimensions',
      address: (n) => search('/dimensions', { value: String(spread(n, 900) + 0.25), unit: 'mm', tolerance: '0.1' }),
    },
    {
      endpoint: 'dimensions: range',
      address: (n) => search('/dimensions', { min: String(n / 4), max: String(n / 4 + 5), unit: 'inch' }),
    },
    {
      endpoint: 'parameters',
      address: (n) => search('/parameters', { name: 'PRO_MP_MASS', numeric_min: String(n / 2), numeric_max: String(n / 2 + 1) }),
    },
    {
      endpoint: 'materials',
      address: (n) =>
        search('/materials', {
          material: oneOf(['aisi 304', 'aluminum', 'galvanised steel'], n),
          thickness_min: String(1 + n / 10),
          thickness_max: String(2 + n / 10),
        }),
    },
    { endpoint: 'projects', address: (n) => search('/projects', { code: String(job(n)) }) },
    {
      endpoint: 'projects: pattern',
      address: (n) => search('/projects', { code: `1${spread(n, 100).toString().padStart(2, '0')}*` }),
    },
    { endpoint: 'fulltext', address: (n) => search('/fulltext', { q: `w${spread(n, 2_000)} w${spread(n + 1, 200)}` }) },
    { endpoint: 'fulltext: phrase', address: (n) => search('/fulltext', { q: `"break all sharp edges" w${n}` }) },
    { endpoint: 'similar: words', address: () => '/api/search/similar', body: (n) => ({ text: `left bracket w${n}` }) },
    { endpoint: 'similar: file', address: () => '/api/search/similar', body: (n) => ({ file_id: file(n) }) },
    { endpoint: 'file', address: (n) => `/api/files/${file(n)}` },
  ];
}

function oneOf(words: readonly string[], n: number): string {
  return words[n % words.length] ?? '';
}
