type Rgb = readonly [number, number, number]

/** Okabe and Ito's palette (2008) without black: told apart with every common kind of colour blindness. */
const okabeIto: readonly Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
]

/** Krzywinski's twelve colours for colour blindness (mk.bcgsc.ca/colorblind), for more classes than that. */
const krzywinski: readonly Rgb[] = [
  [0, 194, 249],
  [255, 110, 58],
  [0, 159, 129],
  [255, 195, 59],
  [132, 0, 205],
  [255, 178, 253],
  [159, 1, 98],
  [0, 252, 207],
  [226, 1, 52],
  [0, 141, 249],
  [255, 90, 175],
  [164, 1, 34],
]

/** Colours for so many classes, up to twelve. */
export function classColours(classes: number): readonly Rgb[] {
  return (classes <= okabeIto.length ? okabeIto : krzywinski).slice(0, classes)
}
