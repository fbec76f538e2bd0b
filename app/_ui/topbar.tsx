import { Avatar } from './avatar'

/** The line above a page: where one is, and who. */
export function Topbar({ title, person }: { title: string; person: string }) {
  return (
    <header className="topbar">
      <span className="crumb">
        <b>{title}</b>
      </span>
      <span className="grow" />
      <span className="person">
        <Avatar name={person} />
        <span>
          <b>{person}</b>
        </span>
      </span>
    </header>
  )
}
