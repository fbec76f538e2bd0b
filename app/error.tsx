'use client'

/** Anything unexpected: whose fault it is not, what is kept, and a number to read out. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="page narrow">
      <h1>没做成，不是你的问题</h1>
      <p className="mt16">系统出了点状况，你填过的内容都还在。可以直接再试一次；还不行就打 0731-5550 0188，报编号 {error.digest ?? '—'}。</p>
      <p className="mt24">
        <button type="button" className="btn" onClick={reset}>
          再试一次
        </button>
      </p>
    </main>
  )
}
