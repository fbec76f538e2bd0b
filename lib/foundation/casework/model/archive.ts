/** One entry of the contents list of an archived case. */
export interface ArchivedFile {
  readonly no: number
  readonly path: string
  readonly size: number
  readonly sha256: string
}

export interface ArchiveHead {
  readonly caseNo: string
  readonly title: string
  readonly item: string
  readonly state: string
  readonly madeAt: string
  readonly madeBy: string
  readonly why: string
}

const pair = ([label, value]: readonly [string, string]) => `${label}：${value}`

/** Rows with their heading, as plain text. */
export const section = (title: string, rows: readonly (readonly [string, string])[]): string => [`【${title}】`, ...rows.map(pair), ''].join('\n')

/** 目录: what lies in the package, numbered, each with its size and hash; and what was left out, with the reason. */
export function contentsOf(head: ArchiveHead, files: readonly ArchivedFile[], leftOut: readonly string[]): string {
  const lines = files.map(({ no, path, size, sha256 }) => `${String(no).padStart(3, '0')}  ${path}\n     ${size} 字节  SHA-256 ${sha256}`)
  return [
    `办件归档目录  ${head.caseNo}`,
    '',
    pair(['名称', head.title]),
    pair(['事项', head.item]),
    pair(['状态', head.state]),
    pair(['打包时间', head.madeAt]),
    pair(['打包人', head.madeBy]),
    pair(['用途', head.why]),
    pair(['文件数', String(files.length)]),
    '',
    ...lines,
    ...(leftOut.length > 0 ? ['', '没有放进来的：', ...leftOut.map((line) => `- ${line}`)] : []),
    '',
    '每个文件的 SHA-256 可以用任何校验工具核对；目录本身不在列。',
    '',
  ].join('\n')
}
