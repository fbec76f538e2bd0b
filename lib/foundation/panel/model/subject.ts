/** The fields that a draw was sealed for; kept with the draw, because the next one of the panel may ask for others. */
export function fieldsOf(subject: unknown): string[] {
  const fields = typeof subject === 'object' && subject !== null && 'fields' in subject ? subject.fields : []
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : []
}
