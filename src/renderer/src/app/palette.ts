type Rgb = readonly [number, number, number]

/**
 * Okabe and Ito's palette (2008) without black, and five more that were searched for: of all twelve, in whatever order, no
 * two come nearer to one another than Okabe and Ito's do (0.076 in OKLab), with three kinds of cones or two.
 */
const twelve: readonly Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
  [166, 44, 30],
  [145, 200, 142],
  [93, 17, 245],
  [72, 113, 107],
  [101, 56, 119],
]

/** Colours for so many classes, up to twelve. */
export const classColours = (classes: number): readonly Rgb[] => twelve.slice(0, classes)
