import type { FormDefinition } from '@/lib/foundation/programme/model/form-definition'
import { type SectionKey, sectionKeys } from './form'
import { topics } from './questions'

export const supportKeys = ['desk', 'flat', 'loan', 'coaching', 'grant'] as const satisfies readonly SectionKey[]
export type SupportKey = (typeof supportKeys)[number]

/** The measure that each support stands for. */
export const measureOf: Readonly<Record<SupportKey, string>> = { desk: 'office', flat: 'flat', loan: 'loan', coaching: 'coaching', grant: 'grant' }

/** The version in which each section came; those that are not named are of the first. */
const since: Partial<Record<SectionKey, number>> = { grant: 2 }

/** All versions of the form, with why each was made. A version in use is never changed: a new one is added here. */
export const formVersions: readonly { version: number; note: string }[] = [
  { version: 1, note: '第一版：身份、项目、知识产权、公司，工位、公寓、贷款、辅导' },
  { version: 2, note: '加「项目资助」：金额、用款、一到三个里程碑' },
]

const isSupport = (key: SectionKey): key is SupportKey => supportKeys.some((one) => one === key)

const sectionsOfVersion = (version: number): SectionKey[] => sectionKeys.filter((key) => (since[key] ?? 1) <= version)

/** What a round asks: the sections of its version, and of the supports only those that it offers. */
export const sectionsOf = (round: { readonly formVersion: number; readonly measures: readonly string[] }): SectionKey[] =>
  sectionsOfVersion(round.formVersion).filter((key) => !isSupport(key) || round.measures.includes(measureOf[key]))

/** A version as it is stored, for the difference between two of them. */
export function definitionOf(version: number): FormDefinition {
  return {
    sections: sectionsOfVersion(version).map((key) => {
      const { title, part, questions } = topics[key]
      return {
        key,
        title,
        part,
        ...(isSupport(key) ? { measure: measureOf[key] } : {}),
        questions: questions.map(({ options, when, ...rest }) => ({
          ...rest,
          ...(options ? { options: options.map(([value, label]): [string, string] => [value, label]) } : {}),
          ...(when ? { when: [...when] } : {}),
        })),
      }
    }),
  }
}
