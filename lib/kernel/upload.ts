/** The largest file anybody may hand in, in bytes: browsers refuse it before it travels, the server while it comes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
