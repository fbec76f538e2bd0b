/** What is taken, what for, how long, and what a person may ask for (PIPL 17), before the box is ticked. */
export function Privacy() {
  return (
    <details className="privacy">
      <summary>隐私说明</summary>
      <ul>
        <li>注册只要姓名和手机号，用来办你的申请、把进展告诉你。</li>
        <li>申请时才要身份证号。它加密保存，只有窗口核验时能看，每看一次都记下是谁、为什么。</li>
        <li>材料只给办这件事的人看。公示时姓名会遮住中间的字。</li>
        <li>你可以随时查看、改正，或者要求删除。打 0731-5550 0188，或者来窗口。</li>
      </ul>
    </details>
  )
}
