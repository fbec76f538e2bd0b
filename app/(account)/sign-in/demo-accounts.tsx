export interface DemoAccountsView {
  readonly groups: readonly {
    readonly title: string
    readonly accounts: readonly { readonly login: string; readonly name: string; readonly roles: string }[]
  }[]
  /** The password of the contract; null where somebody set another one. */
  readonly password: string | null
}

interface Props {
  view: DemoAccountsView
  picked: string
  onPick: (login: string) => void
}

/** The demo's people by role; one press fills the form. */
export function DemoAccounts({ view, picked, onPick }: Props) {
  return (
    <aside className="demo-accounts card" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">演示账号</h2>
      <p className="hint">都是虚构的人。点一个，{view.password ? '账号和密码就填好了' : '账号就填好了，密码见启动时的提示'}。</p>
      <table>
        <tbody>
          {view.groups.map((group) => (
            <tr key={group.title}>
              <th scope="row">{group.title}</th>
              <td>
                {group.accounts.map((account) => (
                  <button
                    key={account.login}
                    type="button"
                    className={account.login === picked ? 'chip on' : 'chip'}
                    aria-pressed={account.login === picked}
                    title={account.roles}
                    onClick={() => onPick(account.login)}
                  >
                    {account.name}
                    <span className="mono">{account.login}</span>
                  </button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  )
}
