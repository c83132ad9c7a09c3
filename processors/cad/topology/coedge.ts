/** One use of an edge by a face. */
export interface Coedge {
  /** Index into `edges`. */
  readonly edge: number;
  /** Whether the face runs along the edge against its parameter, both orientations taken together. */
  readonly reversed: boolean;
}
