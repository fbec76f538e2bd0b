import {
  BookOpenText,
  CalendarDays,
  ChartLine,
  ClipboardPenLine,
  CopyCheck,
  Dices,
  FileSpreadsheet,
  Gavel,
  GraduationCap,
  HandCoins,
  Inbox,
  Layers,
  LayoutGrid,
  ListChecks,
  LogOut,
  MailOpen,
  Megaphone,
  MessageSquareWarning,
  ScrollText,
  Stamp,
  UserCheck,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { signOut } from '@/app/(account)/actions'
import { roomsOf, type StaffRoom } from '@/lib/foundation/identity/model/home'
import type { Actor } from '@/lib/kernel/actor'
import { Avatar } from './avatar'
import { Mark } from './logo'
import { Toaster } from './toast'
import { Topbar } from './topbar'

const icons = {
  review: ClipboardPenLine,
  queue: Inbox,
  approvals: Stamp,
  space: LayoutGrid,
  rounds: Layers,
  screening: CopyCheck,
  meetings: Gavel,
  reviewers: GraduationCap,
  draws: Dices,
  notices: Megaphone,
  objections: MessageSquareWarning,
  feedback: MailOpen,
  fund: BookOpenText,
  rehearsal: ChartLine,
  support: HandCoins,
  people: UserCheck,
  imports: FileSpreadsheet,
  calendar: CalendarDays,
  audit: ScrollText,
  jobs: ListChecks,
} as const satisfies Record<StaffRoom, unknown>

/** The narrow rail of every staff page: only the rooms that this person may open. */
export function Rail({ actor, current }: { actor: Actor; current: StaffRoom }) {
  return (
    <nav className="rail" aria-label="工作台">
      <a className="mark" href="/" aria-label="攀登者首页">
        <Mark size={28} />
      </a>
      {roomsOf(actor.roles).map((room) => {
        const Icon = icons[room.key]
        return (
          <a
            key={room.key}
            href={room.href}
            title={room.label}
            aria-label={room.label}
            className={room.key === current ? 'on' : ''}
            aria-current={room.key === current ? 'page' : undefined}
          >
            <Icon size={20} aria-hidden="true" />
          </a>
        )
      })}
      <form action={signOut} className="rail-end">
        <button type="submit" title={`${actor.name}，退出`} aria-label={`${actor.name}，退出`}>
          <LogOut size={18} aria-hidden="true" />
        </button>
      </form>
      <Avatar name={actor.name} size={30} />
      <Toaster />
    </nav>
  )
}

interface Props {
  actor: Actor
  current: StaffRoom
  title: string
  children: ReactNode
}

/** A plain staff page: rail, head line with the person, content. Queue and floor plan have columns of their own. */
export function StaffFrame({ actor, current, title, children }: Props) {
  return (
    <div className="staff">
      <Rail actor={actor} current={current} />
      <div>
        <Topbar title={title} person={actor.name} />
        <main id="main" className="staff-main">
          {children}
        </main>
      </div>
    </div>
  )
}
