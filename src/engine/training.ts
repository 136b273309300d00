/** What a trainer needs wherever it lives: nothing here needs Node or a page. */
export type { Backend } from './backends/backend'
export { Dragger, type DragEnd, type DragStep, type DragTask } from './coder/drag'
export { refine } from './coder/refine'
export { SuperResolution, type SuperResolutionFiles } from './coder/super-resolution'
export { probeBackend } from './training/probe'
export { TrainingDivergedError } from './training/diverged'
export { createRun, type TrainingRun } from './training/run'
export { tryOut, type Trial, type TrialInput } from './training/trial'
