const inWord = /[^\s<>=!()#"]*$/
/** After these a name may follow. */
const opening = /(^|\(|\b(and|or|not)\s)\s*$/i

/** Names that may come next at the end of a question; the shortest that goes on with what is typed comes first. */
export function completionsOf(text: string, names: readonly string[]): string[] {
  const typed = (inWord.exec(text)?.[0] ?? '').toLowerCase()
  if (typed === '') return opening.test(text) ? [...names] : []
  const goesOn = names.filter((name) => name.toLowerCase().startsWith(typed))
  const holds = names.filter((name) => !goesOn.includes(name) && name.toLowerCase().includes(typed))
  return [...goesOn.toSorted((a, b) => a.length - b.length), ...holds].filter(
    (name) => name.toLowerCase() !== typed,
  )
}

/** The question with its last word made into this name. */
export function completed(text: string, name: string): string {
  return `${text.replace(inWord, '')}${name} `
}
