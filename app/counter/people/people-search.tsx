'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAction } from '@/app/_ui/use-action'
import { type PeopleQuery, peopleHref } from '@/lib/foundation/identity/model/people-query'
import { errorText } from '@/lib/i18n/errors'
import { canonicalIdNumber } from '@/lib/kernel/identity-number'
import { findByIdentity } from './actions'

/** As long as an identity number, or nearly: such a text is never put into the address. */
const isNumber = (text: string) => /^\d{12,}/.test(canonicalIdNumber(text))

/** Name, telephone or its last digits by the address; an identity number by a command, so that it stands in no address or log. */
export function PeopleSearch({ query }: { query: PeopleQuery }) {
  const router = useRouter()
  const [text, setText] = useState(query.q)
  const { run, busy, failed, clear } = useAction(findByIdentity)
  const fault = failed ? (failed.fields.idNumber ? errorText(failed.fields.idNumber) : failed.text) : ''

  async function search() {
    clear()
    if (!isNumber(text)) {
      router.push(peopleHref({ ...query, q: text.trim(), page: 1 }))
      return
    }
    const answer = await run({ idNumber: text })
    if (answer?.ok) router.push(`/counter/people/${answer.value.personId}`)
  }

  return (
    <search className="adm-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <label className="vh" htmlFor="people-search">
          姓名、手机号或后四位、完整的证件号
        </label>
        <input
          id="people-search"
          className="inp sm"
          type="search"
          autoComplete="off"
          placeholder="姓名、手机后四位、完整证件号"
          value={text}
          maxLength={50}
          aria-invalid={Boolean(fault)}
          aria-describedby={fault ? 'people-search-error' : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="btn sec sm" disabled={busy}>
          <Search size={14} aria-hidden="true" />
          找人
        </button>
      </form>
      <p id="people-search-error" className="errmsg" role="alert">
        {fault}
      </p>
    </search>
  )
}
