type TagKind = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute'

export const markWords: Readonly<Record<string, { readonly text: string; readonly kind: TagKind }>> = {
  ok: { text: '正常', kind: 'ok' },
  warning: { text: '留意', kind: 'warn' },
  error: { text: '有误', kind: 'bad' },
}

export const changeWords: Readonly<Record<string, string>> = { new: '新增', changed: '有变更', same: '没有变', gone: '台账里没了' }

export const stateWords: Readonly<Record<string, { readonly text: string; readonly kind: TagKind }>> = {
  preview: { text: '等人确认导入', kind: 'warn' },
  refused: { text: '整份没有通过', kind: 'bad' },
  committing: { text: '正在导入', kind: 'info' },
  committed: { text: '已导入', kind: 'ok' },
}
