/** 张*三, 周*安, 李*; one sign stays one sign. Public lists show no more than this (domain paper 5.7). */
export function maskName(name: string): string {
  const signs = [...name]
  if (signs.length <= 1) return '*'
  if (signs.length === 2) return `${signs[0]}*`
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs[signs.length - 1]}`
}

/** `138 **** 2047` */
export const maskPhone = (phone: string): string => (phone.length < 7 ? '****' : `${phone.slice(0, 3)} **** ${phone.slice(-4)}`)

/** `430***********123X`: three signs before, four after. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.length < 8 ? '*'.repeat(idNumber.length) : `${idNumber.slice(0, 3)}${'*'.repeat(idNumber.length - 7)}${idNumber.slice(-4)}`
