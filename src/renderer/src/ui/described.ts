/** What a screen reader says after a field's name. Spread on the field: the templates' types do not know it yet. */
export const described = (help: string | undefined): Record<string, string | undefined> => ({
  'aria-description': help,
})
