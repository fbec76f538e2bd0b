/** 归档: why is asked first and noted in the audit; the browser saves the package. A plain form, it works before any script. */
export function ArchiveForm({ caseNo }: { caseNo: string }) {
  return (
    <details className="archive">
      <summary className="btn md quiet">打包归档</summary>
      <form action={`/counter/cases/${encodeURIComponent(caseNo)}/archive`} className="row g8 wrap mt8">
        <label className="lab" htmlFor="archive-why">
          为什么要打包（会记进审计）
        </label>
        <input id="archive-why" name="why" className="inp" required minLength={4} maxLength={200} />
        <button type="submit" className="btn md sec">
          下载压缩包
        </button>
      </form>
    </details>
  )
}
