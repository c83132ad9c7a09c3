/** Takeovers from vanished holders that a file may cause; at the next it is a dead letter, for it may be what kills them. */
export const takeoversAtMost = 3;
