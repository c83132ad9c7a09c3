/** `completedShare` and `adds_up` as a reader would write them. */
export function figureWords(name: string): string {
  return name.replaceAll('_', ' ').replaceAll(/(?<=[a-z0-9])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}
