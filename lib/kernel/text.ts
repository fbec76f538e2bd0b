/** Signs that no text may carry: NUL and lone surrogates (PostgreSQL refuses them), direction overrides (they hide what is read). */
export const cleanText = (text: string): boolean => !text.includes('\0') && !/[\u202a-\u202e\u2066-\u2069]/.test(text) && text.isWellFormed()
