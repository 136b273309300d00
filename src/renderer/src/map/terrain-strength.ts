/** How much the terrain's pictures differ from the ground: points must be seen well above it, so that it is not as strong as they are. */
export const terrainStrength = 0.74
