/** Names that JavaScript keeps for itself, so that they never arrive as members of a request. */
const reserved: readonly string[] = ['constructor', 'prototype', '__proto__'];

/** Whether a value under this name would vanish on its way. */
export const isReservedName = (name: string): boolean => reserved.includes(name);
