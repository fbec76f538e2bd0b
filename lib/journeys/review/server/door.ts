import 'server-only'

export { reaggregate } from './aggregation'
