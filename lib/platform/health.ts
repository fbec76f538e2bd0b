import 'server-only'
import { db } from './db'

/** Does the database answer within `ms`? Never throws. */
export async function databaseAnswers(ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), ms)
  })
  const asked = db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const answer = await Promise.race([asked, late])
  clearTimeout(timer)
  return answer
}
