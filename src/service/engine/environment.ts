import type { RungName } from '../../core/records/engine'

/** The variables a trainer's process starts with: some libraries read theirs only while they are loaded. */
export function environmentFor(rung: RungName): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Inside Electron the running program is Electron; this makes it behave as plain Node.
    ELECTRON_RUN_AS_NODE: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Otherwise TensorFlow takes all memory of the GPU at once.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // The processor's rung must not be the GPU's by another name.
    ...(rung === 'native' && { CUDA_VISIBLE_DEVICES: '-1' }),
  }
}
