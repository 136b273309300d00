/** What is known about each image: numbers by name. Labels of two values (yes and no) are 1 and 0. */
export interface Attribute {
  /** As the data set's author wrote it, for example `smile`. Unique within a data set. */
  name: string
  kind: 'binary' | 'number'
  /** One value per image; NaN where it is not known. */
  values: Float32Array
}

/** The part of an attribute that is small enough for a list. */
export interface AttributeSummary {
  name: string
  kind: Attribute['kind']
  /** Images for which the value is known. */
  known: number
  /** For a binary attribute: images where it is 1. */
  positive?: number
}
