import 'server-only'

export { reaggregate } from './aggregation'
export { type EntryResult, entryResults } from './results'
