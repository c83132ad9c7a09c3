/** Makes a hostile file; called late, as some are large. */
export type Trap = () => Buffer;
