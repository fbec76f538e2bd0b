import { Problem, problemAnswer } from '../_http'

/** An address that the API does not have answers as the API does, not with a page. */
const missing = async () => problemAnswer(new Problem(404, 'not_found'))

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT }
