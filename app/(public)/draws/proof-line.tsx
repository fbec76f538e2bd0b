import { Glyph } from '@/app/_ui/glyph'
import { CopyLine } from './copy-line'

/** One value of the proof. Its signs are drawn on the server: the browser needs no table of them for two. */
export const ProofLine = (line: { label: string; value: string; plain?: boolean }) => (
  <CopyLine {...line} sign={<Glyph name="copy" />} copiedSign={<Glyph name="check" />} />
)
