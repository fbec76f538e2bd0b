// Persona × command × object for the window, the people and the space, from the table in e2e/gates/matrix.ts.
import { stages, windowRows } from '@/e2e/gates/matrix'
import { personas } from '@/e2e/gates/personas'
import { tellChapter } from './authorization'
import { calls, missing } from './authorization-calls'
import { contextOf, makeCast, startStory } from './authorization-story'

tellChapter({
  stages,
  personas,
  rows: windowRows,
  calls,
  missing,
  async start() {
    const story = await startStory(await makeCast())
    return { contextOf: (persona) => contextOf(story.cast, persona), target: () => story.target(), advanceTo: (stage) => story.advanceTo(stage) }
  },
})
