/** `共 3 页 第 1 页` is 1/3, in either order; null for anything else. */
export function countedSheet(text: string): string | null {
  const number = /第\s*(\d+)\s*[页頁张張]/.exec(text)?.[1];
  const count = /共\s*(\d+)\s*[页頁张張]/.exec(text)?.[1];
  return number === undefined || count === undefined ? null : `${number}/${count}`;
}
